import { type FileSet, textOf } from '../export-tree.ts';
import type { Candidate, Contributions, FoundText } from '../origins/prober.ts';
import type { SourceScalar } from '../origins/scalars.ts';

const MAX_OCCURRENCES = 8;
const MAX_CANDIDATES = 200;

/**
 * Texts that the templates themselves may hold: the end of an image that no value explains. Each place in a template
 * that spells one is a candidate, to be proved by a mark like any other.
 */
export function literalCandidates(
  files: FileSet,
  templates: readonly string[],
  images: readonly FoundText[],
  found: Contributions,
): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const text of new Set(unexplainedEnds(images, found))) {
    const scalars = templates.flatMap((file) => occurrences(textOf(files, file), file, text));
    if (scalars.length > MAX_OCCURRENCES) continue;
    for (const scalar of scalars) {
      const key = `${scalar.file}:${scalar.start}`;
      // Longer texts come to the same place too; the first one is kept, so that no place is marked twice.
      if (![...candidates.values()].some(({ scalar: other }) => overlaps(scalar, other))) {
        candidates.set(key, { scalar, rank: 'template' });
      }
    }
  }
  return [...candidates.values()].slice(0, MAX_CANDIDATES);
}

function unexplainedEnds(images: readonly FoundText[], found: Contributions): string[] {
  return images.flatMap(({ part, document, path, text }) => {
    const ends = found.at(part, document, path).map(({ end }) => end);
    if (ends.includes(null) || ends.includes(text.length)) return [];
    const rest = text.slice(Math.max(0, ...ends.flatMap((end) => end ?? []))).replace(/^[:@/]+/, '');
    return rest.length > 1 ? [rest] : [];
  });
}

/** Where the text stands by itself, and not inside a longer word. */
function occurrences(content: string, file: string, text: string): SourceScalar[] {
  const found: SourceScalar[] = [];
  for (
    let at = content.indexOf(text);
    at !== -1 && found.length <= MAX_OCCURRENCES;
    at = content.indexOf(text, at + 1)
  ) {
    const end = at + text.length;
    if (/[\w.-]/.test(content[at - 1] ?? '') || /[\w.-]/.test(content[end] ?? '')) continue;
    const startLine = content.slice(0, at).split('\n').length;
    const startColumn = at - content.lastIndexOf('\n', at - 1);
    const endColumn = startColumn + text.length;
    const location = { file, startLine, startColumn, endLine: startLine, endColumn, exact: true };
    found.push({ file, start: at, end, location, value: text, type: 'string', style: 'plain', document: 0, path: [] });
  }
  return found;
}

function overlaps(a: SourceScalar, b: SourceScalar): boolean {
  return a.file === b.file && a.start < b.end && b.start < a.end;
}
