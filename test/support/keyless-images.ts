import { createHash } from 'node:crypto';
import { initializeCA } from '@sigstore/mock';
import { CODE_SIGNING, issueOdd, type OddOptions, SERVER_AUTH } from './odd-certificates.ts';
import type { OddChains } from './odd-chains.ts';
import type { Evidence, KeyChoice, KeylessChoice } from './policy-pairs.ts';
import { signPayload, simpleSigning, type TestKey, type TestSignature } from './signatures.ts';
import {
  ISSUER,
  issueLeaf,
  logSignature,
  type SigstoreServices,
  SUBJECT,
  signKeyless,
  stampSignature,
  startSigstore,
  toPem,
} from './sigstore.ts';

/** Makes an image, and says where its signatures go. */
type Place = (
  name: string,
  fits: KeyChoice | KeylessChoice,
) => { readonly digest: string; put(signatures: readonly TestSignature[]): void };

/** Images with every kind of signature that has a certificate, a log entry or a timestamp beside it. */
export async function signKeylessly(
  services: SigstoreServices,
  rsa: TestKey,
  leaves: OddChains['leaves'],
  place: Place,
): Promise<void> {
  const strangers = await startSigstore(services.clock);
  const fitting = (evidence: Evidence, ignoreSct = false): KeylessChoice => ({
    issuer: 'fits',
    subject: 'fits',
    trustRoot: 'ours',
    ignoreSct,
    evidence,
    source: null,
  });
  const add = async (
    name: string,
    fits: KeyChoice | KeylessChoice,
    sign: (digest: string) => Promise<TestSignature | readonly TestSignature[]>,
  ): Promise<void> => {
    const { digest, put } = place(name, fits);
    put([await sign(digest)].flat());
  };
  const annotate = (signature: TestSignature, name: string, value: string): TestSignature => ({
    ...signature,
    annotations: { ...signature.annotations, [`dev.sigstore.cosign/${name}`]: value },
  });

  await add('keyless, logged', fitting('log'), (digest) => signKeyless(services, digest));
  await add('keyless, unlogged', fitting('none'), (digest) => signKeyless(services, digest, { log: false }));
  await add('keyless, stamped', fitting('stamp'), (digest) =>
    signKeyless(services, digest, { log: false, timestamp: true }),
  );
  await add('keyless, logged and stamped', fitting('both'), (digest) =>
    signKeyless(services, digest, { timestamp: true }),
  );
  await add('keyless, by another subject', fitting('log'), (digest) =>
    signKeyless(services, digest, { subject: 'https://ci.example/other/api@refs/heads/main' }),
  );
  await add('keyless, by a mail address', fitting('log'), (digest) =>
    signKeyless(services, digest, { subject: 'mailto:ci@acme.example' }),
  );
  await add('keyless, by another issuer', fitting('log'), (digest) =>
    signKeyless(services, digest, { issuer: 'https://token.other.example' }),
  );
  await add('keyless, by two, one of them right', fitting('log'), async (digest) => [
    await signKeyless(services, digest, { subject: 'https://ci.example/other' }),
    await signKeyless(services, digest),
  ]);
  await add('keyless, by services of a stranger', fitting('log'), (digest) => signKeyless(strangers, digest));
  await add("keyless, in a stranger's log", fitting('log'), (digest) =>
    signKeyless({ ...services, tlog: strangers.tlog }, digest),
  );
  await add("keyless, with a stranger's timestamp", fitting('stamp'), (digest) =>
    signKeyless({ ...services, tsa: strangers.tsa }, digest, { log: false, timestamp: true }),
  );
  await add('keyless, for another digest', fitting('log'), (digest) =>
    signKeyless(services, digest, { payload: simpleSigning(`sha256:${'0'.repeat(64)}`) }),
  );
  const unlogged = await initializeCA(services.keys.ca, undefined, services.clock);
  for (const ignoreSct of [true, false]) {
    const name = `keyless, certificate in no log${ignoreSct ? ', which is right' : ''}`;
    await add(name, fitting('log', ignoreSct), async (digest) =>
      signKeyless(services, digest, { leaf: await issueLeaf(unlogged) }),
    );
  }
  const foreign = await initializeCA(services.keys.ca, strangers.ctlog, services.clock);
  await add('keyless, certificate in a log of a stranger', fitting('log', true), async (digest) =>
    signKeyless(services, digest, { leaf: await issueLeaf(foreign) }),
  );
  await add('keyless, with the entry of another signature', fitting('log'), async (digest) => {
    const [one, other] = [await signKeyless(services, digest), await signKeyless(services, digest)];
    return annotate(one, 'bundle', other.annotations['dev.sigstore.cosign/bundle'] ?? '');
  });
  await add('keyless, with the timestamp of another signature', fitting('stamp'), async (digest) => {
    const options = { log: false, timestamp: true };
    const [one, other] = [await signKeyless(services, digest, options), await signKeyless(services, digest, options)];
    return annotate(one, 'rfc3161timestamp', other.annotations['dev.sigstore.cosign/rfc3161timestamp'] ?? '');
  });
  await add('keyless, with a broken chain', fitting('log'), async (digest) =>
    annotate(await signKeyless(services, digest), 'chain', '***'),
  );
  await add('keyless, with a broken entry', fitting('log'), async (digest) =>
    annotate(await signKeyless(services, digest), 'bundle', '***'),
  );
  await add('keyless, with a broken timestamp', fitting('stamp'), async (digest) =>
    annotate(await signKeyless(services, digest), 'rfc3161timestamp', '***'),
  );
  await add('keyless, without certificate', fitting('log'), async (digest) =>
    annotate(await signKeyless(services, digest), 'certificate', ''),
  );
  await add("keyless, with somebody else's certificate", fitting('log'), async (digest) => {
    const [one, other] = [await signKeyless(services, digest), await signKeyless(services, digest)];
    return annotate(one, 'certificate', other.annotations['dev.sigstore.cosign/certificate'] ?? '');
  });

  const odd: readonly (readonly [string, OddOptions])[] = [
    [
      'with two names',
      {
        names: [
          { type: 'email', value: 'ci@acme.example' },
          { type: 'url', value: SUBJECT },
        ],
      },
    ],
    ['with a name of a host', { names: [{ type: 'dns', value: 'ci.example' }] }],
    ['with an address', { names: [{ type: 'ip', value: '192.0.2.7' }] }],
    ['without a name', { names: [] }],
    ['for servers alone', { uses: [SERVER_AUTH] }],
    ['for servers and code', { uses: [SERVER_AUTH, CODE_SIGNING] }],
    ['for anything', { uses: ['2.5.29.37.0'] }],
    ['for no use that is named', { uses: null }],
    ['with a P-384 key', { curve: 'P-384' }],
    ['with a P-521 key', { curve: 'P-521' }],
    ['with the older issuer alone', { issuers: { v1: ISSUER } }],
    ['with the newer issuer alone', { issuers: { v2: ISSUER } }],
    ['with two issuers, the older right', { issuers: { v1: ISSUER, v2: 'https://token.other.example' } }],
    ['with two issuers, the newer right', { issuers: { v1: 'https://token.other.example', v2: ISSUER } }],
    ['without an issuer', { issuers: {} }],
    ['that may issue others', { ca: true }],
    ['with an extension that must be known', { unknownCritical: true }],
  ];
  for (const [name, options] of odd) {
    await add(`certificate ${name}`, fitting('log', true), async (digest) =>
      signKeyless(services, digest, { leaf: await issueOdd(services, options) }),
    );
  }

  for (const [name, leaf] of Object.entries(leaves)) {
    await add(`chain ${name}`, fitting('log', true), (digest) => signKeyless(services, digest, { leaf }));
  }

  const withKey = (evidence: Evidence): KeyChoice => ({ key: 'RSA', second: null, hash: '', source: null, evidence });
  const signRsa = (digest: string) => {
    const signature = signPayload(rsa, simpleSigning(digest));
    return {
      signature,
      bytes: Buffer.from(signature.annotations['dev.cosignproject.cosign/signature'] ?? '', 'base64'),
    };
  };
  await add('with a key, logged', withKey('log'), async (digest) => {
    const { signature, bytes } = signRsa(digest);
    return annotate(signature, 'bundle', await logSignature(services, signature.payload, bytes, rsa.pem));
  });
  await add("with a key, logged with another's", withKey('log'), async (digest) => {
    const { signature, bytes } = signRsa(digest);
    const other = services.keys.ctlog.pem;
    return annotate(signature, 'bundle', await logSignature(services, signature.payload, bytes, other));
  });
  await add('with a key, logged elsewhere', withKey('log'), async (digest) => {
    const { signature, bytes } = signRsa(digest);
    return annotate(signature, 'bundle', await logSignature(strangers, signature.payload, bytes, rsa.pem));
  });
  await add('with a key and a certificate, logged', withKey('log'), async (digest) => {
    const { signature, bytes } = signRsa(digest);
    const bundle = await logSignature(services, signature.payload, bytes, rsa.pem);
    const certificate = toPem('CERTIFICATE', (await issueLeaf(services.ca)).der);
    return annotate(annotate(signature, 'bundle', bundle), 'certificate', certificate);
  });
  await add('with a key, and a certificate that is logged', withKey('log'), async (digest) => {
    const { signature, bytes } = signRsa(digest);
    const certificate = toPem('CERTIFICATE', (await issueLeaf(services.ca)).der);
    const bundle = await logSignature(services, signature.payload, bytes, certificate);
    return annotate(annotate(signature, 'bundle', bundle), 'certificate', certificate);
  });
  await add('with a key, unlogged', withKey('none'), async (digest) => signRsa(digest).signature);
  await add('with a key, stamped', withKey('stamp'), async (digest) => {
    const { signature, bytes } = signRsa(digest);
    return annotate(signature, 'rfc3161timestamp', await stampSignature(services, bytes));
  });
  await add('with a key, stamped for something else', withKey('stamp'), async (digest) => {
    const { signature } = signRsa(digest);
    const stamp = await stampSignature(services, createHash('sha256').update(digest).digest());
    return annotate(signature, 'rfc3161timestamp', stamp);
  });
}
