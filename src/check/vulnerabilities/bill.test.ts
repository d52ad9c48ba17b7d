import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leftOut, readBill } from './bill.ts';
import { TrivyReport } from './trivy-report.ts';

const component = (purl: string | null, type = 'library', properties: readonly object[] = []) => ({
  type,
  name: 'x',
  ...(purl === null ? {} : { purl }),
  properties,
});
const property = (name: string, value = 'x') => ({ name: `aquasecurity:trivy:${name}`, value });
const SOURCED = [property('SrcName'), property('SrcVersion')];
const bom = (components: readonly unknown[], type = 'container') => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: { type, name: 'image' } },
  components,
});
const spdx = (packages: readonly object[], relationships: readonly object[] = []) => ({
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  packages,
  relationships,
});
const part = (id: string, purl: string | null, purpose?: string) => ({
  SPDXID: `SPDXRef-${id}`,
  name: id,
  ...(purpose === undefined ? {} : { primaryPackagePurpose: purpose }),
  externalRefs: purl === null ? [] : [{ referenceType: 'purl', referenceLocator: purl }],
});
const describes = (id: string) => ({
  spdxElementId: 'SPDXRef-DOCUMENT',
  relationshipType: 'DESCRIBES',
  relatedSpdxElement: `SPDXRef-${id}`,
});

const MUSL = 'pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=3.19.1';
const LODASH = 'pkg:npm/lodash@4.17.4';

function nested(depth: number): unknown {
  let inner: unknown = component(LODASH);
  for (let level = 0; level < depth; level++) inner = { ...component(null, 'application'), components: [inner] };
  return inner;
}

describe('what a bill lists', () => {
  test.each<[string, unknown, readonly [packages: number, unnamed: number, ofImage: boolean]]>([
    ['CycloneDX', bom([component(MUSL), component(LODASH)]), [2, 0, true]],
    ['a package twice', bom([component(LODASH), component(LODASH)]), [1, 0, true]],
    ['components within components', bom([nested(3)]), [1, 0, true]],
    ['a library without a package URL', bom([component(null)]), [0, 1, true]],
    ['one whose package URL is none', bom([component('lodash')]), [0, 1, true]],
    [
      'a file, a system and a lock file are no packages',
      bom([component(null, 'file'), component(null, 'operating-system'), component(null, 'application')]),
      [0, 0, true],
    ],
    ['the image itself is none', bom([component('pkg:oci/api@sha256%3Aabc', 'container')]), [0, 0, true]],
    ['of an application', bom([component(LODASH)], 'application'), [1, 0, false]],
    ['of nothing that it names', { bomFormat: 'CycloneDX', specVersion: '1.6' }, [0, 0, false]],
    [
      'SPDX',
      spdx([part('image', null, 'CONTAINER'), part('a', LODASH, 'LIBRARY')], [describes('image')]),
      [1, 0, true],
    ],
    ['SPDX of a package that says nothing of its kind', spdx([part('a', null)]), [0, 1, false]],
    ['SPDX of a package that is what it describes', spdx([part('a', null)], [describes('a')]), [0, 0, false]],
    [
      'SPDX that holds a container and describes something else',
      spdx([part('image', null, 'CONTAINER'), part('a', LODASH)], [describes('a')]),
      [1, 0, false],
    ],
  ])('%s', (_, predicate, expected) => {
    const bill = readBill(predicate);
    if (typeof bill === 'string') throw new Error(bill);
    expect([bill.packages.size, bill.unnamed, bill.ofImage]).toEqual(expected);
    expect(JSON.parse(bill.text)).toEqual(predicate);
  });

  test.each<[string, unknown, RegExp]>([
    ['no object', 'SPDXVersion: SPDX-2.3', /neither/],
    ['nothing', undefined, /neither/],
    ['SPDX 3', { '@graph': [] }, /neither/],
    ['another format', { bomFormat: 'SWID', specVersion: '1' }, /neither/],
    ['a component that is none', bom(['x']), /one of its components/],
    ['as deeply nested as only a trap is', bom([nested(50_000)]), /too deeply/],
  ])('none: %s', (_, predicate, reason) => {
    expect(readBill(predicate)).toMatch(reason);
  });
});

const result = (purls: readonly string[], Class = 'os-pkgs') => ({
  Class,
  Packages: purls.map((PURL) => ({ Name: 'x', Identifier: { PURL } })),
});
const report = (results: readonly object[], OS: object | null = { Family: 'alpine', Name: '3.19.1' }): TrivyReport =>
  TrivyReport.parse({ SchemaVersion: 2, ArtifactName: 'x', Metadata: { OS }, Results: results });

describe('what Trivy left out of it', () => {
  const bill = (...purls: string[]) => readBill(bom(purls.map((purl) => component(purl, 'library', SOURCED))));
  const written = (sourceInfo: string) => readBill(spdx([{ ...part('a', MUSL), sourceInfo }]));
  test.each<[string, ReturnType<typeof readBill>, TrivyReport, number]>([
    ['nothing', bill(MUSL, LODASH), report([result([MUSL]), result([LODASH], 'lang-pkgs')]), 0],
    ['nothing, though its qualifiers are others', bill(MUSL), report([result(['pkg:apk/alpine/musl@1.2.4-r2'])]), 0],
    ['a package', bill(MUSL, LODASH), report([result([MUSL])]), 1],
    ['one of another version', bill(LODASH), report([result(['pkg:npm/lodash@4.17.5'], 'lang-pkgs')]), 1],
    ['packages of no system', bill(MUSL, LODASH), report([result([MUSL]), result([LODASH], 'lang-pkgs')], null), 1],
    ['packages of an unnamed system', bill(MUSL), report([result([MUSL])], { Family: 'none' }), 1],
    ['one whose source is not named', readBill(bom([component(MUSL)])), report([result([MUSL])]), 1],
    [
      'one whose source has no version',
      readBill(bom([component(MUSL, 'library', [property('SrcName')])])),
      report([result([MUSL])]),
      1,
    ],
    [
      'one whose source is empty',
      readBill(bom([component(MUSL, 'library', [property('SrcName', ''), property('SrcVersion')])])),
      report([result([MUSL])]),
      1,
    ],
    [
      'nothing of a library, which has no other source',
      readBill(bom([component(LODASH)])),
      report([result([LODASH], 'lang-pkgs')]),
      0,
    ],
    ['nothing of SPDX', written('built package from: musl 1.2.4-r2'), report([result([MUSL])]), 0],
    ['SPDX that says it in other words', written('acquired from the apk database'), report([result([MUSL])]), 1],
    ['one without a package URL', readBill(bom([component(null)])), report([result([MUSL])]), 1],
  ])('%s', (_, read, said, expected) => {
    if (typeof read === 'string') throw new Error(read);
    expect(leftOut(read, said)).toBe(expected);
  });
});

test('whatever a predicate is, reading it ends, and what it lists is counted or the bill is refused', () => {
  fc.assert(
    fc.property(fc.anything(), fc.array(fc.anything(), { maxLength: 5 }), (one, components) => {
      expect(['string', 'object']).toContain(typeof readBill(one));
      const read = readBill(bom(components.map((each) => ({ type: 'library', purl: each }))));
      if (typeof read === 'string') return;
      expect(read.packages.size + read.unnamed > 0).toBe(components.length > 0);
    }),
  );
});
