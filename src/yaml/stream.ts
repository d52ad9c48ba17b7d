import { type Document, isMap, isScalar, type Node, type Pair } from 'yaml';
import type { Json } from '../domain/index.ts';
import { type Aliases, bindAliases } from './aliases.ts';
import { decodeUtf8 } from './encoding.ts';
import { MAX_DOCUMENTS, MAX_FILE_BYTES, MAX_TOKENS } from './limits.ts';
import { asNode, isAbsent, isMergeKey, parseText, type TokenBudget, type ToRange, type YamlRange } from './parse.ts';
import { type Locator, packPlaces } from './places.ts';
import { type DocumentText, splitDocuments } from './split.ts';
import { keyText, toJson } from './value.ts';
import { ValueProblem } from './value-problem.ts';

export interface YamlDocument extends Locator {
  /** 0-based among the documents with content: an explicit `null` or `{}` counts, comments alone do not. */
  readonly index: number;
  /** The line its content starts on. */
  readonly line: number;
  readonly value: Json;
}

/** What stops one document, or the whole file, from being read. */
export interface YamlProblem {
  /** "a key is written twice", without a final full stop. */
  readonly message: string;
  readonly range: YamlRange;
  /** The document it is in, counted as in YamlDocument; null where the file as a whole cannot be read. */
  readonly index: number | null;
  /** The document's keys at its top, where its structure could be told; null where it could not. */
  readonly keys: readonly string[] | null;
}

export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
}

/**
 * Reads a stream of Kubernetes manifests, YAML or JSON, as kubectl does (sigs.k8s.io/yaml; documents split at `---`).
 * Whatever is wrong with one document is a problem with its place, and the others are read all the same. Never throws.
 */
export function readManifestStream(bytes: Uint8Array): YamlStream {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    const message = `the file has ${bytes.byteLength} bytes, more than the ${MAX_FILE_BYTES} that are read`;
    return ofFile(message, 1, 1);
  }
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded) return ofFile(decoded.problem, decoded.line, decoded.column);
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  const budget: TokenBudget = { tokens: MAX_TOKENS };
  let index = 0;
  const parts = splitDocuments(decoded.text);
  for (const line of parts.unclear) {
    const range = { startLine: line, startColumn: 1, endLine: line, endColumn: 4 };
    problems.push({ message: UNCLEAR, range, index: null, keys: null });
  }
  for (const part of parts.documents) {
    if (index >= MAX_DOCUMENTS) {
      const range = { startLine: part.line, startColumn: 1, endLine: part.line, endColumn: 1 };
      problems.push({ message: `the file has more than ${MAX_DOCUMENTS} documents`, range, index: null, keys: null });
      break;
    }
    const read = readPart(part, index, budget);
    documents.push(...read.documents);
    problems.push(...read.problems);
    index += read.documents.length + read.problems.length;
  }
  return { documents, problems };
}

const UNCLEAR = 'a line starts with --- and is no separator of documents, which YAML parsers do not read alike';

function ofFile(message: string, line: number, column: number): YamlStream {
  const range = { startLine: line, startColumn: column, endLine: line, endColumn: column };
  return { documents: [], problems: [{ message, range, index: null, keys: null }] };
}

/** Usually one document; a part holds more where `...` ends one and no `---` follows. */
function readPart(part: DocumentText, firstIndex: number, budget: TokenBudget): YamlStream {
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  const parsed = parseText(part, budget);
  for (const document of parsed.documents) {
    const index = firstIndex + documents.length + problems.length;
    const result = readDocument(document, parsed.range, index, part);
    if (result === null) continue;
    if ('message' in result) problems.push(result);
    else documents.push(result);
  }
  if (parsed.error !== null) {
    const { message, start, end } = parsed.error;
    const index = firstIndex + documents.length + problems.length;
    problems.push({ message, range: parsed.range(start, end), index, keys: null });
  }
  return { documents, problems };
}

function readDocument(
  document: Document.Parsed,
  range: ToRange,
  index: number,
  { text }: DocumentText,
): YamlDocument | YamlProblem | null {
  const root = asNode(document.contents);
  if (root === null || isAbsent(root)) return null;
  let aliases: Aliases = new Map();
  try {
    aliases = bindAliases(document, text);
    const value = toJson(root, aliases);
    const line = range(root.range?.[0] ?? 0, root.range?.[0] ?? 0).startLine;
    return { index, line, value, ...packPlaces(root, value, aliases, range) };
  } catch (error) {
    if (error instanceof ValueProblem) {
      const keys = topKeys(root, aliases);
      return { message: error.message, range: range(error.start, error.end), index, keys };
    }
    throw error;
  }
}

function topKeys(root: Node, aliases: Aliases): readonly string[] | null {
  if (!isMap(root)) return [];
  const keys: string[] = [];
  for (const { key } of root.items as readonly Pair[]) {
    if (isMergeKey(key) || !isScalar(key)) return null;
    try {
      keys.push(keyText(key, aliases) ?? '');
    } catch (error) {
      if (error instanceof ValueProblem) return null;
      throw error;
    }
  }
  return keys;
}
