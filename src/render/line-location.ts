import type { Location } from '../domain/index.ts';

/** A whole line of a file, without its indentation: where the line is known, and not what of it. */
export function lineLocation(content: string, file: string, line: number): Location {
  const text = (content.split('\n')[line - 1] ?? '').trimEnd();
  const startColumn = text.length - text.trimStart().length + 1;
  return { file, startLine: line, startColumn, endLine: line, endColumn: text.length + 1, exact: false };
}

/** The first line that spells `key` as a mapping's key, for when nothing tells more. */
export function keyLocation(content: string, file: string, key: string): Location | null {
  const spelled = /^\s*(?:- +)*(?:"([^"]*)"|'([^']*)'|([^\s"'#][^:]*?))\s*:(?:\s|$)/;
  const index = content.split('\n').findIndex((line) => {
    const match = spelled.exec(line);
    return match !== null && (match[1] ?? match[2] ?? match[3]) === key;
  });
  return index === -1 ? null : lineLocation(content, file, index + 1);
}
