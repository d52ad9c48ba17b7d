import { compareLocations, type Location, type Place } from '../../domain/index.ts';
import type { SourceScalar } from './scalars.ts';

/** A scalar that was proved to have a part in a rendered string, and where its part ends there. */
export interface Contributor {
  readonly scalar: SourceScalar;
  /** Offset into the rendered string; null where the scalar is empty now and was seen when it was filled. */
  readonly end: number | null;
  /** What wins where several could be edited: a value before metadata, and both before the text of a template. */
  readonly rank: 'value' | 'metadata' | 'template';
}

const RANK = { value: 0, metadata: 1, template: 2 } as const;

/** Where the tag of an image reference starts, past its colon; null where it has none. */
function tagStart(text: string): number | null {
  const name = text.indexOf('@') === -1 ? text : text.slice(0, text.indexOf('@'));
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? colon + 1 : null;
}

/**
 * The scalar to edit, of all that make up `text`, with the others as related: the one that holds all of it; else the
 * one that gives its end (of an image, the digest or the tag); else an empty one that would (`tag: ""`); else the
 * last. Null where nothing is known.
 */
export function choosePlace(text: string, contributors: readonly Contributor[]): Place | null {
  const unique = [...new Map(contributors.map((one) => [keyOf(one.scalar), one])).values()];
  const ranked = unique
    .map((one) => ({ one, order: orderOf(text, one) }))
    .sort((a, b) => a.order - b.order || (b.one.end ?? 0) - (a.one.end ?? 0) || byPlace(a.one, b.one));
  const [first, ...others] = ranked.map(({ one }) => one);
  if (first === undefined) return null;
  return { location: first.scalar.location, related: others.map((one) => one.scalar.location).sort(compareLocations) };
}

function orderOf(text: string, { scalar, end, rank }: Contributor): number {
  if (end !== null && scalar.value === text) return 0;
  const tag = tagStart(text);
  const givesEnd = end !== null && (end === text.length || (tag !== null && end > tag));
  if (givesEnd && rank === 'value') return 1;
  if (end === null) return 2;
  if (givesEnd) return 3 + RANK[rank];
  return 10 + RANK[rank];
}

function keyOf(scalar: SourceScalar): string {
  return `${scalar.file}:${scalar.start}`;
}

function byPlace(a: Contributor, b: Contributor): number {
  return compareLocations(a.scalar.location, b.scalar.location);
}

/** The same place without the claim that it is the one. */
export function approximate(location: Location): Place {
  return { location: { ...location, exact: false }, related: [] };
}
