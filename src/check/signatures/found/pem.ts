import { decodeBase64 } from './base64.ts';

/** One block of PEM text. */
export interface PemBlock {
  /** `CERTIFICATE`, `PUBLIC KEY`. */
  readonly label: string;
  readonly der: Uint8Array;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([A-Za-z0-9+/=\s]+?)-----END \1-----/g;

/** The blocks of a PEM text, in order; what stands between them is passed over, as Go's encoding/pem does. */
export function readPemBlocks(text: string): readonly PemBlock[] {
  return [...text.matchAll(BLOCK)].flatMap(([, label = '', body = '']) => {
    const der = decodeBase64(body.replace(/[ \t]/g, ''));
    return der === null ? [] : [{ label, der }];
  });
}
