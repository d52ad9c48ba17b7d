import { describe, expect, test } from 'vitest';
import { image, imageUse, location, unpinned } from '../../test/support/findings.ts';
import { report, SHOP, view } from '../../test/support/reports.ts';
import type { Advisory, Finding } from '../domain/index.ts';
import { bestUpgrade, entriesOf } from './advisories.ts';
import { renderReport } from './index.ts';
import { renderReview } from './review/review.ts';

const API = 'ghcr.io/acme/api:1';

function cve(id: string, advisory: Partial<Advisory> = {}, more: Partial<Finding> = {}): Finding {
  const about = { type: 'alpine', package: 'libssl3', source: 'openssl', installed: ['3.1.4-r0'], fixed: ['3.1.4-r3'] };
  const whole = { ...about, exploited: false, blocksFrom: null, ...advisory };
  const name = more.image ?? API;
  return unpinned({
    rule: `vulnerability/${id}`,
    severity: 'high',
    image: name,
    message: `${id} of ${whole.package} in ${name}`,
    identity: [name, whole.type, whole.package],
    advisory: whole,
    ...more,
  });
}

const IMAGES = [image(API, {}, [imageUse(API, location())])];
const findingsOf = (head: readonly Finding[]) => report({ head, images: IMAGES }).findings;
const LIBCRYPTO = { package: 'libcrypto3' };
const BUSYBOX = { package: 'busybox', source: 'busybox', installed: ['1.36.1-r14'], fixed: ['1.36.1-r16'] };

describe('the upgrade that removes most', () => {
  test.each<[string, readonly Finding[], string | null]>([
    ['one finding says it itself', [cve('CVE-1')], null],
    [
      'packages of one source',
      [cve('CVE-1'), cve('CVE-1', LIBCRYPTO), cve('CVE-2', BUSYBOX)],
      'openssl 3.1.4-r3 2/3 1',
    ],
    ['the highest version', [cve('CVE-1'), cve('CVE-2', { fixed: ['3.1.4-r10'] })], 'openssl 3.1.4-r10 2/2 1'],
    [
      'versions that cannot be compared are not added up',
      [cve('CVE-1', { fixed: ['3~a'] }), cve('CVE-2', { fixed: ['3~b'] }), cve('CVE-3', { fixed: ['3~b'] })],
      'openssl 3~b 2/3 1',
    ],
    [
      'each platform must be fixed',
      [cve('CVE-1', { fixed: ['3.1.4-r3', '3.3.0-r1'] }), cve('CVE-2', { fixed: ['3.1.4-r3'] })],
      'openssl 3.3.0-r1 2/2 1',
    ],
    ['nothing has a fix', [cve('CVE-1', { fixed: [] }), cve('CVE-2', { fixed: [] })], null],
    [
      'the same name of another kind is another package',
      [cve('CVE-1'), cve('CVE-2', { type: 'node-pkg' }), cve('CVE-3', { type: 'node-pkg' })],
      'openssl 3.1.4-r3 2/3 1',
    ],
    ['over images', [cve('CVE-1'), cve('CVE-1', {}, { image: 'web:1' })], 'openssl 3.1.4-r3 2/2 2'],
  ])('%s', (_, head, expected) => {
    const best = bestUpgrade(findingsOf(head));
    const said = best && `${best.source} ${best.version} ${best.removes}/${best.of} ${best.images}`;
    expect(said).toBe(expected);
  });
});

const MANY = [
  cve('CVE-1'),
  cve('CVE-1', LIBCRYPTO),
  cve('CVE-2', { ...BUSYBOX, fixed: [], exploited: true }),
  cve('CVE-3', { blocksFrom: '2027-01-31' }, { severity: 'medium', enforcement: 'warn' }),
];

test('an image with several is one entry, by package, what can be repaired first; one alone stays itself', () => {
  const entries = entriesOf(findingsOf([...MANY, SHOP.privileged, cve('CVE-9', {}, { image: 'web:1' })]));
  expect(entries.map(({ kind }) => kind).sort()).toEqual(['finding', 'finding', 'image']);
  const group = entries.find(({ kind }) => kind === 'image');
  expect(group?.kind === 'image' && group.packages.map(({ source, fixed }) => [source, fixed])).toEqual([
    ['openssl', ['3.1.4-r3']],
    ['busybox', []],
  ]);
});

test('a grace of hours is said with its hour', () => {
  const text = renderReport(
    'text',
    view({ head: [cve('CVE-1'), cve('CVE-3', { blocksFrom: '2027-01-31T09:30Z' })], images: IMAGES }),
  );
  expect(text.replace(/\s+/g, ' ')).toContain('CVE-3 (high, blocks, blocks from 2027-01-31 09:30 UTC on)');
});

