import { RegistryError, type RegistryFailure } from '../../../domain/index.ts';
import type { UnreadableSignature } from './signature.ts';

/** Failures that what the repository holds brings about, and not the weather: never softened by `onUnknown: warn`. */
const CONTENT: readonly RegistryFailure[] = ['malformed', 'wrong-media-type', 'digest-mismatch', 'too-large'];

/** What a failed request means for a signature. Anything that is not a RegistryError is a defect, and is thrown on. */
export function unreadable(error: unknown): UnreadableSignature {
  if (!(error instanceof RegistryError)) throw error;
  return {
    status: 'unreadable',
    cause: CONTENT.includes(error.failure) ? 'content' : 'infrastructure',
    reason: error.message.replace(/\.$/, ''),
    remedy: error.remedy,
  };
}

export function isAbsent(error: unknown): boolean {
  return error instanceof RegistryError && error.failure === 'not-found';
}
