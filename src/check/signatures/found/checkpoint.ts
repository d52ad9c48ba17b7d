import type { TransparencyLogEntry } from '@sigstore/bundle';
import { decodeBase64 } from './base64.ts';

const SIGNATURE_LINE = /^\u2014 \S+ (\S+)$/gmu;

/**
 * Whether the signatures under the checkpoint of an entry are in the one base64 that Go reads (golang.org/x/mod/sumdb/note);
 * Node reads the other one too. True where there is no checkpoint.
 */
export function isReadByGo({ inclusionProof }: Pick<TransparencyLogEntry, 'inclusionProof'>): boolean {
  const [, signatures = ''] = (inclusionProof?.checkpoint?.envelope ?? '').split('\n\n');
  return [...signatures.matchAll(SIGNATURE_LINE)].every(([, text = '']) => decodeBase64(text) !== null);
}
