import { get, isObject, type Manifest } from '../../../domain/index.ts';
import { groupOf, isKind } from '../inventory.ts';
import { textOf } from '../loose-values.ts';
import { INBOUND } from '../network/mesh.ts';
import { detectorIn } from '../runtime/detectors.ts';
import { templatePath } from '../workload.ts';

/** What an object is evidence of, for the parts of the checklist's topics. Every question is about one object alone. */

export function isWorkload({ ref }: Manifest): boolean {
  return templatePath(ref.apiVersion, ref.kind) !== null;
}

/** One of `kinds`, each `group/Kind`; `group/*` for every kind of a group. */
export function isOneOf(...kinds: readonly string[]): (manifest: Manifest) => boolean {
  return (manifest) => {
    const group = groupOf(manifest);
    return kinds.includes(`${group}/${manifest.ref.kind}`) || kinds.includes(`${group}/*`);
  };
}

/** Values that are fetched or encrypted: External Secrets, Sealed Secrets, SOPS, the CSI driver, HashiCorp's operator. */
export function isManagedSecret(manifest: Manifest): boolean {
  if (isManager(manifest)) return true;
  return isKind(manifest, '', 'Secret') && isObject(manifest.object.sops);
}

const isManager = isOneOf(
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/ClusterExternalSecret',
  'bitnami.com/SealedSecret',
  'secrets-store.csi.x-k8s.io/SecretProviderClass',
  'isindir.github.com/SopsSecret',
  'secrets.hashicorp.com/VaultStaticSecret',
  'secrets.hashicorp.com/VaultDynamicSecret',
);

/** Falco, Tetragon or Tracee on every node: a DaemonSet that runs one of their images, and runs it everywhere. */
export function isDetector(manifest: Manifest): boolean {
  const detector = detectorIn(manifest);
  return detector?.runs === true && detector.nodeLabels.length === 0;
}

const OWNER_KEY = /^(?:[a-z0-9.-]+\/)?(?:owner|owners|team|owned-by|maintainer|contact)$/;

/** True of the key of a label or of an annotation that says whose something is. */
export function isOwnerKey(key: string): boolean {
  return OWNER_KEY.test(key);
}

/** A label or an annotation that says whose it is, with a value. */
export function namesOwner({ object }: Manifest): boolean {
  return ['labels', 'annotations'].some((field) => {
    const values = get(object, 'metadata', field);
    return isObject(values) && Object.entries(values).some(([key, value]) => isOwnerKey(key) && textOf(value) !== '');
  });
}

/** STRICT in Istio, or a default inbound policy of Linkerd: whether it is strict enough has a rule of its own. */
export function isMeshPolicy(manifest: Manifest): boolean {
  if (isKind(manifest, 'security.istio.io', 'PeerAuthentication')) return true;
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  const places = [['metadata'], ...(template === null ? [] : [[...template, 'metadata']])];
  return places.some((path) => textOf(get(manifest.object, ...path, 'annotations', INBOUND)) !== '');
}
