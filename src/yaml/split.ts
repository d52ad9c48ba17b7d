export interface DocumentText {
  readonly text: string;
  /** 1-based line of the file that the text starts on. */
  readonly line: number;
}

const SEPARATOR = /^---(?=[ \t\r\n]|$)/gm;
const ONLY_DIRECTIVES = /^(?:[ \t]*(?:#[^\n]*|%[^\n]*)?(?:\r?\n|$))*$/;
const JSON_START = /^[ \t\r\n]*\{/;

/**
 * Cuts a stream at its `---` lines, as Kubernetes' own reader does (k8s.io/apimachinery/pkg/util/yaml), so that one
 * broken document does not take the next with it. The separator stays with the text that follows it. JSON objects that
 * follow each other are documents too.
 */
export function* splitDocuments(text: string): Generator<DocumentText> {
  let rest = { text, line: 1 };
  for (let json = cutJson(rest); json !== null; json = cutJson(rest)) {
    yield json.document;
    rest = json.rest;
  }
  const starts = [0, ...[...rest.text.matchAll(SEPARATOR)].map((match) => match.index).filter((index) => index > 0)];
  let { line } = rest;
  for (const [position, start] of starts.entries()) {
    const part = rest.text.slice(start, starts[position + 1] ?? rest.text.length);
    if (part.startsWith('---') || !isOnlyDirectives(part)) yield { text: part, line };
    line += countLines(part);
  }
}

function isOnlyDirectives(part: string): boolean {
  // A long text is not only comments; the check is for the few lines before a first separator.
  return part.length < 100_000 && ONLY_DIRECTIVES.test(part);
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
