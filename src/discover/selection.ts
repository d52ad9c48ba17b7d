import { posix } from 'node:path';
import { type HelmOptions, type Tree, UsageError } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { insideTree, resolveInTree } from '../tree/index.ts';
import { join } from './file-kinds.ts';

/** What is to be checked: a directory or a file that the user or the policy named, or the whole tree. */
export interface Selection {
  /** As it was named. */
  readonly written: string;
  /** In the tree, links resolved. */
  readonly path: string;
  readonly is: 'directory' | 'file';
  /** Helm options of the policy for this chart; more than one where the policy renders it more than once. */
  readonly helm: readonly HelmOptions[];
  /** False for the whole tree: nobody said that all of it is manifests. */
  readonly named: boolean;
}

/** A source of the policy that the tree does not have. */
export interface MissingSource {
  readonly path: string;
  readonly why: string;
}

export interface Selections {
  readonly selections: readonly Selection[];
  readonly missing: readonly MissingSource[];
}

export interface SelectionRequest {
  readonly policy: Policy;
  /** Paths that were given to the command; they replace the policy's sources. */
  readonly paths: readonly string[];
  /** Left out: false. True leaves out paths that the tree does not have, for a base that is older than they are. */
  readonly allowMissing?: boolean;
}

const WHOLE_TREE: Selection = { written: '.', path: '', is: 'directory', helm: [], named: false };

/** @throws UsageError `discover/no-such-path` for a path that the tree does not have. */
export async function select(tree: Tree, request: SelectionRequest): Promise<Selections> {
  const { policy, paths } = request;
  if (paths.length > 0) {
    const found = await Promise.all(paths.map((path) => selectPath(tree, path, policy)));
    const missing = found.filter((one) => 'why' in one);
    const [first] = missing;
    if (first !== undefined && request.allowMissing !== true) throw noSuchPath(tree, first, missing.length);
    return { selections: found.filter((one) => 'is' in one), missing: [] };
  }
  if (policy.sources === undefined) return { selections: [WHOLE_TREE], missing: [] };
  const written = [...new Set(policy.sources.map(({ path }) => path))];
  const found = await Promise.all(written.map((path) => selectPath(tree, path, policy)));
  return { selections: found.filter((one) => 'is' in one), missing: found.filter((one) => 'why' in one) };
}

async function selectPath(tree: Tree, written: string, policy: Policy): Promise<Selection | MissingSource> {
  const path = written.startsWith('/') ? null : insideTree(written === '' ? '.' : written);
  if (path === null) return { path: written, why: 'it is outside of the repository' };
  const resolved = await resolveInTree(tree, path);
  switch (resolved.kind) {
    case 'missing':
      return { path: written, why: 'there is no such file or directory' };
    case 'outside':
      return { path: written, why: `the symbolic link ${resolved.link} leads out of the repository` };
    case 'loop':
      return { path: written, why: `the symbolic link ${resolved.link} leads back to itself` };
    case 'found': {
      if (resolved.is === 'submodule')
        return { path: written, why: 'it is a git submodule, and its files are not here' };
      const helm = await helmOptionsOf(tree, resolved.path, [path, resolved.path], policy);
      return { written, path: resolved.path, is: resolved.is, helm, named: true };
    }
  }
}

async function helmOptionsOf(
  tree: Tree,
  directory: string,
  names: readonly string[],
  policy: Policy,
): Promise<readonly HelmOptions[]> {
  const own = (policy.sources ?? []).filter((source) => names.includes(source.path));
  const options = own.flatMap(({ helm }) => (helm === undefined ? [] : [helm]));
  return Promise.all(
    options.map(async ({ valuesFiles, ...rest }) => ({
      ...rest,
      valuesFiles: await Promise.all(valuesFiles.map((file) => valuesFile(tree, directory, file))),
    })),
  );
}

/** Relative to the chart, or else to the repository root. One that is in neither place is named as the chart's. */
async function valuesFile(tree: Tree, directory: string, file: string): Promise<string> {
  const own = posix.normalize(join(directory, file));
  const inChart = await resolveInTree(tree, own);
  if (inChart.kind !== 'missing') return own;
  const atRoot = await resolveInTree(tree, file);
  return atRoot.kind === 'missing' ? own : file;
}

function noSuchPath(tree: Tree, { path, why }: MissingSource, count: number): UsageError {
  const others = count > 1 ? ` (and ${count - 1} more)` : '';
  return new UsageError({
    code: 'discover/no-such-path',
    stage: 'discover',
    message: `The path ${path} is not in ${tree.label}${others}: ${why}.`,
    remedy:
      'Name files or directories of the repository: relative to its root in the policy and in the action, to the working directory on the command line.',
  });
}
