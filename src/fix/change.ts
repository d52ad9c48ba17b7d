import type { Edit } from '../domain/index.ts';
import { conflict, sortEdits } from '../tree/index.ts';
import { type EntryTarget, type PlacedEntry, targetEdit } from './entry-target.ts';
import { type FieldChange, fieldEdits } from './field-edits.ts';
import type { ImageEntry } from './image-entries.ts';

/** What is written to settle findings. Several changes are written together: what goes into one place is one edit. */
export interface Change {
  /** Made as they are. */
  readonly edits: readonly Edit[];
  readonly fields: readonly FieldChange[];
  /** By the key of what takes them. */
  readonly entries: ReadonlyMap<string, PlacedEntry>;
}

export const NO_CHANGE: Change = { edits: [], fields: [], entries: new Map() };

/**
 * The edits that make all the changes, in order. Null where two want one text to say two things, or where a text is of a
 * kind that does not take what is added to it.
 */
export function changeEdits(changes: readonly Change[], read: (file: string) => string): Edit[] | null {
  const fields = fieldEdits(
    changes.flatMap((change) => change.fields),
    read,
  );
  const entries = entryEdits(changes, read);
  if (fields === null || entries === null) return null;
  const added = new Set(entries);
  const edits = sortEdits([...changes.flatMap((change) => change.edits), ...fields, ...entries]);
  // In order, whatever overlaps at all overlaps its neighbour.
  const clash = edits.some((edit, index) => {
    const next = edits[index + 1];
    return next !== undefined && conflict(edit, next) && !areBothMade(edit, next, added);
  });
  return clash ? null : edits;
}

/** A digest that goes below the last entry, and an entry that goes below it, are both made, in that order. */
function areBothMade(one: Edit, next: Edit, entries: ReadonlySet<Edit>): boolean {
  const isInsertion = one.startLine === one.endLine && one.startColumn === one.endColumn;
  const atOnePlace = one.startLine === next.startLine && one.startColumn === next.startColumn;
  return isInsertion && atOnePlace && entries.has(next);
}

function entryEdits(changes: readonly Change[], read: (file: string) => string): Edit[] | null {
  const byTarget = new Map<string, { readonly target: EntryTarget; readonly entries: Map<string, ImageEntry> }>();
  for (const [key, { target, entry }] of changes.flatMap((change) => [...change.entries])) {
    const known = byTarget.get(key) ?? { target, entries: new Map<string, ImageEntry>() };
    known.entries.set(JSON.stringify(entry), entry);
    byTarget.set(key, known);
  }
  const edits: Edit[] = [];
  for (const { target, entries } of byTarget.values()) {
    const edit = targetEdit(target, [...entries.values()], read);
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits;
}

/** Places into which several changes are written as one edit: changes that share one cannot be made one after another. */
export function sharedPlaces({ fields, entries }: Change): string[] {
  const mappings = fields.flatMap(({ place }) =>
    place.kind === 'mapping' ? [`${place.file}:${place.line}:${place.at}`] : [],
  );
  return [...mappings, ...[...entries.keys()].map((key) => `${key} images`)];
}
