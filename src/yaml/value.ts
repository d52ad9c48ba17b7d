import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Json } from '../domain/index.ts';
import { MAX_DEPTH, MAX_VALUES } from './limits.ts';

/** A document that is YAML and cannot be JSON, or is larger than any object; with offsets into its text. */
export class ValueProblem extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, node: Node | null | undefined) {
    super(message);
    this.name = 'ValueProblem';
    this.start = node?.range?.[0] ?? 0;
    this.end = node?.range?.[1] ?? 0;
  }
}

export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN';
}

/** The key as JSON has it: always text. `true: x` is the key "true", `1: x` the key "1". */
export function keyText(key: unknown): string | null {
  if (!isScalar(key)) return null;
  const { value } = key;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'null' : null;
}

/** The document's value with its aliases and merges written out, within limits. @throws ValueProblem */
export function toJson(document: Document): Json {
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  let values = 0;

  function convert(node: Node | null | undefined, depth: number): Json {
    values += 1;
    if (values > MAX_VALUES) throw new ValueProblem(`its aliases expand to more than ${MAX_VALUES} values`, node);
    if (depth > MAX_DEPTH) throw new ValueProblem(`it is nested more than ${MAX_DEPTH} levels deep`, node);
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) throw new ValueProblem(`the alias *${node.source} has no anchor before it`, node);
      if (open.has(target)) throw new ValueProblem(`the alias *${node.source} contains itself`, node);
      return convert(target, depth);
    }
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node);
    if (isScalar(node)) return scalar(node.value, node);
    open.add(node);
    try {
      if (isMap(node)) return mapping(node, depth);
      if (isSeq(node)) return node.items.map((item) => convert(asNode(item), depth + 1));
    } finally {
      open.delete(node);
    }
    throw new ValueProblem('it holds something that is neither mapping, sequence nor scalar', node);
  }

  function mapping(node: YAMLMap, depth: number): Json {
    const own = new Map<string, Json>();
    const merged = new Map<string, Json>();
    for (const { key, value } of node.items as readonly Pair[]) {
      if (isMergeKey(key)) {
        for (const source of mergeSources(asNode(value), depth)) {
          for (const [name, each] of Object.entries(source)) if (!merged.has(name)) merged.set(name, each);
        }
        continue;
      }
      const name = keyText(key);
      if (name === null) throw new ValueProblem('a key of a mapping is not a plain text', asNode(key));
      if (isScalar(key) && typeof key.anchor === 'string') anchors.set(key.anchor, key);
      own.set(name, convert(asNode(value), depth + 1));
    }
    // Object.fromEntries defines properties, so a key "__proto__" is a key and nothing else.
    return Object.fromEntries([...[...merged].filter(([name]) => !own.has(name)), ...own]);
  }

  function mergeSources(node: Node | null, depth: number): readonly Readonly<Record<string, Json>>[] {
    const value = convert(node, depth + 1);
    const sources = Array.isArray(value) ? value : [value];
    return sources.map((source) => {
      if (typeof source === 'object' && source !== null && !Array.isArray(source)) return source;
      throw new ValueProblem('a merge key (<<) names something that is not a mapping', node);
    });
  }

  return convert(asNode(document.contents), 0);
}

function scalar(value: unknown, node: Node): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw new ValueProblem('it holds a number that JSON has no word for (infinity, or not a number)', node);
  }
  if (typeof value === 'symbol') return '<<';
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  throw new ValueProblem('it holds a value that JSON has no word for', node);
}

export function asNode(value: unknown): Node | null {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : null;
}
