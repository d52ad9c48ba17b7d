import { describe, expect, test } from 'vitest';
import { DIGEST, image, imageUse, OTHER_DIGEST } from '../../../test/support/findings.ts';
import { UsageError } from '../../domain/index.ts';
import { DEFAULT_POLICY, type VulnerabilityPolicy } from '../../policy/index.ts';
import { readExploited } from './exploited.ts';
import { endOfLife, type PlatformVulnerability, vulnerabilityFindings } from './findings.ts';
import { lintVulnerabilityDocuments } from './lint.ts';
import { readVex } from './vex.ts';

const NOW = new Date('2026-05-04T12:00:00Z');
const reference = { registry: 'ghcr.io', path: 'acme/api', tag: '1', digest: null };
const WRITTEN = 'ghcr.io/acme/api:1';
const IMAGE = { ...image(WRITTEN, reference, [imageUse(WRITTEN)]), reference, digest: DIGEST };

const ONE: PlatformVulnerability = {
  id: 'CVE-2024-6119',
  type: 'alpine',
  package: 'libssl3',
  source: 'openssl',
  installed: '3.1.4-r0',
  fixed: '3.1.7-r0',
  severity: 'HIGH',
  title: 'openssl: possible denial of service',
  status: 'fixed',
  published: new Date('2026-04-24T00:00:00Z'),
  file: null,
  aliases: ['GHSA-aaaa-bbbb-cccc'],
  purl: 'pkg:apk/alpine/libssl3@3.1.4-r0?arch=x86_64&distro=3.19.1',
  platform: null,
  digest: DIGEST,
};
const IN_NODE: Partial<PlatformVulnerability> = {
  type: 'node-pkg',
  package: 'lodash',
  file: 'app/node_modules/lodash/package.json',
  purl: 'pkg:npm/lodash@4.17.4',
};
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Given {
  readonly one?: Partial<PlatformVulnerability>;
  readonly policy?: Partial<VulnerabilityPolicy>;
  readonly kev?: readonly string[];
  readonly vex?: object;
}

function judge({ one, policy, kev = [], vex }: Given) {
  return vulnerabilityFindings(IMAGE, [{ ...ONE, ...one }], {
    policy: { ...DEFAULT_POLICY.vulnerabilities, severity: 'HIGH', ...policy } as never,
    exploited: new Set(kev),
    statements: vex === undefined ? [] : readVex([{ file: 'vex.json', text: JSON.stringify(vex) }]),
    now: NOW,
  });
}

/** `block`, `warn`, `excepted`, or `-` where nothing is said. */
function effect(given: Given): string {
  const { findings, settled } = judge(given);
  const [finding] = findings;
  if (finding === undefined) return '-';
  return settled.has(finding) ? 'excepted' : finding.enforcement;
}

