import type { ManifestRef } from '../domain/index.ts';

/** The group of an apiVersion; the core group is the empty one. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** Is the object of this kind? In `group/*` any version will do; `*` as the kind is any of the group's. */
export function isOfType(ref: Pick<ManifestRef, 'apiVersion' | 'kind'>, apiVersion: string, kind: string): boolean {
  if (kind !== '*' && ref.kind !== kind) return false;
  return apiVersion.endsWith('/*')
    ? groupOf(ref.apiVersion) === apiVersion.slice(0, -2)
    : ref.apiVersion === apiVersion;
}
