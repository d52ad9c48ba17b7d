import { describe, expect, test } from 'vitest';
import { UsageError } from '../domain/index.ts';
import { parsePolicy } from './document.ts';

const read = (text: string) => parsePolicy(new TextEncoder().encode(text), 'policy.yaml');

function mistake(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('expected a mistake');
}

describe('a policy file that is wrong names file, line and key', () => {
  test.each([
    [
      'an unknown key',
      'version: 1\nimagez: {}\n',
      'policy.yaml:2:1: the policy file is not valid: unknown key "imagez"; is images meant?',
    ],
    [
      'an unknown key inside',
      'version: 1\nimages:\n  alow: []\n',
      'policy.yaml:3:3: the policy file is not valid: unknown key "alow" in images; is allow meant?',
    ],
    ['an unknown key of an item', 'version: 1\nsources: [{ pth: a }]\n', '"pth" in sources[0]; is path meant?'],
    ['a key in another case', 'version: 1\nvulnerabilities: { grace: { high: 14d } }\n', 'is HIGH meant?'],
    ['a key of one form of several', 'version: 1\nvulnerabilities: { canary: { prl: a } }\n', 'is purl meant?'],
    [
      'a key of an entry by name',
      'version: 1\ntools: { trivy: { pat: /a } }\n',
      '"pat" in tools.trivy; is path meant?',
    ],
    [
      'a hash of nothing that is named',
      `version: 1\ntools: { trivy: { sha256: ${'a'.repeat(64)} } }\n`,
      'tools.trivy: names neither a path nor a version, so that nothing is pinned',
    ],
    [
      'two programs for one',
      `version: 1\ntools: { trivy: { path: /a, version: 0.69.3, sha256: ${'a'.repeat(64)} } }\n`,
      'tools.trivy: names a path and a version: which of them is meant is open',
    ],
    ['a key like no other', 'version: 1\nimages: { something: 1 }\n', 'unknown key "something" in images (line 2)'],
    ['a version of the future', 'version: 2\n', 'policy.yaml:1:10: the policy file is not valid: version: expected 1'],
    ['no version', 'images: {}\n', 'version: expected 1'],
    ['an empty file', '', 'version: expected 1'],
    ['not YAML', 'version: 1\nimages: [\n', 'policy.yaml:3:1: the policy file is not valid: not YAML'],
    [
      'an alias of nothing',
      'version: 1\nimages:\n  allow: *shop\n',
      'policy.yaml:3:10: the policy file is not valid: *shop stands for nothing: there is no &shop before it',
    ],
    ['an alias before its anchor', 'version: 1\nimages: *a\ngate: &a {}\n', 'policy.yaml:2:9'],
    ['a key twice', 'version: 1\nversion: 1\n', 'policy.yaml:2:1: the policy file is not valid: not YAML'],
    [
      'a wrong type',
      'version: 1\nimages:\n  allow: ghcr.io\n',
      'policy.yaml:3:10: the policy file is not valid: images.allow',
    ],
    [
      'a date that is none',
      'version: 1\nexceptions:\n  - { rules: [a/b], reason: x, expires: 2027-02-30 }\n',
      'policy.yaml:3:41',
    ],
    [
      'a path outside',
      'version: 1\nsources:\n  - path: ../other\n',
      'policy.yaml:3:11: the policy file is not valid: sources[0].path',
    ],
    ['a list', '- version: 1\n', 'policy.yaml:1:1'],
    ['an empty list of canaries', 'version: 1\nvulnerabilities: { canary: [] }\n', 'vulnerabilities.canary'],
  ])('%s', (_, text, expected) => {
    expect(mistake(text)).toContain(expected);
  });

  test('a file that is not UTF-8', () => {
    expect(() => parsePolicy(Uint8Array.of(0xff, 0xfe, 0x00), 'policy.yaml')).toThrow('the file is not UTF-8');
  });
});

describe('a policy file is read as people mean it', () => {
  test.each<[string, string, (policy: ReturnType<typeof read>['policy']) => unknown, unknown]>([
    ['off is a word', 'version: 1\nimages: { digest: off }', (p) => p.images.digest, 'off'],
    [
      'false reads as off',
      'version: 1\nvulnerabilities: { severity: false }',
      (p) => p.vulnerabilities.severity,
      'off',
    ],
    [
      'a version keeps its zero',
      'version: 1\nhardening: { podSecurity: { version: 1.30 } }',
      (p) => p.hardening.podSecurity.version,
      '1.30',
    ],
    [
      'a tag is text',
      'version: 1\nimages: { tags: { deny: [1.10, latest] } }',
      (p) => p.images.tags.deny,
      ['1.10', 'latest'],
    ],
    [
      'a date is text',
      'version: 1\nexceptions: [{ rules: [a/b], reason: r, expires: 2027-01-31 }]',
      (p) => p.exceptions[0]?.expires,
      '2027-01-31',
    ],
    ['signatures are off without policies', 'version: 1', (p) => p.signatures.mode, 'off'],
    ['and enforced with them', 'version: 1\nsignatures: { policies: [p.yaml] }', (p) => p.signatures.mode, 'enforce'],
    [
      'durations are milliseconds',
      'version: 1\nvulnerabilities: { maxDatabaseAge: 2d }',
      (p) => p.vulnerabilities.maxDatabaseAge,
      172_800_000,
    ],
    [
      'one canary',
      'version: 1\nvulnerabilities: { canary: { purl: pkg:npm/a@1, id: CVE-1 } }',
      (p) => p.vulnerabilities.canary,
      { purl: 'pkg:npm/a@1', id: 'CVE-1' },
    ],
    [
      'several canaries',
      'version: 1\nvulnerabilities: { canary: [{ purl: pkg:npm/a@1, id: CVE-1 }, { purl: pkg:pypi/b@1, id: CVE-2 }] }',
      (p) => p.vulnerabilities.canary,
      [
        { purl: 'pkg:npm/a@1', id: 'CVE-1' },
        { purl: 'pkg:pypi/b@1', id: 'CVE-2' },
      ],
    ],
    ['no canary', 'version: 1\nvulnerabilities: { canary: false }', (p) => p.vulnerabilities.canary, 'off'],
    [
      'a path loses its dot',
      'version: 1\nsources: [{ path: ./charts/shop/ }, { path: . }]',
      (p) => p.sources?.map((s) => s.path),
      ['charts/shop', ''],
    ],
    [
      'set keeps text',
      'version: 1\nsources: [{ path: c, helm: { set: { tag: 1.10, on: true } } }]',
      (p) => p.sources?.[0]?.helm?.set,
      { tag: '1.10', on: 'true' },
    ],
  ])('%s', (_, text, pick, expected) => {
    expect(pick(read(text).policy)).toEqual(expected);
  });
});

describe('a bill of materials has no files to look at', () => {
  const bills = 'sbomAttestations: [{ signedBy: { subject: x } }]';
  test.each<[string, RegExp | null]>([
    [bills, null],
    [`${bills}, secrets: off, misconfiguration: off`, null],
    ['secrets: block', null],
    [`${bills}, secrets: block`, /vulnerabilities\.secrets: cannot be "block" beside sbomAttestations/],
    [`${bills}, misconfiguration: warn`, /vulnerabilities\.misconfiguration: cannot be "warn" beside sbomAttestations/],
  ])('%s', (keys, message) => {
    const parse = () => parsePolicy(Buffer.from(`version: 1\nvulnerabilities: { ${keys} }`), 'policy.yaml');
    if (message === null) expect(parse).not.toThrow();
    else expect(parse).toThrow(message);
  });
});
