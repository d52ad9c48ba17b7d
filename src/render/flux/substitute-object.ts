import type { JsonObject, Path } from '../../domain/index.ts';
import { isObject } from '../../domain/index.ts';
import { readManifestStream, type YamlRange } from '../../yaml/index.ts';
import { toGoYaml } from '../deliveries/go-yaml.ts';
import { type Substituted, substitute } from './envsubst/substitute.ts';
import { SubstitutionProblem } from './envsubst/template.ts';

/** What a variable gave to one value of an object. */
export interface VariablePart {
  readonly variable: string;
  /** Where its part ends, as an offset into the value; null where that cannot be told. */
  readonly end: number | null;
}

export type SubstitutedObject =
  /** `used` and `unset` as far as the text could be read at all. */
  | { readonly problem: string; readonly used: ReadonlySet<string>; readonly unset: ReadonlySet<string> }
  | {
      readonly object: JsonObject;
      readonly used: ReadonlySet<string>;
      readonly unset: ReadonlySet<string>;
      /** Which variables are part of the value at `path`, in order. */
      readonly parts: (path: Path) => readonly VariablePart[];
    };

/**
 * One object with its variables filled in, as the kustomize-controller does it (fluxcd/pkg kustomize_varsub.go): the object
 * is written as YAML, the text substituted, and read again, so that a value may become a number or a mapping.
 */
export function substituteObject(object: JsonObject, variables: ReadonlyMap<string, string>): SubstitutedObject {
  let substituted: Substituted;
  try {
    substituted = substitute(toGoYaml(object), variables);
  } catch (error) {
    if (error instanceof SubstitutionProblem) return { problem: error.message, used: new Set(), unset: new Set() };
    throw error;
  }
  const { pieces, used, unset } = substituted;
  const text = pieces.map((piece) => piece.text).join('');
  const { documents, problems } = readManifestStream(new TextEncoder().encode(text));
  const [document, ...others] = documents;
  if (document === undefined || others.length > 0 || problems.length > 0 || !isObject(document.value)) {
    const why = problems[0]?.message ?? 'it is no longer one object';
    return { problem: `what it comes to cannot be read: ${why}`, used, unset };
  }
  const index = new TextIndex(text, substituted);
  return { object: document.value, used, unset, parts: (path) => index.parts(document.find(path)) };
}

/** Which piece of the substitution stands where in the text. */
class TextIndex {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #variables: readonly { readonly start: number; readonly end: number; readonly variable: string }[];

  constructor(text: string, { pieces }: Substituted) {
    this.#text = text;
    this.#starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    let at = 0;
    this.#variables = pieces.flatMap(({ text: part, variable }) => {
      const start = at;
      at += part.length;
      return variable === null ? [] : [{ start, end: at, variable }];
    });
  }

  parts(range: YamlRange | null): readonly VariablePart[] {
    if (range === null) return [];
    const start = (this.#starts[range.startLine - 1] ?? 0) + range.startColumn - 1;
    const end = (this.#starts[range.endLine - 1] ?? 0) + range.endColumn - 1;
    const token = this.#text.slice(start, end);
    const quote = /^["']/.test(token) ? 1 : 0;
    // With escapes or in a block, what is in the token is not as long as what it says.
    const isLiteral = quote === 0 ? !/^[|>]/.test(token) : !/\\|''/.test(token);
    return this.#variables
      .filter((one) => one.start < end && one.end > start)
      .map(({ variable, end: last }) => ({ variable, end: isLiteral ? last - start - quote : null }));
  }
}
