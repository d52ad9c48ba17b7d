import type { Finding, Image } from '../../domain/index.ts';
import { clusterRepositoryName } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import { concerned } from './expectation/concerned.ts';
import { usableExpectations } from './expectation/usable.ts';
import { coverImage } from './policy/coverage.ts';
import type { PolicyFile } from './policy/documents.ts';
import { usablePolicies } from './usable.ts';

/**
 * What it comes to where nobody verifies an image of this digest: by the policies that match it, or what is said of images that none
 * matches, and by what must be attested of it; null where nothing is asked. No registry is asked.
 *
 * @throws UsageError as `checkSignatures` does.
 */
export function demandOn(
  { written, reference, uses }: Image,
  digest: string,
  policy: Policy,
  documents: readonly PolicyFile[],
): Finding['enforcement'] | null {
  const { mode, noMatch, policies, attestations } = policy.signatures;
  if (mode === 'off') return null;
  const modes: ('enforce' | 'warn')[] = [];
  // Who only expects attestations asks for no ClusterImagePolicy.
  if (policies.length > 0 || attestations.length === 0) {
    const name = clusterRepositoryName(written) ?? written;
    const { matched, uncovered } = coverImage(usablePolicies(documents), `${name}@${digest}`, uses);
    modes.push(...[...matched.keys()].map((one) => one.mode));
    if (uncovered.length > 0 && noMatch !== 'allow') modes.push(noMatch === 'deny' ? 'enforce' : 'warn');
  }
  const isExpected =
    reference !== null && usableExpectations(policy).some((one) => concerned(policy, one)({ reference }));
  if (isExpected) modes.push('enforce');
  if (modes.length === 0) return null;
  return mode === 'enforce' && modes.includes('enforce') ? 'block' : 'warn';
}
