import { readManifestStream, type YamlStream } from '../../yaml/index.ts';
import type { Documents } from '../origins/prober.ts';
import type { RenderedPart } from './output.ts';

/** A part of the output with what it says. Usually one document. */
export interface Section extends RenderedPart, YamlStream {}

export function readSections(parts: readonly RenderedPart[]): Section[] {
  return parts.map((part) => ({ ...part, ...readManifestStream(Buffer.from(part.text)) }));
}

/** Two renders that show the same templates in the same order can be compared part by part. */
export function aligned(a: readonly RenderedPart[], b: readonly RenderedPart[]): boolean {
  return a.length === b.length && a.every((part, index) => part.template === b[index]?.template);
}

/** What the parts say, without where they say it. */
export function valuesOf(sections: readonly Section[]): Documents {
  return sections.map((section) => section.documents.map((document) => document.value));
}
