import { describe, expect, test } from 'vitest';
import { policyText } from '../../../../test/support/signatures.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';
import { compilePattern, type Identity, matchesIdentity, type TextMatch } from './identity.ts';

const CERTIFICATE = {
  issuer: 'https://token.actions.githubusercontent.com',
  names: ['release@acme.example', 'https://github.com/acme/api/.github/workflows/release.yml@refs/tags/v1'],
};

function exact(text: string): TextMatch {
  return { kind: 'exact', text };
}

function matching(text: string): TextMatch {
  const pattern = compilePattern(text);
  if (pattern === null) throw new Error(`${text} does not compile`);
  return { kind: 'pattern', text, pattern };
}

describe('a certificate is of an identity when its issuer matches and any of its names does', () => {
  const [issuer, name = '', second = ''] = [exact(CERTIFICATE.issuer), ...CERTIFICATE.names];
  const cases: readonly (readonly [string, boolean, readonly Identity[]])[] = [
    ['both to the letter', true, [{ issuer, subject: exact(name) }]],
    ['the second name', true, [{ issuer, subject: exact(second) }]],
    ['a part of a name', false, [{ issuer, subject: exact('https://github.com/acme/api') }]],
    ['another case', false, [{ issuer, subject: exact(name.toUpperCase()) }]],
    ['a pattern anywhere in it', true, [{ issuer, subject: matching('acme/api') }]],
    ['an anchored pattern', true, [{ issuer, subject: matching('^https://github\\.com/acme/.*@refs/tags/v[0-9]+$') }]],
    ['the anchors of RE2', true, [{ issuer, subject: matching('\\Ahttps://github\\.com/acme/.*\\z') }]],
    ['a flag of RE2', true, [{ issuer, subject: matching('(?i)^HTTPS://GITHUB') }]],
    ['a class of RE2', true, [{ issuer, subject: matching('^[[:lower:]]+@acme') }]],
    ['a pattern that is not in it', false, [{ issuer, subject: matching('^github') }]],
    ['$ is the end of the text, not of a line', false, [{ issuer, subject: matching('^release@acme\\.example\\n$') }]],
    ['another issuer', false, [{ issuer: exact('https://accounts.google.com'), subject: exact(name) }]],
    ['an unanchored issuer', true, [{ issuer: matching('githubusercontent'), subject: exact(name) }]],
    [
      'issuer of one and subject of another',
      false,
      [
        { issuer, subject: exact('x') },
        { issuer: exact('x'), subject: exact(name) },
      ],
    ],
    [
      'the second identity',
      true,
      [
        { issuer, subject: exact('x') },
        { issuer, subject: exact(name) },
      ],
    ],
    ['no identity at all', false, []],
  ];
  test.each(cases)('%s', (_, expected, identities) => {
    expect(matchesIdentity(identities, CERTIFICATE)).toBe(expected);
  });

  test('a pattern that takes another engine for ever', () => {
    const name = `${'a'.repeat(50_000)}!`;
    expect(matchesIdentity([{ issuer, subject: matching('^(a+)+$') }], { ...CERTIFICATE, names: [name] })).toBe(false);
  });
});

describe("a policy that the controller's validation refuses", () => {
  const identity = (lines: string): string => `keyless:\n  identities:\n    - ${lines.replaceAll('\n', '\n      ')}`;
  test.each([
    ['no identity', 'keyless:\n  url: https://fulcio.example', 'keyless.identities is missing'],
    ['no subject', identity('issuer: a'), 'keyless.identities[0].subject is missing'],
    ['no issuer', identity('subject: a'), 'keyless.identities[0].issuer is missing'],
    ['two issuers', identity('issuer: a\nissuerRegExp: a\nsubject: a'), 'issuerRegExp is there beside issuer'],
    ['two subjects', identity('issuer: a\nsubject: a\nsubjectRegExp: a'), 'subjectRegExp is there beside subject'],
    ['a pattern that is none', identity("issuer: a\nsubjectRegExp: '('"), 'is not a regular expression of RE2'],
    [
      'a look-ahead, which RE2 has not',
      identity("issuer: a\nsubjectRegExp: '(?=a)'"),
      'is not a regular expression of RE2',
    ],
    [
      'both a url and a certificate',
      `${identity('issuer: a\nsubject: a')}\n  url: https://f.example\n  ca-cert: {kms: "k://"}`,
      'has both url and ca-cert',
    ],
  ])('%s', (_, authority, message) => {
    const { problems } = parseSignaturePolicies([{ file: 'p.yaml', text: policyText({ authorities: [authority] }) }]);
    expect(problems.map((problem) => problem.message).join('; ')).toContain(message);
  });
});

describe('a TrustRoot that the controller does not take', () => {
  const text = (spec: string): string =>
    `apiVersion: policy.sigstore.dev/v1alpha1\nkind: TrustRoot\nmetadata:\n  name: ours\nspec:\n  ${spec.replaceAll('\n', '\n  ')}\n`;
  const base64 = (value: string): string => Buffer.from(value).toString('base64');
  const authority = (chain: string): string =>
    `sigstoreKeys:\n  certificateAuthorities:\n    - subject: {organization: a, commonName: b}\n      uri: https://f.example\n      certChain: ${chain}`;
  test.each([
    ['nothing', '{}', 'exactly one of sigstoreKeys, repository and remote'],
    ['two kinds', 'sigstoreKeys: {}\nremote: {}', 'spec'],
    ['no authority', 'sigstoreKeys: {}', 'neither certificateAuthorities nor timestampAuthorities'],
    ['a chain that is not base64', authority('"***"'), 'expected base64'],
    ['a chain that is not PEM', authority(base64('nothing')), 'is not PEM'],
    [
      'a chain that holds no certificate',
      authority(base64('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')),
      'a certificate for https://f.example that cannot be read',
    ],
    ['a mirror that is no URL', `remote:\n  root: ${base64('{}')}\n  mirror: ftp://a`, 'expected an http or https URL'],
  ])('%s', (_, spec, message) => {
    const { problems } = parseSignaturePolicies([{ file: 'r.yaml', text: text(spec) }]);
    expect(problems.map((problem) => problem.message).join('; ')).toContain(message);
  });
});
