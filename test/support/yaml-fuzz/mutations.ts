import type { SeededRandom } from './random.ts';

const PIECES = [
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    ':',
    ': ',
    '-',
    '- ',
    '? ',
    '#',
    ' #',
    '&a ',
    '*a',
    '<<: *a',
    '!!str ',
    '!x ',
  ],
  ...[
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '|',
    '>',
    '%',
    '@',
    '`',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '\u0085',
    '\u2028',
  ],
  ...['\ufeff', '\0', '\u007f', '\u00a0', '😀', 'yes', '0x1', '~', 'a: b\n', 'key', '""', '\\u0041', '\\x41'],
] as const;

/** The text with a few pieces put in, taken out, doubled or moved: mostly broken, sometimes valid and odd. */
export function mutate(text: string, random: SeededRandom): string {
  let result = text;
  const count = 1 + random.below(3);
  for (let round = 0; round < count; round += 1) {
    const at = random.below(result.length + 1);
    const length = random.below(6);
    const piece = PIECES[random.below(PIECES.length)] ?? '';
    switch (random.below(5)) {
      case 0:
        result = result.slice(0, at) + result.slice(at + length);
        break;
      case 1:
        result = result.slice(0, at) + result.slice(at, at + length * 4) + result.slice(at);
        break;
      case 2:
        result = result.slice(0, at) + piece + result.slice(at + 1);
        break;
      case 3: {
        const lines = result.split('\n');
        const from = random.below(lines.length);
        const [line = ''] = lines.splice(from, 1);
        lines.splice(random.below(lines.length + 1), 0, line);
        result = lines.join('\n');
        break;
      }
      default:
        result = result.slice(0, at) + piece + result.slice(at);
    }
  }
  return result;
}

const TOKENS = [
  ...['a', 'b', 'k', '1', 'yes', ': ', ':', '\n', '\n ', '\n  ', '\n- ', '- ', '-', '{', '}', '[', ']', ',', ', '],
  ...[
    "'",
    '"',
    "''",
    '\\"',
    '\\',
    '|\n',
    '>\n',
    '|-\n ',
    '|2\n',
    '#',
    ' #',
    ' ',
    '\t',
    '&a ',
    '&a',
    '*a',
    '*a ',
    '!t ',
    '!!str ',
  ],
  ...[
    '!',
    '? ',
    '?',
    '<<: ',
    '<<',
    '~',
    '%',
    '@',
    '---\n',
    '...\n',
    '!!null',
    'k: v\n',
    '\nk: ',
    '\n  k: ',
    '=',
    '>',
    '|',
  ],
] as const;

/** A few tokens of YAML in a row: where the parsers do not agree, something this short shows it. */
export function tokenSoup(random: SeededRandom): string {
  const length = 2 + random.below(11);
  const start = random.chance(0.5) ? 'k: ' : '';
  return `${start}${Array.from({ length }, () => TOKENS[random.below(TOKENS.length)]).join('')}\n`;
}
