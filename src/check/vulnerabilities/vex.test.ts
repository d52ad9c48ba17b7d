import { describe, expect, test } from 'vitest';
import { DIGEST, OTHER_DIGEST } from '../../../test/support/findings.ts';
import { effect, IMAGE, NOW, ONE } from '../../../test/support/measured-vulnerability.ts';
import { UsageError } from '../../domain/index.ts';
import { DEFAULT_POLICY } from '../../policy/index.ts';
import { vulnerabilityFindings } from './findings.ts';
import { lintVulnerabilityDocuments } from './lint.ts';
import { readVex } from './vex.ts';
import { createScales } from './weight.ts';

function vex(statement: object, document: object = {}): object {
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Acme',
    timestamp: '2026-05-01T00:00:00Z',
    statements: [
      {
        vulnerability: { name: ONE.id },
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        ...statement,
      },
    ],
    ...document,
  };
}

const product = (id: string, ...parts: string[]) => ({
  products: [{ '@id': id, ...(parts.length === 0 ? {} : { subcomponents: parts.map((part) => ({ '@id': part })) }) }],
});
const OCI = 'pkg:oci/api?repository_url=ghcr.io/acme/api';

describe('OpenVEX', () => {
  const encoded = DIGEST.replace(':', '%3A');
  const rows: readonly [string, object, string][] = [
    ['the image by repository', product(OCI), 'excepted'],
    ['the image by digest', product(`pkg:oci/api@${encoded}`), 'excepted'],
    ['another digest', product(`pkg:oci/api@${OTHER_DIGEST.replace(':', '%3A')}`), 'block'],
    ['another repository', product('pkg:oci/api?repository_url=ghcr.io/other/api'), 'block'],
    ['another repository, with the digest', product(`pkg:oci/api@${encoded}?repository_url=ghcr.io/x/api`), 'block'],
    ['a name alone is anybody', product('pkg:oci/api'), 'block'],
    ['the package in the image', product(OCI, 'pkg:apk/alpine/libssl3'), 'excepted'],
    ['another package in the image', product(OCI, 'pkg:apk/alpine/libcrypto3'), 'block'],
    ['the package anywhere', product('pkg:apk/alpine/libssl3@3.1.4-r0'), 'excepted'],
    ['another version of it', product('pkg:apk/alpine/libssl3@3.1.3-r0'), 'block'],
    ['a qualifier that differs', product('pkg:apk/alpine/libssl3@3.1.4-r0?arch=aarch64'), 'block'],
    ['no package URL', product('libssl3'), 'block'],
    ['fixed in no version that it names', { ...product(OCI), status: 'fixed' }, 'block'],
    ['fixed in this image', { ...product(`pkg:oci/api@${encoded}`), status: 'fixed' }, 'excepted'],
    [
      'fixed in another image of the repository',
      {
        ...product(`pkg:oci/api@${OTHER_DIGEST.replace(':', '%3A')}?repository_url=ghcr.io/acme/api`),
        status: 'fixed',
      },
      'block',
    ],
    [
      'the package is fixed in this image',
      { ...product(`pkg:oci/api@${encoded}`, 'pkg:apk/alpine/libssl3'), status: 'fixed' },
      'excepted',
    ],
    [
      'the package is fixed in an image that may be any',
      { ...product(OCI, 'pkg:apk/alpine/libssl3@3.1.4-r0'), status: 'fixed' },
      'block',
    ],
    ['this version of the package is', { ...product('pkg:apk/alpine/libssl3@3.1.4-r0'), status: 'fixed' }, 'excepted'],
    ['another version is', { ...product('pkg:apk/alpine/libssl3@3.1.7-r0'), status: 'fixed' }, 'block'],
    ['some version of the package is', { ...product('pkg:apk/alpine/libssl3'), status: 'fixed' }, 'block'],
    [
      'some version of it is, by one name, and this by another',
      {
        products: [{ '@id': 'pkg:apk/alpine/libssl3', identifiers: { purl: 'pkg:apk/alpine/libssl3@3.1.4-r0' } }],
        status: 'fixed',
      },
      'excepted',
    ],
    ['the tag that is deployed', product(`${OCI}&tag=1`), 'excepted'],
    ['another tag', product(`${OCI}&tag=2`), 'block'],
    ['another tag of this digest', product(`pkg:oci/api@${encoded}?tag=2`), 'excepted'],
    ['an architecture that the image does not say', product(`${OCI}&arch=amd64`), 'block'],
    ['an architecture of this digest', product(`pkg:oci/api@${encoded}?arch=amd64`), 'excepted'],
    ['affected', { ...product(OCI), status: 'affected' }, 'block'],
    ['under investigation', { ...product(OCI), status: 'under_investigation' }, 'block'],
    ['another vulnerability', { ...product(OCI), vulnerability: { name: 'CVE-2024-1' } }, 'block'],
    [
      'by its name at GitHub, which the database gives too',
      { ...product(OCI), vulnerability: { name: 'GHSA-aaaa-bbbb-cccc' } },
      'excepted',
    ],
    ['by a name at GitHub of another', { ...product(OCI), vulnerability: { name: 'GHSA-dddd-eeee-ffff' } }, 'block'],
    ['the package without a version', product('pkg:apk/alpine/libssl3'), 'excepted'],
    ['the package of another distribution', product('pkg:apk/wolfi/libssl3'), 'block'],
    [
      'the package in the image by digest',
      product(`pkg:oci/api@${encoded}`, 'pkg:apk/alpine/libssl3@3.1.4-r0'),
      'excepted',
    ],
    ['another version of it in the image', product(OCI, 'pkg:apk/alpine/libssl3@3.1.3-r0'), 'block'],
    [
      'the package in another image',
      product('pkg:oci/api?repository_url=ghcr.io/other/api', 'pkg:apk/alpine/libssl3'),
      'block',
    ],
    ['one of two parts of the image', product(OCI, 'pkg:apk/alpine/musl', 'pkg:apk/alpine/libssl3'), 'excepted'],
    ['a part that is no package URL', product(OCI, 'libssl3'), 'block'],
    ['by an alias', { ...product(OCI), vulnerability: { name: 'X-1', aliases: [ONE.id] } }, 'excepted'],
    ['from a day to come', { ...product(OCI), timestamp: '2027-01-01T00:00:00Z' }, 'block'],
    [
      'from an hour to come, by a clock in the east',
      { ...product(OCI), timestamp: '2026-05-04T15:00:00+02:00' },
      'block',
    ],
    [
      'from an hour ago, by a clock in the east',
      { ...product(OCI), timestamp: '2026-05-04T13:00:00+02:00' },
      'excepted',
    ],
  ];
  test.each(rows)('%s', (_, statement, expected) => {
    expect(effect({ vex: vex(statement) })).toBe(expected);
  });

  test.each([
    ['amd64', 'excepted'],
    ['arm64', 'block'],
  ])('of an image for linux/amd64, said of %s', (arch, expected) => {
    const on = { platform: 'linux/amd64' };
    expect(effect({ on, vex: vex(product(`${OCI}&arch=${arch}`)) })).toBe(expected);
  });

  test('that some version is fixed withdraws what was said before', () => {
    const [older] = (vex(product(OCI)) as { statements: object[] }).statements;
    const newer = { ...older, status: 'fixed', timestamp: '2026-05-02T00:00:00Z' };
    expect(effect({ vex: vex({}, { statements: [older, newer] }) })).toBe('block');
  });

  test('the newest word holds; two of one moment that differ settle nothing', () => {
    const [older] = (vex(product(OCI)) as { statements: object[] }).statements;
    const newer = { ...older, status: 'affected', timestamp: '2026-05-02T00:00:00Z' };
    expect(effect({ vex: vex({}, { statements: [older, newer] }) })).toBe('block');
    expect(effect({ vex: vex({}, { statements: [older, { ...newer, timestamp: '2026-04-02T00:00:00Z' }] }) })).toBe(
      'excepted',
    );
    expect(effect({ vex: vex({}, { statements: [older, { ...older, status: 'affected' }] }) })).toBe('block');
  });

  test.each([
    ['looks into it again', 'under_investigation', '2026-05-02T00:00:00Z', 'block'],
    ['looked into it before', 'under_investigation', '2026-04-02T00:00:00Z', 'excepted'],
    [
      'says the contrary at the same moment, written for another zone',
      'affected',
      '2026-05-01T02:00:00+02:00',
      'block',
    ],
    ['says the same at the same moment', 'not_affected', '2026-05-01T00:00:00Z', 'excepted'],
    ['says at the same moment that some version is fixed', 'fixed', '2026-05-01T00:00:00Z', 'block'],
    ['warns from a day to come', 'affected', '2027-01-01T00:00:00Z', 'block'],
  ])('a second word that %s', (_, status, timestamp, expected) => {
    const [first] = (vex(product(OCI)) as { statements: object[] }).statements;
    expect(effect({ vex: vex({}, { statements: [first, { ...first, status, timestamp }] }) })).toBe(expected);
  });

  test('what it speaks of is counted apart from what it does not', () => {
    const statements = readVex([
      { file: 'vex.json', text: JSON.stringify(vex(product('pkg:apk/alpine/libssl3@3.1.4-r0'))) },
    ]);
    const other = { ...ONE, installed: '3.1.3-r0', purl: 'pkg:apk/alpine/libssl3@3.1.3-r0' };
    const policy = { ...DEFAULT_POLICY.vulnerabilities, severity: 'HIGH' as const };
    const scales = createScales({ policy, exploited: new Set(), now: NOW });
    const found = [ONE, other].map((one) => ({ found: one, platform: null, digest: DIGEST }));
    const judged = vulnerabilityFindings(IMAGE, found, { policy, scales, statements, now: NOW });
    expect(judged.findings.map((finding) => judged.settled.get(finding)?.reason)).toEqual([
      'vex.json says not affected: vulnerable_code_not_in_execute_path',
      undefined,
    ]);
  });

  test.each<[string, object, RegExp | null]>([
    ['an image', product(OCI), null],
    ['a package of an image', product(OCI, 'pkg:apk/alpine/libssl3'), null],
    ['a version of a package', product('pkg:apk/alpine/libssl3@3.1.4-r0'), null],
    [
      'a package of any version in any image',
      product('pkg:apk/alpine/libssl3'),
      /excuses every version of that package/,
    ],
    ['affected, of any version', { ...product('pkg:apk/alpine/libssl3'), status: 'affected' }, null],
    ['a name alone', product('pkg:oci/api'), /can be told, so it excuses nothing\. Name an image as/],
    ['no package URL', product('libssl3'), /in libssl3 is of no image or package that can be told/],
    ['fixed in a digest', { ...product(`pkg:oci/api@${encoded}`), status: 'fixed' }, null],
    ['fixed in some version', { ...product(OCI), status: 'fixed' }, /"fixed" in no version that it names, so it/],
  ])('policy check reads what it says of %s', (_, statement, expected) => {
    const documents = { kev: null, vex: [{ file: 'vex.json', text: JSON.stringify(vex(statement)) }] };
    const lines = lintVulnerabilityDocuments(documents).map(({ message, remedy }) => `${message} ${remedy}`);
    expect(lines).toEqual(expected === null ? [] : [expect.stringMatching(expected)]);
  });

  test.each([
    ['not JSON', '{'],
    ['another format', JSON.stringify({ bomFormat: 'CycloneDX' })],
    ['no reason', JSON.stringify(vex({ ...product(OCI), justification: '' }))],
    ['no product', JSON.stringify(vex({ products: [] }))],
  ])('%s is a mistake in the policy', (_, text) => {
    expect(() => readVex([{ file: 'vex.json', text }])).toThrow(UsageError);
  });
});
