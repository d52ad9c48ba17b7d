import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Json } from '../domain/index.ts';
import type { Aliases } from './aliases.ts';
import { textOfKey } from './key-text.ts';
import { MAX_CHARACTERS, MAX_DEPTH, MAX_VALUES, TOO_DEEP } from './limits.ts';
import { asNode, isMergeKey } from './parse.ts';
import { type Resolved, resolvePlain, resolveTagged } from './scalar.ts';
import { ValueProblem } from './value-problem.ts';

/** What the scalar says. @throws ValueProblem where it contradicts its own tag. */
export function resolveScalar(node: Scalar): Resolved {
  const text = node.source ?? '';
  if (typeof node.tag === 'string') {
    const resolved = resolveTagged(node.tag, text);
    if (resolved !== null) return resolved;
    throw new ValueProblem(`its tag ${shortTag(node.tag)} does not fit what it says`, node);
  }
  return node.type === 'PLAIN' ? resolvePlain(text) : { type: 'str', value: text };
}

function shortTag(tag: string): string {
  return tag.replace(/^tag:yaml\.org,2002:/, '!!');
}

/** The key as JSON has it. Null for what cannot be one: a collection, null, an integer beyond 64 bits. */
export function keyText(key: unknown, aliases: Aliases): string | null {
  const node = isAlias(key) ? aliases.get(key) : key;
  return isScalar(node) ? textOfKey(resolveScalar(node)) : null;
}

interface Converted {
  readonly value: Json;
  /** Size with aliases written out. */
  readonly values: number;
  readonly characters: number;
  readonly depth: number;
}

/**
 * The node's value with aliases and merges written out, as kubectl reads it. What an anchor stands for is converted once
 * and shared; its size counts each time.
 *
 * @throws ValueProblem past the limits, and for what parsers read differently: a key that is written twice, or written
 * and then merged over.
 */
export function toJson(root: Node, aliases: Aliases): Json {
  const done = new Map<Node, Converted>();
  const open = new Set<Node>();
  return convert(root, 0).value;

  function convert(node: Node | null, depth: number): Converted {
    if (depth > MAX_DEPTH) throw tooDeep(node);
    if (node === null) return { value: null, values: 1, characters: 0, depth: 0 };
    if (isAlias(node)) return convertAlias(node, depth);
    const known = done.get(node);
    if (known !== undefined) {
      if (depth + known.depth > MAX_DEPTH) throw tooDeep(node);
      return known;
    }
    if (isScalar(node)) return scalar(node);
    if (open.has(node)) throw new ValueProblem('it contains itself, by an alias', node);
    open.add(node);
    const converted = isMap(node) ? mapping(node, depth) : sequence(node, depth);
    open.delete(node);
    if (typeof node.anchor === 'string') done.set(node, converted);
    return converted;
  }

  function convertAlias(node: Node & { source: string }, depth: number): Converted {
    const target = isAlias(node) ? (aliases.get(node) ?? null) : null;
    if (target === null) throw new ValueProblem(`the alias *${node.source} has no anchor before it`, node);
    if (open.has(target)) throw new ValueProblem(`the alias *${node.source} contains itself`, node);
    return convert(target, depth);
  }

  function sequence(node: Node, depth: number): Converted {
    const value: Json[] = [];
    const size = new Size();
    for (const item of isSeq(node) ? node.items : []) {
      const converted = convert(asNode(item), depth + 1);
      size.add(converted, asNode(item));
      value.push(converted.value);
    }
    return size.of(value);
  }

  function mapping(node: YAMLMap, depth: number): Converted {
    const size = new Size();
    const members = new Members();
    for (const { key, value } of node.items as readonly Pair[]) {
      const keyNode = asNode(key);
      const valueNode = asNode(value);
      if (isMergeKey(key)) {
        for (const source of mergeSources(valueNode)) {
          const converted = convert(source, depth + 1);
          size.add(converted, source);
          members.merge(converted.value, keyNode);
        }
        continue;
      }
      const name = keyText(key, aliases);
      if (name === null) throw new ValueProblem('a key of a mapping is not a text', keyNode ?? valueNode ?? node);
      const converted = convert(valueNode, depth + 1);
      size.add(converted, valueNode ?? keyNode);
      size.addKey(name, keyNode);
      members.set(name, converted.value, keyNode);
    }
    return size.of(members.toObject());
  }

  /** The mappings that a merge key names, the one that wins last. */
  function mergeSources(node: Node | null): readonly Node[] {
    const sources = isSeq(node) ? node.items.map(asNode).toReversed() : [node];
    return sources.map((source) => {
      const target = isAlias(source) ? aliases.get(source) : source;
      if (source !== null && (isMap(target) || (isAlias(source) && target === null))) return source;
      throw new ValueProblem('a merge key (<<) names something that is not a mapping', source ?? node);
    });
  }
}

function scalar(node: Scalar): Converted {
  const { value } = resolveScalar(node);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ValueProblem('it holds a number that JSON has no word for (infinity, or not a number)', node);
  }
  const characters = typeof value === 'string' ? value.length : 0;
  return { value: value === 0 ? 0 : value, values: 1, characters, depth: 0 };
}

function tooDeep(node: Node | null): ValueProblem {
  return new ValueProblem(TOO_DEEP, node);
}

/** Adds up a collection. */
class Size {
  #values = 1;
  #characters = 0;
  #depth = 0;

  add({ values, characters, depth }: Converted, node: Node | null): void {
    this.#values += values;
    this.#characters += characters;
    this.#depth = Math.max(this.#depth, depth + 1);
    if (this.#values > MAX_VALUES) throw new ValueProblem(`it expands to more than ${MAX_VALUES} values`, node);
    if (this.#characters <= MAX_CHARACTERS) return;
    throw new ValueProblem(`its aliases expand to more than ${MAX_CHARACTERS} characters`, node);
  }

  addKey(name: string, node: Node | null): void {
    this.add({ value: null, values: 0, characters: name.length, depth: -1 }, node);
  }

  of(value: Json): Converted {
    return { value, values: this.#values, characters: this.#characters, depth: this.#depth };
  }
}

/** The members of one mapping in the order of the text. */
class Members {
  readonly #members = new Map<string, { readonly value: Json; readonly merged: boolean; readonly node: Node | null }>();

  set(name: string, value: Json, node: Node | null): void {
    const before = this.#members.get(name);
    if (before !== undefined && !before.merged) {
      throw new ValueProblem(`the key ${JSON.stringify(name)} is written twice in one mapping`, node);
    }
    this.#members.set(name, { value, merged: false, node });
  }

  /** go-yaml lets a merge win over keys that come before it; by YAML's own rule keys always win over merges. */
  merge(source: Json, node: Node | null): void {
    for (const [name, value] of Object.entries(source ?? {})) {
      if (this.#members.get(name)?.merged === false) {
        const which = `the key ${JSON.stringify(name)} is written before a merge key (<<) that sets it too`;
        throw new ValueProblem(`${which}, and YAML parsers do not agree on which of them wins; write << first`, node);
      }
      this.#members.set(name, { value, merged: true, node });
    }
  }

  toObject(): Json {
    // Object.fromEntries defines properties, so a key "__proto__" is a key and nothing else.
    return Object.fromEntries([...this.#members].map(([name, { value }]) => [name, value]));
  }
}
