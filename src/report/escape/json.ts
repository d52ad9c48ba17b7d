/** All that does not show, but for the line breaks of the JSON text itself. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** The one ASCII character of those that JSON.stringify leaves as it is. */
const DELETE = '\x7f';
/** A list with more items is written so many at a time. */
const MANY = 64;

/** A list whose items are made when they are asked for, one after another, each time. */
export class LazyList<T> implements Iterable<T> {
  readonly #items: () => Iterable<T>;

  constructor(items: () => Iterable<T>) {
    this.#items = items;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items()[Symbol.iterator]();
  }

  toJSON(): readonly T[] {
    return [...this];
  }
}

/**
 * JSON text that is safe to print: the same value to every reader, with what a terminal would hide or reorder, and what
 * a runner would take for a command, written as escapes. In pieces, so that that of very many items is never whole in
 * memory.
 */
export function* jsonPieces(value: unknown): Iterable<string> {
  for (const text of piecesOf(value, 0)) yield visible(text);
  yield '\n';
}

function visible(text: string): string {
  return (isPlain(text) ? text : text.replace(HIDDEN, escapeUnits)).replaceAll('##[', '\\u0023#[');
}

/** Nothing hidden in JSON text, for certain: the plain ASCII that nearly every report is, seen in a fraction of the time. */
function isPlain(text: string): boolean {
  return Buffer.byteLength(text) === text.length && !text.includes(DELETE);
}

function escapeUnits(character: string): string {
  let text = '';
  for (let at = 0; at < character.length; at += 1) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}

/** `depth`: how many lists and objects the value stands in. */
function piecesOf(value: unknown, depth: number): Iterable<string> {
  if (isList(value)) return listPieces(value, depth);
  return isObject(value) ? objectPieces(value, depth) : [JSON.stringify(value)];
}

function* objectPieces(value: object, depth: number): Iterable<string> {
  let before = '{';
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    yield `${before}${lineAt(depth + 1)}${JSON.stringify(key)}: `;
    if (isLong(item)) yield* piecesOf(item, depth + 1);
    else yield itemsAt(depth + 1, [item]).slice(lineAt(depth + 1).length);
    before = ',';
  }
  yield before === '{' ? '{}' : `${lineAt(depth)}}`;
}

function* listPieces(list: Iterable<unknown>, depth: number): Iterable<string> {
  let isFirst = true;
  let short: unknown[] = [];
  for (const item of list) {
    const isPart = isLong(item);
    if (!isPart) short.push(item);
    if (short.length === MANY || (isPart && short.length > 0)) {
      yield isFirst ? `[${itemsAt(depth + 1, short)}` : moreItemsAt(depth + 1, short);
      isFirst = false;
      short = [];
    }
    if (!isPart) continue;
    yield `${isFirst ? '[' : ','}${lineAt(depth + 1)}`;
    yield* piecesOf(item, depth + 1);
    isFirst = false;
  }
  if (short.length > 0) {
    yield isFirst ? `[${itemsAt(depth + 1, short)}` : moreItemsAt(depth + 1, short);
    isFirst = false;
  }
  yield isFirst ? '[]' : `${lineAt(depth)}]`;
}

/** The items of a list that stands in `depth - 1` others, cut out of the text of all these. */
function itemsAt(depth: number, items: readonly unknown[]): string {
  let whole: readonly unknown[] = items;
  for (let at = 1; at < depth; at += 1) whole = [whole];
  const text = JSON.stringify(whole, null, 2);
  const brackets = depth * (depth + 1);
  return text.slice(brackets - 1, text.length - brackets);
}

/** The same after a comma. Cut out with it, since a text that is put before another makes a copy of both. */
function moreItemsAt(depth: number, items: readonly unknown[]): string {
  const text = itemsAt(depth, [0, ...items]);
  return text.slice(lineAt(depth).length + 1);
}

function lineAt(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is Iterable<unknown> {
  return Array.isArray(value) || value instanceof LazyList;
}

/** A long list, or what holds one near its top: an image that runs in thousands of places. */
function isLong(value: unknown, reach = 2): boolean {
  if (!isObject(value)) return false;
  if (Array.isArray(value)) return value.length > MANY || (reach > 0 && hasLong(value, reach - 1));
  if (value instanceof LazyList) return true;
  if (reach === 0) return false;
  // Asked of each of some hundred thousand findings: no list of their values is made for it.
  for (const key in value) if (isLong(value[key], reach - 1)) return true;
  return false;
}

/** By their numbers: a loop over keys makes a text of each. */
function hasLong(list: readonly unknown[], reach: number): boolean {
  for (let at = 0; at < list.length; at += 1) if (isLong(list[at], reach)) return true;
  return false;
}
