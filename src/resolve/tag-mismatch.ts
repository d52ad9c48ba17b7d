import pLimit from 'p-limit';
import { type Finding, type Image, type Registry, RegistryError } from '../domain/index.ts';
import { findingAbout } from './findings.ts';
import type { ResolveOptions } from './resolve.ts';

const MAX_IMAGES = 64;

async function mismatchOf(image: Image, registry: Registry, options: ResolveOptions): Promise<Finding | null> {
  const { reference } = image;
  if (reference === null || reference.tag === null || reference.digest === null) return null;
  if (!options.admission.admits(reference)) return null;
  try {
    const now = await registry.resolve({ ...reference, digest: null });
    // The same bytes may be named by two hash functions; only digests of one kind can disagree.
    if (now === reference.digest || now.split(':', 1)[0] !== reference.digest.split(':', 1)[0]) return null;
    return findingAbout(image, {
      rule: 'image/tag-digest-mismatch',
      severity: 'low',
      result: { outcome: 'fail' },
      enforcement: 'warn',
      message: `${image.written} names the tag ${reference.tag}, which is now ${now}. The digest decides what runs, so the tag misleads whoever reads it. Pin the digest of the image that is meant, or correct the tag.`,
      identity: [now],
      digest: reference.digest,
    });
  } catch (error) {
    // The digest is what runs. A tag that is gone, or that could not be asked for, is no mismatch.
    if (error instanceof RegistryError) return null;
    throw error;
  }
}

/** `image/tag-digest-mismatch` for the images given: those that the change adds. One request for each `tag@digest`. */
export async function findTagMismatches(
  added: readonly Image[],
  registry: Registry,
  options: ResolveOptions,
): Promise<readonly Finding[]> {
  const limit = pLimit(MAX_IMAGES);
  const found = await Promise.all(added.map((image) => limit(() => mismatchOf(image, registry, options))));
  return found.filter((finding) => finding !== null);
}
