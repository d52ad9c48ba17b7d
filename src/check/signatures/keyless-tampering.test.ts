import { sign } from 'node:crypto';
import { RFC3161Timestamp, X509Certificate } from '@sigstore/core';
import { initializeCA } from '@sigstore/mock';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeOddChains } from '../../../test/support/odd-chains.ts';
import { outcomeOf, REPOSITORY, tampered } from '../../../test/support/signature-check.ts';
import {
  createKey,
  FakeRegistry,
  policyText,
  sha256,
  simpleSigning,
  type TestSignature,
} from '../../../test/support/signatures.ts';
import {
  issueLeaf,
  LATER,
  SIGNED,
  type SigstoreServices,
  SUBJECT,
  signKeyless,
  startSigstore,
  toPem,
} from '../../../test/support/sigstore.ts';
import { signKeylessBundle } from '../../../test/support/sigstore-bundles.ts';
import { keylessAuthority, LOGGED, STAMPED, trustRootText } from '../../../test/support/sigstore-documents.ts';
import { readBundle } from './found/bundle.ts';
import { readAnnotations } from './found/evidence.ts';
import { readPemBlocks } from './found/pem.ts';

const DIGEST = sha256('the image');
const RUNS = { numRuns: 250 };

let services: SigstoreServices;
let logged: TestSignature;
let stamped: TestSignature;
beforeAll(async () => {
  services = await startSigstore(SIGNED);
  logged = await signKeyless(services, DIGEST);
  stamped = await signKeyless(services, DIGEST, { log: false, timestamp: true });
});

function judge(
  put: (registry: FakeRegistry) => void,
  extra = LOGGED,
  { root = trustRootText(services), keyless = '' } = {},
): Promise<string | undefined> {
  const registry = new FakeRegistry();
  put(registry);
  const documents = [policyText({ authorities: [keylessAuthority({ extra, keyless })] }), root];
  return outcomeOf({ registry, digest: DIGEST, documents, now: LATER });
}

function judgeLegacy(signature: TestSignature, extra = LOGGED): Promise<string | undefined> {
  return judge((registry) => registry.putLegacy(REPOSITORY, DIGEST, [signature]), extra);
}

function judgeBundle(bundle: string): Promise<string | undefined> {
  return judge((registry) => registry.putBundle(REPOSITORY, DIGEST, bundle));
}

function annotate(signature: TestSignature, name: string, value: string): TestSignature {
  return { ...signature, annotations: { ...signature.annotations, [`dev.sigstore.cosign/${name}`]: value } };
}

function annotation(signature: TestSignature, name: string): string {
  return signature.annotations[`dev.sigstore.cosign/${name}`] ?? '';
}

test('untouched, each is verified', async () => {
  expect(await judgeLegacy(logged)).toBe('pass');
  expect(await judgeLegacy(stamped, STAMPED)).toBe('pass');
  for (const rekor of [1, 2] as const) {
    expect(await judgeBundle(await signKeylessBundle(services, DIGEST, { rekor }))).toBe('pass');
  }
});

