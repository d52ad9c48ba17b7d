import {
  describeManifest,
  type Finding,
  formatPath,
  get,
  isArray,
  type Manifest,
  type Path,
} from '../../domain/index.ts';
import { groupOf } from './inventory.ts';
import { templatePath } from './workload.ts';

/** Built-in groups whose objects all have names, and the core kinds: `v1` alone is also what a kubeconfig says. */
const GROUPS: ReadonlySet<string> = new Set([
  ...['apps', 'batch', 'autoscaling', 'policy', 'rbac.authorization.k8s.io', 'networking.k8s.io', 'storage.k8s.io'],
  ...['scheduling.k8s.io', 'admissionregistration.k8s.io', 'node.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io'],
]);
const CORE_KINDS: ReadonlySet<string> = new Set([
  ...['Pod', 'PodTemplate', 'ReplicationController', 'Service', 'ServiceAccount', 'Secret', 'ConfigMap', 'Namespace'],
  ...['PersistentVolume', 'PersistentVolumeClaim', 'ResourceQuota', 'LimitRange', 'Endpoints'],
]);

/**
 * `manifest/invalid` for what the API server refuses since it is not there: the name of an object, the containers of a
 * pod, the name or the image of a container (k8s.io/kubernetes pkg/apis/core/validation, ValidateObjectMeta and
 * validateContainerCommon). Wrong types are reported by whoever reads the fields.
 */
export function missingFields(manifests: readonly Manifest[]): readonly Finding[] {
  return manifests.flatMap((manifest) => {
    const [path] = missingIn(manifest);
    return path === undefined ? [] : [missing(manifest, path)];
  });
}

function missingIn(manifest: Manifest): readonly Path[] {
  const { apiVersion, kind } = manifest.ref;
  const group = groupOf(manifest);
  const isNamed = GROUPS.has(group) || (group === '' && CORE_KINDS.has(kind));
  const isNameless = isEmpty(manifest, ['metadata', 'name']) && isEmpty(manifest, ['metadata', 'generateName']);
  const name: readonly Path[] = isNamed && isNameless ? [['metadata', 'name']] : [];
  const template = templatePath(apiVersion, kind);
  // These two may be without a template.
  const isOptional = kind === 'PodTemplate' || kind === 'ReplicationController';
  if (template === null || (isOptional && get(manifest.object, ...template) === undefined)) return name;
  return [...name, ...missingInPod(manifest, [...template, 'spec'])];
}

function missingInPod(manifest: Manifest, spec: Path): readonly Path[] {
  const containers = get(manifest.object, ...spec, 'containers') ?? null;
  if (containers === null || (isArray(containers) && containers.length === 0)) return [[...spec, 'containers']];
  return ['initContainers', 'containers'].flatMap((list) => {
    const items = get(manifest.object, ...spec, list);
    return (isArray(items) ? items : []).flatMap((_, index) =>
      ['name', 'image'].map((field) => [...spec, list, index, field]).filter((path) => isEmpty(manifest, path)),
    );
  });
}

function isEmpty({ object }: Manifest, path: Path): boolean {
  const value = get(object, ...path);
  return value === undefined || value === null || value === '';
}

function missing(manifest: Manifest, path: Path): Finding {
  const { location, related } = manifest.place(path);
  return {
    rule: 'manifest/invalid',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: `${describeManifest(manifest.ref)}: ${formatPath(path)} is missing. The API server refuses such an object. Write it.`,
    manifest: manifest.ref,
    image: null,
    location,
    related,
    path: formatPath(path.filter((step) => typeof step === 'string')),
    identity: ['missing'],
    digest: null,
  };
}
