export interface DocumentText {
  readonly text: string;
  /** 1-based line of the file that the text starts on. */
  readonly line: number;
}

export interface Split {
  readonly documents: readonly DocumentText[];
  /** Lines that start with `---` and are no separator: kubectl gives up there, other parsers read a text. */
  readonly unclear: readonly number[];
}

const SEPARATOR = /^---(.*)$/gm;
const NO_CONTENT = /^(?:[ \t]*(?:#[^\n]*|%[^\n]*)?(?:\r?\n|$))*$/;
const JSON_START = /^[ \t\r\n]*\{/;

/**
 * Cuts a stream at its `---` lines, as Kubernetes' own reader does (k8s.io/apimachinery/pkg/util/yaml), so that one
 * broken document does not take the next with it. JSON objects that follow each other are documents too.
 */
export function splitDocuments(text: string): Split {
  const documents: DocumentText[] = [];
  const unclear: number[] = [];
  let rest = { text, line: 1 };
  for (let json = cutJson(rest); json !== null; json = cutJson(rest)) {
    documents.push(json.document);
    rest = json.rest;
  }
  let { line } = rest;
  let start = 0;
  const add = (part: string) => {
    if (!hasNoContent(part)) documents.push({ text: part, line });
    line += countLines(part);
  };
  for (const { index, 1: after = '' } of rest.text.matchAll(SEPARATOR)) {
    if (!/^(?:[ \t]|\r?$)/.test(after)) {
      unclear.push(line + countLines(rest.text.slice(start, index)));
      continue;
    }
    add(rest.text.slice(start, index));
    const beside = after.trim();
    // `--- {a: 1}` is a separator with content beside it.
    start = beside === '' || beside.startsWith('#') ? index + 3 + after.length : index;
  }
  // Kubernetes' reader ends the last line, whether or not the file does.
  const last = rest.text.slice(start);
  add(last.endsWith('\n') ? last : `${last}\n`);
  return { documents, unclear };
}

/** Comments and directives only. The check is for the few lines before a separator: a long text is more than that. */
function hasNoContent(part: string): boolean {
  return part.length < 100_000 && NO_CONTENT.test(part);
}

/** The JSON object that the text starts with, if it is one. What stands before it on its line is kept as blanks. */
function cutJson({
  text,
  line,
}: DocumentText): { readonly document: DocumentText; readonly rest: DocumentText } | null {
  if (!JSON_START.test(text)) return null;
  const end = endOfObject(text);
  if (end === -1 || !isJson(text.slice(0, end))) return null;
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const rest = ' '.repeat(end - lineStart) + text.slice(end);
  return {
    document: { text: text.slice(0, end), line },
    rest: { text: rest, line: line + countLines(text.slice(0, end)) },
  };
}

/** The offset after the brace that closes the first one; -1 where none does. */
function endOfObject(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}]/g)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    if (depth === 0) return index + token.length;
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
