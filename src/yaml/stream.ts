import { LineCounter, parseAllDocuments } from 'yaml';
import type { Json, Path } from '../domain/index.ts';
import { kubernetesTags } from './dialect.ts';
import { decodeUtf8 } from './encoding.ts';
import { MAX_DEPTH, MAX_FILE_BYTES } from './limits.ts';
import { createLocator } from './locate.ts';
import { splitDocuments } from './split.ts';
import { toJson, ValueProblem } from './value.ts';

/** A range of the text: 1-based lines and columns, columns in UTF-16 units, the end exclusive. */
export interface YamlRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface YamlDocument {
  /** 0-based among the documents with content: an explicit `null` or `{}` counts, comments alone do not. */
  readonly index: number;
  /** The line its content starts on. */
  readonly line: number;
  readonly value: Json;
  /** The value at `path`, or the nearest ancestor that is written: see Manifest.place. */
  locate(path: Path): YamlRange;
  /** The value at `path`; null where nothing is written there. */
  find(path: Path): YamlRange | null;
}

/** What stops one document, or the whole file, from being read. */
export interface YamlProblem {
  /** "a key is written twice", without a final full stop. */
  readonly message: string;
  readonly range: YamlRange;
  /** The document it is in, counted as in YamlDocument; null where the file as a whole cannot be read. */
  readonly index: number | null;
}

export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
}

const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep`;
const START: YamlRange = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/**
 * Reads a stream of Kubernetes manifests, YAML or JSON, as kubectl does (sigs.k8s.io/yaml; documents split at `---`).
 * Whatever is wrong with one document is a problem with its place, and the others are read all the same. Never throws.
 */
export function readManifestStream(bytes: Uint8Array): YamlStream {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    const message = `the file has ${bytes.byteLength} bytes, more than the ${MAX_FILE_BYTES} that are read`;
    return { documents: [], problems: [{ message, range: START, index: null }] };
  }
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded) {
    const at = { startLine: decoded.line, startColumn: 1, endLine: decoded.line, endColumn: 1 };
    return { documents: [], problems: [{ message: decoded.problem, range: at, index: null }] };
  }
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  let index = 0;
  for (const { text, line } of splitDocuments(decoded.text)) {
    const read = readDocuments(text, line, index);
    documents.push(...read.documents);
    problems.push(...read.problems);
    index += read.count;
  }
  return { documents, problems };
}

function readDocuments(text: string, firstLine: number, firstIndex: number): YamlStream & { readonly count: number } {
  const lines = new LineCounter();
  const range = (start: number, end: number): YamlRange => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end));
    return {
      startLine: Math.max(from.line, 1) + firstLine - 1,
      startColumn: Math.max(from.col, 1),
      endLine: Math.max(to.line, 1) + firstLine - 1,
      endColumn: Math.max(to.col, 1),
    };
  };
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  let index = firstIndex;
  let parsed: ReturnType<typeof parseAllDocuments>;
  try {
    parsed = parseAllDocuments(text, {
      version: '1.1',
      customTags: kubernetesTags,
      merge: true,
      uniqueKeys: true,
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    // The library composes nodes by recursion: only nesting makes it run out of stack.
    if (!(error instanceof RangeError)) throw error;
    return { documents: [], problems: [{ message: TOO_DEEP, range: range(0, 0), index }], count: 1 };
  }
  if (!Array.isArray(parsed)) return { documents, problems, count: 0 };
  for (const document of parsed) {
    const [broken] = document.errors;
    if (broken) {
      const message = broken.code === 'DUPLICATE_KEY' ? 'a key is written twice in one mapping' : describe(broken);
      problems.push({ message, range: range(broken.pos[0], broken.pos[1]), index });
      index += 1;
      continue;
    }
    if (document.contents === null || isImplicitNull(document.contents)) continue;
    try {
      const value = toJson(document);
      const locator = createLocator(document, range);
      const start = document.contents.range?.[0] ?? 0;
      const { startLine: line } = range(start, start);
      documents.push({ index, line, value, ...locator });
    } catch (error) {
      if (!(error instanceof ValueProblem)) throw error;
      problems.push({ message: error.message, range: range(error.start, error.end), index });
    }
    index += 1;
  }
  return { documents, problems, count: index - firstIndex };
}

function isImplicitNull(contents: object): boolean {
  return 'value' in contents && contents.value === null && 'source' in contents && contents.source === '';
}

function describe(error: { readonly message: string }): string {
  if (error.message.startsWith('Maximum call stack')) return TOO_DEEP;
  const [first = 'it cannot be read'] = error.message.split('\n');
  return `it is not YAML: ${first.charAt(0).toLowerCase()}${first.slice(1)}`.slice(0, 300);
}
