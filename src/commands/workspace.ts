import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { GateError, type Ports, type Tree, UsageError } from '../domain/index.ts';
import type { GateRequest } from '../gate/request.ts';
import type { GitRepository } from '../io/git-command.ts';
import { gitTree, resolveCommit } from '../io/git-tree.ts';
import { workingTree } from '../io/working-tree.ts';
import { findOnPath } from '../tools/index.ts';
import { userCacheKey } from './cache-key.ts';
import { identityOfCheckout } from './repository-identity.ts';

/** Options that every command which reads manifests takes. */
export interface SourceOptions {
  readonly policy?: string;
  readonly base?: string;
  readonly offline?: boolean;
  readonly cache?: string;
  readonly insecureRegistry?: readonly string[];
}

/** The repository around the working directory, or that directory itself outside git. */
export interface Workspace {
  readonly root: string;
  readonly directory: string;
  readonly git: boolean;
}

export function openWorkspace(directory: string): Workspace {
  const real = realpathSync(directory);
  for (let at = real; ; at = dirname(at)) {
    // A worktree's and a submodule's `.git` is a file.
    if (existsSync(join(at, '.git'))) return { root: at, directory: real, git: true };
    if (dirname(at) === at) return { root: real, directory: real, git: false };
  }
}

/** The repository of a workspace, for reading its objects. @throws UsageError where git is not there. */
export async function gitRepository(root: string, ports: Ports): Promise<GitRepository> {
  const program = process.platform === 'win32' ? 'git.exe' : 'git';
  const [git] = await findOnPath(program, ports);
  if (git !== undefined) return { directory: root, git, exec: ports.exec };
  throw new UsageError({
    code: 'usage/no-git',
    stage: 'usage',
    message: 'git was not found on PATH, and reading a commit needs it.',
    remedy: 'Install git, or name a directory with --base instead of a commit.',
  });
}

/** A path that a person typed, as the tree names it. @throws UsageError where it lies outside. */
export function toTreePath(workspace: Workspace, path: string): string {
  const absolute = resolve(workspace.directory, path);
  const below = relative(workspace.root, existsSync(absolute) ? realpathSync(absolute) : absolute);
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) {
    throw new UsageError({
      code: 'usage/outside',
      stage: 'usage',
      message: `${path} is outside ${workspace.git ? 'the repository' : 'the working directory'} ${workspace.root}.`,
      remedy: 'Run the command inside the repository that holds it.',
    });
  }
  return below.split(sep).join('/');
}

/** What `check`, `fix`, `images` and `render` ask the gate: the working tree as it is, by its own policy. */
export async function requestFor(
  workspace: Workspace,
  paths: readonly string[],
  options: SourceOptions,
  ports: Ports,
): Promise<GateRequest> {
  const head = workingTree(workspace.root);
  return {
    head,
    base: options.base === undefined ? null : await baseTree(workspace, options.base, ports),
    policyTree: head,
    repository: await identityOfCheckout(workspace.root, ports.files),
    policyFile: options.policy === undefined ? null : toTreePath(workspace, options.policy),
    paths: paths.map((path) => toTreePath(workspace, path)),
    mode: 'cli',
    pullRequest: false,
    offline: options.offline ?? false,
    registryCache: options.cache === undefined ? null : resolve(workspace.directory, options.cache),
    cacheKey: options.cache === undefined ? null : await userCacheKey(ports),
    credentials: new Map(),
    insecureHosts: options.insecureRegistry ?? [],
    githubToken: ports.env.get('GITHUB_TOKEN') ?? ports.env.get('GH_TOKEN') ?? '',
    resolveAll: false,
    trust: null,
  };
}

/** A directory beside the checkout, or a commit of its repository, read as git objects. */
async function baseTree(workspace: Workspace, base: string, ports: Ports): Promise<Tree> {
  const directory = resolve(workspace.directory, base);
  if (existsSync(directory) && statSync(directory).isDirectory()) {
    if (workspace.git && !isPath(base)) await refuseAmbiguous(base, workspace.root, ports);
    return workingTree(realpathSync(directory));
  }
  if (workspace.git) {
    const repository = await gitRepository(workspace.root, ports);
    return gitTree(repository, await namedCommit(repository, base));
  }
  throw new UsageError({
    code: 'usage/base',
    stage: 'usage',
    message: `--base ${base} is not a directory, and ${workspace.directory} is not in a git repository.`,
    remedy: 'Name a directory to compare with, or run the command inside a git checkout.',
  });
}

const isPath = (base: string): boolean => isAbsolute(base) || /^\.{1,2}(?:[\\/]|$)/.test(base);

/** A branch of the name of a directory: which of them is meant decides what is new. */
async function refuseAmbiguous(base: string, root: string, ports: Ports): Promise<void> {
  const find = async () => resolveCommit(await gitRepository(root, ports), base);
  const commit = await find().catch((error: unknown) => {
    // Without git nobody can mean a commit.
    if (error instanceof GateError && ['tree/no-such-commit', 'usage/no-git'].includes(error.code)) return null;
    throw error;
  });
  if (commit === null) return;
  throw new UsageError({
    code: 'usage/base',
    stage: 'usage',
    message: `--base ${base} is a directory, and git knows a commit by that name too.`,
    remedy: `Write ./${base} for the directory, or the whole name of the other: refs/heads/${base} for a branch, refs/tags/${base} for a tag.`,
  });
}

/** A commit that a person typed: one that is not there is a slip of the command line, not a check that failed. */
async function namedCommit(repository: GitRepository, name: string): Promise<string> {
  try {
    return await resolveCommit(repository, name);
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'tree/no-such-commit') throw error;
    const { code, stage, message, remedy } = error;
    throw new UsageError({ code, stage, message, remedy });
  }
}
