import { applyFunction, toleratesUnset } from './functions.ts';
import { type Node, parseTemplate, SubstitutionProblem } from './template.ts';

/** A stretch of what came out: of the template itself, or of a variable. */
export interface Piece {
  readonly text: string;
  /** The variable that gave it; null for the template's own text, defaults included. */
  readonly variable: string | null;
}

export interface Substituted {
  readonly pieces: readonly Piece[];
  /** Variables that the template uses, whether or not they are set. */
  readonly used: ReadonlySet<string>;
  /** Those of them that are not set and bring nothing to take instead: Flux 2.9 refuses them, before it put nothing there. */
  readonly unset: ReadonlySet<string>;
}

const MAX_OUTPUT = 8 << 20;

/** @throws SubstitutionProblem for what Flux refuses, what is not modelled, and what grows beyond all measure. */
export function substitute(template: string, variables: ReadonlyMap<string, string>): Substituted {
  const used = new Set<string>();
  const unset = new Set<string>();
  let size = 0;
  const pieces = parseTemplate(template).map((node): Piece => {
    const piece = evaluate(node);
    size += piece.text.length;
    if (size > MAX_OUTPUT) throw new SubstitutionProblem(`it grows to more than ${MAX_OUTPUT >> 20} MiB`);
    return piece;
  });
  return { pieces, used, unset };

  function evaluate(node: Node): Piece {
    if (node.is === 'text') return { text: node.text, variable: null };
    const parameters = node.parameters.map((parameter) => evaluate(parameter));
    const value = variables.get(node.name);
    used.add(node.name);
    if (value === undefined && !toleratesUnset(node.operator)) unset.add(node.name);
    const text = applyFunction(
      node.operator,
      value ?? '',
      parameters.map((parameter) => parameter.text),
    );
    if (text.length > MAX_OUTPUT) throw new SubstitutionProblem(`it grows to more than ${MAX_OUTPUT >> 20} MiB`);
    // A default that is itself a variable's is that variable's.
    const from = value === undefined || value === '' ? (parameters.findLast((one) => one.text !== '') ?? null) : null;
    return { text, variable: from === null ? (value === undefined ? null : node.name) : from.variable };
  }
}
