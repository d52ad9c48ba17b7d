import { get, type Json, type Path } from '../../domain/index.ts';
import { type FileSet, textOf } from '../export-tree.ts';
import type { Replacements } from '../workspace.ts';
import type { Contributor } from './choose.ts';
import { type Mark, Marker } from './marks.ts';
import type { SourceScalar } from './scalars.ts';

/** Documents of one render, in parts that can be compared across renders of the same source. */
export type Documents = readonly (readonly Json[])[];

/** A render of the source with some files replaced; null where it fails, or cannot be compared with the plain one. */
export type RenderCopy = (replacements: Replacements) => Promise<Documents | null>;

export interface Candidate {
  readonly scalar: SourceScalar;
  readonly rank: Contributor['rank'];
  readonly separator?: '-' | ':';
}

/** By part, document and path: what had a part in the value there. */
export class Contributions {
  readonly #documents = new Map<string, { readonly path: Path; readonly one: Contributor }[]>();

  add(part: number, document: number, path: Path, one: Contributor): void {
    const key = `${part}/${document}`;
    const known = this.#documents.get(key);
    if (known === undefined) this.#documents.set(key, [{ path, one }]);
    else known.push({ path, one });
  }

  at(part: number, document: number, path: Path): readonly Contributor[] {
    const wanted = JSON.stringify(path);
    return this.within(part, document)
      .filter((entry) => entry.path.length === path.length && JSON.stringify(entry.path) === wanted)
      .map(({ one }) => one);
  }

  /** Everything known of one document, in the order it was seen. */
  within(part: number, document: number): readonly { readonly path: Path; readonly one: Contributor }[] {
    return this.#documents.get(`${part}/${document}`) ?? [];
  }
}

/** Files with marks, and how to read what they render to. */
export interface MarkedCopy {
  readonly replacements: Replacements;
  /** Adds to `found` what the marks in the documents show. */
  read(documents: Documents, found: Contributions): void;
  /** The text without the marks. */
  unmarked(text: string): string;
}

/**
 * Renders copies in which scalars are marked, and reads from the output which of them had a part in which value: the
 * tool's own logic tells, nothing is guessed from names of keys.
 */
export class Prober {
  readonly #files: FileSet;
  readonly #plain: Documents;
  readonly #render: RenderCopy;
  readonly #marker: Marker;
  #left: number;

  constructor(files: FileSet, plain: Documents, render: RenderCopy, maxRenders: number) {
    this.#files = files;
    this.#plain = plain;
    this.#render = render;
    this.#left = maxRenders;
    this.#marker = new Marker([
      ...[...files.values()].map((bytes) => Buffer.from(bytes).toString('latin1')),
      JSON.stringify(plain),
    ]);
  }

  /** Adds to `found` what marks of `candidates` show. Where the source does not take them all, each half is tried. */
  async probe(candidates: readonly Candidate[], found: Contributions): Promise<void> {
    if (candidates.length === 0 || this.#left === 0) return;
    this.#left -= 1;
    const copy = this.mark(candidates);
    const documents = await this.#render(copy.replacements);
    if (documents !== null) {
      copy.read(documents, found);
      return;
    }
    if (candidates.length === 1) return;
    const half = Math.ceil(candidates.length / 2);
    await this.probe(candidates.slice(0, half), found);
    await this.probe(candidates.slice(half), found);
  }

  /** A copy with `candidates` marked, for a render that serves another end too. */
  mark(candidates: readonly Candidate[]): MarkedCopy {
    const marks = candidates.map((candidate, id) => ({ ...candidate, id }));
    return {
      replacements: this.#markedFiles(marks),
      read: (documents, found) => this.#read(documents, marks, found),
      unmarked: (text) => this.#marker.read(text, marks).plain,
    };
  }

  #markedFiles(marks: readonly Mark[]): Replacements {
    const byFile = new Map<string, Mark[]>();
    for (const mark of marks) byFile.set(mark.scalar.file, [...(byFile.get(mark.scalar.file) ?? []), mark]);
    return new Map(
      [...byFile].map(([file, of]) => {
        return [file, this.#marker.apply(textOf(this.#files, file), of)];
      }),
    );
  }

  #read(documents: Documents, marks: readonly (Mark & Candidate)[], found: Contributions): void {
    for (const [part, values] of documents.entries()) {
      for (const [document, value] of values.entries()) {
        const plainDocument: Json | undefined = this.#plain[part]?.[document];
        for (const { path, text } of strings(value)) {
          const before = get(plainDocument, ...path);
          if (before === undefined || typeof before === 'object') continue;
          const { plain, sightings } = this.#marker.read(text, marks);
          for (const { id, at } of sightings) {
            const mark = marks[id];
            if (mark === undefined) continue;
            const end = endOf(mark.scalar, before, plain, at);
            if (end !== undefined) found.add(part, document, path, { scalar: mark.scalar, rank: mark.rank, end });
          }
        }
      }
    }
  }
}

/**
 * Where the scalar's text ends in the value; null for a scalar that is empty now; undefined where the mark changed more
 * than itself, and so proves nothing.
 */
function endOf(scalar: SourceScalar, before: Json, plain: string, at: number): number | null | undefined {
  if (scalar.value === '') return null;
  if (scalar.type === 'boolean')
    return plain === '' && String(before) === scalar.value ? scalar.value.length : undefined;
  return plain === String(before) ? at : undefined;
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

const IMAGE_KEY = /image$|^(repository|tag|digest)$/i;

export interface FoundText {
  readonly part: number;
  readonly document: number;
  readonly path: Path;
  readonly text: string;
}

/** The strings of a render that look like images by the key that holds them: what the marks are chosen for. */
export function imagePaths(documents: Documents): FoundText[] {
  const found: FoundText[] = [];
  for (const [part, values] of documents.entries()) {
    for (const [document, value] of values.entries()) {
      for (const { path, text } of strings(value)) {
        const key = path.findLast((step): step is string => typeof step === 'string') ?? '';
        if (IMAGE_KEY.test(key)) found.push({ part, document, path, text });
      }
    }
  }
  return found;
}

export function imageTexts(documents: Documents): string[] {
  return [...new Set(imagePaths(documents).map(({ text }) => text))];
}
