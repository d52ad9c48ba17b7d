import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  Schema,
} from 'yaml';

/** A range of a file: 1-based lines and columns, columns in UTF-16 units, the end exclusive. */
export interface YamlRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type ToRange = (start: number, end: number) => YamlRange;

export interface Parsed {
  readonly documents: readonly Document.Parsed[];
  /** Offsets of the parsed text to places of the file. */
  readonly range: ToRange;
}

/**
 * Structure only: every scalar stays the text it is, and tags change nothing. What a scalar says is decided by scalar.ts
 * and merge keys by value.ts, since go-yaml does both in its own way.
 */
const SCHEMA = new Schema({ schema: 'failsafe', merge: false, resolveKnownTags: false });

/** @throws RangeError where the nesting is deeper than the library can follow. */
export function parseText(text: string, firstLine: number): Parsed {
  const lines = new LineCounter();
  const range: ToRange = (start, end) => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end));
    return {
      startLine: Math.max(from.line, 1) + firstLine - 1,
      startColumn: Math.max(from.col, 1),
      endLine: Math.max(to.line, 1) + firstLine - 1,
      endColumn: Math.max(to.col, 1),
    };
  };
  const parsed = parseAllDocuments(text, {
    version: '1.1',
    schema: SCHEMA,
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return { documents: Array.isArray(parsed) ? parsed : [], range };
}

export function asNode(value: unknown): Node | null {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : null;
}

/** No content: nothing was written, not even a tag or an anchor. */
export function isAbsent(node: Node | null): boolean {
  if (node === null) return true;
  return isScalar(node) && node.type === 'PLAIN' && node.source === '' && !node.tag && !node.anchor;
}

/** `<<`, but not `"<<"` (go-yaml decode.go, isMerge). */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.source !== '<<') return false;
  return (key.type === 'PLAIN' && !key.tag) || key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge';
}
