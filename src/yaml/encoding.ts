export type Decoded = { readonly text: string } | { readonly problem: string; readonly line: number };

const NEWLINE = 0x0a;
/** What YAML forbids in a stream (YAML 1.1, 5.1), and go-yaml refuses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** UTF-8 to text, a byte-order mark left out. Says on which line the first wrong byte is. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'the file is not UTF-8 text', line: firstBrokenLine(bytes) };
  }
  const control = CONTROL.exec(text);
  if (control === null) return { text };
  const code = (control[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase();
  return {
    problem: `it holds the control character U+${code}, which YAML forbids`,
    line: text.slice(0, control.index).split('\n').length,
  };
}

function firstBrokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(NEWLINE, start);
    try {
      decoder.decode(bytes.subarray(start, end === -1 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end === -1) break;
    start = end + 1;
    line += 1;
  }
  return line;
}
