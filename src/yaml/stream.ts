import { type Document, isMap, isScalar, type Node, type Pair } from 'yaml';
import type { Json, Path } from '../domain/index.ts';
import { type Aliases, bindAliases } from './aliases.ts';
import { decodeUtf8 } from './encoding.ts';
import { placeKey, placesOfImages } from './kept-places.ts';
import { MAX_DOCUMENTS, MAX_FILE_BYTES, MAX_TOKENS } from './limits.ts';
import { createLocator, type Locator } from './locate.ts';
import { asNode, isAbsent, isMergeKey, parseText, type TokenBudget, type ToRange, type YamlRange } from './parse.ts';
import { type DocumentText, splitDocuments } from './split.ts';
import { keyText, toJson } from './value.ts';
import { ValueProblem } from './value-problem.ts';

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
  for (const [position, document] of parsed.documents.entries()) {
    const index = firstIndex + documents.length + problems.length;
    const result = readDocument(document, parsed.range, index, { part, position });
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

interface Origin {
  readonly part: DocumentText;
  /** Which of the part's documents it is. */
  readonly position: number;
}

function readDocument(
  document: Document.Parsed,
  range: ToRange,
  index: number,
  origin: Origin,
): YamlDocument | YamlProblem | null {
  const root = asNode(document.contents);
  if (root === null || isAbsent(root)) return null;
  let aliases: Aliases = new Map();
  try {
    aliases = bindAliases(document, origin.part.text);
    const value = toJson(root, aliases);
    const line = range(root.range?.[0] ?? 0, root.range?.[0] ?? 0).startLine;
    return { index, line, value, ...lazyLocator(origin, { root, aliases, range }, value) };
  } catch (error) {
    if (error instanceof ValueProblem) {
      const keys = topKeys(root, aliases);
      return { message: error.message, range: range(error.start, error.end), index, keys };
    }
    throw error;
  }
}

interface Tree {
  readonly root: Node;
  readonly aliases: Aliases;
  readonly range: ToRange;
}

/** Characters of text whose trees are kept: a tree is some fifty times the size of its text. */
const MAX_KEPT = 64 * 1024;

/** The trees that were made last, the oldest first, by what they are the trees of. */
const kept = new Map<Origin, Tree>();
let keptLength = 0;

/**
 * Places are asked for of few documents, and their trees are many times the size of the text: all but the last are let
 * go, and parsed again when they are asked for. Weak references would not do: whatever one refers to is kept until the
 * current job ends, and checking ten thousand manifests is one job.
 */
function lazyLocator(origin: Origin, tree: Tree, value: Json): Locator {
  const known = placesOfImages(value, createLocator(tree.root, tree.aliases, tree.range));
  keep(origin, tree);
  const locator = (): Locator => {
    const { root, aliases, range } = kept.get(origin) ?? keep(origin, readAgain(origin));
    return createLocator(root, aliases, range);
  };
  return {
    find: (path) => locator().find(path),
    locate: (path) => known?.get(placeKey(path)) ?? locator().locate(path),
  };
}

/** However large, the newest is kept: checks go from document to document, so that it is usually the one wanted. */
function keep(origin: Origin, tree: Tree): Tree {
  kept.set(origin, tree);
  keptLength += origin.part.text.length;
  for (const oldest of kept.keys()) {
    if (keptLength <= MAX_KEPT || kept.size === 1) break;
    kept.delete(oldest);
    keptLength -= oldest.part.text.length;
  }
  return tree;
}

function readAgain({ part, position }: Origin): Tree {
  const { documents, range } = parseText(part, { tokens: MAX_TOKENS });
  const document = documents[position];
  const root = asNode(document?.contents);
  if (document === undefined || root === null) throw new Error('a document that was read cannot be read again');
  return { root, aliases: bindAliases(document, part.text), range };
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
