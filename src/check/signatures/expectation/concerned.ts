import type { ResolvedImage } from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import { createAdmission } from '../../allowlist/index.ts';
import type { Expectation } from './expectation.ts';

/** Which images an expectation is about; `images` reads as `images.allow` does. */
export function concerned(
  policy: Policy,
  { written }: Expectation,
): (image: Pick<ResolvedImage, 'reference'>) => boolean {
  if (written.images === undefined) return () => true;
  const { admits } = createAdmission({ ...policy, images: { ...policy.images, allow: written.images, deny: [] } });
  return ({ reference }) => admits(reference);
}
