import { get, isArray, isObject, type Json, type Manifest, type Path } from '../../domain/index.ts';
import { findObject } from '../../render/index.ts';
import type { Content, Delivery } from './delivery.ts';

/** What changes the manifests that a Kustomization builds (fluxcd/kustomize-controller api/v1). */
const KUSTOMIZATION = ['patches', 'images', 'components', 'postBuild', 'namePrefix', 'nameSuffix', 'targetNamespace'];
/** What changes the manifests that a HelmRelease renders (fluxcd/helm-controller api/v2). */
const RELEASE = ['values', 'valuesFrom', 'postRenderers', 'commonMetadata'];

/** What the objects of Flux take from where; `all` is where their sources are looked up. */
export function fluxDeliveries(manifest: Manifest, all: readonly Manifest[]): readonly Delivery[] {
  const { kind, apiVersion } = manifest.ref;
  const group = apiVersion.split('/')[0];
  if (group === 'source.toolkit.fluxcd.io') return sourceObject(manifest);
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
    const path = text(get(manifest.object, 'spec', 'path'));
    return taken(manifest, ['spec', 'sourceRef'], all, path, '', changesOf(manifest, KUSTOMIZATION));
  }
  if (group !== 'helm.toolkit.fluxcd.io' || kind !== 'HelmRelease') return [];
  const changes = changesOf(manifest, RELEASE);
  if (isObject(get(manifest.object, 'spec', 'chartRef'))) {
    return taken(manifest, ['spec', 'chartRef'], all, '', '', changes);
  }
  const chart = get(manifest.object, 'spec', 'chart', 'spec');
  const own = ['valuesFiles', 'valuesFile'].filter((key) => isSet(get(chart, key)));
  const version = text(get(chart, 'version'));
  return taken(manifest, ['spec', 'chart', 'spec', 'sourceRef'], all, text(get(chart, 'chart')), version, [
    ...changes,
    ...own,
  ]);
}

/** A GitRepository and its like: only its address is judged, and whether it is pinned. */
function sourceObject(manifest: Manifest): readonly Delivery[] {
  const { kind } = manifest.ref;
  const spec = get(manifest.object, 'spec');
  const base = { manifest, missing: null, changes: [] };
  if (kind === 'HelmChart') return [];
  if (kind === 'Bucket') {
    const address = `${text(get(spec, 'endpoint'))}/${text(get(spec, 'bucketName'))}`;
    return [{ ...base, at: ['spec', 'endpoint'], address, what: { is: 'address', of: 'artifact' }, revision: '' }];
  }
  if (!['GitRepository', 'OCIRepository', 'HelmRepository'].includes(kind)) return [];
  const git = kind === 'GitRepository';
  return [
    {
      ...base,
      at: ['spec', 'url'],
      address: text(get(spec, 'url')),
      what: { is: 'address', of: git ? 'git' : 'artifact' },
      // A repository of charts holds many: the version is the release's to say.
      revision: kind === 'HelmRepository' ? 'any' : revisionOf(spec),
    },
  ];
}

/** The strongest of what a `ref` says, as the source controller takes it. */
function revisionOf(spec: Json | undefined): string {
  for (const key of ['digest', 'commit', 'name', 'semver', 'tag', 'branch']) {
    const value = text(get(spec, 'ref', key));
    if (value !== '') return value;
  }
  return '';
}

/** What an object takes from a source that it names by kind and name. */
function taken(
  manifest: Manifest,
  at: Path,
  all: readonly Manifest[],
  path: string,
  version: string,
  changes: readonly string[],
): readonly Delivery[] {
  const ref = get(manifest.object, ...at);
  const [kind, name] = [text(get(ref, 'kind')), text(get(ref, 'name'))];
  const namespace = text(get(ref, 'namespace')) || manifest.namespace;
  const lookup = findObject(all, manifest, { group: 'source.toolkit.fluxcd.io', kind, namespace, name });
  const nothing: Content = { is: 'artifact', name: path || name };
  if ('why' in lookup) {
    return [{ manifest, at, changes, address: null, missing: lookup.why, what: nothing, revision: version }];
  }
  const { found } = lookup;
  const base = { manifest, at, changes, sourceObject: found };
  if (kind === 'HelmChart') {
    const chart = get(found.object, 'spec');
    const inner = taken(found, ['spec', 'sourceRef'], all, text(get(chart, 'chart')), text(get(chart, 'version')), []);
    return inner.map((one) => ({ ...one, manifest, at, changes, chart: found }));
  }
  const spec = get(found.object, 'spec');
  const address = kind === 'Bucket' ? text(get(spec, 'endpoint')) : text(get(spec, 'url'));
  if (kind === 'GitRepository') {
    return [{ ...base, address, missing: null, what: { is: 'git', path }, revision: revisionOf(spec) }];
  }
  const revision = kind === 'HelmRepository' ? version : revisionOf(spec);
  return [{ ...base, address, missing: null, what: nothing, revision }];
}

function changesOf({ object }: Manifest, keys: readonly string[]): string[] {
  return keys.filter((key) => isSet(get(object, 'spec', key))).map((key) => `spec.${key}`);
}

function isSet(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  return isArray(value) ? value.length > 0 : !isObject(value) || Object.keys(value).length > 0;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