test('a terminal gets the upgrade first, each advisory once, and nothing lost', () => {
  const text = renderReport('text', view({ head: MANY, images: IMAGES }));
  expect(text).toContain(`  12:16  block  high      4 known vulnerabilities, 3 of them block
      in ${API}
      Update openssl to 3.1.4-r3 (libcrypto3 3.1.4-r0, libssl3 3.1.4-r0): CVE-1 (high, blocks),
      CVE-3 (medium, blocks from 2027-01-31 on)
      Replace busybox, which no version repairs yet (busybox 1.36.1-r14): CVE-2 (high, blocks, known
      to be exploited)
      Rebuild the image with it (a newer base image may have it already), and deploy its new digest.`);
  expect(text).toContain('  Upgrading openssl to 3.1.4-r3 removes 2 of 3 blocking vulnerabilities.');
});

describe('what to do first with what blocks', () => {
  const endOfLife = unpinned({ rule: 'vulnerability/end-of-life', image: API, message: `Build ${API} anew.` });
  test.each<[string, readonly Finding[], readonly string[]]>([
    [
      'several of an image',
      [cve('CVE-1'), cve('CVE-2')],
      [`Update image ${API}: it has 2 known vulnerabilities that block.`],
    ],
    [
      'a release past its end of life is no known vulnerability',
      [cve('CVE-1'), endOfLife],
      [`CVE-1 of libssl3 in ${API}`, `Build ${API} anew.`],
    ],
  ])('%s', (_, head, expected) => {
    expect(view({ head, images: IMAGES }).firstSteps.map(({ text }) => text)).toEqual(expected);
  });
});

test('the job summary has a row for the image, and a table of packages', () => {
  const markdown = renderReport('markdown', view({ head: MANY, images: IMAGES }));
  expect(markdown.split('\n').filter((line) => line.startsWith('| **block** high'))).toHaveLength(1);
  expect(markdown).toContain('| Update openssl to 3.1.4-r3 | libcrypto3 3.1.4-r0, libssl3 3.1.4-r0 |');
  expect(markdown).toContain('\n\nRebuild the image with it (a newer base image');
});

test('a review has one comment for the image, with the upgrade in its first line', () => {
  const diff = [{ path: 'deploy/api.yaml', hunks: [{ startLine: 12, lines: ['image: x'] }] }];
  const { comments, openFingerprints } = renderReview(view({ head: MANY, images: IMAGES }), diff, new Map(), {
    style: 'requests',
  });
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body.split('\n').find((line) => line.startsWith('**'))).toBe(
    `**4 known vulnerabilities, 3 of them block in ghcr.io/acme/api:1. Upgrading openssl to 3.1.4-r3 removes 2 of 3 that block.**`,
  );
  expect(comments[0]?.body).toContain('\n\nRebuild the image with it (a newer base image');
  expect(comments[0]?.fingerprints).toHaveLength(4);
  expect(openFingerprints).toHaveLength(4);
});

test('what does not fit into a comment is counted', () => {
  const head = Array.from({ length: 900 }, (_, at) =>
    cve(`CVE-${at}`, { package: `p${at}`, source: `p${at}-${'x'.repeat(150)}` }),
  );
  const diff = [{ path: 'deploy/api.yaml', hunks: [{ startLine: 12, lines: ['image: x'] }] }];
  const { comments } = renderReview(view({ head, images: IMAGES }), diff, new Map(), { style: 'requests' });
  expect(comments[0]?.body.length).toBeLessThan(20_000);
  expect(comments[0]?.body).toMatch(/\d+ more known vulnerabilities are left out here/);
});

test('of hundreds of advisories of one package the first are named, what blocks before the rest, and the others counted', () => {
  const head = Array.from({ length: 300 }, (_, at) =>
    cve(`CVE-${at}`, {}, at < 290 ? { severity: 'high', enforcement: 'warn' } : { severity: 'medium' }),
  );
  const text = renderReport('text', view({ head, images: IMAGES })).replace(/\s+/g, ' ');
  const [, names = ''] =
    text.match(/Update openssl to 3\.1\.4-r3 \(libssl3 3\.1\.4-r0\): (.*?) which the JSON report lists/) ?? [];
  expect(names.match(/CVE-\d+ \(medium, blocks\)/g)).toHaveLength(10);
  expect(names.match(/CVE-/g)).toHaveLength(12);
  expect(names).toMatch(/and 288 more,$/);
});

test('names from a database cannot break out of a table', () => {
  const odd = { package: 'a|b', source: 'x`|<img>\n@octocat', installed: ['1|2'], fixed: ['2\n|3'] };
  const markdown = renderReport('markdown', view({ head: [cve('CVE-1', odd), cve('CVE-2', odd)], images: IMAGES }));
  const rows = markdown.split('\n').filter((line) => line.startsWith('| Update'));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.replace(/\\\||&#124;/g, '').split('|')).toHaveLength(5);
  expect(markdown).not.toMatch(/<img>|[^\w`]@octocat/);
});
