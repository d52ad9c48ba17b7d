import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { Json, Path } from '../domain/index.ts';

/** TEMPORARY adapter until src/yaml lands. */
export interface RenderedDocument {
  readonly value: Json;
  readonly locate: (
    path: Path,
  ) => { startLine: number; startColumn: number; endLine: number; endColumn: number } | null;
}

export function readRendered(text: string): { documents: RenderedDocument[]; problem: string | null } {
  const lines = new LineCounter();
  const docs = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
    version: '1.1',
    merge: true,
    logLevel: 'silent',
  });
  if (!Array.isArray(docs)) return { documents: [], problem: null };
  const problem = docs.flatMap((d) => d.errors)[0]?.message ?? null;
  if (problem !== null) return { documents: [], problem };
  return {
    problem,
    documents: docs
      .filter((d) => d.contents !== null)
      .map((d) => ({
        value: d.toJS() as Json,
        locate: (path) => {
          let node: Node | null = d.contents;
          let key: Node | null = d.contents;
          for (const step of path) {
            if (isMap(node)) {
              const pair = node.items.find((p) => isScalar(p.key) && p.key.value === step);
              if (pair === undefined) return null;
              key = pair.key as Node;
              node = pair.value as Node | null;
            } else if (isSeq(node) && typeof step === 'number') {
              node = (node.items[step] as Node | undefined) ?? null;
              key = node;
              if (node === null) return null;
            } else return null;
          }
          const at = isScalar(node) ? node : key;
          if (!at?.range) return null;
          const a = lines.linePos(at.range[0]);
          const b = lines.linePos(at.range[1]);
          return { startLine: a.line, startColumn: a.col, endLine: b.line, endColumn: b.col };
        },
      })),
  };
}