describe('what the policy makes of one vulnerability', () => {
  const unfixed = { fixed: null, status: 'will_not_fix' };
  const rows: readonly [string, Given, string][] = [
    ['in its grace', { policy: { grace: { HIGH: 14 * DAY_MS } } }, 'warn'],
    ['past its grace', { policy: { grace: { HIGH: 10 * DAY_MS } } }, 'block'],
    ['on the last day of its grace', { policy: { grace: { HIGH: 11 * DAY_MS } } }, 'warn'],
    [
      'published in the evening, in the morning of the day on which it blocks',
      { one: { published: new Date('2026-04-24T23:30:00Z') }, policy: { grace: { HIGH: 10 * DAY_MS } } },
      'block',
    ],
    [
      'published on the evening before, by a clock in the west',
      { one: { published: new Date('2026-04-23T22:30:00-02:00') }, policy: { grace: { HIGH: 11 * DAY_MS } } },
      'warn',
    ],
    [
      'in its grace of hours',
      { one: { published: new Date('2026-05-04T01:00:00Z') }, policy: { grace: { HIGH: 12 * HOUR_MS } } },
      'warn',
    ],
    [
      'past its grace of hours',
      { one: { published: new Date('2026-05-03T23:59:00Z') }, policy: { grace: { HIGH: 12 * HOUR_MS } } },
      'block',
    ],
    [
      'in its grace of a day and hours, on the day on which it blocks',
      { one: { published: new Date('2026-05-03T06:00:00Z') }, policy: { grace: { HIGH: 36 * HOUR_MS } } },
      'warn',
    ],
    ['grace of no days', { policy: { grace: { HIGH: 0 } } }, 'block'],
    [
      'of no known severity, with its grace',
      { one: { severity: 'UNKNOWN' }, policy: { severity: 'UNKNOWN', grace: { UNKNOWN: 14 * DAY_MS } } },
      'warn',
    ],
    [
      'of no known severity, past it',
      { one: { severity: 'UNKNOWN' }, policy: { severity: 'UNKNOWN', grace: { UNKNOWN: 9 * DAY_MS } } },
      'block',
    ],
    [
      'of no known severity, below any threshold',
      { one: { severity: 'UNKNOWN' }, policy: { severity: 'LOW' } },
      'warn',
    ],
    [
      'exploited by its name at GitHub',
      { kev: ['CVE-2024-1'], one: { id: 'GHSA-aaaa-bbbb-cccc', severity: 'LOW', aliases: ['CVE-2024-1'] } },
      'block',
    ],
    ['grace of another severity', { policy: { grace: { CRITICAL: 14 * DAY_MS } } }, 'block'],
    ['no date, no grace', { one: { published: null }, policy: { grace: { HIGH: 14 * DAY_MS } } }, 'block'],
    [
      'a date to come, no grace',
      { one: { published: new Date('2027-01-01') }, policy: { grace: { HIGH: 14 * DAY_MS } } },
      'block',
    ],
    ['exploited, whatever its grace', { kev: [ONE.id], policy: { grace: { HIGH: 14 * DAY_MS } } }, 'block'],
    ['exploited, below the threshold', { kev: [ONE.id], one: { severity: 'LOW' } }, 'block'],
    ['exploited, without a fix', { kev: [ONE.id], one: { fixed: null } }, 'block'],
    ['exploited by another name', { kev: ['CVE-2024-1'], one: { severity: 'LOW', aliases: ['CVE-2024-1'] } }, 'block'],
    ['another is exploited', { kev: ['CVE-2024-1'], one: { severity: 'LOW' } }, 'warn'],
    ['a package left out', { policy: { ignorePackages: ['libssl*'] } }, '-'],
    ['a package left out, though exploited', { kev: [ONE.id], policy: { ignorePackages: ['libssl3'] } }, '-'],
    ['another package left out', { policy: { ignorePackages: ['libssl'] } }, 'block'],
    ['a file left out', { one: IN_NODE, policy: { ignoreFiles: ['app/**'] } }, '-'],
    ['another file left out', { one: IN_NODE, policy: { ignoreFiles: ['usr/**'] } }, 'block'],
    ['system packages are in no file', { policy: { ignoreFiles: ['**'] } }, 'block'],
    ['unfixed', { one: unfixed }, '-'],
    ['unfixed counts', { one: unfixed, policy: { ignoreUnfixed: false } }, 'block'],
    [
      'its status is left out',
      { one: unfixed, policy: { ignoreUnfixed: false, ignoreStatuses: ['will_not_fix'] } },
      '-',
    ],
    ['another status', { one: unfixed, policy: { ignoreUnfixed: false, ignoreStatuses: ['end_of_life'] } }, 'block'],
  ];
  test.each(rows)('%s', (_, given, expected) => {
    expect(effect(given)).toBe(expected);
  });

  test('says until when, that it is exploited, and what the vendor says', () => {
    expect(judge({ policy: { grace: { HIGH: 14 * DAY_MS } } }).findings[0]?.message).toMatch(
      / It blocks from 2026-05-08 on\.$/,
    );
    const hours = { one: { published: new Date('2026-05-04T01:29:30Z') }, policy: { grace: { HIGH: 12 * HOUR_MS } } };
    expect(judge(hours).findings[0]?.message).toMatch(/ It blocks from 2026-05-04 13:30 UTC on\.$/);
    expect(judge(hours).findings[0]?.advisory?.blocksFrom).toBe('2026-05-04T13:30Z');
    expect(judge({ kev: [ONE.id] }).findings[0]?.message).toMatch(/ known to be exploited\.$/);
    const message = judge({ one: unfixed, policy: { ignoreUnfixed: false } }).findings[0]?.message;
    expect(message).toContain('Its vendor will not fix it: replace the package or the image');
    expect(judge({ one: { fixed: '1.22.7, 1.23.1' } }).findings[0]?.message).toContain(' to 1.22.7 or 1.23.1 in ');
  });
});

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
    const one = { platform: 'linux/amd64' };
    expect(effect({ one, vex: vex(product(`${OCI}&arch=${arch}`)) })).toBe(expected);
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
    const judged = vulnerabilityFindings(IMAGE, [ONE, other], { policy, exploited: new Set(), statements, now: NOW });
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

test('a catalogue that lists nothing, or is none, is a mistake in the policy', () => {
  const read = (value: unknown) => readExploited({ file: 'kev.json', text: JSON.stringify(value) });
  expect(read({ vulnerabilities: [{ cveID: 'CVE-2021-44228' }] })).toEqual(new Set(['CVE-2021-44228']));
  for (const value of [{}, [], { vulnerabilities: [] }, { vulnerabilities: [{ cveID: 'log4shell' }] }]) {
    expect(() => read(value)).toThrow(UsageError);
  }
  expect(readExploited(null).size).toBe(0);
});

test.each(['block', 'warn', 'off'] as const)('end of life: %s', (level) => {
  const policy = { ...DEFAULT_POLICY.vulnerabilities, endOfLife: level };
  expect(endOfLife(IMAGE, [], policy)).toEqual([]);
  const found = endOfLife(IMAGE, ['alpine 3.10.2', 'alpine 3.10.2'], policy);
  expect(found.map(({ enforcement }) => enforcement)).toEqual(level === 'off' ? [] : [level]);
});
