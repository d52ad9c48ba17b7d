import type { VulnerabilityDocuments, VulnerabilityPolicy } from '../../policy/index.ts';
import { databaseRepositories, javaDatabaseRepositories } from './database-repositories.ts';
import { readExploited } from './exploited.ts';
import { readVex } from './vex.ts';

/**
 * What a check would end with, without one: before Trivy and its database are fetched for it.
 *
 * @throws UsageError as `checkVulnerabilities` does.
 */
export function assertVulnerabilityPolicy(policy: VulnerabilityPolicy, { kev, vex }: VulnerabilityDocuments): void {
  if (policy.severity === 'off') return;
  readExploited(kev);
  readVex(vex);
  if (policy.databaseDirectory === undefined) databaseRepositories(policy);
  javaDatabaseRepositories(policy);
}
