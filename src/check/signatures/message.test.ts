import { expect, test } from 'vitest';
import { REPOSITORY } from '../../../test/support/signature-check.ts';
import { DIGEST, messagesOf, OTHER } from '../../../test/support/signature-messages.ts';
import {
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  signBundle,
  signPayload,
  simpleSigning,
} from '../../../test/support/signatures.ts';

/** Each message is read on its own, by someone who did not write the policy: it must say what to do. */

const TEAM = createKey();
const STRANGER = createKey();

function messages(registry: FakeRegistry, ...texts: readonly string[]): Promise<readonly string[]> {
  const documents = texts.map((text, index) => ({ file: `policy/${index}.yaml`, text }));
  return messagesOf({ registry, documents, now: new Date('2026-06-01T00:00:00Z') });
}

const byTeam = policyText({ name: 'team-images', authorities: [keyAuthority(TEAM)] });

test('not signed', async () => {
  expect(await messages(new FakeRegistry(), byTeam)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is not signed, so nothing shows who built it. Policy "team-images" (policy/0.yaml:4): authority "team" wants a signature made with its key (ECDSA P-256, SHA256:...), and there is none. Sign it where it is built (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST), or use an image that is signed.",
    ]
  `);
});

test('signed by somebody else, and for another image', async () => {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, [
    signPayload(STRANGER, simpleSigning(DIGEST)),
    signPayload(TEAM, simpleSigning(OTHER)),
  ]);
  expect(await messages(registry, byTeam)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 has no signature that is good enough, so nothing shows who built it. Policy "team-images" (policy/0.yaml:4): authority "team" wants a signature made with its key (ECDSA P-256, SHA256:...), and none of the 2 that are there is (signature 1 of 2 in the .sig tag of ghcr.io/acme/api: it was not made with this key, or was changed afterwards; signature 2 of 2 in the .sig tag of ghcr.io/acme/api: it was made for another image, sha256:2222222222222222222222222222222222222222222222222222222222222222). Find out who built and signed this image before it runs anywhere; then sign it with the right key, or correct the key in the policy.",
    ]
  `);
});

test('two policies, one of which has two authorities', async () => {
  const registry = new FakeRegistry();
  const rotated = policyText({
    name: 'rotated',
    authorities: [keyAuthority(TEAM, { name: 'new' }), keyAuthority(createKey('P-384'), { name: 'old' })],
  });
  expect(await messages(registry, byTeam, rotated)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is not signed, so nothing shows who built it. Policy "team-images" (policy/0.yaml:4): authority "team" wants a signature made with its key (ECDSA P-256, SHA256:...), and there is none. Policy "rotated" (policy/1.yaml:4): authority "new" wants a signature made with its key (ECDSA P-256, SHA256:...), and there is none; authority "old" wants a signature made with its key (ECDSA P-384, SHA256:...), and there is none. Sign it where it is built (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST), or use an image that is signed.",
    ]
  `);
});

test('refused outright', async () => {
  const refuse = policyText({
    name: 'no-debug',
    authorities: ['static:\n  action: fail\n  message: debug images stay out'],
  });
  expect(await messages(new FakeRegistry(), refuse)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is refused by a signature policy. Policy "no-debug" (policy/0.yaml:4): authority "authority-0" refuses every image that the policy matches, saying "debug images stay out". Use an image that the policy does not refuse.",
    ]
  `);
});

test('the registry does not answer', async () => {
  const registry = new FakeRegistry();
  registry.fail('manifest', 'timeout');
  expect(await messages(registry, byTeam)).toMatchInlineSnapshot(`
    [
      "The signatures of ghcr.io/acme/api:1.2.3 could not be checked, which says neither that it is signed nor that it is not. Policy "team-images" (policy/0.yaml:4): authority "team" wants a signature made with its key (ECDSA P-256, SHA256:...), and the signatures could not be read (ghcr.io answered "timeout"). Do what helps against "timeout".",
    ]
  `);
});

test('a key that the gate cannot have', async () => {
  const kms = policyText({ name: 'kms', authorities: ['name: hsm\nkey:\n  kms: awskms:///alias/team'] });
  expect(await messages(new FakeRegistry(), kms)).toMatchInlineSnapshot(`
    [
      "The signatures of ghcr.io/acme/api:1.2.3 could not be checked, which says neither that it is signed nor that it is not. Policy "kms" (policy/0.yaml:4): authority "hsm" asks for a key in a key management service, which this gate cannot check. A pull request cannot reach the service: put the public key itself into key.data (cosign public-key --key <KMS URI>).",
    ]
  `);
});

test('no policy covers it', async () => {
  const web = policyText({ name: 'web', globs: ['ghcr.io/acme/web@*'], authorities: [keyAuthority(TEAM)] });
  expect(await messages(new FakeRegistry(), web)).toMatchInlineSnapshot(`
    [
      "No signature policy covers ghcr.io/acme/api:1.2.3, so nothing says who may have built it. The only policy, "web", does not match ghcr.io/acme/api@sha256:1111111111111111111111111111111111111111111111111111111111111111. Add a glob for it to a ClusterImagePolicy that signatures.policies names, or use an image that is covered.",
    ]
  `);
  expect(await messages(new FakeRegistry())).toMatchInlineSnapshot(`
    [
      "No signature policy covers ghcr.io/acme/api:1.2.3, so nothing says who may have built it. There is no ClusterImagePolicy at all. Add a glob for it to a ClusterImagePolicy that signatures.policies names, or use an image that is covered.",
    ]
  `);
});

test('a policy that asks for nothing', async () => {
  expect(await messages(new FakeRegistry(), policyText({ name: 'empty', authorities: [] }))).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is covered by policy "empty" (policy/0.yaml:4) alone, and a policy without authorities asks for nothing: a cluster admits whatever it matches. Give the policy an authority, for example with key.data.",
    ]
  `);
});

test('a bundle, which the cluster does not read', async () => {
  const registry = new FakeRegistry();
  registry.putBundle(REPOSITORY, DIGEST, signBundle(TEAM, DIGEST));
  expect(await messages(registry, byTeam)).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is signed as policy "team-images" (policy/0.yaml:4) wants, but a cluster would refuse it: the signature is in the sigstore bundle format, and policy-controller (v0.13 to v0.15) looks for a key only at the older .sig tag; sign it in that format too (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST) before it is deployed to a cluster that enforces the policy.",
    ]
  `);
});
