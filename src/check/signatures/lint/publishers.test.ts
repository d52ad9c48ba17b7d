import { ECDH } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { wantedText } from '../../../../test/support/attestations.ts';
import { createKey, keyAuthority, policyText, type TestKey } from '../../../../test/support/signatures.ts';
import { completePolicy } from '../../../policy/schema.ts';
import { lintExpectations } from './expectations.ts';

/** Signers of OpenVEX documents who are also who publishes the images, however either of them is written. */

const PUBLISHER = createKey();
const RSA = createKey('RSA');
const ISSUER = 'https://token.actions.githubusercontent.com';
const BUILD = 'https://github.com/acme/build/.github/workflows/image.yml@refs/heads/main';
const PATTERN = 'https://github\\.com/acme/build/.+';

const pkcs1 = RSA.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const derived = `# who signs what\r\n${PUBLISHER.pem.replaceAll('\n', '\r\n')}\r\n`;

const keyless = (...identity: readonly string[]): string =>
  ['keyless:', '  identities:', `    - ${identity.join('\n      ')}`].join('\n');
const exact = keyless(`issuer: ${ISSUER}`, `subject: ${BUILD}`);
const pattern = (text: string) => keyless(`issuer: ${ISSUER}`, `subjectRegExp: '${text}'`);
const wants = (types: readonly string[]) => keyAuthority(PUBLISHER, { extra: wantedText(types) });

interface Given {
  readonly signedBy: object;
  readonly authorities?: readonly string[];
  readonly attestedBy?: object;
  readonly key?: 'vexAttestations' | 'sbomAttestations';
}

function lint({ signedBy, authorities = [], attestedBy, key = 'vexAttestations' }: Given) {
  const attestations = attestedBy === undefined ? [] : [{ predicate: 'spdx', signedBy: attestedBy }];
  const policy = completePolicy({
    version: 1,
    signatures: { attestations },
    vulnerabilities: { [key]: [{ signedBy }] },
  });
  const text = policyText({ globs: ['ghcr.io/acme/**'], authorities });
  return lintExpectations(policy, authorities.length === 0 ? [] : [{ file: 'images.yaml', text }]);
}

