import { describe, expect, test } from 'vitest';
import { MODULE, MODULE_FOUND, programScans } from './support/program-scans.ts';
import type { FileTree } from './support/scanning.ts';

/** What bills in an image say of files beside them, and the real Trivy believes. */

const { judge, program } = programScans('beside');

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
  test.each<[string, () => readonly FileTree[], readonly string[]]>([
    ['none does', () => [{ 'usr/bin/app': program() }], MODULE_FOUND],
    [
      'it speaks of another file',
      () => [{ 'usr/bin/app': program(), 'opt/a.cdx.json': billOf('usr/bin/b', 'gobinary', fixed) }],
      MODULE_FOUND,
    ],
    [
      'it speaks of a program',
      () => [{ 'usr/bin/app': program(), 'opt/a.cdx.json': billOf('usr/bin/app', 'gobinary', fixed) }],
      MODULE_FOUND,
    ],
    [
      'it speaks of a program of a lower layer',
      () => [{ 'usr/bin/app': program() }, { 'opt/a.cdx.json': billOf('usr/bin/app', 'gobinary', fixed) }],
      MODULE_FOUND,
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
      MODULE_FOUND,
    ],
  ])('%s', async (_, layers, expected) => {
    expect(await judge(...layers())).toEqual(expected);
  });
});
