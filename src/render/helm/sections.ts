import type { Json, Path } from '../../domain/index.ts';
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

/** Every string of a value with its path; bounded by what was read. */
export function* strings(value: Json | undefined, path: Path = []): Generator<{ path: Path; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* strings(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* strings(item, [...path, key]);
  }
}
