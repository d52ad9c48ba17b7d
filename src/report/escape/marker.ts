import { createHash } from 'node:crypto';

/**
 * The hidden marker by which the gate finds its own review and comments again: an HTML comment on its own line.
 * `key` names the gate where a repository has several.
 */
export interface Marker {
  readonly key: string;
  readonly kind: 'review' | 'comment';
  /** What a comment is about, hashed; empty for a review. */
  readonly subject: string;
  /** The first 16 digits of each fingerprint. */
  readonly fingerprints: readonly string[];
}

const MAX_FINGERPRINTS = 200;
const SHORT = 16;
const MAX_KEY = 64;
const PATTERN =
  /^<!-- supply-chain-gate:([A-Za-z0-9._~%]{1,1200}) (review|comment) ([0-9a-f]{0,16})(?:;([0-9a-f,]{0,4000}))? -->$/m;

export function formatMarker({ key, kind, subject, fingerprints }: Marker): string {
  const short = [...new Set(fingerprints.map((each) => each.slice(0, SHORT)))].sort().slice(0, MAX_FINGERPRINTS);
  return `<!-- supply-chain-gate:${markerKey(key)} ${kind} ${subject};${short.join(',')} -->`;
}

/** The first marker of a body, with its key as `markerKey` gives it; null where there is none. Anyone can write one: it finds things, and grants nothing. */
export function parseMarker(body: string): Marker | null {
  const match = PATTERN.exec(body.replaceAll('\r\n', '\n'));
  const [, key, kind, subject, fingerprints] = match ?? [];
  if (key === undefined || (kind !== 'review' && kind !== 'comment')) return null;
  return {
    key,
    kind,
    subject: subject ?? '',
    fingerprints: (fingerprints ?? '').split(',').filter((each) => each.length === SHORT),
  };
}

/**
 * A key as a marker holds it: `prod` stays, another character than a letter, digit, dot or underscore is its code in
 * `%..`. No hyphen survives, so no `-->` can end the comment early. A long key is told from others by its hash.
 */
export function markerKey(key: string): string {
  const text = key.length <= MAX_KEY ? key : createHash('sha256').update(key).digest('hex');
  const encoded = encodeURIComponent(text.toWellFormed());
  return encoded.replace(/[-!*'()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`) || '%20';
}