describe('with any region of its bytes changed, it is never verified', () => {
  test('the payload', async () => {
    await fc.assert(
      fc.asyncProperty(tampered(logged.payload), async (payload) => {
        expect(await judgeLegacy({ ...logged, payload })).toBe('fail');
      }),
      RUNS,
    );
  });

  test('the certificate', async () => {
    const der = readPemBlocks(annotation(logged, 'certificate'))[0]?.der ?? Buffer.alloc(0);
    await fc.assert(
      fc.asyncProperty(tampered(der), async (changed) => {
        expect(await judgeLegacy(annotate(logged, 'certificate', toPem('CERTIFICATE', changed)))).toBe('fail');
      }),
      RUNS,
    );
  });

  test('the certificate, where a timestamp stands for the log', async () => {
    const der = readPemBlocks(annotation(stamped, 'certificate'))[0]?.der ?? Buffer.alloc(0);
    await fc.assert(
      fc.asyncProperty(tampered(der), async (changed) => {
        const signature = annotate(stamped, 'certificate', toPem('CERTIFICATE', changed));
        expect(await judgeLegacy(signature, STAMPED)).toBe('fail');
      }),
      RUNS,
    );
  });

  test.each([1, 4, 7, 8])('the certificate, with %d bits of its signature left out', async (bits) => {
    const der = Buffer.from(readPemBlocks(annotation(stamped, 'certificate'))[0]?.der ?? []);
    const { signatureValue } = X509Certificate.parse(der);
    der[der.length - signatureValue.length - 1] = bits;
    const signature = annotate(stamped, 'certificate', toPem('CERTIFICATE', der));
    expect(await judgeLegacy(signature, STAMPED)).toBe('fail');
  });

  test('the log entry: it fails, or says the same', async () => {
    const text = Buffer.from(annotation(logged, 'bundle'));
    const original = readAnnotations(logged.annotations);
    await fc.assert(
      fc.asyncProperty(tampered(text), async (changed) => {
        const signature = annotate(logged, 'bundle', changed.toString('utf8'));
        if ((await judgeLegacy(signature)) === 'pass') expect(readAnnotations(signature.annotations)).toEqual(original);
      }),
      RUNS,
    );
  });

  test('the timestamp: it fails, or says the same', async () => {
    const der = Buffer.from(JSON.parse(annotation(stamped, 'rfc3161timestamp')).SignedRFC3161Timestamp, 'base64');
    const original = RFC3161Timestamp.parse(der);
    await fc.assert(
      fc.asyncProperty(tampered(der), async (changed) => {
        const SignedRFC3161Timestamp = changed.toString('base64');
        const signature = annotate(stamped, 'rfc3161timestamp', JSON.stringify({ SignedRFC3161Timestamp }));
        if ((await judgeLegacy(signature, STAMPED)) !== 'pass') return;
        // The certificates inside, and the status before it, are nothing that the authority signed.
        const { signingTime, signatureValue } = RFC3161Timestamp.parse(changed);
        expect({ signingTime, signatureValue }).toEqual({
          signingTime: original.signingTime,
          signatureValue: original.signatureValue,
        });
      }),
      RUNS,
    );
  });

  test.each([1, 2] as const)('a bundle with an entry of Rekor v%d: it fails, or says the same', async (rekor) => {
    const text = await signKeylessBundle(services, DIGEST, { rekor });
    const original = essence(text);
    await fc.assert(
      fc.asyncProperty(tampered(Buffer.from(text)), async (changed) => {
        const bundle = changed.toString('utf8');
        if ((await judgeBundle(bundle)) === 'pass') expect(essence(bundle)).toEqual(original);
      }),
      { numRuns: 400 },
    );
  });
});

test.each([
  1, 2,
] as const)('a checkpoint of Rekor v%d whose signature is in the other base64: it fails', async (rekor) => {
  const other = async (): Promise<string> => {
    const text = await signKeylessBundle(services, DIGEST, { rekor });
    const changed = text.replace(/(\\u2014|\u2014) \S+ [^"\\]+/g, (line) => {
      const at = line.lastIndexOf(' ');
      return line.slice(0, at) + line.slice(at).replaceAll('+', '-').replaceAll('/', '_');
    });
    return changed === text ? other() : changed;
  };
  expect(await judgeBundle(await other())).toBe('fail');
});

/** What of a bundle is vouched for: the root hash and tree size beside a proof are the checkpoint's, which is signed. */
function essence(bundle: string): object {
  const found = readBundle(Buffer.from(bundle), DIGEST);
  if (found.status !== 'read') return {};
  const { signed, signature, payload, evidence } = found;
  return {
    signed,
    signature,
    payload,
    certificate: evidence.certificate,
    entries: evidence.entries.map(({ canonicalizedBody, inclusionPromise, inclusionProof, integratedTime }) => ({
      canonicalizedBody,
      inclusionPromise,
      integratedTime: inclusionPromise === undefined ? '0' : integratedTime,
      checkpoint: inclusionProof?.checkpoint,
    })),
  };
}

