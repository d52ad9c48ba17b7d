import type { Json } from '../../../domain/index.ts';

/**
 * Reads JSON as Go's encoding/json would into a struct, and gives what the struct would be written as again: cosign
 * hands conditions the second, and drops a predicate that its struct cannot take. Names of fields match whatever their
 * case, null is the zero value, fields that the struct does not have are lost.
 */
export type GoValue = (value: unknown) => Json | undefined;

/** The predicate is not what its type says. */
export class NotOfItsType extends Error {}

const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;

export const text: GoValue = (value) => {
  if (isMissing(value)) return '';
  if (typeof value !== 'string') throw new NotOfItsType();
  return value;
};

export const flag: GoValue = (value) => {
  if (isMissing(value)) return false;
  if (typeof value !== 'boolean') throw new NotOfItsType();
  return value;
};

export const anything: GoValue = (value) => (isMissing(value) ? null : toJson(value));

const RFC3339 =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** JavaScript takes 31 February for a day of March, Go for a mistake. */
function isOnCalendar(seconds: string): boolean {
  const date = new Date(`${seconds}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(seconds);
}

export const time: GoValue = (value) => {
  if (isMissing(value)) return '0001-01-01T00:00:00Z';
  const match = typeof value === 'string' ? RFC3339.exec(value) : null;
  if (match === null) throw new NotOfItsType();
  const [, seconds = '', fraction = '', zone = ''] = match;
  if (!isOnCalendar(seconds)) throw new NotOfItsType();
  const trimmed = fraction.slice(0, 10).replace(/0+$/, '').replace(/^\.$/, '');
  return `${seconds}${trimmed}${zone === '+00:00' || zone === '-00:00' ? 'Z' : zone}`;
};

/** A pointer, a map or a list, which `omitempty` leaves out where it is nil or empty; and text, where it is "". */
export function omitEmpty(of: GoValue): GoValue {
  return (value) => {
    if (isMissing(value)) return undefined;
    const read = of(value);
    if (read === '' || (Array.isArray(read) && read.length === 0)) return undefined;
    return read;
  };
}

export function list(of: GoValue): GoValue {
  return (value) => {
    if (isMissing(value)) return null;
    if (!Array.isArray(value)) throw new NotOfItsType();
    return value.map((one) => of(one) ?? null);
  };
}

export function map(of: GoValue): GoValue {
  return (value) => {
    if (isMissing(value)) return null;
    return Object.fromEntries(entriesOf(value).map(([name, one]) => [name, of(one)]));
  };
}

/** As `map`, and left out where it has no entries. */
export function omitEmptyMap(of: GoValue): GoValue {
  return (value) => {
    const read = map(of)(value);
    return read === null || read === undefined || Object.keys(read).length === 0 ? undefined : read;
  };
}

export function struct(fields: Readonly<Record<string, GoValue>>): GoValue {
  return (value) => {
    const written = isMissing(value) ? [] : entriesOf(value);
    const read = Object.entries(fields).map(([name, of]) => {
      const [found, twin] = written.filter(([one]) => one.toLowerCase() === name.toLowerCase());
      // Go merges what both hold; which of them a condition was written for is not known.
      if (twin !== undefined) throw new NotOfItsType();
      return [name, of(found?.[1])] as const;
    });
    return Object.fromEntries(read.filter(([, one]) => one !== undefined));
  };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotOfItsType();
  return Object.entries(value);
}

/** What came out of JSON.parse is JSON. */
function toJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toJson(one)]));
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
