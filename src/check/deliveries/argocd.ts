import { get, isArray, isObject, type Json, type Path } from '../../domain/index.ts';
import { type Application, type ArgoDelivery, sourcePaths } from '../../render/index.ts';
import type { Delivery } from './delivery.ts';

/** Fields of a source that change what is rendered (argoproj/argo-cd pkg/apis/application/v1alpha1/types.go). */
const HELM = ['parameters', 'fileParameters', 'values', 'valuesObject', 'valueFiles', 'kubeVersion', 'apiVersions'];

/** A source of an Application, with what is needed to render it where it is a path of this repository. */
export interface ArgoSourceDelivery extends Delivery {
  readonly argo: Pick<ArgoDelivery, 'application' | 'at'>;
  /** A chart of a repository of charts; else a directory of a repository, or of an artifact, at `path`. */
  readonly isChart: boolean;
  readonly path: string;
  /** What its other sources call it, in paths of values files. */
  readonly ref: string;
}

export function isArgoDelivery(delivery: Delivery): delivery is ArgoSourceDelivery {
  return 'argo' in delivery;
}

/** What an Application has deployed from where, for each of its sources. */
export function argoDeliveries(application: Application): readonly ArgoSourceDelivery[] {
  const { manifest, object } = application;
  return sourcePaths(object).flatMap((at): ArgoSourceDelivery[] => {
    const source = get(object, ...at);
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
    const where = { manifest, at: application.within([...at, 'repoURL']), address, missing: null };
    const argo = { argo: { application, at }, isChart: chart !== '', path: directory, ref: text(source.ref) };
    return [{ ...where, ...argo, what, revision, changes: changesOf(source) }];
  });
}

/** Templates inside generators stand in for the ApplicationSet's own. */
export function generatorPaths(object: Json): Path[] {
  const found: Path[] = [];
  const visit = (value: Json | undefined, path: Path, depth: number): void => {
    if (depth > 12) return;
    if (isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index], depth + 1);
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === 'template' && isObject(get(item, 'spec', 'source'))) found.push([...path, key]);
      else visit(item, [...path, key], depth + 1);
    }
  };
  visit(get(object, 'spec', 'generators'), ['spec', 'generators'], 0);
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