describe('what somebody else makes up', () => {
  test('a certificate of an authority of their own, with the right subject', async () => {
    const strangers = await startSigstore(SIGNED);
    const leaf = await issueLeaf(strangers.ca, { subject: SUBJECT });
    expect(await judgeLegacy(await signKeyless(services, DIGEST, { leaf }))).toBe('fail');
    expect(await judgeBundle(await signKeylessBundle(services, DIGEST, { leaf }))).toBe('fail');
  });

  test("an authority with our authority's name and its own key", async () => {
    const stranger = await startSigstore(SIGNED);
    const ca = await initializeCA(stranger.keys.ca, services.ctlog, SIGNED);
    expect(await judgeLegacy(await signKeyless(services, DIGEST, { leaf: await issueLeaf(ca) }))).toBe('fail');
  });

  test('certificates that an authority of the trust root had no right to give out', async () => {
    const { chain, leaves } = await makeOddChains(SIGNED);
    const root = trustRootText(services, 'ours', chain);
    const judged: Record<string, string | undefined> = {};
    for (const [name, leaf] of Object.entries(leaves)) {
      const signature = await signKeyless(services, DIGEST, { leaf });
      const put = (registry: FakeRegistry): void => registry.putLegacy(REPOSITORY, DIGEST, [signature]);
      judged[name] = await judge(put, LOGGED, { root, keyless: 'insecureIgnoreSCT: true' });
    }
    expect(judged).toEqual({
      'straight from the root': 'pass',
      'through another authority': 'pass',
      'through two': 'pass',
      'through one that may sign for code': 'pass',
      'through one that may sign for servers alone': 'fail',
      'through one that is no authority': 'fail',
      'through one that may not sign certificates': 'fail',
      'through one too many': 'fail',
      'through one that has expired': 'fail',
      'through one for other names': 'fail',
      'through one that must be understood': 'fail',
      'through one that nobody trusts': 'fail',
    });
  });

  test("another image's signature, copied", async () => {
    const other = sha256('another image');
    expect(await judgeLegacy(await signKeyless(services, other))).toBe('fail');
    expect(await judgeBundle(await signKeylessBundle(services, other))).toBe('fail');
  });

  test('the same log entry twice', async () => {
    const bundle = JSON.parse(await signKeylessBundle(services, DIGEST));
    bundle.verificationMaterial.tlogEntries.push(bundle.verificationMaterial.tlogEntries[0]);
    expect(await judgeBundle(JSON.stringify(bundle))).toBe('fail');
  });

  test('the same timestamp twice', async () => {
    const bundle = JSON.parse(await signKeylessBundle(services, DIGEST, { rekor: 2 }));
    const { rfc3161Timestamps } = bundle.verificationMaterial.timestampVerificationData;
    rfc3161Timestamps.push(rfc3161Timestamps[0]);
    expect(await judgeBundle(JSON.stringify(bundle))).toBe('fail');
  });

  test('more log entries than anybody makes', async () => {
    const bundle = JSON.parse(await signKeylessBundle(services, DIGEST));
    const [entry] = bundle.verificationMaterial.tlogEntries;
    bundle.verificationMaterial.tlogEntries = new Array(33).fill(entry);
    expect(await judgeBundle(JSON.stringify(bundle))).toBe('fail');
  });

  test('the log entry of another signature of the same payload', async () => {
    const other = await signKeyless(services, DIGEST);
    expect(await judgeLegacy(annotate(logged, 'bundle', annotation(other, 'bundle')))).toBe('fail');
  });

  test('an entry whose time was put back into the life of a certificate', async () => {
    const entry = JSON.parse(annotation(logged, 'bundle'));
    entry.Payload.integratedTime += 60;
    expect(await judgeLegacy(annotate(logged, 'bundle', JSON.stringify(entry)))).toBe('fail');
  });

  test.each([
    'P-384',
    'P-521',
    'Ed25519',
    'RSA',
  ] as const)('a key of another kind (%s) under the certificate', async (kind) => {
    const leaf = { key: createKey(kind), der: (await issueLeaf(services.ca)).der };
    const hash = kind === 'Ed25519' ? null : 'sha256';
    const changed = sign(hash, Buffer.from(simpleSigning(DIGEST)), leaf.key.privateKey).toString('base64');
    const annotations = { ...logged.annotations, 'dev.cosignproject.cosign/signature': changed };
    expect(await judgeLegacy({ ...logged, annotations })).toBe('fail');
  });

  test('a signature with another key over the same payload, under the certificate', async () => {
    const { key } = await issueLeaf(services.ca);
    const changed = sign('sha256', Buffer.from(simpleSigning(DIGEST)), key.privateKey).toString('base64');
    const annotations = { ...logged.annotations, 'dev.cosignproject.cosign/signature': changed };
    expect(await judgeLegacy({ ...logged, annotations })).toBe('fail');
  });
});
