import { listScalars, type SourceScalar } from '../origins/scalars.ts';

/**
 * The scalars of a manifest that stands inside a scalar: an inline patch in a `|` block. Their positions are those of
 * the outer file. Other styles (folded, quoted) do not keep lines apart, and give none.
 */
export function nestedScalars(content: string, outer: SourceScalar): SourceScalar[] {
  const token = content.slice(outer.start, outer.end);
  const header = /^\|([+-]?)([1-9])?([+-]?)[ \t]*(#[^\n]*)?\r?\n/.exec(token);
  if (outer.style !== 'block' || header === null) return [];
  const lines = token.slice(header[0].length).split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  if (indents.length === 0) return [];
  const indent = header[2] === undefined ? (indents[0] ?? 0) : Math.min(...indents);
  const starts: { inner: number; outer: number }[] = [];
  let inner = 0;
  let at = outer.start + header[0].length;
  const stripped = lines.map((line) => {
    const cut = Math.min(indent, line.length);
    starts.push({ inner, outer: at + cut });
    inner += line.length - cut + 1;
    at += line.length + 1;
    return line.slice(cut);
  });
  const toOuter = (offset: number): number => {
    const start = starts.findLast((one) => one.inner <= offset);
    return start === undefined ? outer.start : start.outer + (offset - start.inner);
  };
  const firstLine = outer.location.startLine;
  return listScalars(stripped.join('\n'), outer.file)
    .filter((scalar) => scalar.style !== 'block')
    .map((scalar) => ({
      ...scalar,
      start: toOuter(scalar.start),
      end: toOuter(scalar.end),
      location: {
        ...scalar.location,
        startLine: scalar.location.startLine + firstLine,
        endLine: scalar.location.endLine + firstLine,
        startColumn: scalar.location.startColumn + indent,
        endColumn: scalar.location.endColumn + indent,
      },
    }));
}
