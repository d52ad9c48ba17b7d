import { matchGlob } from './glob.ts';
import { SubstitutionProblem } from './template.ts';

/** More than this is no name, tag or setting, and the functions below take quadratic time. */
const MAX_TRIMMED = 4096;

/**
 * The functions of Flux's variables (github.com/fluxcd/pkg/envsubst v1.8, funcs.go). Go counts bytes; what is not ASCII is
 * refused where that would matter.
 *
 * @throws SubstitutionProblem for what is not modelled.
 */
export function applyFunction(operator: string, value: string, parameters: readonly string[]): string {
  const [first = '', second = ''] = parameters;
  switch (operator) {
    case ',':
      return mapCase(value.slice(0, 1), 'toLowerCase') + value.slice(1);
    case ',,':
      return mapCase(value, 'toLowerCase');
    case '^':
      return mapCase(value.slice(0, 1), 'toUpperCase') + value.slice(1);
    case '^^':
      return mapCase(value, 'toUpperCase');
    case '#':
      return parameters.length === 0 ? String(Buffer.byteLength(value)) : trimStart(value, first, 'shortest');
    case '##':
      return trimStart(value, first, 'longest');
    case '%':
      return reversed(trimStart(reversed(value), reversed(first), 'shortest'));
    case '%%':
      return reversed(trimStart(reversed(value), reversed(first), 'longest'));
    case ':':
      return substring(value, first, parameters[1]);
    case '/#':
      return parameters.length === 2 && value.startsWith(first) ? second + value.slice(first.length) : value;
    case '/%':
      return parameters.length === 2 && value.endsWith(first)
        ? value.slice(0, value.length - first.length) + second
        : value;
    case '/':
      return value.replace(first, () => second);
    case '//':
      return replaceAll(value, first, second);
    default:
      return value === '' ? parameters.join('') : value;
  }
}

/** Flux 2.9 refuses a variable that is not set, but for those that bring what to take instead. */
export function toleratesUnset(operator: string): boolean {
  return /^:?[-+=?]$/.test(operator);
}

function replaceAll(value: string, from: string, to: string): string {
  if (from !== '') return value.split(from).join(to);
  // Go puts it around each character.
  return to + Array.from(value, (character) => character + to).join('');
}

/** Character by character, as Go does: one that has no single counterpart stays. */
function mapCase(value: string, how: 'toLowerCase' | 'toUpperCase'): string {
  return Array.from(value, (character) => {
    const mapped = character[how]();
    return Array.from(mapped).length === 1 ? mapped : character;
  }).join('');
}

function integer(text: string): number | null {
  const value = /^[-+]?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

function substring(value: string, from: string, count: string | undefined): string {
  requireAscii(value);
  const wanted = integer(from);
  if (wanted === null) return value;
  const start = wanted < 0 ? Math.max(0, value.length + wanted) : wanted;
  if (count === undefined) return value.slice(start);
  const length = integer(count);
  if (length === null) return value;
  const end = length < 0 ? value.length + length : start + length;
  return end < start ? '' : value.slice(start, end);
}

/** Without what the pattern matches at its start; all of it, or as little as it can. An empty match is none. */
function trimStart(value: string, pattern: string, how: 'shortest' | 'longest'): string {
  requireAscii(value + pattern);
  if (value.length > MAX_TRIMMED || pattern.length > MAX_TRIMMED) {
    throw new SubstitutionProblem(`a value of more than ${MAX_TRIMMED} characters is trimmed`);
  }
  let found = 0;
  for (let length = value.length; length > 0; length -= 1) {
    const matched = matchGlob(pattern, value.slice(0, length));
    if (matched === 'malformed') return value;
    if (!matched) continue;
    found = length;
    if (how === 'longest') break;
  }
  return value.slice(found);
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function requireAscii(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  if (!/^[\x00-\x7f]*$/.test(text)) {
    throw new SubstitutionProblem('a value that is not ASCII is cut, and Flux counts bytes there');
  }
}
