import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { isArray, isObject, type Json, type Path, type PathStep } from '../domain/index.ts';
import type { Aliases } from './aliases.ts';
import { asNode, isMergeKey, type ToRange, type YamlRange } from './parse.ts';
import { keyText } from './value.ts';

export interface Locator {
  /** The value at `path`; null where nothing is written there. */
  find(path: Path): YamlRange | null;
  /** The value at `path`, or the nearest ancestor that is written. */
  locate(path: Path): YamlRange;
}

/** How the text comes to a value: for a sequence's item `key` is the item itself. */
interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** For each value: the four numbers of its range, then the cell at which the values in it start, 0 where it has none. */
const CELLS = 5;

/**
 * The place of every value of a document: a scalar's own token, a collection's key. A tree is some fifty times the size
 * of its text, and the places are about as large as the text; so the tree can go as soon as it is read.
 *
 * @param value what `root` says, and in whose order the places are kept: it must not change.
 */
export function packPlaces(root: Node, value: Json, aliases: Aliases, range: ToRange): Locator {
  const cells = pack(root, value, aliases, range);
  const rangeAt = (cell: number): YamlRange => ({
    startLine: cells[cell] ?? 1,
    startColumn: cells[cell + 1] ?? 1,
    endLine: cells[cell + 2] ?? 1,
    endColumn: cells[cell + 3] ?? 1,
  });

  /** The cell of the last step that is written. */
  function walk(path: Path): { readonly cell: number; readonly isComplete: boolean } {
    let [cell, at] = [0, value];
    for (const step of path) {
      const position = positionOf(at, step);
      if (position === -1) return { cell, isComplete: false };
      cell = (cells[cell + 4] ?? 0) + position * CELLS;
      at = memberOf(at, step);
    }
    return { cell, isComplete: true };
  }

  return {
    find(path) {
      const { cell, isComplete } = walk(path);
      return isComplete ? rangeAt(cell) : null;
    },
    locate: (path) => rangeAt(walk(path).cell),
  };
}

/** Which of the values in `value` the step leads to; -1 for none. */
function positionOf(value: Json, step: PathStep): number {
  if (isArray(value)) return typeof step === 'number' && Object.hasOwn(value, step) ? step : -1;
  if (!isObject(value) || !Object.hasOwn(value, step)) return -1;
  const known = POSITIONS.get(value);
  if (known !== undefined) return known.get(String(step)) ?? -1;
  const keys = Object.keys(value);
  if (keys.length >= 64) POSITIONS.set(value, new Map(keys.map((key, index) => [key, index])));
  return keys.indexOf(String(step));
}

/** Of large objects, so that asking for each of their members takes no time of its square. */
const POSITIONS = new WeakMap<object, ReadonlyMap<string, number>>();

function memberOf(value: Json, step: PathStep): Json {
  if (isArray(value)) return value[Number(step)] ?? null;
  return isObject(value) ? (value[step] ?? null) : null;
}

function pack(root: Node, rootValue: Json, aliases: Aliases, range: ToRange): Int32Array {
  const cells: number[] = [];
  /** What an anchor stands for is written once, however many aliases it has. */
  const written = new Map<Node, number>();
  /** Nor is it read more than once by those that merge it. */
  const read = new Map<Node, ReadonlyMap<string, Step>>();
  const reserve = (count: number): number => {
    const start = cells.length;
    for (let cell = 0; cell < count * CELLS; cell += 1) cells.push(0);
    return start;
  };

  function write(cell: number, step: Step, value: Json): void {
    const { startLine, startColumn, endLine, endColumn } = rangeOfStep(step);
    cells[cell] = startLine;
    cells[cell + 1] = startColumn;
    cells[cell + 2] = endLine;
    cells[cell + 3] = endColumn;
    cells[cell + 4] = writeMembers(resolve(step.value), value);
  }

  function writeMembers(node: Node | null, value: Json): number {
    if (node === null || !(isArray(value) || isObject(value))) return 0;
    const known = written.get(node);
    if (known !== undefined) return known;
    const steps = stepsOf(node, value);
    const start = reserve(steps.length);
    written.set(node, start);
    for (const [position, [step, member]] of steps.entries()) write(start + position * CELLS, step, member);
    return start;
  }

  /** In the value's own order. */
  function stepsOf(node: Node, value: Json): readonly (readonly [Step, Json])[] {
    if (isArray(value)) {
      const items = isSeq(node) ? node.items.map(asNode) : [];
      return value.map((member, index) => [itemStep(items[index] ?? null), member]);
    }
    const members = isMap(node) ? membersOf(node) : null;
    return Object.entries(value ?? {}).map(([name, member]) => [members?.get(name) ?? NOWHERE, member ?? null]);
  }

  /** Its own keys, then the merges'; of several merges the last wins, within one list the first. */
  function membersOf(node: YAMLMap): ReadonlyMap<string, Step> {
    const known = read.get(node);
    if (known !== undefined) return known;
    const members = new Map<string, Step>();
    const merges: Node[] = [];
    for (const { key, value } of node.items as readonly Pair[]) {
      const at = asNode(value);
      if (isMergeKey(key))
        merges.unshift(...(isSeq(at) ? at.items.flatMap((item) => asNode(item) ?? []) : at === null ? [] : [at]));
      else members.set(keyText(key, aliases) ?? '', { key: asNode(key), value: at });
    }
    for (const merge of merges) {
      const source = resolve(merge);
      if (!isMap(source)) continue;
      for (const [name, step] of membersOf(source)) if (!members.has(name)) members.set(name, step);
    }
    if (node.anchor !== undefined) read.set(node, members);
    return members;
  }

  const resolve = (node: Node | null): Node | null => (isAlias(node) ? (aliases.get(node) ?? node) : node);

  function rangeOfStep({ key, value }: Step): YamlRange {
    const target = resolve(value);
    if (isScalar(target) && (target.source !== '' || target.type !== 'PLAIN')) return rangeOf(target);
    return rangeOf((key === value ? firstScalar(target) : key) ?? target);
  }

  function rangeOf(node: Node | null): YamlRange {
    const [start, end] = node?.range ?? [0, 0];
    return range(start, end);
  }

  write(reserve(1), { key: root, value: root }, rootValue);
  return Int32Array.from(cells);
}

const NOWHERE: Step = { key: null, value: null };

function itemStep(item: Node | null): Step {
  return { key: item, value: item };
}

/** Where a collection that is an item starts: its first key or item. */
function firstScalar(node: Node | null): Node | null {
  let at = node;
  for (let hops = 0; hops < 1000; hops += 1) {
    if (isMap(at)) return asNode((at.items[0] as Pair | undefined)?.key);
    if (!isSeq(at)) return at;
    at = asNode(at.items[0]);
  }
  return at;
}
