import type { Location, Place, Tree } from '../../domain/index.ts';
import type { YamlRange } from '../../yaml/index.ts';
import { approximate } from '../origins/choose.ts';

/** Where the characters of a text are written that some scalar holds. */
export type TextOrigin = (range: YamlRange) => Place;

/** The text of a file; null where there is none. */
export type ReadText = (file: string) => Promise<string | null>;

/** Reads each file of a tree once. */
export function createReadText(tree: Tree): ReadText {
  const known = new Map<string, Promise<string | null>>();
  const read = async (file: string): Promise<string | null> => {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') return null;
    return Buffer.from(await tree.read(file)).toString('utf8');
  };
  return (file) => {
    const text = known.get(file) ?? read(file);
    known.set(file, text);
    return text;
  };
}

/**
 * Maps ranges of `text` to the file that it stands in: a `|` block or a scalar of one line at `place`; or one of
 * `candidates`, files whose whole content it is (a ConfigMap that a generator made). Anything else is approximate.
 */
export async function textOrigin(
  text: string,
  place: Place,
  read: ReadText,
  candidates: Iterable<string> = [],
): Promise<TextOrigin> {
  const { location } = place;
  const content = await read(location.file);
  const inside = content === null ? null : (inBlock(text, content, location) ?? inLine(text, content, location));
  if (inside !== null) {
    return (range) => ({
      location: { ...inside(range), file: location.file, exact: location.exact },
      related: place.related,
    });
  }
  for (const file of candidates) {
    if ((await read(file)) === text) return (range) => ({ location: { ...range, file, exact: true }, related: [] });
  }
  return () => ({ ...approximate(location), related: place.related });
}

type Shift = (range: YamlRange) => YamlRange;

function shifted(lines: number, columns: (line: number) => number): Shift {
  return ({ startLine, startColumn, endLine, endColumn }) => ({
    startLine: startLine + lines,
    startColumn: startColumn + columns(startLine),
    endLine: endLine + lines,
    endColumn: endColumn + columns(endLine),
  });
}

/** A literal block: its lines are the text's, each with the same margin in front. */
function inBlock(text: string, content: string, { startLine, startColumn }: Location): Shift | null {
  const lines = content.split('\n').map((line) => line.replace(/\r$/, ''));
  const header = (lines[startLine - 1] ?? '').slice(startColumn - 1);
  if (!/^\|[-+1-9]*[ \t]*(?:#.*)?$/.test(header)) return null;
  const own = text.replace(/\n+$/, '').split('\n');
  const first = own.findIndex((line) => line !== '');
  if (first === -1) return null;
  const written = lines[startLine + first] ?? '';
  const margin = written.length - (own[first] ?? '').length;
  const isSame = own.every((line, index) => {
    const there = lines[startLine + index] ?? '';
    return line === '' ? there.trim() === '' : there === ' '.repeat(margin) + line;
  });
  return margin > 0 && isSame ? shifted(startLine, () => margin) : null;
}

/** One line, plain or in quotes without escapes. */
function inLine(text: string, content: string, location: Location): Shift | null {
  if (location.startLine !== location.endLine) return null;
  const line = content.split('\n')[location.startLine - 1] ?? '';
  const token = line.slice(location.startColumn - 1, location.endColumn - 1);
  const quote = /^["']/.test(token) ? 1 : 0;
  const inner = quote === 0 ? token : token.slice(1, -1);
  if (inner === '' || inner !== text.replace(/\n$/, '')) return null;
  return shifted(location.startLine - 1, () => location.startColumn - 1 + quote);
}
