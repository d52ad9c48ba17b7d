import { createHash } from 'node:crypto';
import { crypto, X509Certificate } from '@sigstore/core';
import type { TrustMaterial } from '@sigstore/verify';
import { readPemBlocks } from '../found/pem.ts';

type Authority = TrustMaterial['certificateAuthorities'][number];
type Log = TrustMaterial['tlogs'][number];

/** A TrustRoot document has no dates: what it holds is trusted for as long as its certificates are valid. */
const ALWAYS = { start: new Date(0), end: new Date(8_640_000_000_000_000) };

interface WrittenAuthority {
  readonly uri: string;
  /** PEM; the root last. */
  readonly certChain: Uint8Array;
}

interface WrittenLog {
  readonly baseURL: string;
  /** PEM. */
  readonly publicKey: Uint8Array;
}

/** What of `spec.sigstoreKeys` counts. */
export interface SigstoreKeys {
  readonly certificateAuthorities: readonly WrittenAuthority[];
  readonly timestampAuthorities: readonly WrittenAuthority[];
  readonly tLogs: readonly WrittenLog[];
  readonly ctLogs: readonly WrittenLog[];
}

/** Keys and certificates that a TrustRoot document holds itself. `problem` completes "spec.sigstoreKeys ...". */
export function readSigstoreKeys(
  written: SigstoreKeys,
): Omit<TrustMaterial, 'publicKey'> | { readonly problem: string } {
  try {
    return {
      certificateAuthorities: poolAuthorities(written.certificateAuthorities.map(readChain)),
      timestampAuthorities: lastAuthority(written.timestampAuthorities.map(readChain)),
      tlogs: written.tLogs.flatMap(readLog),
      ctlogs: written.ctLogs.flatMap(readLog),
    };
  } catch (error) {
    if (error instanceof KeysError) return { problem: error.message };
    throw error;
  }
}

class KeysError extends Error {}

/** The controller puts every certificate into one pool, so that a chain may go through several entries. */
function poolAuthorities(chains: readonly X509Certificate[][]): Authority[] {
  return chains.length === 0 ? [] : [{ certChain: chains.flat(), validFor: ALWAYS }];
}

/** Of several timestamp authorities only the last counts, since the controller overwrites the others. */
function lastAuthority(chains: readonly X509Certificate[][]): Authority[] {
  const last = chains.at(-1);
  if (last === undefined) return [];
  const signers = last.filter((certificate) => !certificate.isCA);
  if (signers.length > 1) throw new KeysError('has a timestamp authority with more than one certificate that signs');
  return [{ certChain: [...signers, ...last.filter((certificate) => certificate.isCA)], validFor: ALWAYS }];
}

function readChain({ uri, certChain }: WrittenAuthority): X509Certificate[] {
  const blocks = readPemBlocks(Buffer.from(certChain).toString('utf8'));
  if (blocks.length === 0) throw new KeysError(`has a certChain for ${uri} that is not PEM`);
  return blocks.map(({ der }) => {
    try {
      const certificate = X509Certificate.parse(Buffer.from(der));
      // Read now what verifying would read, so that a broken one is found with the policy and not with an image.
      crypto.createPublicKey(certificate.publicKey);
      return certificate;
    } catch {
      throw new KeysError(`has a certificate for ${uri} that cannot be read`);
    }
  });
}

/** RFC 6962: a log's id is the hash of its key. */
function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Rekor v2 with an Ed25519 key takes the id of a signed note: of the log's name, the algorithm and the bare key. */
function noteId(baseURL: string, der: Buffer): Buffer {
  const { host } = new URL(baseURL);
  return sha256(Buffer.from(`${host}\n`), Buffer.from([1]), der.subarray(-32));
}

function readLog({ baseURL, publicKey }: WrittenLog): Log[] {
  const [block] = readPemBlocks(Buffer.from(publicKey).toString('utf8'));
  if (block === undefined) throw new KeysError(`has a publicKey for ${baseURL} that is not PEM`);
  try {
    const key = crypto.createPublicKey(Buffer.from(block.der), block.label === 'RSA PUBLIC KEY' ? 'pkcs1' : 'spki');
    const der = key.export({ format: 'der', type: 'spki' });
    const ids = [sha256(der), ...(key.asymmetricKeyType === 'ed25519' ? [noteId(baseURL, der)] : [])];
    return ids.map((logID) => ({ baseURL, logID, publicKey: key, validFor: ALWAYS }));
  } catch {
    throw new KeysError(`has a publicKey for ${baseURL} that cannot be read`);
  }
}
