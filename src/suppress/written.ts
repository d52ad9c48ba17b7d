import { get, type Location, type Manifest, type Tree } from '../domain/index.ts';
import { decodeUtf8 } from '../yaml/index.ts';
import { KEY, type Malformed, parseSuppression, type Suppression } from './suppression.ts';

/** Whatever is meant as a suppression. */
export type Written = Suppression | Malformed;

/** More than anybody writes; what is beyond is not read. */
const MOST_ENTRIES = 50;

/** `# supply-chain-gate/ignore: ...` to the end of the line, or the same in a comment of a Helm template. */
const COMMENT = /(?:^|\s)(?:#|\{\{-?\s*\/\*)\s*supply-chain-gate\/ignore:(.*)$/;
const END_OF_TEMPLATE_COMMENT = /\*\/\s*-?\}\}$/;
const COMMENT_LINE = /^\s*(?:#|\{\{-?\s*\/\*)/;

/** What the annotation of an object says, one suppression a line. */
export function annotated(manifest: Manifest): readonly Written[] {
  const value = get(manifest.object, 'metadata', 'annotations', KEY);
  if (typeof value !== 'string') return [];
  const { location } = manifest.place(['metadata', 'annotations', KEY]);
  return value
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_ENTRIES)
    .map((line) => parseSuppression(line, location));
}

/** Comments of the files of a tree, by line; each file is read once, and only where a finding points. */
export interface Comments {
  /** Of the line itself, and of the lines of comments right above it. */
  at(location: Location): Promise<readonly Written[]>;
}

export function commentsOf(tree: Tree): Comments {
  const files = new Map<string, Promise<readonly string[]>>();
  const linesOf = (file: string): Promise<readonly string[]> => {
    const known = files.get(file) ?? readLines(tree, file);
    files.set(file, known);
    return known;
  };
  return {
    async at({ file, startLine }) {
      const lines = await linesOf(file);
      const found: Written[] = [];
      for (let line = startLine; line > 0 && startLine - line < MOST_ENTRIES; line -= 1) {
        const text = lines[line - 1] ?? '';
        if (line < startLine && !COMMENT_LINE.test(text)) break;
        const written = COMMENT.exec(text)?.[1];
        if (written === undefined) continue;
        const place = { file, startLine: line, startColumn: 1, endLine: line, endColumn: text.length + 1, exact: true };
        found.push(parseSuppression(written.trim().replace(END_OF_TEMPLATE_COMMENT, '').trim(), place));
      }
      return found;
    },
  };
}

async function readLines(tree: Tree, file: string): Promise<readonly string[]> {
  const entry = await tree.stat(file);
  if (entry === null || entry === 'directory' || entry.kind !== 'file') return [];
  const decoded = decodeUtf8(await tree.read(file));
  // A file that cannot be read as text says nothing that could be honoured.
  return 'text' in decoded && decoded.text.includes(KEY) ? decoded.text.split(/\r?\n/) : [];
}
