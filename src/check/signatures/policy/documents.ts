import { isCollection, isMap, isScalar, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';
import type { Location, Path } from '../../../domain/index.ts';

/** A file that `signatures.policies` of the gate's policy names, read from the trusted tree. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** One YAML document of such a file. */
export interface PolicyDocument {
  readonly file: string;
  readonly value: unknown;
  /** The place of the value at `path`, or of the nearest one above it that is written. */
  locate(path: Path): Location;
}

/** A mistake that keeps a policy from being one: what is wrong, where, and what to do. */
export interface PolicyProblem {
  readonly location: Location;
  readonly message: string;
  readonly remedy: string;
}

// Kubernetes refuses objects above 1.5 MiB; no file of hand-written policies comes near.
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_ALIASES = 100;

/** Reads every document of a file, in order. Documents that are empty are left out. */
export function readPolicyDocuments(source: PolicyFile): {
  readonly documents: readonly PolicyDocument[];
  readonly problems: readonly PolicyProblem[];
} {
  const { file, text } = source;
  if (text.length > MAX_CHARACTERS) {
    const location = { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: false };
    const remedy = 'Name files of policies only in signatures.policies.';
    return {
      documents: [],
      problems: [{ location, message: `the file has ${text.length} characters, far more than policies need`, remedy }],
    };
  }
  const lines = new LineCounter();
  const locate = (from: number, to: number): Location => {
    const start = lines.linePos(from);
    const end = lines.linePos(to);
    return {
      file,
      startLine: Math.max(start.line, 1),
      startColumn: Math.max(start.col, 1),
      endLine: Math.max(end.line, 1),
      endColumn: Math.max(end.col, 1),
      exact: true,
    };
  };
  const documents: PolicyDocument[] = [];
  const problems: PolicyProblem[] = [];
  const problem = (location: Location, message: string): void => {
    problems.push({ location, message, remedy: 'Correct the YAML.' });
  };
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false, strict: true });
  for (const document of Array.isArray(parsed) ? parsed : []) {
    const [broken] = document.errors;
    if (broken !== undefined) {
      problem(locate(broken.pos[0], broken.pos[1]), `this is not YAML: ${broken.message}`);
      continue;
    }
    if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) continue;
    try {
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      const { contents } = document;
      documents.push({ file, value, locate: (path) => locate(...rangeOf(contents, path)) });
    } catch {
      problem(locate(...rangeOf(document.contents, [])), 'this document uses more YAML aliases than any policy needs');
    }
  }
  return { documents, problems };
}

/** The range of a scalar value, or of the key that introduces a collection; of the nearest ancestor that exists. */
function rangeOf(root: ParsedNode, path: Path): readonly [number, number] {
  let node: unknown = root;
  const [start] = root.range;
  let range: readonly [number, number] = [start, start];
  for (const step of path) {
    if (!isCollection(node)) break;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      if (isScalar(pair.key) && pair.key.range) range = [pair.key.range[0], pair.key.range[1]];
      node = pair.value;
    } else {
      node = node.items[Number(step)];
      if (isCollection(node) && node.range) range = [node.range[0], node.range[0]];
    }
    if (isScalar(node) && node.range) range = [node.range[0], node.range[1]];
  }
  return range;
}
