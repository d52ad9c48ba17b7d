/**
 * A text with shell-like variables, as Flux reads it (github.com/fluxcd/pkg/envsubst v1.8, parse/scan.go and parse.go): a
 * subset of bash's parameter expansion with rules of its own, kept here to the letter and held to it by
 * test/parity/flux.test.ts.
 */
export type Node =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'variable'; readonly name: string; readonly operator: string; readonly parameters: readonly Node[] };

/** Flux refuses the text: "bad substitution at character 12". */
export class SubstitutionProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SubstitutionProblem';
  }
}

/** Deeper nesting than anybody writes; the parser calls itself for each level. */
const MAX_DEPTH = 50;
const NAME = /[\p{L}\p{Nd}_]+/uy;

/** @throws SubstitutionProblem where Flux would refuse the text. */
export function parseTemplate(text: string): readonly Node[] {
  // The scanner takes a NUL for the end of the text.
  if (text.includes('\0')) throw new SubstitutionProblem('it holds a NUL character');
  return new Parser(text).all();
}

interface Stops {
  /** Ends the text. */
  readonly stop: RegExp;
  /** Which characters a backslash or a dollar sign in front makes plain. */
  readonly escapes: readonly string[];
}

const TOP: Stops = { stop: /(?!)/, escapes: ['$$'] };
const TO_BRACE: Stops = { stop: /\}/, escapes: [] };
const TO_COLON: Stops = { stop: /[:}]/, escapes: [] };
const PATTERN: Stops = { stop: /\//, escapes: ['$$', '\\/', '\\\\'] };
const REPLACEMENT: Stops = { stop: /\}/, escapes: ['$$', '\\/', '\\\\'] };

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): readonly Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.#text.length) {
      if (this.#next('${')) nodes.push(this.#variable(0));
      else nodes.push({ is: 'text', text: this.#run(TOP) });
    }
    return nodes;
  }

  #fail(): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new SubstitutionProblem(`bad substitution in line ${line}`);
  }

  #next(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  /** Text up to a stop, or to the start of a variable. */
  #run({ stop, escapes }: Stops): string {
    let found = '';
    while (this.#at < this.#text.length && !this.#text.startsWith('${', this.#at)) {
      const escaped = escapes.find((one) => this.#text.startsWith(one, this.#at));
      if (escaped !== undefined) {
        found += escaped.slice(1);
        this.#at += escaped.length;
        continue;
      }
      const character = this.#peek();
      if (stop.test(character)) break;
      found += character;
      this.#at += 1;
    }
    return found;
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const match = NAME.exec(this.#text);
    if (match === null) this.#fail();
    this.#at += match[0].length;
    return match[0];
  }

  #close(): void {
    if (!this.#next('}')) this.#fail();
  }

  /** One parameter: a variable of its own, or text that is not empty. */
  #parameter(stops: Stops, depth: number): Node {
    if (this.#next('${')) return this.#variable(depth + 1);
    const text = this.#run(stops);
    if (text === '') this.#fail();
    return { is: 'text', text };
  }

  /** Past the `${`. */
  #variable(depth: number): Node {
    if (depth > MAX_DEPTH) throw new SubstitutionProblem(`substitutions are nested more than ${MAX_DEPTH} deep`);
    if (this.#next('#')) {
      const name = this.#name();
      this.#close();
      return { is: 'variable', name, operator: '#', parameters: [] };
    }
    const name = this.#name();
    const node = (operator: string, parameters: readonly Node[]): Node => ({
      is: 'variable',
      name,
      operator,
      parameters,
    });
    switch (this.#peek()) {
      case '}':
        this.#at += 1;
        return node('', []);
      case ':':
        return /[=\-?+]/.test(this.#text[this.#at + 1] ?? '')
          ? node(this.#take(2), this.#defaults(depth))
          : node(this.#take(1), this.#range(depth));
      case '=':
        return node(this.#take(1), this.#defaults(depth));
      case ',':
      case '^': {
        const operator = this.#take(/[,^]/.test(this.#text[this.#at + 1] ?? '') ? 2 : 1);
        this.#close();
        return node(operator, []);
      }
      case '/':
        return node(this.#take(/[/#%]/.test(this.#text[this.#at + 1] ?? '') ? 2 : 1), this.#replacement(depth));
      case '#':
      case '%': {
        const operator = this.#take(this.#text[this.#at + 1] === this.#peek() ? 2 : 1);
        const parameter = this.#parameter(TO_BRACE, depth);
        this.#close();
        return node(operator, [parameter]);
      }
      default:
        return this.#fail();
    }
  }

  #take(length: number): string {
    this.#at += length;
    return this.#text.slice(this.#at - length, this.#at);
  }

  /** `:=a${b}c}`: any number of parts. */
  #defaults(depth: number): readonly Node[] {
    const parameters: Node[] = [];
    while (!this.#next('}')) parameters.push(this.#parameter(TO_BRACE, depth));
    return parameters;
  }

  /** `:1}` or `:1:2}`; any number of colons between the two. */
  #range(depth: number): readonly Node[] {
    const from = this.#parameter(TO_COLON, depth);
    if (this.#next('}')) return [from];
    if (this.#peek() !== ':') this.#fail();
    while (this.#next(':'));
    const length = this.#parameter(TO_BRACE, depth);
    this.#close();
    return [from, length];
  }

  /** `/from/to}`; any number of slashes between the two. */
  #replacement(depth: number): readonly Node[] {
    const pattern = this.#parameter(PATTERN, depth);
    if (this.#peek() !== '/') this.#fail();
    while (this.#next('/'));
    if (this.#next('}')) return [pattern];
    const replacement = this.#parameter(REPLACEMENT, depth);
    this.#close();
    return [pattern, replacement];
  }
}
