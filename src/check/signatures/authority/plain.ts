import { repositoryOf } from '../../../domain/index.ts';
import type { ReadSignature } from '../found/signature.ts';
import type { KeyAuthority, KeylessAuthority, SignatureSource } from './authority.ts';
import type { JudgedImage, Means } from './means.ts';
import type { AuthorityResult } from './result.ts';
import { conclude, type Judgement, NOTHING, search, type Wanted } from './search.ts';
import { gatherTrust, type Trust } from './trust.ts';

/** What differs between authorities that ask for a plain signature. */
export interface PlainDemand {
  readonly judge: (trust: Trust, found: ReadSignature) => Judgement;
  readonly wanted: Omit<Wanted, 'elsewhere'>;
  /** Why a cluster would refuse what is found in a bundle: where the policy asks for bundles, and where it does not. */
  readonly bundlesDiffer: { readonly asked: string; readonly unasked: string };
}

/**
 * Any signature that is enough. cosign's `.sig` manifest is looked at first, since the controller (policy-controller v0.13
 * to v0.15) looks at nothing else for a plain signature; then sigstore bundles, so that one found there is a pass here and
 * a warning about the cluster.
 */
export async function askForSignature(
  { source, format, demands }: KeyAuthority | KeylessAuthority,
  image: JudgedImage,
  { finder, roots, exhaustive }: Means,
  { judge, wanted, bundlesDiffer }: PlainDemand,
): Promise<AuthorityResult> {
  const { repository, tagPrefix } = source;
  const at = { repository: repository ?? image.repository, digest: image.digest };
  const judgeFound = async (found: ReadSignature): Promise<Judgement> => {
    const trust = await gatherTrust(demands, roots);
    return trust.status === 'unreadable' ? trust : judge(trust, found);
  };
  const legacy =
    format === 'legacy' ? await search(await finder.legacy(at, tagPrefix), judgeFound, exhaustive) : NOTHING;
  if (legacy.accepted !== null)
    return { status: 'pass', clusterDiffers: legacy.accepted.clusterDiffers, facts: { signatures: legacy.facts } };
  const bundles = await search(await finder.bundles(at), judgeFound, exhaustive);
  if (bundles.accepted === null) return conclude({ ...wanted, elsewhere: elsewhere(source) }, [legacy, bundles]);
  const clusterDiffers = format === 'bundle' ? bundlesDiffer.asked : bundlesDiffer.unasked;
  return { status: 'pass', clusterDiffers, facts: { signatures: bundles.facts } };
}

export function elsewhere({ repository }: SignatureSource): string {
  return repository === null ? '' : ` in ${repositoryOf(repository)}, where the policy says that they are`;
}
