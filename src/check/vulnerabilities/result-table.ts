import { hash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ports } from '../../domain/index.ts';
import { createSeal } from '../../recall/index.ts';
import { type KeptFindings, listOf, parseObject, readExposures, vulnerabilityOf } from './kept-result.ts';
import type { Vulnerability } from './scan-result.ts';

const MAX_BYTES = 64 * 1024 * 1024;
/** More is not worth a table: either they have nothing in common, or they are of many more images than one run has. */
const MAX_ROWS = 50_000;
const MAX_IMAGES = 10_000;
/** Some of so many are read from their own files in less time than all of them take to be written. */
const FEW = 1 / 20;

/** A result, and which index of Java archives it went by; null: none. */
export interface TableResult extends KeptFindings {
  readonly javaIndex: readonly string[] | null;
}

/** Results of many scans. Images have much in common: what is the same in several of them is there once, as one object. */
export interface ResultTable {
  has(key: string): boolean;
  find(key: string): TableResult | null;
  /** In place of what it has for this key. */
  add(key: string, result: TableResult): void;
  /** Whether it was among those of an earlier run: a hint. */
  isFamiliar(digest: string): boolean;
  /** Images and indexes that all is known of. */
  meet(digests: readonly string[]): void;
  /** Null: too little was added for it to be worth writing. What it has no room for stands in files of its own. */
  text(): string | null;
}

/** As it is written: `found` are places in `rows`. */
const Entry = z.strictObject({
  javaIndex: z.array(z.string()).readonly().nullable(),
  found: z.array(z.int().nonnegative()).readonly(),
  exposures: z.array(z.unknown()).readonly(),
  endOfLife: z.string().nullable(),
});
type Entry = z.output<typeof Entry>;

const Written = z.strictObject({
  question: z.string(),
  familiar: z.array(z.string()).readonly(),
  rows: z.array(z.unknown()).readonly(),
  entries: z.record(z.string(), Entry),
});

/** @param text what `text` returned; null, or anything else: an empty table. */
export function readResultTable(question: string, text: string | null): ResultTable {
  const written = Written.safeParse(text === null ? null : parseObject(text)).data;
  const rows = written?.question === question ? listOf(written.rows, vulnerabilityOf) : null;
  return rows === null || written === undefined
    ? new Table(question, [], new Map(), [])
    : new Table(question, rows, new Map(Object.entries(written.entries)), written.familiar);
}

class Table implements ResultTable {
  readonly #question: string;
  readonly #rows: readonly Vulnerability[];
  readonly #entries: Map<string, Entry>;
  readonly #familiar: Set<string>;
  readonly #few: number;
  /** What was added, while it is little. */
  readonly #added = new Map<string, TableResult>();
  /** By its text, the place of each row; null: little was added. */
  #places: Map<string, number> | null = null;
  #isChanged = false;

  constructor(
    question: string,
    rows: readonly Vulnerability[],
    entries: Map<string, Entry>,
    familiar: readonly string[],
  ) {
    this.#familiar = new Set(familiar);
    this.#question = question;
    this.#rows = rows;
    this.#entries = entries;
    this.#few = entries.size * FEW;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  find(key: string): TableResult | null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    const vulnerabilities: Vulnerability[] = [];
    for (const place of entry.found) {
      const row = this.#rows[place];
      // One that names a row which is not there says nothing.
      if (row === undefined) return null;
      vulnerabilities.push(row);
    }
    const exposures = readExposures(entry.exposures);
    const { javaIndex, endOfLife } = entry;
    return exposures === null ? null : { vulnerabilities, exposures, endOfLife, javaIndex };
  }

  add(key: string, result: TableResult): void {
    this.#added.set(key, result);
    if (this.#added.size <= this.#few && this.#places === null) return;
    this.#places ??= new Map(this.#rows.map((row, place) => [JSON.stringify(row), place]));
    for (const [name, one] of this.#added) this.#enter(name, one, this.#places);
    this.#added.clear();
  }

  /** Two rows of one text: what is written from them would have other places than the entries name. */
  get #isAmbiguous(): boolean {
    return this.#places !== null && this.#places.size < this.#rows.length;
  }

  #enter(key: string, { vulnerabilities, exposures, endOfLife, javaIndex }: TableResult, places: Map<string, number>) {
    // Each entry stands alone: what is not in the table is in its own file.
    const isFull = places.size > MAX_ROWS || (this.#entries.size >= MAX_IMAGES && !this.has(key));
    if (isFull || this.#isAmbiguous) return;
    this.#isChanged = true;
    const found = vulnerabilities.map((one) => {
      const text = JSON.stringify(one);
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    });
    this.#entries.set(key, { javaIndex, found, exposures, endOfLife });
  }

  isFamiliar(digest: string): boolean {
    return this.#familiar.has(digest);
  }

  meet(digests: readonly string[]): void {
    const unnamed = digests.filter((digest) => !this.has(digest));
    for (const digest of unnamed) if (this.#familiar.size < MAX_IMAGES) this.#familiar.add(digest);
  }

  text(): string | null {
    if (this.#places === null || !this.#isChanged) return null;
    const rows = [...this.#places.keys()].join(',');
    const entries = JSON.stringify(Object.fromEntries(this.#entries));
    const heading = `"question":${JSON.stringify(this.#question)},"familiar":${JSON.stringify([...this.#familiar])}`;
    return `{${heading},"rows":[${rows}],"entries":${entries}}`;
  }
}

/** A table that is kept from run to run. */
export interface KeptTable {
  open(): Promise<ResultTable>;
  /** @throws what a disk says that is full or read-only */
  save(): Promise<void>;
}

export interface KeptTableOptions {
  /** Absolute. */
  readonly directory: string;
  readonly key: string;
  /** One table for each. */
  readonly name: string;
  /** All that its results depend on, beside the image. */
  readonly question: string;
  readonly files: Ports['files'];
}

/** One file under the key, as a result that stands alone: see createResultCache. */
export function createKeptTable({ directory, key, name, question, files }: KeptTableOptions): KeptTable {
  const path = join(directory, 'scans-v2', 'all', hash('sha256', name));
  const sealed = createSeal(key, 'results');
  const read = async (): Promise<ResultTable> => {
    const content = sealed.open(await files.read(path, MAX_BYTES).catch(() => null));
    return readResultTable(question, content === null ? null : content.toString('utf8'));
  };
  let opening: Promise<ResultTable> | null = null;
  const open = (): Promise<ResultTable> => {
    opening ??= read();
    return opening;
  };
  return {
    open,
    async save() {
      const text = (await open()).text();
      if (text === null || Buffer.byteLength(text) > MAX_BYTES - 1024) return;
      await files.write(path, sealed.seal(text), { private: true });
    },
  };
}
