import { expect, test } from 'vitest';
import { verdictOn } from '../../../../../test/support/hardening.ts';
import type { Json } from '../../../../domain/index.ts';
import { rule } from './token-lifetime.ts';

const verdict = (...sources: readonly Json[]) =>
  verdictOn(rule, { spec: { containers: [{ name: 'api' }], volumes: [{ name: 'token', projected: { sources } }] } });
const token = (fields: Json): Json => ({ serviceAccountToken: fields });
const AT = 'spec.volumes[0].projected.sources';

test.each<[what: string, sources: readonly Json[], verdict: readonly string[]]>([
  [
    'a year',
    [token({ path: 'token', expirationSeconds: 31_536_000 })],
    [`volume "token" has a token that lives for 31536000 seconds @ ${AT}[0].serviceAccountToken.expirationSeconds`],
  ],
  [
    'a second too long, in the second source, for another audience',
    [{ configMap: { name: 'a' } }, token({ path: 'token', audience: 'vault', expirationSeconds: 86_401 })],
    [`volume "token" has a token that lives for 86401 seconds @ ${AT}[1].serviceAccountToken.expirationSeconds`],
  ],
  ['a day', [token({ path: 'token', expirationSeconds: 86_400 })], []],
  ['nothing said is an hour', [token({ path: 'token' })], []],
  ['null is nothing', [token({ path: 'token', expirationSeconds: null })], []],
  ['no token', [{ secret: { name: 'a' } }], []],
  ['no source', [], []],
])('%s', (_, sources, expected) => expect(verdict(...sources)).toEqual(expected));

test('a volume of another kind', () =>
  expect(verdictOn(rule, { spec: { volumes: [{ name: 'a', secret: { secretName: 'a' } }] } })).toEqual([]));
