import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Json, JsonObject, Manifest } from '../../src/domain/index.ts';
import { get, isArray, isObject } from '../../src/domain/index.ts';

/** TEMPORARY until src/yaml lands. */
export function readManifests(bytes: Uint8Array, file: string): readonly Manifest[] {
  return parseAllDocuments(new TextDecoder().decode(bytes)).flatMap((document, index) => {
    const value = z.json().parse(document.toJS()) as Json;
    if (!isObject(value)) return [];
    const items = get(value, 'items');
    if (value.kind === 'List' && isArray(items))
      return items.filter(isObject).map((item) => manifest(item, file, index));
    return [manifest(value, file, index)];
  });
}

function manifest(object: JsonObject, file: string, document: number): Manifest {
  const namespace = get(object, 'metadata', 'namespace');
  return {
    ref: {
      file,
      document,
      apiVersion: String(object.apiVersion),
      kind: String(object.kind),
      name: String(get(object, 'metadata', 'name')),
      ...(typeof namespace === 'string' ? { namespace } : {}),
    },
    source: { kind: 'plain', root: '', files: [file] },
    object,
    namespace: typeof namespace === 'string' ? namespace : 'default',
    place: () => ({
      location: { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, exact: true },
      related: [],
    }),
  };
}
