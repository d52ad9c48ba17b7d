import { posix } from 'node:path';
import { get, isObject, type JsonObject, type Manifest, type Path } from '../../domain/index.ts';

/** An object that another one names, where the repository has it. */
export type Lookup = { readonly found: Manifest } | { readonly why: string };

export interface Wanted {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * The object that `near` names. Where several of that name are rendered (one for each cluster), the one that comes from the
 * same source is meant, else the one in the same directory; where that does not tell either, nobody can say which.
 */
export function findObject(all: readonly Manifest[], near: Manifest, wanted: Wanted): Lookup {
  const name = `${wanted.kind} ${wanted.namespace}/${wanted.name}`;
  const same = all.filter(
    ({ ref, namespace, face }) =>
      ref.kind === wanted.kind &&
      ref.name === wanted.name &&
      namespace === wanted.namespace &&
      groupOf(ref.apiVersion) === wanted.group &&
      face === undefined,
  );
  const distinct = distinctOf(same);
  const [first, second] = distinct;
  if (first === undefined) return { why: `${name} is not in the repository` };
  if (second === undefined) return { found: first };
  const [own, other] = distinctOf(same.filter(({ source }) => source === near.source));
  if (own !== undefined && other === undefined) return { found: own };
  const [beside, another] = distinctOf(
    same.filter(({ ref }) => posix.dirname(ref.file) === posix.dirname(near.ref.file)),
  );
  if (beside !== undefined && another === undefined) return { found: beside };
  return { why: `${name} is there ${distinct.length} times, and not the same each time` };
}

function distinctOf(manifests: readonly Manifest[]): readonly Manifest[] {
  return [...new Map(manifests.map((manifest) => [JSON.stringify(contentOf(manifest.object)), manifest])).values()];
}

/** What an object says, its labels and annotations aside: those the one who delivers it adds to. */
function contentOf({ metadata: _, ...content }: JsonObject): JsonObject {
  return content;
}

export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

/** What a ConfigMap or a Secret says under a key, and where it is written. */
export interface DataEntry {
  readonly text: string;
  readonly path: Path;
}

/** @returns null where there is no such key; a reason where it cannot be read. */
export function dataEntry(manifest: Manifest, key: string): DataEntry | null | { readonly why: string } {
  const { object } = manifest;
  const plain = manifest.ref.kind === 'Secret' ? get(object, 'stringData', key) : get(object, 'data', key);
  if (isEncrypted(object)) return { why: `${manifest.ref.kind} ${manifest.ref.name} is encrypted (SOPS)` };
  if (typeof plain === 'string') {
    return { text: plain, path: [manifest.ref.kind === 'Secret' ? 'stringData' : 'data', key] };
  }
  if (manifest.ref.kind !== 'Secret') return null;
  const encoded = get(object, 'data', key);
  if (typeof encoded !== 'string') return null;
  // In base64 no scalar of the file says it: the entry as a whole is where it comes from.
  return { text: Buffer.from(encoded, 'base64').toString('utf8'), path: ['data', key] };
}

/** The keys of a ConfigMap or a Secret. */
export function dataKeys({ object, ref }: Manifest): readonly string[] {
  const parts = ref.kind === 'Secret' ? [object.data, object.stringData] : [object.data];
  return [...new Set(parts.flatMap((part) => (isObject(part) ? Object.keys(part) : [])))];
}

/** SOPS leaves its own metadata at the top of what it encrypts. */
export function isEncrypted(object: JsonObject): boolean {
  return isObject(object.sops) && ('mac' in object.sops || 'lastmodified' in object.sops);
}
