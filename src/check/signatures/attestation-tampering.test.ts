import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  attest,
  attestBundle,
  attestKeyless,
  envelopeOf,
  PREDICATES,
  statementOf,
  wantedText,
} from '../../../test/support/attestations.ts';
import { outcomeOf, REPOSITORY, tampered } from '../../../test/support/signature-check.ts';
import {
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  sha256,
  type TestSignature,
} from '../../../test/support/signatures.ts';
import { SIGNED, type SigstoreServices, startSigstore, toPem } from '../../../test/support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from '../../../test/support/sigstore-documents.ts';

const KEY = createKey();
const DIGEST = sha256('the image');
const STATEMENT = { predicateType: PREDICATES.slsa02, predicate: { builder: { id: 'ours' } } };
const GOOD = attest(KEY, DIGEST, STATEMENT);

let services: SigstoreServices;
beforeAll(async () => {
  services = await startSigstore(SIGNED);
});

const WANTED = wantedText([PREDICATES.slsa02]);

function outcome(
  registry: FakeRegistry,
  authority = keyAuthority(KEY, { extra: WANTED }),
): Promise<string | undefined> {
  const documents = [policyText({ authorities: [authority] }), trustRootText(services)];
  return outcomeOf({ registry, digest: DIGEST, documents, now: new Date(SIGNED.getTime() + 86_400_000) });
}

function holding(attestation: TestSignature): FakeRegistry {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, [attestation], '', 'att');
  return registry;
}

/** What an envelope means; anything else in its JSON is not signed, and not read. */
function meaningOf(text: Uint8Array): unknown {
  try {
    const envelope = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
    const decode = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
    return [envelope.payloadType, decode(envelope.payload), decode(envelope.signatures[0].sig)];
  } catch {
    return null;
  }
}

describe('an attestation is verified as it was made, and not with any of its bytes changed', () => {
  test('untouched it passes', async () => {
    expect(await outcome(holding(GOOD))).toBe('pass');
  });

  test('the envelope', async () => {
    await fc.assert(
      fc.asyncProperty(tampered(GOOD.payload), async (payload) => {
        if ((await outcome(holding({ ...GOOD, payload }))) === 'pass') {
          expect(meaningOf(payload)).toEqual(meaningOf(GOOD.payload));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the payload inside, put back into an envelope that can be read', async () => {
    const payload = Buffer.from(statementOf(DIGEST, STATEMENT));
    const envelope = JSON.parse(Buffer.from(GOOD.payload).toString('utf8'));
    await fc.assert(
      fc.asyncProperty(tampered(payload), async (changed) => {
        const bytes = Buffer.from(JSON.stringify({ ...envelope, payload: Buffer.from(changed).toString('base64') }));
        expect(await outcome(holding({ ...GOOD, payload: bytes }))).toBe('fail');
      }),
      { numRuns: 300 },
    );
  });

  test('the signature inside', async () => {
    const { bytes, signature } = envelopeOf(KEY, statementOf(DIGEST, STATEMENT));
    const envelope = JSON.parse(bytes.toString('utf8'));
    await fc.assert(
      fc.asyncProperty(tampered(signature), async (changed) => {
        const signatures = [{ sig: Buffer.from(changed).toString('base64') }];
        const payload = Buffer.from(JSON.stringify({ ...envelope, signatures }));
        expect(await outcome(holding({ ...GOOD, payload }))).toBe('fail');
      }),
      { numRuns: 300 },
    );
  });

  test('a bundle', async () => {
    const bundle = Buffer.from(attestBundle(KEY, DIGEST, STATEMENT));
    const inner = (text: Uint8Array): unknown => {
      try {
        return meaningOf(Buffer.from(JSON.stringify(JSON.parse(Buffer.from(text).toString('utf8')).dsseEnvelope)));
      } catch {
        return null;
      }
    };
    await fc.assert(
      fc.asyncProperty(tampered(bundle), async (changed) => {
        const registry = new FakeRegistry();
        registry.putBundle(REPOSITORY, DIGEST, Buffer.from(changed).toString('latin1'));
        if ((await outcome(registry)) === 'pass') expect(inner(changed)).toEqual(inner(bundle));
      }),
      { numRuns: 300 },
    );
  });

  test('the certificate and the log entry beside a keyless one', async () => {
    const good = await attestKeyless(services, DIGEST, STATEMENT);
    const authority = keylessAuthority({ extra: `${LOGGED}\n${WANTED}` });
    expect(await outcome(holding(good), authority)).toBe('pass');
    const pem = good.annotations[CERTIFICATE] ?? '';
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    const entry = JSON.parse(good.annotations[ENTRY] ?? '');
    const body = Buffer.from(entry.Payload.body, 'base64');
    const changed = fc.oneof(
      tampered(der).map((bytes) => ({ [CERTIFICATE]: toPem('CERTIFICATE', bytes) })),
      tampered(body).map((bytes) => {
        const Payload = { ...entry.Payload, body: Buffer.from(bytes).toString('base64') };
        return { [ENTRY]: JSON.stringify({ ...entry, Payload }) };
      }),
      fc.integer({ min: 1, max: 10_000 }).map((by) => {
        const Payload = { ...entry.Payload, integratedTime: entry.Payload.integratedTime + by };
        return { [ENTRY]: JSON.stringify({ ...entry, Payload }) };
      }),
    );
    await fc.assert(
      fc.asyncProperty(changed, async (annotations) => {
        const registry = holding({ ...good, annotations: { ...good.annotations, ...annotations } });
        // A kind that nobody reads is not called false: it cannot be checked.
        const expected = ENTRY in annotations && namesUnreadKind(annotations[ENTRY]) ? ['fail', 'unknown'] : ['fail'];
        expect(expected).toContain(await outcome(registry, authority));
      }),
      { numRuns: 200 },
    );
  });

  test('the kind of the log entry beside a keyless one: it cannot be checked', async () => {
    const good = await attestKeyless(services, DIGEST, STATEMENT);
    const entry = JSON.parse(good.annotations[ENTRY] ?? '');
    const text = Buffer.from(entry.Payload.body, 'base64').toString('utf8').replace('"kind":"dsse"', '"kind":"esse"');
    const Payload = { ...entry.Payload, body: Buffer.from(text).toString('base64') };
    const annotations = { ...good.annotations, [ENTRY]: JSON.stringify({ ...entry, Payload }) };
    expect(namesUnreadKind(annotations[ENTRY])).toBe(true);
    const authority = keylessAuthority({ extra: `${LOGGED}\n${WANTED}` });
    expect(await outcome(holding({ ...good, annotations }), authority)).toBe('unknown');
  });
});

/** Whether the body of a log entry names a kind of entry that the gate does not read. */
function namesUnreadKind(annotation = ''): boolean {
  try {
    const { kind } = JSON.parse(Buffer.from(JSON.parse(annotation).Payload.body, 'base64').toString('utf8'));
    return typeof kind === 'string' && !['hashedrekord', 'dsse', 'intoto'].includes(kind);
  } catch {
    return false;
  }
}

const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const ENTRY = 'dev.sigstore.cosign/bundle';

test('an attestation that is copied from image A to image B is refused there, in both formats', async () => {
  const other = sha256('image A');
  expect(await outcome(holding(attest(KEY, other, STATEMENT)))).toBe('fail');
  const registry = new FakeRegistry();
  registry.putBundle(REPOSITORY, DIGEST, attestBundle(KEY, other, STATEMENT));
  expect(await outcome(registry)).toBe('fail');
});
