import type { Tree } from '../domain/index.ts';
import type { GateRequest } from '../gate/request.ts';
import { type Asked, type EarlierRuns, openEarlierRuns } from '../recall/index.ts';
import { VERSION } from '../version.ts';
import type { CheckOptions } from './check.ts';
import type { Terminal } from './terminal.ts';
import type { Workspace } from './workspace.ts';

/** Runs of before, and what this one is asked. */
export interface Comparable {
  readonly runs: EarlierRuns;
  readonly asked: Asked;
}

/**
 * Where runs are kept: on a machine of one's own, with `--cache`, of the working tree alone. Null elsewhere: without a
 * network there is nobody to ask whether anything changed, and a commit that is compared with is read by programs.
 */
export function comparableRun(
  request: GateRequest,
  { root, directory }: Workspace,
  options: CheckOptions,
  { ports, build = null, color, width }: Terminal,
): Comparable | null {
  const { head, base, policyTree, registryCache, cacheKey = null, offline, credentials, insecureHosts } = request;
  if (registryCache === null || cacheKey === null || build === null) return null;
  if (offline || base !== null || head !== policyTree) return null;
  const { paths, policyFile, repository, mode, pullRequest, resolveAll, githubToken } = request;
  const asked = { paths, policyFile, repository, mode, pullRequest, resolveAll, hasToken: githubToken !== '' };
  return {
    runs: openEarlierRuns(registryCache, cacheKey, ports),
    asked: {
      name: JSON.stringify([root, directory, paths, policyFile, options.format]),
      question: JSON.stringify([1, VERSION, build, root, directory, asked, options, color, width]),
      tree: head,
      credentials,
      insecureHosts,
    },
  };
}

/** The same request, of a tree that is watched. */
export function ofTree(request: GateRequest, tree: Tree): GateRequest {
  return tree === request.head ? request : { ...request, head: tree, policyTree: tree };
}
