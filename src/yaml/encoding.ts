/** Text without its byte-order mark, or what is wrong with the bytes and where: 1-based line, column in UTF-16 units. */
export type Decoded =
  | { readonly text: string }
  | { readonly problem: string; readonly line: number; readonly column: number };

const NEWLINE = 0x0a;
/**
 * Characters that YAML 1.1 forbids, or that its parsers do not agree on: go-yaml, which kubectl uses, takes NEL, LS, PS
 * and a lone CR for line ends, so that what looks like one line (or a comment) is two (readerc.go, yamlprivateh.go).
 */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;

/** Decodes UTF-8 strictly. Never throws. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: notUtf8(bytes), ...firstBrokenByte(bytes) };
  }
  const found = FORBIDDEN.exec(text);
  if (found === null) return { text };
  const before = text.slice(0, found.index).split('\n');
  return { problem: explain(found[0]), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function notUtf8(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const isUtf16 = mark === '255 254' || mark === '254 255';
  return `the file is not UTF-8 text${isUtf16 ? ' but UTF-16' : ''}`;
}

function explain(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase()}`;
  switch (character) {
    case '\r':
      return 'it has a carriage return without a line feed, which YAML parsers take for a line end and editors do not';
    case '\u0085':
    case '\u2028':
    case '\u2029':
      return `it holds ${code}, which some YAML parsers take for a line end and others for text`;
    case '\ufeff':
      return 'it has a byte-order mark after its start, which YAML parsers read differently';
    default:
      return `it holds the character ${code}, which YAML forbids`;
  }
}

/** Line ends are single bytes in UTF-8, so each line can be decoded by itself. */
function firstBrokenByte(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      const shown = new TextDecoder().decode(bytes.subarray(start, end));
      return { line, column: Math.max(shown.indexOf('\ufffd') + 1, 1) };
    }
    start = end + 1;
  }
  return { line, column: 1 };
}
