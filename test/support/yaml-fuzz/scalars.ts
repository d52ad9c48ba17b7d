import type { SeededRandom } from './random.ts';

/** Spellings on the edges of YAML 1.1's types, and of Go's numbers. */
const EDGES = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'yEs', 'n', 'N', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF', 'oN'],
  ...[
    'true',
    'True',
    'TRUE',
    'tRue',
    'false',
    'False',
    'FALSE',
    'null',
    'Null',
    'NULL',
    'nUll',
    '~',
    '',
    'nil',
    'none',
  ],
  ...[
    '0',
    '-0',
    '+0',
    '00',
    '01',
    '007',
    '08',
    '09',
    '018',
    '0o7',
    '0o8',
    '0O17',
    '-0o17',
    '0b0',
    '0b101',
    '0B11',
    '0b2',
  ],
  ...[
    '0x0',
    '0xFF',
    '0XfF',
    '0xg',
    '-0x10',
    '+0x1F',
    '0x_1',
    '1_000',
    '1__0',
    '_1',
    '1_',
    '+_1',
    '-_1',
    '0_7',
    '0x',
    '0b',
  ],
  ...['1e3', '1E3', '1e+3', '1e-3', '1.', '1.0', '.5', '-.5', '+.5', '.5e3', '._5', '.5_0', '1_0.5', '1.5_0', '1e400'],
  ...['.e3', '.', '..', '...x', '-', '--', '+', '++1', '1.2.3', '1e', '1e5.5', '-1e-400', '5e-324', '.5e400'],
  ...['.inf', '-.inf', '+.INF', '.Inf', '.nan', '.NaN', '.NAN', 'inf', 'Infinity', 'NaN', '-.Inf', '.iNf'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809'],
  ...[
    '18446744073709551615',
    '18446744073709551616',
    '0xFFFFFFFFFFFFFFFF',
    '0x10000000000000000',
    '-0xFFFFFFFFFFFFFFFF',
  ],
  ...['1:30', '1:30:45', '-1:30', '1:30.5', '190:20:30', '12:30:45', '2024-01-01', '2024-1-1', '2024-01-01T00:00:00Z'],
  ...['2024-01-01 00:00:00', '2024-01-01t00:00:00.5+01:00', '20240101', '1.34', '1.30', '1.10', 'v1', '1Gi', '100m'],
  ...[
    '<<',
    '=',
    'nginx',
    'nginx:1.25',
    'ghcr.io/acme/api:1.0',
    'a b',
    'a  b',
    "it's",
    'a"b',
    'a#b',
    'a: b'.replace(': ', ':'),
  ],
  ...[
    '-x',
    '?x',
    ':x',
    '%x',
    '@x',
    '`x',
    '!x',
    '&x',
    '*x',
    '|',
    '>',
    '[x',
    '{x',
    'x]',
    'x}',
    'x,y',
    '1,2',
    '0777',
    '0o777',
  ],
] as const;

const ALPHABET = [...'0123456789_.+-eExXoObBaAfFyYnNtTrRuUsSlL:~iI'] as const;

/** The text of a plain scalar, as likely a number or keyword as none. May be no valid plain scalar at all. */
export function plainText(random: SeededRandom): string {
  if (random.chance(0.6)) return EDGES[random.below(EDGES.length)] ?? '';
  const length = 1 + random.below(7);
  return Array.from({ length }, () => ALPHABET[random.below(ALPHABET.length)]).join('');
}

const DOUBLE_QUOTED = [
  ...['a', 'B', ' ', '  ', '\\n', '\\t', '\\"', '\\\\', '\\x41', '\\u00e9', '\\U0001F600', '\\0', '\\a', '\\e', '\\_'],
  ...['\\N', '\\L', '\\P', '\\ ', 'é', '😀', '#', ': ', '- ', '{', ']', "'", '%', '\\/'],
] as const;

export function doubleQuoted(random: SeededRandom): string {
  const length = random.below(6);
  return `"${Array.from({ length }, () => DOUBLE_QUOTED[random.below(DOUBLE_QUOTED.length)]).join('')}"`;
}

const SINGLE_QUOTED = ['a', ' ', "''", '"', '\\n', '#', ': ', 'é', '😀', '{', 'yes', '0x1'] as const;

export function singleQuoted(random: SeededRandom): string {
  const length = random.below(6);
  return `'${Array.from({ length }, () => SINGLE_QUOTED[random.below(SINGLE_QUOTED.length)]).join('')}'`;
}
