export interface DocumentText {
  readonly text: string;
  /** 1-based line of the file that the text starts on. */
  readonly line: number;
  /** How many UTF-16 units of that line come before the text. */
  readonly column: number;
}

export interface Split {
  readonly documents: readonly DocumentText[];
  /** The first few lines that start with `---` and are no separator: kubectl gives up there, others read a text. */
  readonly unclear: readonly number[];
}

const MAX_UNCLEAR = 10;
const SEPARATOR = /^---(.*)$/gm;
const NO_CONTENT = /^(?:[ \t]*(?:#[^\n]*|%[^\n]*)?(?:\r?\n|$))*$/;
const JSON_START = /[ \t\r\n]*\{/y;

/**
 * Cuts a stream at its `---` lines, as Kubernetes' own reader does (k8s.io/apimachinery/pkg/util/yaml), so that one
 * broken document does not take the next with it. JSON objects that follow each other are documents too.
 */
export function splitDocuments(text: string): Split {
  const unclear: number[] = [];
  const json = cutJson(text);
  const documents = [...json.documents];
  const rest = text.slice(json.end);
  let { line, column } = json;
  let start = 0;
  const add = (part: string) => {
    if (!hasNoContent(part)) documents.push({ text: part, line, column });
    line += countLines(part);
    column = 0;
  };
  for (const { index, 1: after = '' } of rest.matchAll(SEPARATOR)) {
    if (!/^(?:[ \t]|\r?$)/.test(after)) {
      // Counted from the last separator: for the first few only, since there may be any number.
      if (unclear.length < MAX_UNCLEAR) unclear.push(line + countLines(rest.slice(start, index)));
      continue;
    }
    add(rest.slice(start, index));
    const beside = after.trim();
    // `--- {a: 1}` is a separator with content beside it.
    start = beside === '' || beside.startsWith('#') ? index + 3 + after.length : index;
  }
  // Kubernetes' reader ends the last line, whether or not the file does.
  const last = rest.slice(start);
  add(last.endsWith('\n') ? last : `${last}\n`);
  return { documents, unclear };
}

/** Comments and directives only. The check is for the few lines before a separator: a long text is more than that. */
function hasNoContent(part: string): boolean {
  return part.length < 100_000 && NO_CONTENT.test(part);
}

interface JsonObjects {
  readonly documents: readonly DocumentText[];
  /** Where the last of them ends. */
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** The JSON objects that the text starts with, one after the other. */
function cutJson(text: string): JsonObjects {
  const documents: DocumentText[] = [];
  let end = 0;
  let line = 1;
  let column = 0;
  const advance = (to: number) => {
    const part = text.slice(end, to);
    const lines = countLines(part);
    line += lines;
    column = lines === 0 ? column + part.length : part.length - part.lastIndexOf('\n') - 1;
    end = to;
  };
  for (;;) {
    JSON_START.lastIndex = end;
    if (!JSON_START.test(text)) break;
    const close = endOfObject(text, JSON_START.lastIndex - 1);
    const object = text.slice(JSON_START.lastIndex - 1, close);
    if (close === -1 || !isJson(object)) break;
    advance(close - object.length);
    documents.push({ text: object, line, column });
    advance(close);
  }
  return { documents, end, line, column };
}

/** The offset after the brace that closes the one at `open`; -1 where none does. */
function endOfObject(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      if (at === -1) return -1;
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Where the quote is that closes the one at `open`; -1 where none does. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
