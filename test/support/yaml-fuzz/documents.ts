import type { SeededRandom } from './random.ts';
import { doubleQuoted, plainText, singleQuoted } from './scalars.ts';

/** Starts of plain scalars that are something else, and what ends one: such a text is quoted instead. */
const NOT_PLAIN = /^[-?:]( |$)|^[,[\]{}#&*!|>'"%@`]|: |:$| #|^---|^\.\.\.|^ | $|^$|^=$/;
const NOT_PLAIN_IN_FLOW = /[,[\]{}?:]/;
const TAGS = ['!!str', '!!int', '!!float', '!!bool', '!!null', '!local', '!'] as const;

/** Writes valid YAML of every style that manifests are written in, with scalars on the edges of YAML's types. */
export class DocumentWriter {
  readonly #random: SeededRandom;
  #anchors: { readonly name: string; readonly isMapping: boolean }[] = [];
  #count = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  stream(): string {
    const documents = Array.from({ length: 1 + this.#random.below(3) }, () => this.document());
    const separators = ['---\n', '--- # next\n', '---   \n'] as const;
    const start = this.#random.chance(0.3) ? '---\n' : '';
    const text = start + documents.reduce((all, next) => `${all}${this.#random.pick(separators)}${next}`);
    return this.#random.chance(0.1) ? text.replaceAll('\n', '\r\n') : text;
  }

  document(): string {
    this.#anchors = [];
    return `${this.#comment()}${this.#mapping(0, 0)}`;
  }

  #comment(): string {
    return this.#random.chance(0.15) ? '# a comment: with "marks" & {braces}\n' : '';
  }

  #mapping(indent: number, depth: number): string {
    const pad = ' '.repeat(indent);
    const lines: string[] = [];
    const merges = this.#anchors.filter(({ isMapping }) => isMapping);
    if (merges.length > 0 && this.#random.chance(0.3)) lines.push(`${pad}<<: ${this.#mergeSource(merges)}\n`);
    const names = new Set<string>();
    const length = 1 + this.#random.below(4);
    for (let index = 0; index < length; index += 1) {
      const key = this.#key(index);
      if (names.has(key)) continue;
      names.add(key);
      lines.push(`${pad}${key}:${this.#value(indent, depth)}`);
      lines.push(this.#comment().replace('#', `${pad}#`));
    }
    return lines.join('');
  }

  #mergeSource(anchors: readonly { readonly name: string }[]): string {
    const name = () => `*${anchors[this.#random.below(anchors.length)]?.name ?? ''}`;
    return this.#random.chance(0.3) ? `[${name()}, ${name()}]` : name();
  }

  #key(index: number): string {
    const kind = this.#random.below(10);
    if (kind < 6) return `k${index}${this.#random.pick(['', '.io/x', '-y', '_z'])}`;
    if (kind === 6) return `"q${index}"`;
    if (kind === 7) return `'s ${index}'`;
    return this.#random.pick([`${index}`, `0x${index}`, index === 0 ? 'yes' : `k ${index}`, `${index}.5`]);
  }

  /** What follows the colon, with its line end. */
  #value(indent: number, depth: number): string {
    const random = this.#random;
    if (depth < 4 && random.chance(0.35)) {
      if (random.chance(0.25)) return ` ${this.#anchor(false)}${this.#flow(depth + 1)}\n`;
      if (random.chance(0.5))
        return ` ${this.#anchor(true)}\n${this.#mapping(indent + this.#step(), depth + 1)}`.replace(/^ \n/, '\n');
      return `\n${this.#sequence(indent + random.pick([0, 2]), depth + 1)}`;
    }
    if (this.#anchors.length > 0 && random.chance(0.08)) {
      return ` *${this.#anchors[random.below(this.#anchors.length)]?.name ?? ''}\n`;
    }
    if (random.chance(0.08)) return ` ${this.#block(indent + 2)}`;
    const tail = random.chance(0.1) ? '  # note' : '';
    return ` ${this.#anchor(false)}${this.#scalar(false)}${tail}\n`.replace(/^ +\n/, '\n');
  }

  #step(): number {
    return this.#random.pick([1, 2, 2, 2, 4]);
  }

  #anchor(isMapping: boolean): string {
    if (!this.#random.chance(0.12)) return '';
    this.#count += 1;
    const name = this.#random.chance(0.3) ? 'a' : `a${this.#count}`;
    this.#anchors = [...this.#anchors.filter((anchor) => anchor.name !== name), { name, isMapping }];
    return `&${name} `;
  }

  #sequence(indent: number, depth: number): string {
    const pad = ' '.repeat(indent);
    const items = Array.from({ length: 1 + this.#random.below(3) }, () => {
      if (depth < 4 && this.#random.chance(0.4)) return `${pad}- ${this.#mapping(indent + 2, depth + 1).trimStart()}`;
      if (depth < 4 && this.#random.chance(0.1)) return `${pad}- ${this.#sequence(indent + 2, depth + 1).trimStart()}`;
      return `${pad}- ${this.#scalar(false)}\n`;
    });
    return items.join('');
  }

  #flow(depth: number): string {
    const random = this.#random;
    const length = random.below(4);
    const nested = () => (depth < 4 && random.chance(0.2) ? this.#flow(depth + 1) : this.#scalar(true));
    if (random.chance(0.5)) return `[${Array.from({ length }, nested).join(', ')}]`;
    return `{${Array.from({ length }, (_, index) => `${random.chance(0.5) ? `"f${index}"` : `f${index}`}: ${nested()}`).join(', ')}}`;
  }

  #scalar(inFlow: boolean): string {
    const random = this.#random;
    const kind = random.below(10);
    if (kind === 0) return doubleQuoted(random).replaceAll('\\/', '/');
    if (kind === 1) return singleQuoted(random);
    const text = plainText(random);
    const tag = random.chance(0.04) ? `${random.pick(TAGS)} ` : '';
    if (NOT_PLAIN.test(text) || (inFlow && NOT_PLAIN_IN_FLOW.test(text)))
      return `${tag}"${text.replace(/["\\]/g, '\\$&')}"`;
    return tag + text;
  }

  #block(indent: number): string {
    const random = this.#random;
    const header = random.pick(['|', '>']) + random.pick(['', '-', '+']);
    const lines = Array.from({ length: 1 + random.below(4) }, () =>
      random.pick(['line', 'image: x', '- item', '# no comment', '', '  more', 'yes', 'a\tb']),
    );
    if (/^\s*$/.test(lines[0] ?? '') || /^\s/.test(lines[0] ?? '')) lines[0] = 'first';
    return `${header}\n${lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n')}\n`;
  }
}
