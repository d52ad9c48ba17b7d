import { canonicalRepository } from '../check/deliveries/index.ts';
import type { RepositoryFiles } from '../check/hardening/index.ts';
import type { Tree } from '../domain/index.ts';
import type { GateRequest } from './request.ts';

/** What manifests may name of the repository beside themselves: a runbook. */
export async function repositoryFiles(tree: Tree, { repository }: GateRequest): Promise<RepositoryFiles> {
  const { address = null, branch = null } = repository ?? {};
  const files = new Set((await tree.list()).map(({ path }) => path));
  return { address: address === null ? null : canonicalRepository(address), branch, files };
}
