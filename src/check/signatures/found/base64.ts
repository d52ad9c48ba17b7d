/** Standard base64 with padding, line breaks allowed, nothing else: as Go's StdEncoding, which cosign decodes with. */
export function decodeBase64(text: string): Uint8Array | null {
  return decode(text, /[^A-Za-z0-9+/]/, 'base64');
}

/** The same with `-` and `_`, which envelopes may use for signatures (Go's URLEncoding). */
export function decodeUrlBase64(text: string): Uint8Array | null {
  return decode(text, /[^A-Za-z0-9_-]/, 'base64url');
}

/** One search for a foreign character, without backtracking: a payload may have many megabytes. */
function decode(text: string, foreign: RegExp, encoding: 'base64' | 'base64url'): Uint8Array | null {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0) return null;
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  return foreign.test(compact.slice(0, compact.length - padding)) ? null : Buffer.from(compact, encoding);
}
