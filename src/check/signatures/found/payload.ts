import { z } from 'zod';
import type { Digest } from '../../../domain/index.ts';
import { clip } from '../clip.ts';
import { parseWrittenOnce, spelled } from './written-once.ts';

/** "Simple signing" (containers/image, containers-signature.5), as far as the cluster reads it. */
const SimpleSigning = spelled({
  critical: spelled({
    type: z.string(),
    image: spelled({ 'docker-manifest-digest': z.string() }),
  }),
});

export const COSIGN_TYPE = 'cosign container image signature';

/**
 * Does a signed payload speak of this digest? Null where it does, else a clause that says what it is instead. The
 * repository that it names (`docker-reference`) is not looked at, by the cluster neither.
 */
export function objectToPayload(payload: Uint8Array, digest: Digest): string | null {
  const parsed = SimpleSigning.safeParse(parseWrittenOnce(payload));
  if (!parsed.success) return 'what was signed is not a cosign payload, or not one that everybody reads alike';
  const { type, image } = parsed.data.critical;
  if (type !== COSIGN_TYPE) return `what was signed is of the type "${clip(type)}", and not a cosign signature`;
  const found = image['docker-manifest-digest'];
  return found === digest ? null : `it was made for another image, ${clip(found)}`;
}
