import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  Schema,
} from 'yaml';
import { MAX_SCALAR, MAX_TOKENS, TOO_DEEP } from './limits.ts';
import type { DocumentText } from './split.ts';

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
  /** The first thing that is wrong; what follows it in the text was not read. Offsets of the parsed text. */
  readonly error: { readonly message: string; readonly start: number; readonly end: number } | null;
  /** Offsets of the parsed text to places of the file. */
  readonly range: ToRange;
}

/** How many tokens may still be read: what bounds the time and memory of a parse, whatever the text. */
export interface TokenBudget {
  tokens: number;
}

/**
 * Structure only: every scalar stays the text it is, and tags change nothing. What a scalar says is decided by scalar.ts
 * and merge keys by value.ts, since go-yaml does both in its own way.
 */
const SCHEMA = new Schema({ schema: 'failsafe', merge: false, resolveKnownTags: false });

class ParseProblem extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, [start, end]: readonly [number, number]) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** Stops at the first error: a hostile text may hold millions, and the library keeps each. */
export function parseText(part: DocumentText, budget: TokenBudget): Parsed {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const range = rangesOf(lines, part);
  const documents: Document.Parsed[] = [];
  try {
    for (const document of compose(part.text, lines, budget)) {
      const [broken] = document.errors;
      if (broken) throw new ParseProblem(broken.message, broken.pos);
      documents.push(document);
    }
    return { documents, error: null, range };
  } catch (error) {
    if (error instanceof ParseProblem) return { documents, error: withinText(error, part.text), range };
    // The library composes nodes by recursion: only nesting makes it run out of stack.
    if (error instanceof RangeError) return { documents, error: { message: TOO_DEEP, start: 0, end: 0 }, range };
    throw error;
  }
}

/** What never ends is wrong at the end of the last line, and not on a line after it that no editor shows. */
function withinText({ message, start, end }: ParseProblem, text: string) {
  const last = text.trimEnd().length;
  return { message, start: Math.min(start, last), end: Math.min(end, last) };
}

const TOO_LONG = `it has a text of more than ${MAX_SCALAR} characters`;
/** Lexemes that stand for no text: the start of a document, of a scalar, and the end of a flow collection. */
const CONTROLS = new Set(['\u0002', '\u001f', '\u0018']);

function* compose(text: string, lines: LineCounter, budget: TokenBudget): Generator<Document.Parsed> {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({
    version: '1.1',
    schema: SCHEMA,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  Object.assign(composer, { onError: stopAtFirst() });
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    budget.tokens -= 1;
    // The library puts quoted texts together letter by letter, at forty bytes for each.
    if (lexeme.length > MAX_SCALAR) throw new ParseProblem(TOO_LONG, [offset, offset + 1]);
    if (!CONTROLS.has(lexeme)) offset += lexeme.length;
    if (budget.tokens < 0) throw new ParseProblem(`it has more than ${MAX_TOKENS} tokens`, [0, 0]);
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') throw new ParseProblem(notYaml(token.message), startOf(token));
      yield* composer.next(token);
    }
  }
  for (const token of parser.end()) {
    if (token.type === 'error') throw new ParseProblem(notYaml(token.message), startOf(token));
    yield* composer.next(token);
  }
  yield* composer.end();
}

type ErrorSource = number | readonly [number, number] | { readonly offset: number; readonly source?: string };

/** The library catches what its own nodes throw and reports it anew: the first error stays the first. */
function stopAtFirst() {
  let first: ParseProblem | null = null;
  return (source: ErrorSource, _code: string, message: string, warning?: boolean): void => {
    if (warning === true) return;
    const text = message.startsWith('Maximum call stack') ? TOO_DEEP : notYaml(message);
    first ??= new ParseProblem(text, startOf(source));
    throw first;
  };
}

function startOf(source: ErrorSource): readonly [number, number] {
  if (typeof source === 'number') return [source, source + 1];
  if ('offset' in source) return [source.offset, source.offset + (source.source?.length ?? 1)];
  return source;
}

function notYaml(message: string): string {
  return `it is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`.slice(0, 300);
}

function rangesOf(lines: LineCounter, part: DocumentText): ToRange {
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    const column = Math.max(col, 1) + (line <= 1 ? part.column : 0);
    return { line: Math.max(line, 1) + part.line - 1, column };
  };
  return (start, end) => {
    const from = place(start);
    const to = place(Math.max(start, end));
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  };
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
