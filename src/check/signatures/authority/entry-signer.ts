import type { TransparencyLogEntry } from '@sigstore/bundle';
import { z } from 'zod';
import { decodeBase64 } from '../found/base64.ts';
import { parseJson } from '../found/json.ts';
import { readPemBlocks } from '../found/pem.ts';

/** Where the kinds of entries keep the signer: Rekor v1 as PEM in base64, Rekor v2 as DER in base64. */
const Verifier = z.looseObject({
  x509Certificate: z.looseObject({ rawBytes: z.string() }).optional(),
  publicKey: z.looseObject({ rawBytes: z.string() }).optional(),
});
const Body = z.looseObject({
  spec: z.looseObject({
    signature: z.looseObject({ publicKey: z.looseObject({ content: z.string() }) }).optional(),
    signatures: z.array(z.looseObject({ verifier: z.union([z.string(), Verifier]).optional() })).optional(),
    content: z
      .looseObject({
        envelope: z.looseObject({
          signatures: z.array(z.looseObject({ publicKey: z.string().optional() })).optional(),
        }),
      })
      .optional(),
    hashedRekordV002: z.looseObject({ signature: z.looseObject({ verifier: Verifier }) }).optional(),
    dsseV002: z.looseObject({ signatures: z.array(z.looseObject({ verifier: Verifier })) }).optional(),
  }),
});

/**
 * cosign, comparePublicKey: an entry must name the very certificate or key that the signature comes with. Null where all
 * do, else a clause.
 */
export function findForeignEntry(entries: readonly TransparencyLogEntry[], signer: Uint8Array): string | null {
  for (const entry of entries) {
    const logged = readSigners(entry);
    if (logged.length === 0) return 'its log entry names no signer';
    if (logged.some((one) => !Buffer.from(one).equals(signer))) {
      return 'its log entry is about a signature by another certificate or key';
    }
  }
  return null;
}

function readSigners(entry: TransparencyLogEntry): readonly Uint8Array[] {
  const body = Body.safeParse(parseJson(entry.canonicalizedBody));
  if (!body.success) return [];
  const { signature, signatures, content, hashedRekordV002, dsseV002 } = body.data.spec;
  const written: (string | z.output<typeof Verifier> | undefined)[] = [
    ...(signature === undefined ? [] : [signature.publicKey.content]),
    ...(signatures ?? []).map((one) => one.verifier),
    ...(content?.envelope.signatures ?? []).map((one) => one.publicKey),
    ...(hashedRekordV002 === undefined ? [] : [hashedRekordV002.signature.verifier]),
    ...(dsseV002?.signatures ?? []).map((one) => one.verifier),
  ];
  return written.flatMap((one) => {
    const der =
      typeof one === 'string' ? readPem(one) : decodeBase64((one?.x509Certificate ?? one?.publicKey)?.rawBytes ?? '');
    return der === null ? [] : [der];
  });
}

function readPem(base64: string): Uint8Array | null {
  const text = decodeBase64(base64);
  return text === null ? null : (readPemBlocks(Buffer.from(text).toString('utf8'))[0]?.der ?? null);
}
