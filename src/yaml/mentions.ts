/** Letters may be spelled with escapes, words broken over lines, and keys in base64: such a text is looked at in full. */
const ESCAPED_LETTER = /\\(?:(?:x|u00|U000000)[4-7]|[\r\n])/;

/**
 * Could these bytes hold a document with `apiVersion` and `kind`? False is certain; it costs a fraction of parsing, and
 * most JSON files of a repository are something else.
 */
export function mentionsManifest(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes('apiVersion') && buffer.includes('kind')) return true;
  // With a mark or without: a text of UTF-16 has a NUL beside each of its first letters.
  const isUtf16 =
    (buffer[0] === 0xff && buffer[1] === 0xfe) ||
    (buffer[0] === 0xfe && buffer[1] === 0xff) ||
    buffer.subarray(0, 2).includes(0);
  return isUtf16 || buffer.includes('!!binary') || ESCAPED_LETTER.test(buffer.toString('latin1'));
}
