import { expect, test } from 'vitest';
import { attest, attestBundle, PREDICATES, wantedText } from '../../../test/support/attestations.ts';
import { REPOSITORY } from '../../../test/support/signature-check.ts';
import { DIGEST, messagesOf, OTHER } from '../../../test/support/signature-messages.ts';
import { createKey, FakeRegistry, keyAuthority, policyText } from '../../../test/support/signatures.ts';

/** Each message about attestations is read on its own: it must say what to do. */

const TEAM = createKey();
const STRANGER = createKey();

function messages(
  registry: FakeRegistry,
  extra: string,
  attestations: readonly object[] = [],
): Promise<readonly string[]> {
  const text = policyText({ name: 'attested', authorities: [keyAuthority(TEAM, { extra })] });
  return messagesOf({
    registry,
    documents: extra === '' ? [] : [{ file: 'policy/attested.yaml', text }],
    now: new Date('2026-06-08T12:00:00Z'),
    signatures: { attestations, ...(extra === '' ? {} : { policies: ['p.yaml'] }) },
  });
}

function holding(...attestations: readonly ReturnType<typeof attest>[]): FakeRegistry {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, attestations, '', 'att');
  return registry;
}

test('none of the type', async () => {
  expect(await messages(holding(attest(TEAM, DIGEST)), wantedText(['vuln']))).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 has no attestation that the policy wants, so nothing shows how it was made or what is in it. Policy "attested" (policy/attested.yaml:4): authority "team" wants an attestation of the type vuln (https://cosign.sigstore.dev/attestation/vuln/v1) made with its key (ECDSA P-256, SHA256:...), and there is none (there are: https://cosign.sigstore.dev/attestation/v1). Attest it where it is built (cosign attest --key KEY --new-bundle-format=false --type TYPE --predicate FILE IMAGE@DIGEST), or use an image that has the attestation.",
    ]
  `);
});

test('by somebody else, and of another image', async () => {
  const registry = holding(attest(STRANGER, DIGEST), attest(TEAM, OTHER));
  expect(await messages(registry, wantedText(['custom']))).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 has no attestation that is good enough, so nothing shows how it was made or what is in it. Policy "attested" (policy/attested.yaml:4): authority "team" wants an attestation of the type custom (https://cosign.sigstore.dev/attestation/v1) made with its key (ECDSA P-256, SHA256:...), and none of the 2 that are there is (attestation 1 of 2 in the .att tag of ghcr.io/acme/api: it was not made with this key, or was changed afterwards; attestation 2 of 2 in the .att tag of ghcr.io/acme/api: it was made for another image, 2222222222222222222222222222222222222222222222222222222222222222). Find out who built and attested this image before it runs anywhere; then attest it again where it is built, or correct the policy.",
    ]
  `);
});

test('a predicate that is not of its type', async () => {
  const registry = holding(attest(TEAM, DIGEST, { predicateType: PREDICATES.vuln, predicate: 'none' }));
  expect(await messages(registry, wantedText(['vuln']))).toMatchInlineSnapshot(`
    [
      "What is attested of ghcr.io/acme/api:1.2.3 is not what the policy wants. Policy "attested" (policy/attested.yaml:4): authority "team" wants an attestation of the type vuln (https://cosign.sigstore.dev/attestation/vuln/v1) made with its key (ECDSA P-256, SHA256:...), and what the one that is there says is not enough (its predicate is not what vuln (https://cosign.sigstore.dev/attestation/vuln/v1) says). Build the image again so that what is attested of it is what the policy wants, or correct the condition in the policy.",
    ]
  `);
});

test('in the format that the cluster does not read', async () => {
  const registry = new FakeRegistry();
  registry.putBundle(REPOSITORY, DIGEST, attestBundle(TEAM, DIGEST));
  expect(await messages(registry, wantedText(['custom']))).toMatchInlineSnapshot(`
    [
      "ghcr.io/acme/api:1.2.3 is attested as policy "attested" (policy/attested.yaml:4) wants, but a cluster would refuse it: the attestation is in the sigstore bundle format, and policy-controller (v0.13 to v0.15) looks for it only at the older .att tag unless signatureFormat is bundle; attest it in that format too (cosign attest --new-bundle-format=false) before it is deployed to a cluster that enforces the policy.",
    ]
  `);
});

test('a condition that nothing here evaluates', async () => {
  const condition = 'type: rego\ndata: "package sigstore"';
  expect(await messages(holding(attest(TEAM, DIGEST)), wantedText(['custom'], condition))).toMatchInlineSnapshot(`
    [
      "The attestations of ghcr.io/acme/api:1.2.3 could not be checked, which says neither that they are what the policy wants nor that they are not. Policy "attested" (policy/attested.yaml:4): authority "team" wants an attestation of the type custom (https://cosign.sigstore.dev/attestation/v1) made with its key (ECDSA P-256, SHA256:...), and whether there is one could not be found out (a condition in Rego decides, and there is no program opa to evaluate it). Run the gate where the program is on PATH.",
    ]
  `);
});

test('a registry that does not answer', async () => {
  const registry = new FakeRegistry();
  registry.fail('manifest', 'timeout');
  expect(await messages(registry, wantedText(['custom']))).toMatchInlineSnapshot(`
    [
      "The attestations of ghcr.io/acme/api:1.2.3 could not be checked, which says neither that they are what the policy wants nor that they are not. Policy "attested" (policy/attested.yaml:4): authority "team" wants an attestation of the type custom (https://cosign.sigstore.dev/attestation/v1) made with its key (ECDSA P-256, SHA256:...), and whether there is one could not be found out (ghcr.io answered "timeout"). Do what helps against "timeout".",
    ]
  `);
});

test("what the gate's own policy expects", async () => {
  const signedBy = { key: TEAM.pem };
  const predicate = {
    builder: { id: 'https://ci.example/other' },
    metadata: { buildFinishedOn: '2026-01-01T00:00:00Z' },
  };
  const registry = holding(attest(TEAM, DIGEST, { predicateType: PREDICATES.slsa02, predicate }));
  const provenance = {
    predicate: 'provenance',
    signedBy,
    builder: 'https://ci.example/ours',
    ref: 'refs/heads/main',
    maxAge: '30d',
    buildLevel: 3,
  };
  expect(await messages(registry, '', [provenance, { predicate: 'spdx', signedBy }])).toMatchInlineSnapshot(`
    [
      "What is attested of ghcr.io/acme/api:1.2.3 is not what the policy wants. The gate's own policy (signatures.attestations[0]) wants an attestation of the type SLSA provenance made with the key SHA256:..., and what the one that is there says is not enough (the builder is https://ci.example/other, and not https://ci.example/ours, and it does not say what the ref is, and what shows is build level 1, and not 3: a key signed it, and no certificate says on what it ran, and the image was built at 2026-01-01 00:00 UTC, which is longer ago than 30 days). Build or scan the image again as the policy expects, or correct the expectation.",
      "ghcr.io/acme/api:1.2.3 has no attestation that the policy wants, so nothing shows how it was made or what is in it. The gate's own policy (signatures.attestations[1]) wants an attestation of the type SPDX bill of materials made with the key SHA256:..., and there is none (there are: https://slsa.dev/provenance/v0.2). Attest the image where it is built (actions/attest with push-to-registry, or cosign attest), or use one that is attested.",
    ]
  `);
});
