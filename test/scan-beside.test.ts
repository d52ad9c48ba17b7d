import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkOn, type FileTree, putLayers, startScanRegistry, summarize } from './support/scanning.ts';
import { requireTool } from './support/tools.ts';
import { wholeDatabase } from './support/whole-database.ts';

/** What bills in an image say of files beside them, and the real Trivy believes. */

const MODULE = 'github.com/spf13/cobra';
let server: Awaited<ReturnType<typeof startScanRegistry>>;
let program: Uint8Array;
beforeAll(async () => {
  program = new Uint8Array(await readFile(await requireTool('kustomize')));
  const advisory = { title: '', severity: 'HIGH', published: '2024-01-01', references: [], fixed: '99.0.0' } as const;
  server = await startScanRegistry({
    database: await wholeDatabase([
      { ...advisory, id: 'CVE-2024-5000', platform: 'go::GitHub Security Advisory Go', package: MODULE },
    ]),
  });
});
afterAll(() => server.close());

let count = 0;
async function judge(...layers: readonly FileTree[]) {
  const repository = `beside/image${count++}`;
  await putLayers(server.store, repository, '1', layers);
  const check = await checkOn(server, { images: [`${repository}:1`] });
  return [...check.outcomes.values(), ...summarize(check)];
}

const LODASH = { 'opt/app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}' };
const FOUND = ['fail', 'block critical CVE-2019-10744 lodash'];

describe('a bill that lies in the image', () => {
  const billOf = (path: string, type: string, purl: string): string => {
    const [, name = '', version = ''] = /^pkg:[^/]+\/(.*)@(.*)$/.exec(purl) ?? [];
    return JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      components: [
        {
          type: 'application',
          'bom-ref': 'app',
          name: path,
          properties: [{ name: 'aquasecurity:trivy:Type', value: type }],
        },
        { type: 'library', 'bom-ref': 'part', name, version, purl },
      ],
      dependencies: [{ ref: 'app', dependsOn: ['part'] }],
    });
  };
  /** Trivy keeps what it read of a file by the file and its kind; this puts something else in that place. */
  const over = (place: string): string => billOf(place, 'x', 'pkg:golang/a@v1');
  const fixed = `pkg:golang/${MODULE}@v99.1.0`;
  const found = ['fail', 'block high CVE-2024-5000 github.com/spf13/cobra'];
  test.each<[string, () => readonly FileTree[], readonly string[]]>([
    ['none does', () => [{ 'usr/bin/app': program }], found],
    [
      'it speaks of another file',
      () => [{ 'usr/bin/app': program, 'opt/a.cdx.json': billOf('usr/bin/b', 'gobinary', fixed) }],
      found,
    ],
    [
      'it speaks of a program',
      () => [{ 'usr/bin/app': program, 'opt/a.cdx.json': billOf('usr/bin/app', 'gobinary', fixed) }],
      found,
    ],
    [
      'it speaks of a program of a lower layer',
      () => [{ 'usr/bin/app': program }, { 'opt/a.cdx.json': billOf('usr/bin/app', 'gobinary', fixed) }],
      found,
    ],
    [
      'it stands in the place of a library',
      () => [LODASH, { 'opt/a.cdx.json': over('opt/app/node_modules/lodash/package.json/type:node-pkg') }],
      FOUND,
    ],
    ['it is alone', () => [{ 'opt/a.cdx.json': billOf('usr/bin/app', 'gobinary', fixed) }], ['pass']],
    [
      'it lists what is not there',
      () => [{ 'opt/a.cdx.json': billOf('usr/bin/app', 'gobinary', `pkg:golang/${MODULE}@v1.0.0`) }],
      found,
    ],
  ])('%s', async (_, layers, expected) => {
    expect(await judge(...layers())).toEqual(expected);
  });
});
