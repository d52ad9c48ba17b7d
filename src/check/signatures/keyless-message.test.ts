import { beforeAll, expect, test } from 'vitest';
import { REPOSITORY } from '../../../test/support/signature-check.ts';
import { DIGEST, messagesOf, OTHER } from '../../../test/support/signature-messages.ts';
import { createKey, FakeRegistry, policyText, signPayload, simpleSigning } from '../../../test/support/signatures.ts';
import { LATER, SIGNED, type SigstoreServices, signKeyless, startSigstore } from '../../../test/support/sigstore.ts';
import { signKeylessBundle } from '../../../test/support/sigstore-bundles.ts';
import { keylessAuthority, LOGGED, STAMPED, trustRootText } from '../../../test/support/sigstore-documents.ts';

/** Each message is read on its own, by someone who did not write the policy: it must say what to do. */

let services: SigstoreServices;
beforeAll(async () => {
  services = await startSigstore(SIGNED);
});

async function messages(
  registry: FakeRegistry,
  authority = keylessAuthority({ extra: LOGGED }),
  now = LATER,
): Promise<readonly string[]> {
  const documents = [
    { file: 'policy/ci.yaml', text: policyText({ name: 'ci-images', authorities: [authority] }) },
    { file: 'policy/root.yaml', text: trustRootText(services) },
  ];
  const messages = await messagesOf({ registry, documents, now });
  return messages.map((message) => message.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'DATE'));
}

function holding(...signatures: readonly Awaited<ReturnType<typeof signKeyless>>[]): FakeRegistry {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, signatures);
  return registry;
}

test('not signed', async () => {
  expect(await messages(new FakeRegistry())).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is not signed, so nothing shows who built it. Policy "ci-images" (policy/ci.yaml:4): authority "ci" wants a signature by https://ci.example/acme/api/.build/release.yml@refs/heads/main (issued by https://token.ci.example), and there is none. Sign it in the workflow that the policy names (cosign sign --new-bundle-format=false IMAGE@DIGEST), or use an image that is signed.",
    ]
  `);
});

test('by another identity', async () => {
  const registry = holding(await signKeyless(services, DIGEST, { subject: 'https://ci.example/evil@refs/heads/x' }));
  expect(await messages(registry)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is signed by an identity that is not trusted, so nothing shows who built it. Policy "ci-images" (policy/ci.yaml:4): authority "ci" wants a signature by https://ci.example/acme/api/.build/release.yml@refs/heads/main (issued by https://token.ci.example), and the one that is there is not (signature 1 of 1 in the .sig tag of ghcr.io/acme/api: it was signed by another identity, https://ci.example/evil@refs/heads/x (issued by https://token.ci.example)). Build and sign it in the workflow that the policy names, or add the identity to the policy if it is one of yours.",
    ]
  `);
});

test('nothing that is enough, each for another reason', async () => {
  const stranger = await startSigstore(SIGNED);
  const registry = holding(
    await signKeyless(services, OTHER),
    await signKeyless(stranger, DIGEST),
    await signKeyless({ ...services, tlog: stranger.tlog }, DIGEST),
    signPayload(createKey(), simpleSigning(DIGEST)),
  );
  expect(await messages(registry)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 has no signature that is good enough, so nothing shows who built it. Policy "ci-images" (policy/ci.yaml:4): authority "ci" wants a signature by https://ci.example/acme/api/.build/release.yml@refs/heads/main (issued by https://token.ci.example), and none of the 4 that are there is (signature 1 of 4 in the .sig tag of ghcr.io/acme/api: it was made for another image, sha256:2222222222222222222222222222222222222222222222222222222222222222; signature 2 of 4 in the .sig tag of ghcr.io/acme/api: its certificate was not given out by an authority of the trust root; signature 3 of 4 in the .sig tag of ghcr.io/acme/api: its log entry was not signed by a log of the trust root; signature 4 of 4 in the .sig tag of ghcr.io/acme/api: it has no certificate beside it, so that it names nobody who signed). Find out who built and signed this image before it runs anywhere; then sign it again in the workflow that the policy names, or correct the trust root.",
    ]
  `);
});

test('without a log entry, which is not searched for', async () => {
  const registry = holding(await signKeyless(services, DIGEST, { log: false }));
  expect(await messages(registry)).toMatchInlineSnapshot(`
    [
      "The signatures of ghcr.io/acme/api:1.2.3 could not be checked, which says neither that it is signed nor that it is not. Policy "ci-images" (policy/ci.yaml:4): authority "ci" wants a signature by https://ci.example/acme/api/.build/release.yml@refs/heads/main (issued by https://token.ci.example), and the signatures could not be read (signature 1 of 1 in the .sig tag of ghcr.io/acme/api: it has no log entry beside it, and this gate does not search the log at https://rekor.sigstore.mock for one). Sign with an upload to the log (cosign sign --tlog-upload=true), so that the entry travels with the signature.",
    ]
  `);
});

test('an expired certificate', async () => {
  const registry = holding(await signKeyless(services, DIGEST));
  expect(await messages(registry, keylessAuthority())).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 has no signature that is good enough, so nothing shows who built it. Policy "ci-images" (policy/ci.yaml:4): authority "ci" wants a signature by https://ci.example/acme/api/.build/release.yml@refs/heads/main (issued by https://token.ci.example), and the one that is there is not (signature 1 of 1 in the .sig tag of ghcr.io/acme/api: its certificate had expired: it was valid from DATE to DATE, and the policy asks for nothing that shows when it was signed, and now it is DATE). Find out who built and signed this image before it runs anywhere; then sign it again in the workflow that the policy names, or correct the trust root.",
    ]
  `);
});

