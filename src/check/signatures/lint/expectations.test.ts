import { expect, test } from 'vitest';
import { createKey } from '../../../../test/support/signatures.ts';
import { parsePolicy } from '../../../policy/index.ts';
import { completePolicy } from '../../../policy/schema.ts';
import { lintExpectations } from './expectations.ts';

const { pem } = createKey();

test('a build level is read from the file, where a number is text', async () => {
  const text = `version: 1\nsignatures:\n  attestations:\n    - predicate: provenance\n      buildLevel: 2\n      signedBy: { subject: a }\n`;
  const { policy } = parsePolicy(Buffer.from(text), 'policy.yaml');
  expect(policy.signatures.attestations[0]).toMatchObject({ buildLevel: 2 });
});

test.each([
  ['in order', { predicate: 'spdx', signedBy: { key: pem } }, []],
  ['a key that is none', { predicate: 'spdx', signedBy: { key: 'x' } }, ['signatures.attestations.0.signedBy.key']],
  [
    'a pattern that is none',
    { predicate: 'spdx', signedBy: { subjectPattern: '(' } },
    ['signatures.attestations.0.signedBy.subjectPattern'],
  ],
  [
    'a pattern that closes what it did not open',
    { predicate: 'spdx', signedBy: { subjectPattern: 'a)|(?:b' } },
    ['signatures.attestations.0.signedBy.subjectPattern'],
  ],
  [
    'a trust root',
    { predicate: 'spdx', signedBy: { subject: 'a', trustRoot: 'ours' } },
    ['signatures.attestations.0.signedBy.trustRoot'],
  ],
  [
    'a build level of a key',
    { predicate: 'provenance', buildLevel: 3, signedBy: { key: pem } },
    ['signatures.attestations.0.buildLevel'],
  ],
])('%s', (_, attestation, paths) => {
  const policy = completePolicy({ version: 1, signatures: { attestations: [attestation] } });
  expect(lintExpectations(policy, []).map(({ path }) => path.join('.'))).toEqual(paths);
});
