import type { SourceScalar } from './scalars.ts';

/** A scalar that is marked in a copy. */
export interface Mark {
  readonly id: number;
  readonly scalar: SourceScalar;
  /**
   * What stands before the mark: `-` keeps a version one (the mark is its pre-release), `:` keeps the name of an image
   * without a tag. Left out: the mark follows the text at once.
   */
  readonly separator?: '-' | ':';
}

/** A mark that came out in a rendered string. */
export interface Sighting {
  readonly id: number;
  /** Where it stood, as an offset into the string without marks: the end of what its scalar gave. */
  readonly at: number;
}

const WIDTH = 5;

/**
 * The alphabet of one set of marks: letters and digits only, so that registries, tags, names and labels stay what
 * they are. `avoid` is every text in which a mark must not be found by chance.
 */
export class Marker {
  readonly #letters: string;
  readonly #pattern: RegExp;

  constructor(avoid: readonly string[]) {
    const letters = [...'zyxwvutsrqponmlkjihgfedcba'].map((letter) => `z${letter}7`);
    this.#letters = letters.find((start) => !avoid.some((text) => text.includes(start))) ?? 'zqxj7';
    this.#pattern = new RegExp(`${this.#letters}(\\d{${WIDTH}})q`, 'g');
  }

  text(mark: Mark): string {
    return `${mark.separator ?? ''}${this.#letters}${String(mark.id).padStart(WIDTH, '0')}q`;
  }

  /** The string as it would be without its marks, and which ones it held. */
  read(rendered: string, marks: readonly Mark[]): { readonly plain: string; readonly sightings: readonly Sighting[] } {
    const sightings: Sighting[] = [];
    let plain = '';
    let from = 0;
    for (const match of rendered.matchAll(this.#pattern)) {
      const id = Number(match[1]);
      const separator = marks[id]?.separator ?? '';
      plain += rendered.slice(from, match.index);
      if (separator !== '' && plain.endsWith(separator)) plain = plain.slice(0, -1);
      sightings.push({ id, at: plain.length });
      from = match.index + match[0].length;
    }
    return { plain: plain + rendered.slice(from), sightings };
  }

  /**
   * The file with every mark in place. A string keeps its token and gets the mark at its end; a number, a boolean or
   * an empty value becomes a string. Each scalar is marked once.
   */
  apply(text: string, marks: readonly Mark[]): string {
    let result = '';
    let from = 0;
    for (const mark of [...marks].sort((a, b) => a.scalar.start - b.scalar.start)) {
      const { scalar } = mark;
      result += text.slice(from, scalar.start) + markedToken(text, scalar, this.text(mark));
      from = scalar.end;
    }
    return result + text.slice(from);
  }
}

function markedToken(text: string, scalar: SourceScalar, insert: string): string {
  const token = text.slice(scalar.start, scalar.end);
  if (scalar.style === 'single' || scalar.style === 'double') return token.slice(0, -1) + insert + token.slice(-1);
  if (scalar.type === 'number') return scalar.value + insert;
  if (scalar.type === 'boolean') return insert;
  if (scalar.style === 'plain' && scalar.type !== 'null') return token + insert;
  if (scalar.style === 'plain') {
    const before = /[\s[{]$/.test(text.slice(0, scalar.start)) ? '' : ' ';
    const after = /^[\r\n,\]}]|^$/.test(text.slice(scalar.end)) ? '' : ' ';
    return before + insert + after;
  }
  const body = token.replace(/\s+$/, '');
  return body + insert + token.slice(body.length);
}
