import { isVisible, markdownFence } from '../escape/index.ts';
import type { ReportEdit, ReportFinding } from '../schema.ts';
import { type DiffFile, hunkLines, hunkWith } from './diff.ts';

export interface Suggestion {
  /** What one click settles, in the order that they were given in. */
  readonly settles: readonly [ReportFinding, ...ReportFinding[]];
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  /** A fenced `suggestion` block: what replaces those lines. */
  readonly block: string;
}

const MAX_LINES = 30;

/** What is made of edits: a suggestion without what it settles. */
type Made = Omit<Suggestion, 'settles'>;

/**
 * The proved fixes of findings as GitHub's one click applies them: whole lines, all in one hunk. Fixes of one line, or of
 * lines that one of them spans, are one suggestion, since GitHub takes only one of two. None where a part of a fix would
 * stay behind (another file or hunk), since only the whole was proved; where the diff shows other lines than the gate
 * judged (the base moved on); or where a line holds what does not show.
 *
 * @param findings - the most important first: where two fixes cannot be joined, the first one is suggested
 * @param texts - the judged text of each file of the diff, by path
 */
export function suggestionsFor(
  findings: readonly ReportFinding[],
  diff: readonly DiffFile[],
  texts: ReadonlyMap<string, string>,
): readonly Suggestion[] {
  const fixed = findings.filter(({ fix }) => fix !== null);
  const byEdits = Map.groupBy(fixed, ({ fix }) => JSON.stringify(fix?.edits));
  const found = new Set<Suggestion & { readonly edits: readonly ReportEdit[] }>();
  for (const [first, ...rest] of byEdits.values()) {
    if (first === undefined) continue;
    const own = first.fix?.edits ?? [];
    const made = suggest(own, diff, texts);
    if (made === null) continue;
    const met = [...found].filter(
      (other) => other.file === made.file && other.startLine <= made.endLine && made.startLine <= other.endLine,
    );
    const edits = distinct([...met.flatMap((other) => other.edits), ...own]);
    const joined = met.length === 0 ? made : suggest(edits, diff, texts);
    if (joined === null) continue;
    for (const other of met) found.delete(other);
    const settled = new Set([...met.flatMap(({ settles }) => settles), first, ...rest]);
    const [worst = first, ...others] = findings.filter((finding) => settled.has(finding));
    found.add({ ...joined, settles: [worst, ...others], edits });
  }
  return [...found];
}

/** Null where GitHub could not apply the edits as one suggestion. */
function suggest(
  written: readonly ReportEdit[],
  diff: readonly DiffFile[],
  texts: ReadonlyMap<string, string>,
): Made | null {
  const [first] = written;
  if (first === undefined || written.some(({ file }) => file !== first.file)) return null;
  const text = texts.get(first.file)?.split('\n');
  if (text === undefined) return null;
  const edits = written.map((edit) => onLastLine(edit, text));
  const startLine = Math.min(...edits.map((edit) => edit.startLine));
  const endLine = Math.max(...edits.map((edit) => edit.endLine));
  if (endLine - startLine >= MAX_LINES) return null;
  const hunk = hunkWith(diff, first.file, startLine, endLine);
  if (hunk === null) return null;
  const shown = hunkLines(hunk, startLine, endLine);
  if (shown.join('\n') !== text.slice(startLine - 1, endLine).join('\n')) return null;
  const replaced = applyEdits(shown, startLine, edits);
  if (replaced === null || replaced === shown.join('\n')) return null;
  if (![...shown, ...replaced.split('\n')].every((line) => isVisible(line))) return null;
  return { file: first.file, startLine, endLine, block: markdownFence(replaced, 'suggestion') };
}

/** What is added past the last line's end is no line of the diff: it goes below the last line instead. */
function onLastLine(edit: ReportEdit, lines: readonly string[]): ReportEdit {
  const { startLine, startColumn, endLine, endColumn, text } = edit;
  const isInsertion = startLine === endLine && startColumn === 1 && endColumn === 1;
  const last = lines[startLine - 2];
  if (!isInsertion || startLine !== lines.length || lines[startLine - 1] !== '' || last === undefined) return edit;
  if (!text.endsWith('\n')) return edit;
  const line = startLine - 1;
  const column = last.length + 1;
  return {
    ...edit,
    startLine: line,
    startColumn: column,
    endLine: line,
    endColumn: column,
    text: `\n${text.slice(0, -1)}`,
  };
}

function distinct(edits: readonly ReportEdit[]): readonly ReportEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
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
  for (const edit of edits.toSorted(fromTheLast)) {
    const start = offset(edit.startLine, edit.startColumn);
    const end = offset(edit.endLine, edit.endColumn);
    if (start === null || end === null || end < start || end > upTo) return null;
    text = `${text.slice(0, start)}${edit.text}${text.slice(end)}`;
    upTo = start;
  }
  return text;
}

/** Insertions at one place end up in the order of their text, as where they were proved. */
function fromTheLast(a: ReportEdit, b: ReportEdit): number {
  return b.startLine - a.startLine || b.startColumn - a.startColumn || (a.text < b.text ? 1 : -1);
}
