/** What GitHub lets a review comment on: lines of the new side that a hunk shows, changed or around a change. */
export interface DiffFile {
  /** At the head, relative to the repository root. */
  readonly path: string;
  readonly hunks: readonly DiffHunk[];
}

export interface DiffHunk {
  /** 1-based line of the new file that the hunk starts at; its lines follow without a gap. */
  readonly startLine: number;
  /** Without line ends; a carriage return before one is kept. Deleted lines are not among them. */
  readonly lines: readonly string[];
}

/** The hunk that shows all of these lines; null where none does. */
export function hunkWith(diff: readonly DiffFile[], file: string, startLine: number, endLine: number): DiffHunk | null {
  const hunks = diff.find(({ path }) => path === file)?.hunks ?? [];
  return hunks.find((hunk) => startLine >= hunk.startLine && endLine < hunk.startLine + hunk.lines.length) ?? null;
}

export function hunkLines(hunk: DiffHunk, startLine: number, endLine: number): readonly string[] {
  return hunk.lines.slice(startLine - hunk.startLine, endLine - hunk.startLine + 1);
}
