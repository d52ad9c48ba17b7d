import type { TrustMaterial } from '@sigstore/verify';
import type { UnreadableSignature } from '../found/signature.ts';
import type { OutdatedTrustRoot, TrustRoot, TrustRoots } from '../trust-root/trust-roots.ts';
import type { Demands, TrustRootName } from './demands.ts';
import { encodeChainsOnce } from './encode-once.ts';

/** What an authority demands, with the keys and certificates to check it. */
export interface Trust {
  readonly status: 'gathered';
  readonly demands: Demands;
  readonly material: TrustMaterial;
  /** Of the certificate authorities, where they may not be all. */
  readonly outdated?: OutdatedTrustRoot;
  /** Why the controller would refuse whatever is verified with this; null where it would not. */
  readonly clusterDiffers: string | null;
}

const NOTHING: Pick<TrustMaterial, 'certificateAuthorities' | 'ctlogs' | 'tlogs' | 'timestampAuthorities'> = {
  certificateAuthorities: [],
  ctlogs: [],
  tlogs: [],
  timestampAuthorities: [],
};

/** Fetches the trust roots that an authority names, or says why one cannot be had. */
export async function gatherTrust(demands: Demands, roots: TrustRoots): Promise<Trust | UnreadableSignature> {
  const find = async (name: TrustRootName | null) => (name === null ? null : roots.get(name));
  const [certificates, log, timestamps] = await Promise.all([
    find(demands.certificates),
    find(demands.log),
    find(demands.timestamps),
  ]);
  for (const one of [certificates, log, timestamps]) {
    if (one?.status === 'unreadable') return one;
    if (one?.status === 'available') encodeChainsOnce(one.root.material);
  }
  const outdated = certificates?.status === 'available' ? certificates.root.outdated : undefined;
  const material = (one: typeof log) => (one?.status === 'available' ? one.root.material : NOTHING);
  return {
    status: 'gathered',
    demands,
    material: {
      certificateAuthorities: material(certificates).certificateAuthorities,
      ctlogs: material(certificates).ctlogs,
      tlogs: material(log).tlogs,
      // An entry of Rekor v2 has no time of its own: the timestamp authorities beside the log give it one.
      timestampAuthorities: material(demands.timestamps === null ? log : timestamps).timestampAuthorities,
      publicKey: () => {
        throw new Error('a key is asked for where only certificates are verified');
      },
    },
    ...(outdated === undefined ? {} : { outdated }),
    clusterDiffers: log?.status === 'available' ? objectToLog(log.root) : null,
  };
}

/** policy-controller, rekorKeysFromTrustRef: every log key of a TrustRoot must be ECDSA. */
function objectToLog({ name, material }: TrustRoot): string | null {
  const other = material.tlogs.some((log) => log.publicKey.asymmetricKeyType !== 'ec');
  if (name.kind !== 'named' || !other) return null;
  return `the TrustRoot "${name.name}" has a log with a key that is not ECDSA, and policy-controller (v0.13 to v0.15) then refuses every signature`;
}
