import type { RegistryFailure, UnknownCause } from '../domain/index.ts';

/**
 * Whose fault a failure is. What the image's own registry puts there (or leads to) is content, and `onUnknown: warn`
 * never softens it; what may happen to any sound image on a bad day is infrastructure.
 */
const CAUSE: Readonly<Record<RegistryFailure, UnknownCause>> = {
  'not-allowed': 'content',
  dns: 'infrastructure',
  refused: 'infrastructure',
  tls: 'infrastructure',
  timeout: 'infrastructure',
  // A registry that takes all the time of a run may be the image's own.
  'out-of-time': 'content',
  network: 'infrastructure',
  unauthorized: 'infrastructure',
  forbidden: 'infrastructure',
  'not-found': 'content',
  throttled: 'infrastructure',
  'cut-off': 'content',
  'server-error': 'infrastructure',
  malformed: 'content',
  'wrong-media-type': 'content',
  'digest-mismatch': 'content',
  'too-large': 'content',
  redirect: 'content',
  'private-address': 'content',
  'token-realm': 'content',
  offline: 'infrastructure',
};

export function causeOf(failure: RegistryFailure): UnknownCause {
  return CAUSE[failure];
}
