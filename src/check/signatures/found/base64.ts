const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard base64 with padding, line breaks allowed, nothing else: as Go's StdEncoding, which cosign decodes with. */
export function decodeBase64(text: string): Uint8Array | null {
  const compact = text.replace(/[\r\n]/g, '');
  return BASE64.test(compact) ? Buffer.from(compact, 'base64') : null;
}
