import { namedManifests } from '../check/admission/index.ts';
import { assertSignaturePolicies } from '../check/signatures/index.ts';
import { assertVulnerabilityPolicy } from '../check/vulnerabilities/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { assertToolPaths } from '../tools/index.ts';

/**
 * What is wrong with the policy, or with what it names, is said before any program, database or image is asked for: each
 * stage says its own.
 *
 * @throws UsageError
 */
export function assertUsable({
  policy,
  signatureDocuments,
  admissionDocuments,
  vulnerabilityDocuments,
}: LoadedPolicy): void {
  assertToolPaths(policy);
  namedManifests(admissionDocuments);
  assertSignaturePolicies(policy, signatureDocuments);
  assertVulnerabilityPolicy(policy.vulnerabilities, vulnerabilityDocuments);
}
