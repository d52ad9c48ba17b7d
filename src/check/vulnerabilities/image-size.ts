import { formatReference } from '../../images/index.ts';
import type { Problem } from './scan-result.ts';
import type { Target } from './targets.ts';

const GIBIBYTE = 1024 ** 3;

/** Of the layers of one image together, as its manifest says, packed; a layer of another size than that is refused. */
export const MAX_IMAGE_BYTES = 16 * GIBIBYTE;

/** Why an image is not read at all: no registry is asked for layers that are larger than any sound image's. */
export function oversize({ repository, digest, size }: Target): Problem | null {
  if (size <= MAX_IMAGE_BYTES) return null;
  const reference = formatReference({ ...repository, tag: null, digest });
  return {
    what: 'image-too-large',
    cause: 'content',
    message: `The layers of ${reference} are ${(size / GIBIBYTE).toFixed(1)} GiB, and no more than ${MAX_IMAGE_BYTES / GIBIBYTE} GiB are read of one image.`,
    remedy:
      'Make the image smaller (data such as models in a volume), or attach a signed bill of materials (vulnerabilities.sbomAttestations).',
  };
}
