import { type Alias, type Document, isAlias, isMap, isSeq, type Node, type Pair } from 'yaml';
import { asNode } from './parse.ts';
import { checkSpelling } from './spelling.ts';

/** Which node each alias stands for; null where no anchor of its name comes before it. */
export type Aliases = ReadonlyMap<Alias, Node | null>;

/**
 * Binds aliases to anchors in the order of the text, as a parser does: an anchor that is written again counts from
 * there on. No recursion, so that depth does not matter. Each node is looked at on the way: see spelling.ts.
 *
 * @throws ValueProblem for a spelling that YAML parsers do not read alike.
 */
export function bindAliases(document: Document.Parsed, text: string): Aliases {
  const bound = new Map<Alias, Node | null>();
  const anchors = new Map<string, Node>();
  const open: (Node | null)[] = [asNode(document.contents)];
  while (open.length > 0) {
    const node = open.pop() ?? null;
    if (node === null) continue;
    checkSpelling(node, text);
    if (isAlias(node)) {
      bound.set(node, anchors.get(node.source) ?? null);
      continue;
    }
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node);
    if (isMap(node)) {
      for (const { key, value } of (node.items as readonly Pair[]).toReversed()) open.push(asNode(value), asNode(key));
    } else if (isSeq(node)) {
      for (const item of node.items.toReversed()) open.push(asNode(item));
    }
  }
  return bound;
}
