import { isObject, type JsonObject, type Manifest } from '../../domain/index.ts';
import { groupOf } from './group.ts';
import { isJudged } from './policies.ts';

/** Built-in kinds that are in no namespace. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  ...['Namespace', 'Node', 'PersistentVolume', 'ClusterRole', 'ClusterRoleBinding', 'StorageClass', 'VolumeAttachment'],
  ...[
    'PriorityClass',
    'CustomResourceDefinition',
    'APIService',
    'IngressClass',
    'RuntimeClass',
    'CSIDriver',
    'CSINode',
  ],
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'MutatingAdmissionPolicy', 'FlowSchema'],
  ...[
    'MutatingAdmissionPolicyBinding',
    'CertificateSigningRequest',
    'PriorityLevelConfiguration',
    'ClusterTrustBundle',
  ],
]);

/** Objects as an engine gets them, and the way back from what it says of them. */
export interface Batch {
  readonly manifests: readonly Manifest[];
  /** JSON documents: JSON is YAML. */
  readonly text: string;
  /** Null for an object that is none of the batch's. */
  find(object: { readonly kind: string; readonly name: string; readonly namespace: string }): Manifest | null;
}

/**
 * Several overlays render the same object, and engines know objects by kind, namespace and name: so they are given in
 * batches that hold each at most once.
 */
export function batchesOf(manifests: readonly Manifest[]): readonly Batch[] {
  const layers: Map<string, Manifest>[] = [];
  for (const manifest of manifests) {
    const key = keyOf({ kind: manifest.ref.kind, name: manifest.ref.name, namespace: namespaceOf(manifest) });
    const layer = layers.find((each) => !each.has(key));
    if (layer === undefined) layers.push(new Map([[key, manifest]]));
    else layer.set(key, manifest);
  }
  return layers.map((layer) => ({
    manifests: [...layer.values()],
    text: documents([...layer.values()].map(objectOf)),
    find: (object) => layer.get(keyOf(object)) ?? null,
  }));
}

export function documents(objects: readonly JsonObject[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
}

function keyOf({ kind, name, namespace }: { kind: string; name: string; namespace: string }): string {
  return JSON.stringify([kind, namespace, name]);
}

/** Where the cluster puts it: an object of a built-in kind without a namespace gets its source's. */
function namespaceOf(manifest: Manifest): string {
  const group = groupOf(manifest);
  const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io');
  const isNamespaced = manifest.ref.namespace !== undefined || (isBuiltIn && !CLUSTER_KINDS.has(manifest.ref.kind));
  return isNamespaced ? manifest.namespace : '';
}

function objectOf(manifest: Manifest): JsonObject {
  const namespace = namespaceOf(manifest);
  const metadata = isObject(manifest.object.metadata) ? manifest.object.metadata : {};
  const placed = { ...metadata, name: manifest.ref.name, ...(namespace === '' ? {} : { namespace }) };
  return { ...manifest.object, metadata: placed };
}

/** The labels of each namespace that is declared, with the one that every namespace has. */
export function namespaceLabels(manifests: readonly Manifest[]): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const labels = new Map<string, Readonly<Record<string, string>>>();
  for (const { ref, object } of manifests) {
    if (ref.kind !== 'Namespace' || labels.has(ref.name)) continue;
    const written = isObject(object.metadata) && isObject(object.metadata.labels) ? object.metadata.labels : {};
    const own = Object.entries(written).map(([key, value]): [string, string] => [key, String(value ?? '')]);
    labels.set(ref.name, { ...Object.fromEntries(own), 'kubernetes.io/metadata.name': ref.name });
  }
  return labels;
}

/** Namespaces of the objects that no Namespace declares: what labels they have is not known. */
export function undeclaredNamespaces(manifests: readonly Manifest[]): readonly string[] {
  const declared = namespaceLabels(manifests);
  const used = new Set(manifests.filter(isJudged).map(namespaceOf));
  return [...used].filter((name) => name !== '' && !declared.has(name)).sort();
}
