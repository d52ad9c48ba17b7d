import { describeManifest } from '../../domain/index.ts';
import type { Transform } from '../deliveries/composition.ts';
import { isEncrypted } from './objects.ts';

/** What SOPS encrypted is not read: a Secret runs nothing, anything else might. */
export const notEncrypted: Transform = async (manifests) => ({
  manifests,
  unsupported: manifests
    .filter(({ object, ref }) => ref.kind !== 'Secret' && isEncrypted(object))
    .map(({ ref }) => `${describeManifest(ref)} is encrypted (SOPS)`),
});
