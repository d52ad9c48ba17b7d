import type { Manifest } from '../../../domain/index.ts';
import { isObject } from '../../../domain/index.ts';
import { readManifestStream } from '../../../yaml/index.ts';

/** A file that the gate's policy names, which need not be among what is rendered. */
export interface NamedDocument {
  readonly file: string;
  readonly text: string;
}

/** The objects of such files, to be compared like any other. What is no object is the business of whoever reads them. */
export function manifestsOf(files: readonly NamedDocument[]): readonly Manifest[] {
  return files.flatMap(({ file, text }) =>
    readManifestStream(new TextEncoder().encode(text)).documents.flatMap(({ value, index, locate }) => {
      if (!isObject(value)) return [];
      const metadata = isObject(value.metadata) ? value.metadata : {};
      return [
        {
          ref: {
            file,
            document: index,
            apiVersion: String(value.apiVersion ?? ''),
            kind: String(value.kind ?? ''),
            name: String(metadata.name ?? ''),
          },
          source: { kind: 'plain', root: '', files: [file] },
          object: value,
          namespace: 'default',
          place: (path) => ({ location: { file, ...locate(path), exact: true }, related: [] }),
        } satisfies Manifest,
      ];
    }),
  );
}
