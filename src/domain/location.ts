/**
 * A range in a file that a person edits.
 *
 * Lines and columns are 1-based, columns count UTF-16 units, the end is exclusive. `file` is relative to the
 * repository root (outside git: to the working directory), with `/`.
 */
export interface Location {
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** False where the line is the best that is known, and not proved to be the one to edit. */
  readonly exact: boolean;
}

/** Where a value is written, and the other places that had a part in it. */
export interface Place {
  readonly location: Location;
  readonly related: readonly Location[];
}

/** A whole file, where nothing inside it can be named. */
export function fileLocation(file: string): Location {
  return { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: false };
}

/** Order for every list that a person reads: by file, then from top to bottom. */
export function compareLocations(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (
    a.startLine - b.startLine || a.startColumn - b.startColumn || a.endLine - b.endLine || a.endColumn - b.endColumn
  );
}