test('a certificate that is still valid, and nothing to show when it was used', async () => {
  const registry = holding(await signKeyless(services, DIGEST));
  const now = new Date(SIGNED.getTime() + 60_000);
  expect(await messages(registry, keylessAuthority(), now)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is signed as policy "ci-images" (policy/ci.yaml:4) wants, but a cluster would refuse it: the policy asks for neither a log entry nor a timestamp, so that the certificate counts only until it expires, at DATE, and every later deployment is refused; add ctlog or rfc3161timestamp to the authority.",
    ]
  `);
});

test('a timestamp of somebody else', async () => {
  const { tsa } = await startSigstore(SIGNED);
  const registry = holding(await signKeyless({ ...services, tsa }, DIGEST, { log: false, timestamp: true }));
  expect(await messages(registry, keylessAuthority({ extra: STAMPED }))).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 has no signature that is good enough, so nothing shows who built it. Policy "ci-images" (policy/ci.yaml:4): authority "ci" wants a signature by https://ci.example/acme/api/.build/release.yml@refs/heads/main (issued by https://token.ci.example), and the one that is there is not (signature 1 of 1 in the .sig tag of ghcr.io/acme/api: its timestamp was not made for it by an authority of the trust root). Find out who built and signed this image before it runs anywhere; then sign it again in the workflow that the policy names, or correct the trust root.",
    ]
  `);
});

test('a bundle, which the cluster does not read', async () => {
  const registry = new FakeRegistry();
  registry.putBundle(REPOSITORY, DIGEST, await signKeylessBundle(services, DIGEST));
  expect(await messages(registry)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is signed as policy "ci-images" (policy/ci.yaml:4) wants, but a cluster would refuse it: the signature is in the sigstore bundle format, and policy-controller (v0.13 to v0.15) looks for plain signatures only at the older .sig tag; sign it in that format too (cosign sign --new-bundle-format=false IMAGE@DIGEST) before it is deployed to a cluster that enforces the policy.",
    ]
  `);
});

test('a TrustRoot that no file has', async () => {
  const registry = holding(await signKeyless(services, DIGEST));
  expect(await messages(registry, keylessAuthority({ trustRoot: 'theirs' }))).toMatchInlineSnapshot(`
    [
      "The signatures of ghcr.io/acme/api:1.2.3 could not be checked, which says neither that it is signed nor that it is not. Policy "ci-images" (policy/ci.yaml:4): authority "ci" wants a signature by https://ci.example/acme/api/.build/release.yml@refs/heads/main (issued by https://token.ci.example), and the signatures could not be read (signature 1 of 1 in the .sig tag of ghcr.io/acme/api: the TrustRoot "theirs" is in none of the files of signatures.policies). Add its document to signatures.policies: the cluster refuses images without it too.",
    ]
  `);
});

test('a certificate authority without a url', async () => {
  const authority = keylessAuthority({
    trustRoot: null,
    keyless: `ca-cert:\n    data: |\n      ${createKey().pem.trim().replaceAll('\n', '\n      ')}`,
  });
  expect(await messages(new FakeRegistry(), authority)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 has no signature that is good enough, so nothing shows who built it. Policy "ci-images" (policy/ci.yaml:4): authority "ci" has a ca-cert and no url, with which policy-controller refuses every image. Give the authority trustRootRef, and a TrustRoot document with the certificate authority.",
    ]
  `);
});
