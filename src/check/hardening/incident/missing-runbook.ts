import type { Inventory } from '../inventory.ts';
import type { ObjectProblem } from '../rule.ts';

/**
 * The problem `missing` of the repository, where none of its documents is the runbook by its name. It is told at the first
 * object, since a finding has a line; a repository without objects has nothing to run.
 */
export function missingRunbook(
  { manifests, repository }: Inventory,
  isRunbook: (path: string) => boolean,
): readonly ObjectProblem[] {
  const [manifest] = manifests;
  if (manifest === undefined || [...repository.files].some(isRunbook)) return [];
  return [{ manifest, subject: 'the repository', message: 'missing', data: {}, paths: [['metadata', 'name']] }];
}
