import fc from 'fast-check';
import { checkSignatures, type SignatureCheckResult } from '../../src/check/signatures/index.ts';
import type { Digest, Registry } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { ALONE, resolvedImage } from './signatures.ts';

/** What the tests of signatures and attestations ask about: one image, by its digest, and no network. */
export const REPOSITORY = 'ghcr.io/acme/api';

export interface SignatureCase {
  readonly registry: Registry;
  readonly digest: Digest;
  /** Texts of policies and trust roots. */
  readonly documents: readonly string[];
  readonly now: Date;
}

export function checkImage({ registry, digest, documents, now }: SignatureCase): Promise<SignatureCheckResult> {
  return checkSignatures([resolvedImage(`${REPOSITORY}:1.2.3`, digest)], {
    policy: completePolicy({ version: 1, signatures: { policies: ['policy/*.yaml'] } }),
    documents: documents.map((text, index) => ({ file: `policy/${index}.yaml`, text })),
    registry,
    now,
    ...ALONE,
  });
}

/** `pass`, `fail`, `unknown`. */
export async function outcomeOf(one: SignatureCase): Promise<string | undefined> {
  const { outcomes } = await checkImage(one);
  return [...outcomes.values()][0];
}

/** The outcome and what was found, in a line: `unknown | attestation/invalid unknown(content) block`. */
export function describeVerdict({ outcomes, findings }: Pick<SignatureCheckResult, 'outcomes' | 'findings'>): string {
  const shown = findings.map(({ rule, enforcement, result }) =>
    result.outcome === 'unknown' ? `${rule} unknown(${result.cause}) ${enforcement}` : `${rule} ${enforcement}`,
  );
  return [...outcomes.values(), ...shown].join(' | ');
}

/** A region of the bytes, each byte of it changed. */
export function tampered(bytes: Uint8Array): fc.Arbitrary<Buffer<ArrayBuffer>> {
  return fc
    .record({
      from: fc.nat(bytes.length - 1),
      masks: fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 8 }),
    })
    .map(({ from, masks }) => Buffer.from([...bytes].map((byte, at) => byte ^ (masks[at - from] ?? 0))));
}
