import type { Finding, Image } from '../../domain/index.ts';
import { clusterRepositoryName } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import { coverImage } from './policy/coverage.ts';
import type { PolicyFile } from './policy/documents.ts';
import { usablePolicies } from './usable.ts';

/**
 * What it comes to where nobody verifies an image of this digest: by the policies that match it, or by what is said of images
 * that none matches; null where nothing is asked of it. No registry is asked.
 *
 * @throws UsageError as `checkSignatures` does.
 */
export function demandOn(
  { written, uses }: Image,
  digest: string,
  { signatures: { mode, noMatch, policies } }: Policy,
  documents: readonly PolicyFile[],
): Finding['enforcement'] | null {
  if (mode === 'off' || policies.length === 0) return null;
  const name = clusterRepositoryName(written) ?? written;
  const { matched, uncovered } = coverImage(usablePolicies(documents), `${name}@${digest}`, uses);
  const modes = [...matched.keys()].map((one) => one.mode);
  if (uncovered.length > 0 && noMatch !== 'allow') modes.push(noMatch === 'deny' ? 'enforce' : 'warn');
  if (modes.length === 0) return null;
  return mode === 'enforce' && modes.includes('enforce') ? 'block' : 'warn';
}
