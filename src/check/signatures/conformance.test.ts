import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALONE } from '../../../test/support/signatures.ts';
import { makeTufRepository, packTufRepository } from '../../../test/support/tuf-repository.ts';
import { readPublicKey } from './authority/public-key.ts';
import { gatherTrust } from './authority/trust.ts';
import { verifyWithKey } from './authority/verify.ts';
import { openBundle } from './found/bundle.ts';
import { createTrustRoots } from './trust-root/create.ts';
import { PUBLIC_GOOD } from './trust-root/services.ts';
import { verifyArtifact } from './verify-artifact.ts';

/**
 * Cases of sigstore-conformance (test/assets/bundle-verify), as far as a package that can be had carries their files: two,
 * of the crate sigstore-verify 0.15.1. No package that could be found carries the others: happy-path, the families `dsse-*`,
 * `rekor2-*`, `intoto-*`, `sct-*` and `trust-root-*`, managed-key-and-trusted-root, managed-key-and-client-identity_fail,
 * message-digest-mismatch_fail and cve-2022-36056-swapped-tlog-entry_fail. sigstore-go.test.ts has cases like some of them.
 */

const NOW = new Date(Math.max(Date.parse(PUBLIC_GOOD.publishedAt), Date.now()));
const LOCATION = { file: 'r.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: true };
const SIGNER = {
  issuer: 'https://token.actions.githubusercontent.com',
  subject:
    'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main',
};

function read(name: string): Buffer {
  return readFileSync(new URL(`../../../fixtures/signatures/conformance/${name}`, import.meta.url));
}

const ARTIFACT = read('a.txt');

/** The shipped root, and the one of a case as a TrustRoot document. */
async function rootsWith(trustedRoot: string) {
  const made = makeTufRepository({ target: trustedRoot });
  const start = { root: made.root, targets: 'targets', target: 'trusted_root.json' };
  const content = { kind: 'repository' as const, start, archive: await packTufRepository(made) };
  return createTrustRoots({
    documents: [{ name: 'case', location: LOCATION, contentLocation: LOCATION, content }],
    now: NOW,
    maxAge: Number.MAX_SAFE_INTEGER,
    mirrors: { sigstore: null, github: null },
    ...ALONE,
  });
}

test('invalid-ct-key_fail: a certificate log whose key is another one vouches for nothing', async () => {
  const digest = `sha256:${createHash('sha256').update(ARTIFACT).digest('hex')}` as const;
  const artifact = { bytes: ARTIFACT, digest, bundle: read('invalid-ct-key_fail/bundle.sigstore.json') };
  const roots = await rootsWith(read('invalid-ct-key_fail/trusted_root.json').toString());
  const by = (root: Parameters<typeof verifyArtifact>[2]['root']) =>
    verifyArtifact(artifact, SIGNER, { roots, root, now: NOW });
  // With the log's own key it is in order: nothing else is wrong with it.
  expect(await by({ kind: 'public-good' })).toEqual({ status: 'verified' });
  expect((await by({ kind: 'named', name: 'case' })).status).toBe('rejected');
});

test('managed-key-happy-path: a file signed with a key, and logged', async () => {
  const key = readPublicKey(read('managed-key-happy-path/key.pub').toString(), 'sha256');
  if ('problem' in key) throw new Error(key.problem);
  const opened = openBundle(read('managed-key-happy-path/bundle.sigstore.json'));
  if (!('message' in opened)) throw new Error('it is not over a file');
  const log = { kind: 'public-good' } as const;
  const demands = { certificates: null, ignoreSct: false, log, logUrl: null, timestamps: null };
  const trust = await gatherTrust(demands, await rootsWith('{}'));
  if (trust.status === 'unreadable') throw new Error(trust.reason);
  const verify = (bytes: Uint8Array) => {
    const signed = { ...opened.message, signed: bytes, payload: null };
    return verifyWithKey(key, signed, trust, NOW).status;
  };
  expect(verify(ARTIFACT)).toBe('verified');
  expect(verify(Buffer.concat([ARTIFACT, Buffer.from('\n')]))).toBe('refused');
});