describe('whose word on vulnerabilities is the publisher’s own', () => {
  test.each<[string, Given]>([
    ['the same key', { signedBy: { key: PUBLISHER.pem }, authorities: [keyAuthority(PUBLISHER)] }],
    ['with other line ends and a comment', { signedBy: { key: derived }, authorities: [keyAuthority(PUBLISHER)] }],
    ['in another form', { signedBy: { key: pkcs1 }, authorities: [keyAuthority(RSA)] }],
    ['with its point compressed', { signedBy: { key: compressed(PUBLISHER) }, authorities: [keyAuthority(PUBLISHER)] }],
    [
      'with another hash',
      { signedBy: { key: PUBLISHER.pem }, authorities: [keyAuthority(PUBLISHER, { hash: 'sha512' })] },
    ],
    [
      'the key of a later authority',
      { signedBy: { key: PUBLISHER.pem }, authorities: [keyAuthority(createKey()), keyAuthority(PUBLISHER)] },
    ],
    ['who attests provenance', { signedBy: { key: PUBLISHER.pem }, authorities: [wants(['slsaprovenance1'])] }],
    [
      'who attests OpenVEX and more',
      { signedBy: { key: PUBLISHER.pem }, authorities: [wants(['openvex', 'spdxjson'])] },
    ],
    ['the same identity', { signedBy: { subject: BUILD }, authorities: [exact] }],
    [
      'a later one of several identities',
      {
        signedBy: { subject: BUILD },
        authorities: [
          keyless('issuer: a', `subject: ${BUILD}`).concat(`\n    - issuer: ${ISSUER}\n      subject: ${BUILD}`),
        ],
      },
    ],
    [
      'with a pattern for the issuer',
      {
        signedBy: { subject: BUILD },
        authorities: [keyless("issuerRegExp: '^https://token\\.actions'", `subject: ${BUILD}`)],
      },
    ],
    ['an identity that a pattern takes', { signedBy: { subjectPattern: PATTERN }, authorities: [exact] }],
    ['the same pattern', { signedBy: { subjectPattern: PATTERN }, authorities: [pattern(PATTERN)] }],
    [
      'the same pattern with its ends',
      { signedBy: { subjectPattern: PATTERN }, authorities: [pattern(`^${PATTERN}$`)] },
    ],
    ['by who also attests, with a comment', { signedBy: { key: derived }, attestedBy: { key: PUBLISHER.pem } }],
    [
      'by a pattern that takes who also attests',
      { signedBy: { subjectPattern: PATTERN }, attestedBy: { subject: BUILD } },
    ],
  ])('%s', (_, given) => {
    expect(lint(given).map(({ path }) => path.join('.'))).toEqual(['vulnerabilities.vexAttestations.0.signedBy']);
  });

  test.each<[string, Given]>([
    ['another key', { signedBy: { key: createKey().pem }, authorities: [keyAuthority(PUBLISHER), exact] }],
    ['another subject', { signedBy: { subject: `${BUILD}s` }, authorities: [exact, keyAuthority(PUBLISHER)] }],
    ['another issuer', { signedBy: { subject: BUILD, issuer: 'https://issuer.example' }, authorities: [exact] }],
    [
      'an issuer that a pattern does not take',
      { signedBy: { subject: BUILD }, authorities: [keyless('issuerRegExp: ^https://ci', `subject: ${BUILD}`)] },
    ],
    ['a pattern that does not take it', { signedBy: { subjectPattern: 'https://github' }, authorities: [exact] }],
    ['another pattern', { signedBy: { subjectPattern: PATTERN }, authorities: [pattern('^https://github\\.com/')] }],
    [
      'one workflow of a company all of whose workflows may publish',
      { signedBy: { subject: BUILD }, authorities: [pattern('^https://github\\.com/acme/.+$')] },
    ],
    ['who attests nothing but OpenVEX', { signedBy: { key: PUBLISHER.pem }, authorities: [wants(['openvex'])] }],
    [
      'a bill of materials',
      { key: 'sbomAttestations', signedBy: { key: PUBLISHER.pem }, authorities: [keyAuthority(PUBLISHER)] },
    ],
    ['a key in a service', { signedBy: { key: PUBLISHER.pem }, authorities: ['key:\n  kms: gcpkms://k'] }],
    ['nobody in particular', { signedBy: { key: PUBLISHER.pem }, authorities: ['static:\n  action: pass'] }],
  ])('not %s', (_, given) => {
    expect(lint(given)).toEqual([]);
  });

  test('is said with where the publisher is named, once for all places', () => {
    const authorities = [keyAuthority(createKey(), { name: 'old' }), keyAuthority(PUBLISHER)];
    expect(lint({ signedBy: { key: PUBLISHER.pem }, authorities })).toEqual([
      {
        path: ['vulnerabilities', 'vexAttestations', 0, 'signedBy'],
        message:
          'vulnerabilities.vexAttestations[0].signedBy is who also signs or attests the images (images.yaml:16, authority "team" of ClusterImagePolicy "shop"), so that who publishes an image says what does not affect it.',
        remedy: 'Have OpenVEX documents signed by a key or identity of their own.',
      },
    ]);
    const both = lint({ signedBy: { key: PUBLISHER.pem }, authorities, attestedBy: { key: PUBLISHER.pem } });
    expect(both.map(({ message }) => message)).toEqual([
      expect.stringContaining('attests the images (signatures.attestations[0] and 1 more), so that'),
    ]);
  });
});

/** As some tools write keys on curves: a coordinate, and which of the two points with it. */
function compressed({ publicKey }: TestKey): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const point = ECDH.convertKey(spki.subarray(-65), 'prime256v1', undefined, undefined, 'compressed');
  if (typeof point === 'string') throw new Error('a point in bytes was asked for');
  const head = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
  return `-----BEGIN PUBLIC KEY-----\n${Buffer.concat([head, point]).toString('base64')}\n-----END PUBLIC KEY-----\n`;
}
