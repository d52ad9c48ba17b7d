import type { SourceScalar } from '../origins/scalars.ts';

/** Fields of a kustomization whose entries are files or directories (api/types/kustomization.go). */
export const DIRECTORY_FIELDS = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];
const FILE_FIELDS = ['crds', 'configurations', 'patchesStrategicMerge'];

export function isDirectoryField(field: string): boolean {
  return DIRECTORY_FIELDS.includes(field);
}

/** Several fields take a manifest in place of a path: whatever has more than one line, or a mapping's braces. */
export function isInline(text: string): boolean {
  return /[\n{]|: /.test(text);
}

/** The paths that one scalar of a kustomization names, if its place is one of a path. */
export function pathsOf({ path, value }: SourceScalar): { readonly path: string; readonly field: string }[] {
  const [field, , inner] = path;
  if (typeof field !== 'string' || value === '') return [];
  if (path.length === 2 && [...DIRECTORY_FIELDS, ...FILE_FIELDS].includes(field)) return [{ path: value, field }];
  const last = path.at(-1);
  if (['patches', 'patchesJson6902', 'replacements'].includes(field) && path.length === 3 && last === 'path') {
    return [{ path: value, field }];
  }
  if (field === 'openapi' && path.length === 2 && last === 'path') return [{ path: value, field }];
  if (field !== 'configMapGenerator' && field !== 'secretGenerator') return [];
  if (inner === 'files') return [{ path: value.slice(value.indexOf('=') + 1), field }];
  return inner === 'envs' || inner === 'env' ? [{ path: value, field }] : [];
}

/**
 * Would kustomize go to the network for it? URLs, scp-like and `git::` addresses, `host.tld/owner/repo`, and whatever
 * has a `ref` (api/internal/git/repospec.go). Only asked of what is not in the tree.
 */
export function looksRemote(path: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:/i.test(path) ||
    /^[^/]+@[^/]+:/.test(path) ||
    /[?&](ref|version|timeout|submodules)=/.test(path) ||
    /^[a-z0-9-]+(\.[a-z0-9-]+)+\/[^/]+\/[^/]+/i.test(path)
  );
}
