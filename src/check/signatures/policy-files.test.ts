import { describe, expect, test } from 'vitest';
import { BY_TEAM, check, TEAM } from '../../../test/support/key-signatures.ts';
import { FakeRegistry, keyAuthority, policyText } from '../../../test/support/signatures.ts';
import { UsageError } from '../../domain/index.ts';

describe('policy files that the controller would not take', () => {
  test.each([
    [
      'an unknown field',
      BY_TEAM.replace('spec:', 'spec:\n  colour: red'),
      'spec.colour of this ClusterImagePolicy is not a field',
    ],
    ['a mode', BY_TEAM.replace('spec:', 'spec:\n  mode: off'), 'spec.mode'],
    ['no images', BY_TEAM.replace(/ {2}images:\n.*\n/, ''), 'spec.images names no image'],
    ['a glob', BY_TEAM.replace('"**"', '"ghcr.io/[a-z]*"'), 'spec.images[0].glob has a character'],
    [
      'two kinds at once',
      BY_TEAM.replace('key:', 'static:\n        action: pass\n      key:'),
      'more than one of key, keyless, static',
    ],
    ['no kind', policyText({ authorities: ['name: nothing'] }), 'spec.authorities[0] has neither key'],
    ['an empty key', policyText({ authorities: ['key:\n  data: ""'] }), 'spec.authorities[0].key has neither data'],
    [
      'a private key',
      BY_TEAM.replaceAll('PUBLIC KEY', 'PRIVATE KEY'),
      'spec.authorities[0].key.data starts with a PEM block',
    ],
    ['no PEM', policyText({ authorities: ['key:\n  data: abc'] }), 'spec.authorities[0].key.data holds no PEM block'],
    ['a hash', policyText({ authorities: [keyAuthority(TEAM, { hash: 'md5' })] }), 'key.hashAlgorithm is not a hash'],
    ['an action', policyText({ authorities: ['static:\n  action: maybe'] }), 'static.action is no action'],
    [
      'a source',
      policyText({ authorities: [keyAuthority(TEAM, { extra: 'source:\n  - oci: "a b"' })] }),
      'source[0].oci is not a repository',
    ],
    ['two of a name', `${BY_TEAM}---\n${BY_TEAM}`, 'there is already a ClusterImagePolicy "shop"'],
    ['another version', BY_TEAM.replace('v1beta1', 'v2'), 'policy.sigstore.dev/v2 ClusterImagePolicy is not a kind'],
    ['no YAML', 'a: [', 'policy/0.yaml:1:'],
  ])('%s', async (_, text, message) => {
    const run = check(new FakeRegistry(), [text]);
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(message);
  });

  test('the error has the place of the first mistake', async () => {
    const error = await check(new FakeRegistry(), [BY_TEAM.replace('spec:', 'spec:\n  mode: off')]).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({
      code: 'signatures/policy',
      location: { file: 'policy/0.yaml', startLine: 6, startColumn: 9 },
    });
  });
});
