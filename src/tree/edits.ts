import { type Edit, GateError } from '../domain/index.ts';

/** Offset of a 1-based position; -1 where the text has no such place. */
function offsetOf(starts: readonly number[], text: string, line: number, column: number): number {
  const start = starts[line - 1];
  if (start === undefined) return -1;
  const end = starts[line] ?? text.length + 1;
  const offset = start + column - 1;
  return column < 1 || offset > end ? -1 : offset;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  return starts;
}

/** Top to bottom; insertions at one place in the order of their text. Equal edits count once. */
export function sortEdits(edits: readonly Edit[]): Edit[] {
  const unique = new Map(edits.map((edit) => [JSON.stringify(keyOf(edit)), edit]));
  return [...unique.values()].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.startLine - b.startLine ||
      a.startColumn - b.startColumn ||
      a.endLine - b.endLine ||
      a.endColumn - b.endColumn ||
      compare(a.text, b.text),
  );
}

function keyOf(edit: Edit) {
  return [edit.file, edit.startLine, edit.startColumn, edit.endLine, edit.endColumn, edit.text];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** True where two different edits want the same text: they cannot both be made. */
export function conflict(a: Edit, b: Edit): boolean {
  if (a.file !== b.file || JSON.stringify(keyOf(a)) === JSON.stringify(keyOf(b))) return false;
  const before = (x: Edit, y: Edit) =>
    x.endLine < y.startLine || (x.endLine === y.startLine && x.endColumn <= y.startColumn);
  const samePlace = a.startLine === b.startLine && a.startColumn === b.startColumn;
  return samePlace || !(before(a, b) || before(b, a));
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One file's text with the edits made. A byte-order mark at its start stays, and columns do not count it.
 *
 * @throws GateError `fix/misplaced` for an edit that is outside of the text or overlaps another.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (text.startsWith(BYTE_ORDER_MARK)) return BYTE_ORDER_MARK + applyEdits(text.slice(1), edits);
  const starts = lineStarts(text);
  let result = '';
  let from = 0;
  for (const edit of sortEdits(edits)) {
    const start = offsetOf(starts, text, edit.startLine, edit.startColumn);
    const end = offsetOf(starts, text, edit.endLine, edit.endColumn);
    if (start < from || end < start) {
      throw new GateError({
        code: 'fix/misplaced',
        stage: 'fix',
        message: `An edit of ${edit.file} at line ${edit.startLine} does not fit the file.`,
        remedy: 'Run the gate again on the tree as it is now.',
      });
    }
    result += text.slice(from, start) + edit.text;
    from = end;
  }
  return result + text.slice(from);
}
