import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Path, PathStep } from '../domain/index.ts';
import type { YamlRange } from './stream.ts';
import { asNode, isMergeKey, keyText } from './value.ts';

interface Step {
  /** Where the value is introduced: its key, or for a sequence's item the item itself. */
  readonly key: Node | null;
  readonly value: Node | null;
}

/** Ranges of values by path, for Manifest.place: a scalar's own token, a collection's key, a missing value's ancestor. */
export function createLocator(document: Document, range: (start: number, end: number) => YamlRange) {
  const rangeOf = (node: Node | null | undefined): YamlRange | null =>
    node?.range ? range(node.range[0], node.range[1]) : null;

  const resolve = (node: Node | null): Node | null => (isAlias(node) ? (asNode(node.resolve(document)) ?? node) : node);

  function child(parent: Node | null, step: PathStep): Step | null {
    const node = resolve(parent);
    if (isSeq(node) && typeof step === 'number') {
      const item = asNode(node.items[step]);
      return item === null ? null : { key: item, value: item };
    }
    if (isMap(node)) return member(node, String(step));
    return null;
  }

  /** Its own key first, then the merges', the first of which wins. */
  function member(node: YAMLMap, name: string): Step | null {
    const merges: Node[] = [];
    for (const { key, value } of node.items as readonly Pair[]) {
      const at = asNode(value);
      if (isMergeKey(key)) {
        const source = resolve(at);
        if (isSeq(source)) merges.push(...source.items.flatMap((item) => asNode(item) ?? []));
        else if (source !== null) merges.push(source);
      } else if (keyText(key) === name) {
        return { key: asNode(key), value: at };
      }
    }
    for (const merge of merges) {
      const found = child(merge, name);
      if (found !== null) return found;
    }
    return null;
  }

  function rangeOfStep({ key, value }: Step): YamlRange | null {
    const target = resolve(value);
    if (isScalar(target) && target.source !== '') return rangeOf(target);
    if (key === value) return rangeOf(firstScalar(target)) ?? rangeOf(target);
    return rangeOf(key) ?? rangeOf(target);
  }

  function firstScalar(node: Node | null): Node | null {
    if (isMap(node)) return asNode((node.items[0] as Pair | undefined)?.key);
    if (isSeq(node)) return firstScalar(asNode(node.items[0]));
    return node;
  }

  function walk(path: Path): { readonly found: readonly Step[]; readonly complete: boolean } {
    const root: Step = { key: asNode(document.contents), value: asNode(document.contents) };
    const found: Step[] = [root];
    for (const step of path) {
      const next = child(found.at(-1)?.value ?? null, step);
      if (next === null) return { found, complete: false };
      found.push(next);
    }
    return { found, complete: true };
  }

  return {
    find(path: Path): YamlRange | null {
      const { found, complete } = walk(path);
      const last = found.at(-1);
      return complete && last !== undefined ? rangeOfStep(last) : null;
    },
    locate(path: Path): YamlRange {
      for (const step of walk(path).found.toReversed()) {
        const at = rangeOfStep(step);
        if (at !== null) return at;
      }
      return range(0, 0);
    },
  };
}
