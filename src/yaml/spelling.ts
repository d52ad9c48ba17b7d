import { isAlias, isMap, isScalar, type Node, type Pair } from 'yaml';
import { asNode, isAbsent } from './parse.ts';
import { ValueProblem } from './value-problem.ts';

/** go-yaml ends a name where the library reads on (scannerc.go, yaml_parser_scan_anchor). */
const ANCHOR_NAME = /^[A-Za-z0-9_-]+$/;
/** What ends or parts a flow collection. */
const FLOW_INDICATOR = /[,[\]{}]/;

/**
 * Refuses the few spellings that the YAML library and go-yaml both take, each in its own way: what the gate reads would
 * not be what the cluster gets. Found by comparing the two on random texts (test/parity/yaml.test.ts).
 *
 * @param text what the node's offsets count in.
 * @throws ValueProblem
 */
export function checkSpelling(node: Node, text: string): void {
  const name = isAlias(node) ? node.source : 'anchor' in node ? node.anchor : undefined;
  if (name !== undefined && !ANCHOR_NAME.test(name)) {
    throw new ValueProblem(`the anchor name ${JSON.stringify(name)} has characters that not every parser reads`, node);
  }
  if (isScalar(node)) checkScalar(node, text);
  if (!isMap(node) || node.flow !== true) return;
  for (const { key, value } of node.items as readonly Pair[]) {
    if (isTight(asNode(value), text)) {
      throw new ValueProblem(
        'a key whose colon touches what follows is a text to some YAML parsers',
        asNode(key) ?? node,
      );
    }
  }
}

function checkScalar(node: Node, text: string): void {
  if (!isScalar(node) || !node.range) return;
  const [start, end] = node.range;
  const inner = text.slice(start + 1, end - 1);
  // A closing quote that is half of an escape is none: the library stops there at a line that is not indented.
  const isOpen =
    (node.type === 'QUOTE_SINGLE' && inner.replaceAll("''", '').includes("'")) ||
    (node.type === 'QUOTE_DOUBLE' && /(?:^|[^\\])(?:\\\\)*\\$/.test(inner));
  if (isOpen) throw new ValueProblem('its closing quote is missing', node);
  if (
    typeof node.tag === 'string' &&
    node.source === '' &&
    node.type === 'PLAIN' &&
    FLOW_INDICATOR.test(text[start] ?? '')
  ) {
    throw new ValueProblem('a tag touches what follows, which some YAML parsers take for a part of it', node);
  }
}

/** `{a:}`: an empty value with nothing between its colon and what ends it. */
function isTight(value: Node | null, text: string): boolean {
  const at = value?.range?.[0];
  return at !== undefined && isAbsent(value) && text[at - 1] === ':' && FLOW_INDICATOR.test(text[at] ?? '');
}
