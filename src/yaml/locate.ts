import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Path, PathStep } from '../domain/index.ts';
import type { Aliases } from './aliases.ts';
import { asNode, isMergeKey, type ToRange, type YamlRange } from './parse.ts';
import { keyText } from './value.ts';

interface Step {
  /** Where the value is introduced: its key, or for a sequence's item the item itself. */
  readonly key: Node | null;
  readonly value: Node | null;
}

export interface Locator {
  /** The value at `path`; null where nothing is written there. */
  find(path: Path): YamlRange | null;
  /** The value at `path`, or the nearest ancestor that is written. */
  locate(path: Path): YamlRange;
}

/** Ranges of values by path, for Manifest.place: a scalar's own token, a collection's key, a missing value's ancestor. */
export function createLocator(root: Node, aliases: Aliases, range: ToRange): Locator {
  const rangeOf = (node: Node | null | undefined): YamlRange | null =>
    node?.range ? range(node.range[0], node.range[1]) : null;

  const resolve = (node: Node | null): Node | null => (isAlias(node) ? (aliases.get(node) ?? node) : node);

  function child(parent: Node | null, step: PathStep): Step | null {
    const node = resolve(parent);
    if (isSeq(node) && typeof step === 'number') {
      const item = asNode(node.items[step]);
      return item === null ? null : { key: item, value: item };
    }
    return isMap(node) ? member(node, String(step)) : null;
  }

  /** Its own key first, then the merges'; of several merges the last wins, within one list the first. */
  function member(node: YAMLMap, name: string): Step | null {
    const merges: Node[] = [];
    for (const { key, value } of node.items as readonly Pair[]) {
      const at = asNode(value);
      if (isMergeKey(key)) {
        const sources = isSeq(at) ? at.items.flatMap((item) => asNode(item) ?? []) : at === null ? [] : [at];
        merges.unshift(...sources);
      } else if (keyText(key, aliases) === name) {
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
    if (isScalar(target) && target.type !== 'PLAIN') return rangeOf(target);
    if (key === value) return rangeOf(firstScalar(target)) ?? rangeOf(target);
    return rangeOf(key) ?? rangeOf(target);
  }

  function firstScalar(node: Node | null): Node | null {
    let at = node;
    for (let hops = 0; hops < 1000; hops += 1) {
      if (isMap(at)) return asNode((at.items[0] as Pair | undefined)?.key);
      if (!isSeq(at)) return at;
      at = asNode(at.items[0]);
    }
    return at;
  }

  function walk(path: Path): { readonly found: readonly Step[]; readonly complete: boolean } {
    const found: Step[] = [{ key: root, value: root }];
    for (const step of path) {
      const next = child(found.at(-1)?.value ?? null, step);
      if (next === null) return { found, complete: false };
      found.push(next);
    }
    return { found, complete: true };
  }

  return {
    find(path) {
      const { found, complete } = walk(path);
      const last = found.at(-1);
      return complete && last !== undefined ? rangeOfStep(last) : null;
    },
    locate(path) {
      for (const step of walk(path).found.toReversed()) {
        const at = rangeOfStep(step);
        if (at !== null) return at;
      }
      return range(0, 0);
    },
  };
}
