import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, Scalar } from 'yaml';
import type { Location, Path, PathStep } from '../../domain/index.ts';

/**
 * One scalar of a YAML or JSON file as a thing that can be edited: what it says, and the range of its token (quotes
 * included, anchor and tag not). An alias is no scalar: its anchor's is.
 */
export interface SourceScalar {
  readonly file: string;
  /** Offsets into the text, in UTF-16 units; equal where a key has no value at all. */
  readonly start: number;
  readonly end: number;
  readonly location: Location;
  /** As text: what a template prints of it, but for floats and the like. */
  readonly value: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** 0-based document of the file, as src/yaml counts them, and the path inside it. */
  readonly document: number;
  readonly path: Path;
}

const MAX_BYTES = 4 << 20;
const MAX_SCALARS = 50_000;

/** Every scalar of a file, in order; none where it does not parse, since then the tool itself says so. */
export function listScalars(text: string, file: string): SourceScalar[] {
  if (text.length > MAX_BYTES) return [];
  const lines = new LineCounter();
  const found: SourceScalar[] = [];
  const documents = parse(text, lines);
  const visit = (node: Node | null, document: number, path: PathStep[], depth: number): void => {
    if (node === null || depth > 100 || found.length >= MAX_SCALARS) return;
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        visit(pair.value as Node | null, document, [...path, String(pair.key.value)], depth + 1);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries())
        visit(item as Node | null, document, [...path, index], depth + 1);
    } else if (isScalar(node) && node.range) {
      const [start, end] = node.range;
      found.push({
        file,
        start,
        end,
        location: rangeLocation(lines, file, start, end),
        value: node.value === null ? '' : String(node.value),
        type: typeOf(node.value),
        style: styleOf(node.type),
        document,
        path,
      });
    }
  };
  let index = 0;
  for (const { contents } of documents) {
    if (contents === null || (isScalar(contents) && contents.value === null && contents.source === '')) continue;
    visit(contents, index, [], 0);
    index += 1;
  }
  return found;
}

/** Empty for what does not parse; so deep a nesting that the library runs out of stack is no YAML either. */
function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      uniqueKeys: false,
      version: '1.1',
      schema: 'core',
      logLevel: 'silent',
    });
    return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0) ? documents : [];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function typeOf(value: unknown): SourceScalar['type'] {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'string';
}

function styleOf(type: Scalar.Type | undefined): SourceScalar['style'] {
  if (type === Scalar.QUOTE_SINGLE) return 'single';
  if (type === Scalar.QUOTE_DOUBLE) return 'double';
  return type === Scalar.PLAIN || type === undefined ? 'plain' : 'block';
}

function rangeLocation(lines: LineCounter, file: string, start: number, end: number): Location {
  const from = lines.linePos(start);
  const to = lines.linePos(end);
  return {
    file,
    startLine: from.line,
    startColumn: from.col,
    endLine: to.line,
    endColumn: to.col,
    exact: true,
  };
}
