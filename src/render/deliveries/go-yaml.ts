import { isArray, isObject, type Json } from '../../domain/index.ts';
import { resolvePlain } from '../../yaml/index.ts';

/**
 * An object as sigs.k8s.io/yaml writes it (go.yaml.in/yaml/v2, encode.go and emitterc.go): no line folded, and each text in
 * the style that go-yaml chooses. Only the order of keys is simpler. Flux substitutes variables in this text, so a style decides what a value
 * may do to it: `${n}` without quotes becomes a number, `"${n}: x"` stays a text.
 */
export function toGoYaml(value: Json): string {
  return `${node(value, 0, 'root')}\n`;
}

type Position = 'root' | 'value' | 'item';

function node(value: Json, indent: number, position: Position): string {
  if (isArray(value)) {
    if (value.length === 0) return gap(position, '[]');
    // A list below a key stands at the key's own column.
    const column = position === 'item' ? indent + 2 : indent;
    const items = value.map((item) => `${' '.repeat(column)}-${node(item, column, 'item')}`);
    return block(items, column, position);
  }
  if (isObject(value)) {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    if (keys.length === 0) return gap(position, '{}');
    const column = position === 'root' ? 0 : indent + 2;
    const entries = keys
      .sort()
      .map((key) => `${' '.repeat(column)}${scalar(key, column, true)}:${node(value[key] ?? null, column, 'value')}`);
    return block(entries, column, position);
  }
  return gap(position, scalar(value, position === 'root' ? 0 : indent, false));
}

function gap(position: Position, text: string): string {
  return position === 'root' ? text : ` ${text}`;
}

/** Below a key it starts a line of its own; in a list its first line follows the dash. */
function block(lines: readonly string[], column: number, position: Position): string {
  const text = lines.join('\n');
  if (position === 'root') return text;
  return position === 'value' ? `\n${text}` : ` ${text.slice(column)}`;
}

function scalar(value: string | number | boolean | null, indent: number, isKey: boolean): string {
  if (typeof value !== 'string') return number(value);
  switch (styleOf(value, isKey)) {
    case 'plain':
      return value;
    case 'single':
      return `'${value.replaceAll("'", "''")}'`;
    case 'literal':
      return literal(value, indent);
    case 'double':
      return double(value);
  }
}

/** As Go prints a float64 that came out of JSON. */
function number(value: number | boolean | null): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -5 && exponent < 21) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

function styleOf(text: string, isKey: boolean): 'plain' | 'single' | 'double' | 'literal' {
  const traits = traitsOf(text);
  if (isKey && traits.lineBreaks) return 'double';
  if (text.includes('\n')) return traits.literal && !isKey ? 'literal' : 'double';
  if (!isPlainText(text)) return 'double';
  if (traits.plain) return 'plain';
  return traits.single ? 'single' : 'double';
}

/** Read without quotes, is it this text again? A date is not, for go-yaml; nor is a number in base 60. */
function isPlainText(text: string): boolean {
  if (text === '<<' || resolvePlain(text).type !== 'str') return false;
  if (/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text)) return false;
  return !/^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/.test(text);
}

const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const BREAK = /[\n\r\u0085\u2028\u2029]/;

function traitsOf(text: string) {
  if (text === '') return { plain: true, single: true, literal: false, lineBreaks: false };
  // A tab and what is beyond the basic plane are special as well.
  const special = UNPRINTABLE.test(text);
  const lineBreaks = BREAK.test(text);
  const breakSpace = new RegExp(`${BREAK.source} `).test(text);
  const spaceBreak = new RegExp(` ${BREAK.source}`).test(text);
  const edges = /^ | $/.test(text) || BREAK.test(text[0] ?? '') || BREAK.test(text.at(-1) ?? '');
  const indicators =
    /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t\n]|$))/.test(text) ||
    /.:(?:[ \t\n\r\u0085\u2028\u2029]|$)/s.test(text) ||
    /[ \t\n\r\u0085\u2028\u2029]#/.test(text);
  return {
    plain: !special && !lineBreaks && !breakSpace && !spaceBreak && !edges && !indicators,
    single: !special && !breakSpace && !spaceBreak,
    literal: !special && !spaceBreak && !text.endsWith(' '),
    lineBreaks,
  };
}

function literal(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomping = text.endsWith('\n') ? (text === '\n' || text.endsWith('\n\n') ? '+' : '') : '-';
  const lines = text.replace(/\n$/, '').split('\n');
  const margin = ' '.repeat(indent + 2);
  return `|${hint}${chomping}\n${lines.map((line) => (line === '' ? '' : margin + line)).join('\n')}`;
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

function double(text: string): string {
  const escaped = Array.from(text, (character) => {
    const short = SHORT[character];
    if (short !== undefined) return short;
    if (!UNPRINTABLE.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    if (code > 0xffff) return `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`;
    return code > 0xff
      ? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
      : `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `"${escaped.join('')}"`;
}
