import { describe, expect, test } from 'vitest';
import { wantedText } from '../../../../test/support/attestations.ts';
import { createKey, keyAuthority, policyText } from '../../../../test/support/signatures.ts';
import { parseGlob } from '../policy/glob.ts';
import { lintGlob } from './globs.ts';
import { lintSignaturePolicies } from './lint.ts';

const KEY = createKey();

describe('globs that do not do what they seem to', () => {
  test.each([
    ['ghcr.io/acme/api', 'Write ghcr.io/acme/api@*.'],
    ['ghcr.io/acme/api:*', 'Write ghcr.io/acme/api@*.'],
    ['ghcr.io/acme/api:v1.2.3', 'Write ghcr.io/acme/api@*.'],
    ['localhost:5000/api:*', 'Write localhost:5000/api@*.'],
    ['docker.io/acme/**', 'Write index.docker.io/acme/**.'],
    ['*', 'Write index.docker.io/library/*, or ** for every image.'],
    ['*/*', 'Write index.docker.io/*/*, or ** for every image.'],
    ['*/acme/**', 'Write the host out.'],
    ['*.example.com/**', 'Write the host out.'],
    ['**/acme/**', 'Write the host out.'],
    ['ghcr.io/acme**', 'Write ghcr.io/acme/** or ghcr.io/acme@*.'],
    ['ghcr.io/acme/api*', 'Write ghcr.io/acme/api@* for this repository alone.'],
    ['ghcr.io/Acme/*', 'Write host/repository@* with a lower-case repository, or host/prefix/**.'],
    ['ghcr.io/acme/api@sha256:abc', 'Write host/repository@* with a lower-case repository, or host/prefix/**.'],
    ['nginx', 'Write nginx@*.'],
  ])('%s', (written, remedy) => {
    expect(lintOf(written)).toEqual([remedy]);
  });

  test.each([
    '**',
    'ghcr.io/**',
    'ghcr.io/acme/**',
    'ghcr.io/acme/*',
    'ghcr.io/acme/api@*',
    'ghcr.io/acme/api@sha256:*',
    `ghcr.io/acme/api@sha256:${'a'.repeat(64)}`,
    'index.docker.io/library/*',
    '127.0.0.1:5000/shop/**',
  ])('%s is in order', (written) => {
    expect(lintOf(written)).toEqual([]);
  });
});

function lintOf(written: string): readonly string[] {
  const glob = parseGlob(written);
  if (glob === null) throw new Error(`${written} is no glob`);
  return lintGlob(glob).map((lint) => lint.remedy);
}

describe('authorities', () => {
  const globs = ['ghcr.io/acme/**'];
  const keyless = (identity: string): string => `keyless:\n  identities:\n    - ${identity}`;

  test.each([
    ['none', [], 'policy "shop" has no authorities'],
    ['static pass', ['static:\n  action: pass'], 'spec.authorities[0].static.action passes whatever the image is'],
    ['a KMS', ['key:\n  kms: gcpkms://k'], 'spec.authorities[0].key.kms is a key in a key management service'],
    ['a Secret', ['key:\n  secretRef:\n    name: k'], 'spec.authorities[0].key.secretRef is a Secret'],
    ['two PEM blocks', [keyAuthority({ pem: KEY.pem + KEY.pem })], 'spec.authorities[0].key.data holds 2 PEM blocks'],
    ['bundle with key', [keyAuthority(KEY, { extra: 'signatureFormat: bundle' })], 'asks for bundles with a key'],
    ['a format', [keyAuthority(KEY, { extra: 'signatureFormat: cosign' })], 'is "cosign", which no controller knows'],
    [
      'an open regex',
      [keyless('issuerRegExp: ^https://issuer\\.example$\n      subjectRegExp: https://github.com/acme/.*')],
      'spec.authorities[0].keyless.identities[0].subjectRegExp "https://github.com/acme/.*" is not anchored',
    ],
    [
      'a trust root',
      [`${keyless('issuer: a\n      subject: b')}\n  trustRootRef: ours`],
      'spec.authorities[0].keyless.trustRootRef names the TrustRoot "ours", which none of the files has',
    ],
    [
      'a predicate type',
      [keyAuthority(KEY, { extra: wantedText(['slsaprovenence']) })],
      'spec.authorities[0].attestations[0].predicateType is "slsaprovenence", which is neither',
    ],
    [
      'a condition in CUE',
      [keyAuthority(KEY, { extra: wantedText(['vuln'], 'type: cue\ndata: "predicate: x: string"') })],
      'spec.authorities[0].attestations[0].policy.data is a condition in CUE, which only refuses what contradicts it',
    ],
    [
      'a condition in Rego of another package',
      [keyAuthority(KEY, { extra: wantedText(['vuln'], 'type: rego\ndata: "package other"') })],
      'without "package sigstore"',
    ],
    [
      'a condition in Rego that warns',
      [
        keyAuthority(KEY, {
          extra: wantedText(
            ['vuln'],
            'type: rego\ndata: |\n  package sigstore\n  isCompliant[r] { r := {"warning": "w"} }',
          ),
        }),
      ],
      'gives warnings, and a cluster refuses',
    ],
    [
      'a condition elsewhere',
      [keyAuthority(KEY, { extra: wantedText(['vuln'], 'type: rego\nconfigMapRef:\n  name: a\n  key: b') })],
      'keeps the condition in a ConfigMap of the cluster',
    ],
    [
      'bundles by two identities',
      [
        `${keyless('issuer: a\n      subject: b\n    - issuer: a\n      subject: c')}\n${wantedText(['https://a.example/p'])}\nsignatureFormat: bundle`,
      ],
      'asks for bundles, and the authority has more than one identity',
    ],
  ])('%s', (_, authorities, message) => {
    const found = lintSignaturePolicies([{ file: 'p.yaml', text: policyText({ globs, authorities }) }]);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(message);
  });

  test('a sound policy has nothing to say about it', () => {
    expect(
      lintSignaturePolicies([{ file: 'p.yaml', text: policyText({ globs, authorities: [keyAuthority(KEY)] }) }]),
    ).toEqual([]);
  });
});

test('each on its line, files and lines in order, and what is no policy too', () => {
  const openshift = policyText({ authorities: [] }).replace('policy.sigstore.dev/v1beta1', 'config.openshift.io/v1');
  const text = `${policyText({ globs: ['docker.io/**', 'ghcr.io/api'], authorities: [keyAuthority(KEY)] })}---\n${openshift}`;
  const found = lintSignaturePolicies([
    { file: 'b.yaml', text },
    { file: 'a.yaml', text: 'kind: [' },
  ]);
  expect(found.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message.slice(0, 38)}`)).toEqual([
    'a.yaml:1:8 this is not a document that can be rea',
    'b.yaml:7:13 no image has the host docker.io: a clu',
    'b.yaml:8:13 "ghcr.io/api" never matches: a cluster',
    'b.yaml:19:7 this document (ClusterImagePolicy of c',
  ]);
});

test("a policy's own condition in CUE", () => {
  const text = `${policyText({ globs: ['ghcr.io/**'], authorities: [keyAuthority(KEY)] })}  policy:\n    type: cue\n    data: "authorityMatches: team: _"\n`;
  const found = lintSignaturePolicies([{ file: 'p.yaml', text }]);
  expect(found.map(({ line, message }) => `${line} ${message.slice(0, 31)}`)).toEqual([
    `${text.split('\n').length - 1} spec.policy.data is a condition`,
  ]);
});
