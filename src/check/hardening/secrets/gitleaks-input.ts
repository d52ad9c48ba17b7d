import { type Entry, EntryMap } from './entry-map.ts';

/** Texts as gitleaks gets them, and whose a line is. */
export interface GitleaksInput {
  readonly content: string;
  /** All of its texts. */
  readonly entries: readonly Entry[];
  /** The text that a line (1-based) is of; `canary` for what must be found; null for a line that holds neither. */
  readonly at: (line: number) => Entry | 'canary' | null;
  /** Lines of the canaries. */
  readonly canaries: readonly number[];
}

/**
 * What no rule's match reaches over: they bridge blanks and signs of assignment, but not this. The empty line is where
 * the program may end a piece of its input.
 */
const SEPARATOR = '#\n\n';

/** A GitHub token that nobody was given, put together here so that no scanner takes this file for a leak. */
const CANARY = `ghp_${'a1B2c3D4e5'.repeat(3)}F6g7H8`;

/** Enough for most repositories at once, and bounded for the others. */
const MOST_CHARACTERS = 4 << 20;

/**
 * Each text on lines of its own, between two canaries: a program that finds both, and nothing on a line that holds no
 * text, has read all of it and counts lines as the gate does.
 */
export function* gitleaksInputs(entries: Iterable<Entry>): Generator<GitleaksInput> {
  let batch = startBatch();
  for (const entry of distinct(entries)) {
    batch.add(entry);
    if (batch.length() < MOST_CHARACTERS) continue;
    yield batch.end();
    batch = startBatch();
  }
  if (!batch.isEmpty()) yield batch.end();
}

/** One with the canaries alone: a program that fails here cannot be used at all. */
export function trialInput(): GitleaksInput {
  return startBatch().end();
}

function startBatch() {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const entries: Entry[] = [];
  let line = 1;
  let length = 0;
  const write = (name: string, text: string): void => {
    const part = `${name}: ${text}\n${SEPARATOR}`;
    parts.push(part);
    length += part.length;
    line += countLines(part);
  };
  const canaries = [line];
  write('canary', CANARY);
  return {
    isEmpty: () => entries.length === 0,
    length: () => length,
    add(entry: Entry): void {
      entries.push(entry);
      starts.push(line);
      write(entry.name, entry.text);
      ends.push(line - countLines(SEPARATOR) - 1);
    },
    end(): GitleaksInput {
      canaries.push(line);
      write('canary', CANARY);
      const at = (wanted: number): Entry | 'canary' | null => {
        if (canaries.includes(wanted)) return 'canary';
        const index = lastAtOrBefore(starts, wanted);
        return index !== -1 && wanted <= (ends[index] ?? 0) ? (entries[index] ?? null) : null;
      };
      return { content: parts.join(''), entries, at, canaries };
    },
  };
}

function* distinct(entries: Iterable<Entry>): Generator<Entry> {
  const seen = new EntryMap<true>();
  for (const entry of entries) {
    if (seen.get(entry)) continue;
    seen.set(entry, true);
    yield entry;
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** The index of the last of the ascending numbers that is not above `wanted`; -1: none. */
function lastAtOrBefore(ascending: readonly number[], wanted: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
