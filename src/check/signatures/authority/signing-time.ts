import type { TransparencyLogEntry } from '@sigstore/bundle';
import { RFC3161Timestamp, type X509Certificate } from '@sigstore/core';
import type { SignedEntity } from '@sigstore/verify';
import { clip } from '../clip.ts';
import type { Signed, UnreadableSignature } from '../found/signature.ts';
import type { Trust } from './trust.ts';

/** When a signature was made, as far as anything shows it. The proofs themselves are not verified here. */
export type SigningTime =
  | {
      readonly status: 'known';
      /** To be verified: those that the authority demands, none otherwise. */
      readonly entries: readonly TransparencyLogEntry[];
      readonly timestamps: SignedEntity['timestamps'];
      /** False: nothing says when, and the present counts. */
      readonly proved: boolean;
    }
  | { readonly status: 'refused'; readonly reason: string }
  | UnreadableSignature;

const MAX_PROOFS = 32;

/** The kinds of entries that @sigstore/verify reads, of Rekor v1 and v2. */
const KINDS: readonly string[] = ['hashedrekord', 'dsse', 'intoto'];

/**
 * cosign, verifyInternal: timestamps where the policy names an authority for them, else the log's time where it demands
 * an entry, else the present. A certificate that was not valid then is refused here, with its dates.
 */
export function proveTime(signed: Signed, trust: Trust, now: Date, certificate: X509Certificate | null): SigningTime {
  const { entries, timestamps } = signed.evidence;
  if (entries.length > MAX_PROOFS || timestamps.length > MAX_PROOFS) {
    return refuse(`it has more than ${MAX_PROOFS} log entries or timestamps`);
  }
  const { log, logUrl } = trust.demands;
  if (log !== null && entries.length === 0) return missingEntry(logUrl);
  const demanded = log === null ? [] : entries;
  const foreign = demanded.find(({ kindVersion }) => !KINDS.includes(kindVersion.kind));
  if (foreign !== undefined) return unknownKind(foreign);
  const logged = demanded.filter((entry) => entry.inclusionPromise !== undefined && entry.integratedTime !== '0');
  const stamps = parseStamps(
    trust.demands.timestamps !== null || (log !== null && logged.length === 0) ? timestamps : [],
  );
  if (stamps === null) return refuse('the timestamp beside it cannot be read');
  const proofs: SignedEntity['timestamps'] = [
    ...logged.map((tlogEntry) => ({ $case: 'transparency-log' as const, tlogEntry })),
    ...stamps.map((timestamp) => ({ $case: 'timestamp-authority' as const, timestamp })),
  ];
  if (proofs.length === 0 && log !== null && certificate !== null) {
    return refuse('its log entry has no time, and there is no timestamp, so that nothing shows when it was signed');
  }
  const times = [
    ...logged.map((entry) => ({ at: new Date(Number(entry.integratedTime) * 1000), shown: 'the log entered it at' })),
    ...stamps.map((stamp) => ({ at: stamp.signingTime, shown: 'its timestamp is from' })),
  ];
  if (proofs.length === 0) times.push({ at: now, shown: describeNow(trust) });
  for (const time of times) {
    const objection = certificate === null ? null : objectToDates(certificate, time);
    if (objection !== null) return refuse(objection);
  }
  if (proofs.length > 0 || certificate === null) {
    return { status: 'known', entries: demanded, timestamps: proofs, proved: proofs.length > 0 };
  }
  return { status: 'known', entries: demanded, timestamps: [observed(now)], proved: false };
}

function describeNow({ demands }: Trust): string {
  const nothing =
    demands.timestamps === null
      ? 'the policy asks for nothing that shows when it was signed'
      : 'it has no timestamp to show when it was signed';
  return `${nothing}, and now it is`;
}

function refuse(reason: string): SigningTime {
  return { status: 'refused', reason };
}

function missingEntry(logUrl: string | null): SigningTime {
  if (logUrl === null) return refuse('it has no log entry beside it');
  return {
    status: 'unreadable',
    cause: 'content',
    reason: `it has no log entry beside it, and this gate does not search the log at ${logUrl} for one`,
    remedy:
      'Sign with an upload to the log (cosign sign --tlog-upload=true), so that the entry travels with the signature.',
  };
}

/** `rekord` is cosign's kind from before 2022, which the controller still reads. */
function unknownKind({ kindVersion: { kind, version } }: TransparencyLogEntry): SigningTime {
  return {
    status: 'unreadable',
    cause: 'content',
    reason: `its log entry is of the kind "${clip(kind)}" ${clip(version)}, which this gate does not read`,
    remedy: 'Sign it again with a current cosign.',
  };
}

function parseStamps(timestamps: readonly Uint8Array[]): readonly RFC3161Timestamp[] | null {
  try {
    return timestamps.map((der) => {
      const stamp = RFC3161Timestamp.parse(Buffer.from(der));
      if (Number.isNaN(stamp.signingTime.getTime())) throw new Error('no time');
      return stamp;
    });
  } catch {
    // Whatever the reader throws, it is the timestamp's fault: it is all that was given to it.
    return null;
  }
}

function objectToDates(
  certificate: X509Certificate,
  { at, shown }: { readonly at: Date; readonly shown: string },
): string | null {
  if (certificate.validForDate(at)) return null;
  const date = (one: Date): string => one.toISOString().replace('.000', '');
  const state = at < certificate.notBefore ? 'was not valid yet' : 'had expired';
  return `its certificate ${state}: it was valid from ${date(certificate.notBefore)} to ${date(certificate.notAfter)}, and ${shown} ${date(at)}`;
}

/**
 * The gate's own clock as a time for @sigstore/verify, which takes it from an entry and verifies entries apart: this one
 * is not among those.
 */
function observed(now: Date): SignedEntity['timestamps'][number] {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    $case: 'transparency-log',
    tlogEntry: {
      logIndex: '0',
      logId: { keyId: Buffer.alloc(0) },
      kindVersion: { kind: '', version: '' },
      integratedTime: String(seconds),
      inclusionPromise: { signedEntryTimestamp: Buffer.alloc(0) },
      inclusionProof: undefined,
      canonicalizedBody: Buffer.alloc(0),
    },
  };
}
