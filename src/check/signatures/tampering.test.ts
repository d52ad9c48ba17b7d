import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeOf, REPOSITORY, tampered } from '../../../test/support/signature-check.ts';
import {
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  sha256,
  signBundle,
  signPayload,
  simpleSigning,
} from '../../../test/support/signatures.ts';
import { readBundle } from './found/bundle.ts';

const KEY = createKey();
const DIGEST = sha256('the image');
const SIGNATURE = 'dev.cosignproject.cosign/signature';
const GOOD = signPayload(KEY, simpleSigning(DIGEST));
const BUNDLE = signBundle(KEY, DIGEST);

function outcome(registry: FakeRegistry): Promise<string | undefined> {
  const documents = [policyText({ authorities: [keyAuthority(KEY)] })];
  return outcomeOf({ registry, digest: DIGEST, documents, now: new Date('2026-06-01T00:00:00Z') });
}

describe('a signature is verified as it was made, and not with any of its bytes changed', () => {
  test('untouched, both formats pass', async () => {
    const registry = new FakeRegistry();
    registry.putLegacy(REPOSITORY, DIGEST, [GOOD]);
    expect(await outcome(registry)).toBe('pass');
    const bundled = new FakeRegistry();
    bundled.putBundle(REPOSITORY, DIGEST, BUNDLE);
    expect(await outcome(bundled)).toBe('pass');
  });

  test('the payload', async () => {
    await fc.assert(
      fc.asyncProperty(tampered(GOOD.payload), async (payload) => {
        const registry = new FakeRegistry();
        registry.putLegacy(REPOSITORY, DIGEST, [{ ...GOOD, payload }]);
        expect(await outcome(registry)).toBe('fail');
      }),
      { numRuns: 300 },
    );
  });

  test('the signature', async () => {
    const signature = Buffer.from(GOOD.annotations[SIGNATURE] ?? '', 'base64');
    await fc.assert(
      fc.asyncProperty(tampered(signature), async (changed) => {
        const registry = new FakeRegistry();
        const annotations = { [SIGNATURE]: Buffer.from(changed).toString('base64') };
        registry.putLegacy(REPOSITORY, DIGEST, [{ ...GOOD, annotations }]);
        expect(await outcome(registry)).toBe('fail');
      }),
      { numRuns: 300 },
    );
  });

  test('the text of the signature', async () => {
    const text = Buffer.from(GOOD.annotations[SIGNATURE] ?? '');
    await fc.assert(
      fc.asyncProperty(tampered(text), async (changed) => {
        const written = Buffer.from(changed).toString('latin1');
        // Line breaks, and the bits that the last character before the padding has to spare, change nothing.
        fc.pre(!Buffer.from(written, 'base64').equals(Buffer.from(text.toString(), 'base64')));
        const registry = new FakeRegistry();
        registry.putLegacy(REPOSITORY, DIGEST, [{ ...GOOD, annotations: { [SIGNATURE]: written } }]);
        expect(await outcome(registry)).toBe('fail');
      }),
      { numRuns: 300 },
    );
  });

  test('the bundle: it fails, or what was signed and the signature are still the same', async () => {
    const original = readBundle(Buffer.from(BUNDLE), DIGEST);
    await fc.assert(
      fc.asyncProperty(tampered(Buffer.from(BUNDLE)), async (changed) => {
        const registry = new FakeRegistry();
        const text = Buffer.from(changed).toString('utf8');
        registry.putBundle(REPOSITORY, DIGEST, text);
        const result = await outcome(registry);
        if (result === 'pass') expect(readBundle(Buffer.from(text), DIGEST)).toEqual(original);
        else expect(['fail', 'unknown']).toContain(result);
      }),
      { numRuns: 500 },
    );
  });

  test('a signature of another image, whatever its digest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (other) => {
        const registry = new FakeRegistry();
        registry.putLegacy(REPOSITORY, DIGEST, [signPayload(KEY, simpleSigning(sha256(other)))]);
        registry.putBundle(REPOSITORY, DIGEST, signBundle(KEY, sha256(other)));
        expect(await outcome(registry)).toBe('fail');
      }),
      { numRuns: 50 },
    );
  });
});
