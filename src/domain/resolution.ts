import type { Digest, Image, ImageReference } from './image.ts';
import type { RegistryError } from './registry.ts';

/** What the registry said of one written reference. */
export type Resolution =
  | { readonly status: 'resolved'; readonly digest: Digest }
  /** The origin itself says that there is no such tag or digest: a failure, not an unknown. */
  | { readonly status: 'absent'; readonly error: RegistryError }
  | { readonly status: 'unknown'; readonly error: RegistryError }
  /** Nothing asked for it, or it may not be asked: not admitted by the allow list, no image reference. */
  | { readonly status: 'skipped'; readonly reason: string };

/** An image whose digest is known: what signatures and scans are about. */
export interface ResolvedImage extends Image {
  readonly reference: ImageReference;
  readonly digest: Digest;
}
