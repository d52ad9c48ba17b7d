/**
 * Scalars as go-yaml v2 resolves them (go.yaml.in/yaml/v2 resolve.go), which is how kubectl and helm read them: YAML 1.1
 * without sexagesimal numbers, dates left as text, and Go's own spellings of integers (`0o14`, `0B1`).
 */

/** What a scalar says, and which of YAML's types that is. */
export type Resolved =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'bool'; readonly value: boolean }
  /** `value` is rounded where it has more than 53 bits; `unsigned`: beyond int64, which no key can be. */
  | { readonly type: 'int'; readonly value: number; readonly digits: string; readonly unsigned: boolean }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str'; readonly value: string };

type Keyword = Extract<Resolved, { type: 'null' | 'bool' | 'float' }>;

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  (
    [
      [{ type: 'bool', value: true }, 'y Y yes Yes YES true True TRUE on On ON'],
      [{ type: 'bool', value: false }, 'n N no No NO false False FALSE off Off OFF'],
      [{ type: 'null', value: null }, ' ~ null Null NULL'],
      [{ type: 'float', value: Number.NaN }, '.nan .NaN .NAN'],
      [{ type: 'float', value: Number.POSITIVE_INFINITY }, '.inf .Inf .INF +.inf +.Inf +.INF'],
      [{ type: 'float', value: Number.NEGATIVE_INFINITY }, '-.inf -.Inf -.INF'],
    ] as const
  ).flatMap(([resolved, words]) => words.split(' ').map((word): [string, Keyword] => [word, resolved])),
);

/** First characters of what is not simply text. */
const HINT = /^[-+0-9.yYnNtTfFoO~]/;
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
const INTEGER = /^([-+]?)(?:0[bB]([01]+)|0[oO]([0-7]+)|0[xX]([0-9a-fA-F]+)|0([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** strconv.ParseFloat on what starts with a point: an underscore only between digits. */
const POINT_FLOAT = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/;

/** A plain scalar, folded to one line. */
export function resolvePlain(text: string): Resolved {
  if (text !== '' && !HINT.test(text)) return { type: 'str', value: text };
  const keyword = KEYWORDS.get(text);
  if (keyword !== undefined) return keyword;
  if (text.startsWith('.')) return floatOf(text, POINT_FLOAT) ?? { type: 'str', value: text };
  if (!/^[-+0-9]/.test(text)) return { type: 'str', value: text };
  const plain = text.replaceAll('_', '');
  return integerOf(plain) ?? floatOf(plain, FLOAT) ?? { type: 'str', value: text };
}

function integerOf(text: string): Resolved | null {
  const match = INTEGER.exec(text);
  if (match === null) return null;
  const [, sign = '', binary, octal, hexadecimal, oldOctal, decimal = ''] = match;
  const magnitude = BigInt(
    (binary && `0b${binary}`) ||
      (octal && `0o${octal}`) ||
      (hexadecimal && `0x${hexadecimal}`) ||
      (oldOctal && `0o${oldOctal}`) ||
      decimal,
  );
  const integer = sign === '-' ? -magnitude : magnitude;
  const fits = integer >= -MAX_INT64 - 1n && integer <= MAX_INT64;
  const unsigned = !fits && sign === '' && integer <= MAX_UINT64;
  if (!fits && !unsigned) return null;
  return { type: 'int', value: Number(integer), digits: String(integer), unsigned };
}

/** Null for a number that float64 cannot hold: Go refuses it, and it stays text. */
function floatOf(text: string, syntax: RegExp): Resolved | null {
  if (!syntax.test(text)) return null;
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? { type: 'float', value } : null;
}

const TAG = 'tag:yaml.org,2002:';

/**
 * A scalar with a tag of its own. Null where the text is not of the tag's type, which go-yaml refuses.
 *
 * @param tag in full, `tag:yaml.org,2002:int`; of any other kind it makes the scalar a text.
 */
export function resolveTagged(tag: string, text: string): Resolved | null {
  const name = tag.startsWith(TAG) ? tag.slice(TAG.length) : '';
  switch (name) {
    case 'null':
    case 'bool':
    case 'int':
    case 'float': {
      const resolved = resolvePlain(text);
      if (name === 'float' && resolved.type === 'int' && !resolved.unsigned)
        return { type: 'float', value: resolved.value };
      return resolved.type === name ? resolved : null;
    }
    case 'binary':
      return binaryText(text);
    default:
      return { type: 'str', value: text };
  }
}

/** Standard base64, padded; Go skips line ends only. */
function binaryText(text: string): Resolved | null {
  const base64 = text.replace(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return null;
  return { type: 'str', value: Buffer.from(base64, 'base64').toString('utf8') };
}
