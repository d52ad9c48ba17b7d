import { describe, expect, test } from 'vitest';
import { imageUse, manifest, manifestRef } from '../../../test/support/findings.ts';
import {
  BY_TEAM,
  check,
  DIGEST,
  describeFinding,
  STRANGER,
  signed,
  TEAM,
  verdict,
  WRITTEN,
} from '../../../test/support/key-signatures.ts';
import { REPOSITORY } from '../../../test/support/signature-check.ts';
import {
  FakeRegistry,
  keyAuthority,
  policyText,
  resolvedImage,
  simpleSigning,
} from '../../../test/support/signatures.ts';
import type { JsonObject, ResolvedImage } from '../../domain/index.ts';

describe('what could not be looked at is unknown, never unsigned', () => {
  test.each([
    ['manifest', 'timeout', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['manifest', 'throttled', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['manifest', 'unauthorized', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['manifest', 'malformed', 'unknown | signature/invalid unknown(content) block'],
    ['manifest', 'not-found', 'fail | signature/missing fail block'],
    ['blob', 'server-error', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['blob', 'digest-mismatch', 'unknown | signature/invalid unknown(content) block'],
    ['blob', 'too-large', 'unknown | signature/invalid unknown(content) block'],
    ['blob', 'not-found', 'fail | signature/invalid fail block'],
  ] as const)('%s: %s', async (request, failure, expected) => {
    const registry = signed(TEAM);
    registry.fail(request, failure);
    expect(await verdict(registry)).toBe(expected);
  });

  test('a payload of more than a mebibyte', async () => {
    const registry = signed(TEAM, simpleSigning(DIGEST).padEnd(1024 * 1024 + 1));
    expect(await verdict(registry)).toBe('unknown | signature/invalid unknown(content) block');
  });

  test('another authority that passes is enough all the same', async () => {
    const registry = signed(TEAM);
    registry.fail('manifest ghcr.io/acme/signatures', 'timeout');
    const elsewhere = keyAuthority(STRANGER, { name: 'elsewhere', extra: 'source:\n  - oci: ghcr.io/acme/signatures' });
    const documents = [policyText({ authorities: [elsewhere, keyAuthority(TEAM)] })];
    expect(await verdict(registry, documents)).toBe('pass');
    expect(await verdict(signed(STRANGER), [policyText({ authorities: [elsewhere] })])).toMatch(
      /^fail \| signature\/missing/,
    );
  });

  test.each([
    ['a key in a KMS', 'name: kms\nkey:\n  kms: gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k'],
    ['a key in a Secret', 'name: secret\nkey:\n  secretRef:\n    name: cosign'],
    ['a TrustRoot that is not there', keyAuthority(TEAM, { extra: 'rfc3161timestamp:\n  trustRootRef: ours' })],
  ])('what the gate cannot check: %s', async (_, authority) => {
    const documents = [policyText({ authorities: [authority] })];
    expect(await verdict(signed(TEAM), documents)).toBe('unknown | signature/invalid unknown(infrastructure) block');
  });

  test("the policy's own condition", async () => {
    const documents = [`${BY_TEAM}  policy:\n    type: cue\n    data: "true"\n`];
    expect(await verdict(signed(TEAM), documents)).toBe('unknown | signature/invalid unknown(infrastructure) block');
    expect(await verdict(signed(STRANGER), documents)).toBe('fail | signature/invalid fail block');
  });
});

describe('policies', () => {
  const pass = policyText({ name: 'pass', authorities: ['static:\n  action: pass'] });
  const fail = policyText({
    name: 'refuse',
    authorities: ['static:\n  action: fail\n  message: use ghcr.io/acme/base'],
  });
  const warn = policyText({ name: 'try', mode: 'warn', authorities: [keyAuthority(STRANGER)] });
  const empty = policyText({ name: 'empty', authorities: [] });

  test.each([
    ['static pass', [pass], {}, 'pass'],
    ['static fail', [fail], {}, 'fail | signature/invalid fail block'],
    ['all that match must pass', [BY_TEAM, fail], {}, 'fail | signature/invalid fail block'],
    ['all that match pass', [BY_TEAM, pass], {}, 'pass'],
    ['mode warn', [warn], {}, 'fail | signature/invalid fail warn'],
    ['mode warn beside one that passes', [BY_TEAM, warn], {}, 'fail | signature/invalid fail warn'],
    ['mode warn beside one that fails', [fail, warn], {}, 'fail | signature/invalid fail block'],
    ['the gate only warns', [fail], { mode: 'warn' }, 'fail | signature/invalid fail warn'],
    ['the gate is off', [fail], { mode: 'off' }, 'skipped'],
    ['no authorities', [empty], {}, 'fail | signature/no-policy fail block'],
    ['no authorities, where that is allowed', [empty], { noMatch: 'allow' }, 'skipped'],
    ['no authorities beside one that passes', [empty, BY_TEAM], {}, 'pass'],
    ['no policy', [], {}, 'fail | signature/no-policy fail block'],
    ['no policy, which is a warning', [], { noMatch: 'warn' }, 'skipped | signature/no-policy fail warn'],
    ['no policy, which is allowed', [], { noMatch: 'allow' }, 'skipped'],
  ])('%s', async (_, documents, signatures, expected) => {
    expect(await verdict(signed(TEAM), documents, signatures)).toBe(expected);
  });

  test('a policy for another image does not match', async () => {
    const documents = [policyText({ globs: ['ghcr.io/acme/web@*'], authorities: [keyAuthority(TEAM)] })];
    const { findings } = await check(signed(TEAM), documents);
    expect(findings.map(describeFinding)).toEqual(['signature/no-policy fail block']);
    expect(findings[0]?.message).toContain(`The only policy, "shop", does not match ${REPOSITORY}@${DIGEST}`);
  });

  test('documents of other kinds count for nothing', async () => {
    const openshift = BY_TEAM.replace('policy.sigstore.dev/v1beta1', 'config.openshift.io/v1');
    expect(await verdict(signed(TEAM), [openshift])).toBe('fail | signature/no-policy fail block');
  });

  test('each list of signatures is asked for once, whoever asks', async () => {
    const registry = signed(TEAM);
    const again = policyText({ name: 'again', authorities: [keyAuthority(TEAM), keyAuthority(STRANGER)] });
    expect(await verdict(registry, [BY_TEAM, again])).toBe('pass');
    expect(registry.asked.filter((request) => request.startsWith('manifest'))).toHaveLength(1);
  });
});

describe('match', () => {
  const deployments = policyText({
    name: 'deployments',
    match:
      'match:\n  - group: apps\n    version: v1\n    resource: deployments\n    selector:\n      matchLabels:\n        tier: web',
    authorities: ['static:\n  action: fail'],
  });
  const all = policyText({ name: 'all', authorities: ['static:\n  action: pass'] });

  function used(kind: string, apiVersion: string, object: JsonObject): ResolvedImage {
    const use = imageUse(WRITTEN);
    const ref = manifestRef({ kind, apiVersion });
    return resolvedImage(WRITTEN, DIGEST, [
      { ...use, manifest: { ...manifest(ref), object: { apiVersion, kind, ...object } } },
    ]);
  }
  const web = { metadata: { labels: { tier: 'web' } } };

  test.each([
    ['the resource and its labels', used('Deployment', 'apps/v1', web), 'fail | signature/invalid fail block'],
    ['other labels', used('Deployment', 'apps/v1', { metadata: { labels: { tier: 'db' } } }), 'pass'],
    ['another kind', used('StatefulSet', 'apps/v1', web), 'pass'],
    ['another group', used('Deployment', 'example.com/v1', web), 'pass'],
  ])('%s', async (_, one, expected) => {
    expect(await verdict(new FakeRegistry(), [deployments, all], {}, [one])).toBe(expected);
  });

  test('an object that a Deployment makes and no policy covers is denied, as in the cluster', async () => {
    const one = used('Deployment', 'apps/v1', web);
    const { findings } = await check(new FakeRegistry(), [deployments], { noMatch: 'deny' }, [one]);
    expect(findings.map(describeFinding)).toEqual(['signature/invalid fail block', 'signature/no-policy fail block']);
    expect(findings[1]?.message).toContain('for a ReplicaSet');
  });
});
