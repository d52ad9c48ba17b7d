import { expect, test } from 'vitest';
import { z } from 'zod';
import { canaryBills } from './canary-bill.ts';

const Bill = z.looseObject({
  components: z.array(z.looseObject({ type: z.string(), name: z.string(), version: z.string() })),
});

const of = (purl: string) => ({ purl, id: `of ${purl}` });

test.each<[string, readonly string[], readonly (readonly string[])[]]>([
  ['none', [], []],
  ['a library', ['pkg:npm/lodash@4.17.4'], [['library lodash 4.17.4']]],
  ['a library of a scope', ['pkg:npm/%40acme/api@1.0.0'], [['library api 1.0.0']]],
  [
    'libraries of several ecosystems are in one bill',
    ['pkg:npm/lodash@4.17.4', 'pkg:pypi/jinja2@2.4.1'],
    [['library lodash 4.17.4', 'library jinja2 2.4.1']],
  ],
  [
    'a package of a system is beside that system',
    ['pkg:apk/alpine/openssl@3.1.4-r0?distro=alpine-3.19'],
    [['operating-system alpine 3.19', 'library openssl 3.1.4-r0']],
  ],
  [
    'with the release as Trivy writes it of Alpine',
    ['pkg:apk/alpine/openssl@3.1.4-r0?distro=3.19'],
    [['operating-system alpine 3.19', 'library openssl 3.1.4-r0']],
  ],
  [
    'of a system without releases',
    ['pkg:apk/wolfi/openssl@3.1.4-r0'],
    [['operating-system wolfi ', 'library openssl 3.1.4-r0']],
  ],
  [
    'each release has a bill of its own',
    [
      'pkg:deb/debian/openssl@3.0.9-1?distro=debian-12',
      'pkg:npm/lodash@4.17.4',
      'pkg:deb/debian/openssl@1.1.1n-0?distro=debian-11',
      'pkg:deb/debian/zlib@1.2-1?distro=debian-12',
    ],
    [
      ['operating-system debian 12', 'library openssl 3.0.9-1', 'library zlib 1.2-1'],
      ['library lodash 4.17.4'],
      ['operating-system debian 11', 'library openssl 1.1.1n-0'],
    ],
  ],
])('%s', (_, purls, expected) => {
  const bills = canaryBills(purls.map(of));
  const lists = bills.map(({ text }) =>
    Bill.parse(JSON.parse(text)).components.map(({ type, name, version }) => `${type} ${name} ${version}`),
  );
  expect(lists).toEqual(expected);
  expect(bills.flatMap(({ canaries }) => canaries.map(({ purl }) => purl)).sort()).toEqual([...purls].sort());
});
