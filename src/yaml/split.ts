export interface DocumentText {
  readonly text: string;
  /** 1-based line of the file that the text starts on. */
  readonly line: number;
}

const SEPARATOR = /^---(?=[ \t\r\n]|$)/gm;
const ONLY_DIRECTIVES = /^(?:[ \t]*(?:#[^\n]*|%[^\n]*)?(?:\r?\n|$))*$/;

/**
 * Cuts a stream at its `---` lines, as Kubernetes' own reader does (k8s.io/apimachinery/pkg/util/yaml), so that one
 * broken document does not take the next with it. The separator stays with the text that follows it.
 */
export function* splitDocuments(text: string): Generator<DocumentText> {
  const starts = [0, ...[...text.matchAll(SEPARATOR)].map((match) => match.index).filter((index) => index > 0)];
  let line = 1;
  for (const [position, start] of starts.entries()) {
    const part = text.slice(start, starts[position + 1] ?? text.length);
    if (part.startsWith('---') || !isOnlyDirectives(part)) yield { text: part, line };
    line += countLines(part);
  }
}

function isOnlyDirectives(part: string): boolean {
  // A long text is not only comments; the check is for the few lines before a first separator.
  return part.length < 100_000 && ONLY_DIRECTIVES.test(part);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
