import type { Tree } from '../../src/domain/index.ts';
import type { GateRequest } from '../../src/gate/request.ts';

/** A run on this tree alone, on the command line, but for what a test says otherwise. */
export function gateRequest(tree: Tree, other: Partial<GateRequest> = {}): GateRequest {
  return {
    head: tree,
    base: null,
    policyTree: tree,
    policyFile: null,
    paths: [],
    mode: 'cli',
    pullRequest: false,
    offline: false,
    registryCache: null,
    credentials: new Map(),
    insecureHosts: [],
    resolveAll: false,
    trust: null,
    ...other,
  };
}
