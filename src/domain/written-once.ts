/**
 * Whether no object of this JSON writes a name twice. JavaScript takes the last of them, Go merges what both hold (in a list the
 * second fills what the first left of each element), protobuf's reader refuses the whole: what a cluster or Trivy reads is
 * not what is read here. `bytes` are what `value` was read from, in UTF-8.
 */
export function isWrittenOnce(bytes: Uint8Array, value: unknown): boolean {
  return countWritten(bytes) === countRead(value);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Colons outside of texts: one for each name that is written. */
function countWritten(bytes: Uint8Array): number {
  let names = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) inText = !inText;
    else if (byte === BACKSLASH) at++;
    else if (byte === COLON && !inText) names++;
  }
  return names;
}

/** Names that came through, at whatever depth. */
function countRead(value: unknown): number {
  let names = 0;
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) names += inside.length;
    for (const one of inside) if (typeof one === 'object' && one !== null) left.push(one);
  }
  return names;
}
