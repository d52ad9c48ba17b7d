import { get, isArray, isObject, type Json, type Manifest, type Path } from '../../domain/index.ts';
import type { Delivery } from './delivery.ts';

/** Fields of a source that change what is rendered (argoproj/argo-cd pkg/apis/application/v1alpha1/types.go). */
const HELM = ['parameters', 'fileParameters', 'values', 'valuesObject', 'valueFiles', 'kubeVersion', 'apiVersions'];

/** The sources of an Application, or of the Applications that an ApplicationSet makes. */
export function argoDeliveries(manifest: Manifest): readonly Delivery[] {
  const { kind } = manifest.ref;
  if (kind !== 'Application' && kind !== 'ApplicationSet') return [];
  const spec: Path = kind === 'Application' ? ['spec'] : ['spec', 'template', 'spec'];
  const sources = get(manifest.object, ...spec, 'sources');
  const paths: Path[] = [
    [...spec, 'source'],
    [...spec, 'sourceHydrator', 'drySource'],
    ...(isArray(sources) ? sources.map((_, index) => [...spec, 'sources', index]) : []),
    ...generatorPaths(manifest),
  ];
  const patched = kind === 'ApplicationSet' && get(manifest.object, 'spec', 'templatePatch') !== undefined;
  return paths.flatMap((path): Delivery[] => {
    const source = get(manifest.object, ...path);
    if (!isObject(source)) return [];
    const address = text(source.repoURL);
    const chart = text(source.chart);
    const directory = text(source.path);
    const what =
      chart !== ''
        ? ({ is: 'artifact', name: chart } as const)
        : address.startsWith('oci://')
          ? ({ is: 'artifact', name: address } as const)
          : directory === '' && source.ref !== undefined
            ? ({ is: 'address', of: 'git' } as const)
            : ({ is: 'git', path: directory } as const);
    const revision = text(source.targetRevision ?? source.revision);
    const changes = [...changesOf(source), ...(patched ? ['templatePatch'] : [])];
    return [{ manifest, at: [...path, 'repoURL'], address, missing: null, what, revision, changes }];
  });
}

/** Templates inside generators stand in for the ApplicationSet's own. */
function generatorPaths(manifest: Manifest): Path[] {
  const found: Path[] = [];
  const visit = (value: Json | undefined, path: Path, depth: number): void => {
    if (depth > 12) return;
    if (isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index], depth + 1);
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === 'template' && isObject(get(item, 'spec', 'source'))) found.push([...path, key, 'spec', 'source']);
      else visit(item, [...path, key], depth + 1);
    }
  };
  visit(get(manifest.object, 'spec', 'generators'), ['spec', 'generators'], 0);
  return found;
}

function changesOf(source: { readonly [key: string]: Json | undefined }): string[] {
  const helm = HELM.filter((key) => isSet(get(source, 'helm', key))).map((key) => `helm.${key}`);
  const kustomize = isObject(source.kustomize)
    ? Object.keys(source.kustomize)
        .filter((key) => key !== 'version' && isSet(get(source, 'kustomize', key)))
        .map((key) => `kustomize.${key}`)
    : [];
  const others = ['plugin', 'directory'].filter((key) => isSet(source[key]) && !isPlainDirectory(key, source[key]));
  return [...helm, ...kustomize, ...others];
}

/** `directory: {recurse: true}` takes what discovery takes anyway. */
function isPlainDirectory(key: string, value: Json | undefined): boolean {
  return key === 'directory' && isObject(value) && Object.keys(value).every((name) => name === 'recurse');
}

function isSet(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  return isArray(value) ? value.length > 0 : !isObject(value) || Object.keys(value).length > 0;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
