import { isVisible, markdownFence } from '../escape/index.ts';
import type { ReportEdit, ReportFinding } from '../schema.ts';
import { type DiffFile, hunkLines, hunkWith } from './diff.ts';

export interface Suggestion {
  /** The rule whose finding it settles. */
  readonly rule: string;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  /** A fenced `suggestion` block: what replaces those lines. */
  readonly block: string;
}

const MAX_LINES = 30;

/**
 * The proved fix of a finding as GitHub's one click applies it: whole lines, all in one hunk. None where a part of the
 * fix would stay behind (another file or hunk), since only the whole was proved; where the diff shows other lines than
 * the gate judged (the base moved on); or where a line holds what does not show.
 *
 * @param texts - the judged text of each file of the diff, by path
 */
export function suggestionFor(
  finding: ReportFinding,
  diff: readonly DiffFile[],
  texts: ReadonlyMap<string, string>,
): Suggestion | null {
  const edits = finding.fix?.edits ?? [];
  const [first] = edits;
  if (first === undefined || edits.some(({ file }) => file !== first.file)) return null;
  const startLine = Math.min(...edits.map((edit) => edit.startLine));
  const endLine = Math.max(...edits.map((edit) => edit.endLine));
  if (endLine - startLine >= MAX_LINES) return null;
  const hunk = hunkWith(diff, first.file, startLine, endLine);
  const judged = texts
    .get(first.file)
    ?.split('\n')
    .slice(startLine - 1, endLine);
  if (hunk === null || judged === undefined) return null;
  const shown = hunkLines(hunk, startLine, endLine);
  if (shown.join('\n') !== judged.join('\n')) return null;
  const replaced = applyEdits(shown, startLine, edits);
  if (replaced === null || replaced === shown.join('\n')) return null;
  if (![...shown, ...replaced.split('\n')].every((line) => isVisible(line))) return null;
  return { rule: finding.rule, file: first.file, startLine, endLine, block: markdownFence(replaced, 'suggestion') };
}

/** The lines with the edits applied, from the last to the first; null where they overlap or lie outside a line. */
function applyEdits(lines: readonly string[], firstLine: number, edits: readonly ReportEdit[]): string | null {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const offset = (line: number, column: number): number | null => {
    const text = lines[line - firstLine];
    const start = starts[line - firstLine];
    return text === undefined || start === undefined || column > text.length + 1 ? null : start + column - 1;
  };
  let text = lines.join('\n');
  let upTo = text.length;
  const last = edits.toSorted((a, b) => b.startLine - a.startLine || b.startColumn - a.startColumn);
  for (const edit of last) {
    const start = offset(edit.startLine, edit.startColumn);
    const end = offset(edit.endLine, edit.endColumn);
    if (start === null || end === null || end < start || end > upTo) return null;
    text = `${text.slice(0, start)}${edit.text}${text.slice(end)}`;
    upTo = start;
  }
  return text;
}
