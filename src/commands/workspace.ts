import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Ports, type Tree, UsageError } from '../domain/index.ts';
import type { GateRequest } from '../gate.ts';
import { findRepository, gitTree, resolveCommit } from '../io/git-tree.ts';
import { workingTree } from '../io/working-tree.ts';

/** Options that every command which reads manifests takes. */
export interface SourceOptions {
  readonly policy?: string;
  readonly base?: string;
  readonly offline?: boolean;
  readonly insecureRegistry?: readonly string[];
}

/** The repository around the working directory, or that directory itself outside git. */
export interface Workspace {
  readonly root: string;
  readonly directory: string;
  readonly git: boolean;
}

export async function openWorkspace(directory: string, ports: Ports): Promise<Workspace> {
  const real = realpathSync(directory);
  const repository = await findRepository({ directory: real, exec: ports.exec, env: ports.env });
  return { root: repository ?? real, directory: real, git: repository !== null };
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
    policyFile: options.policy === undefined ? null : toTreePath(workspace, options.policy),
    paths: paths.map((path) => toTreePath(workspace, path)),
    mode: 'cli',
    pullRequest: false,
    offline: options.offline ?? false,
    insecureHosts: options.insecureRegistry ?? [],
    resolveAll: false,
    trust: null,
  };
}

/** A directory beside the checkout, or a commit of its repository, read as git objects. */
async function baseTree(workspace: Workspace, base: string, ports: Ports): Promise<Tree> {
  const directory = resolve(workspace.directory, base);
  if (existsSync(directory) && statSync(directory).isDirectory()) return workingTree(realpathSync(directory));
  const at = { repository: workspace.root, exec: ports.exec, env: ports.env };
  const commit = workspace.git ? await resolveCommit({ ...at, ref: base }) : null;
  if (commit === null) {
    throw new UsageError({
      code: 'usage/base',
      stage: 'usage',
      message: `--base ${base} is neither a directory nor a commit that this checkout has.`,
      remedy: 'Name a directory or a commit; in a shallow checkout fetch it first (git fetch origin <branch>).',
    });
  }
  return gitTree({ ...at, commit });
}
