import type { Location, Manifest } from '../../src/domain/index.ts';
import { objectsOf } from '../../src/render/objects.ts';
import { readManifestStream, type YamlRange } from '../../src/yaml/index.ts';

/** The objects of a manifest file with their real places, and the documents (0-based) that cannot be read. */
export interface ManifestFile {
  readonly manifests: readonly Manifest[];
  readonly unreadable: readonly number[];
}

/** Reads a file as plain manifests are read, for tests of what comes after. */
export function readManifests(bytes: Uint8Array, file: string): ManifestFile {
  const { documents, problems } = readManifestStream(bytes);
  const unreadable = problems.map(({ index }) => index ?? 0);
  const manifests = documents.flatMap(({ index, value, locate }): readonly Manifest[] => {
    const content = objectsOf(value);
    if (content.problems.length > 0) unreadable.push(index);
    return content.objects.map(({ object, path: prefix, ref }) => ({
      ref: { file, document: index, ...ref },
      source: { kind: 'plain', root: '', files: [file] },
      object,
      namespace: ref.namespace ?? 'default',
      place: (path) => ({ location: at(file, locate([...prefix, ...path])), related: [] }),
    }));
  });
  return { manifests, unreadable };
}

function at(file: string, range: YamlRange): Location {
  return { file, ...range, exact: true };
}
