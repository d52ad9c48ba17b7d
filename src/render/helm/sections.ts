import type { Documents } from '../origins/prober.ts';
import { type RenderedDocument, readRendered } from '../rendered.ts';
import type { RenderedPart } from './output.ts';

/** A part of the output with what it says. Usually one document. */
export interface Section extends RenderedPart {
  readonly documents: readonly RenderedDocument[];
  readonly problem: string | null;
}

export function readSections(parts: readonly RenderedPart[]): Section[] {
  return parts.map((part) => ({ ...part, ...readRendered(part.text) }));
}

/** Two renders that show the same templates in the same order can be compared part by part. */
export function aligned(a: readonly RenderedPart[], b: readonly RenderedPart[]): boolean {
  return a.length === b.length && a.every((part, index) => part.template === b[index]?.template);
}

/** What the parts say, without where they say it. */
export function valuesOf(sections: readonly Section[]): Documents {
  return sections.map((section) => section.documents.map((document) => document.value));
}
