import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisory, Platform } from '../scripts/trivy-db/advisory.ts';
import { checkOn, type FileTree, putFiles, startScanRegistry, summarize } from './support/scanning.ts';
import { moduleDirectory } from './support/tool-definitions.ts';
import { wholeDatabase } from './support/whole-database.ts';

/** Databases of packages that real systems wrote, out of the test data of knqyf263/go-rpmdb, which Trivy is built with: checked by its go.sum. */

const MODULE = 'github.com/knqyf263/go-rpmdb';
const run = promisify(execFile);
const Downloaded = z.looseObject({ Dir: z.string() });

const on = (platform: Platform, ...names: readonly (readonly [string, string])[]): Advisory[] =>
  names.map(([name, fixed], index) => ({
    id: `CVE-2024-${platform.length}0${index}`,
    title: '',
    severity: 'HIGH',
    platform,
    package: name,
    fixed,
    published: '2024-01-01',
    references: [],
  }));

/** On each: one that is not fixed there, one that just is, and where it tells them apart one of a source or a module. */
const ADVISORIES = [
  ...on('CBL-Mariner 2.0', ['bash', '5.1.8-2.cm2'], ['glibc', '2.34-2.cm2'], ['openssl', '1.1.1k-8.cm2']),
  ...on(
    'Red Hat',
    ['bash', '4.4.20-4.el8'],
    ['openssl-libs', '1:1.1.1k-6.el8_5'],
    ['nodejs:10::nodejs', '1:10.22.0-1'],
  ),
  ...on('SUSE Linux Enterprise 15.6', ['bash', '99'], ['libz1', '1']),
];

let data: string;
let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  const env = { ...process.env, GOWORK: 'off' };
  const cwd = moduleDirectory('trivy');
  const { stdout } = await run('go', ['mod', 'download', '-json', MODULE], { cwd, env }).catch((cause: unknown) => {
    const needs = `These tests need Go on PATH, and the module ${MODULE} that ${cwd} names (from Go's cache or a proxy)`;
    throw new Error(`${needs}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
  data = join(Downloaded.parse(JSON.parse(stdout)).Dir, 'pkg', 'testdata');
  server = await startScanRegistry({ database: await wholeDatabase(ADVISORIES) });
});
afterAll(() => server.close());

const release = (id: string, version: string): FileTree => ({
  'etc/os-release': `NAME="${id}"\nID="${id}"\nVERSION_ID="${version}"\n`,
});

test.each<[string, string, FileTree, readonly string[]]>([
  [
    'CBL-Mariner 2.0, of SQLite',
    'cbl-mariner-2.0/rpmdb.sqlite',
    release('mariner', '2.0'),
    [
      'fail',
      'block high CVE-2024-1500 bash',
      'block high CVE-2024-1502 openssl',
      'block high CVE-2024-1502 openssl-libs',
    ],
  ],
  [
    'Red Hat 8 on s390x, of Berkeley DB',
    'ubi8-s390x/Packages',
    release('rhel', '8.6'),
    ['fail', 'block high CVE-2024-700 bash'],
  ],
  [
    'CentOS 8 with modules, of Berkeley DB',
    'centos8-modularitylabel/Packages',
    release('centos', '8'),
    ['fail', 'block high CVE-2024-700 bash', 'block high CVE-2024-701 openssl-libs', 'block high CVE-2024-702 nodejs'],
  ],
  ['SLES 15, of NDB', 'sle15-bci/Packages.db', release('sles', '15.6'), ['fail', 'block high CVE-2024-2600 bash']],
  [
    'Fedora 35, of SQLite',
    'fedora35/rpmdb.sqlite',
    release('fedora', '35'),
    ['unknown', 'unknown (content) system-unknown'],
  ],
  [
    'Fedora 35, which says that it is Rocky',
    'fedora35/rpmdb.sqlite',
    release('rocky', '9.4'),
    ['unknown', 'unknown (content) system-unknown'],
  ],
  [
    'Red Hat 8, which says that it is 9',
    'ubi8-s390x/Packages',
    release('rhel', '9.4'),
    ['fail', 'unknown (content) system-unknown', 'block high CVE-2024-700 bash'],
  ],
])('%s', async (name, file, names, expected) => {
  const [repository, path] = [`real/${name.replace(/\W+/g, '-').toLowerCase()}`, file.split('/')[1] ?? ''];
  await putFiles(server.store, repository, '1', {
    ...names,
    [`var/lib/rpm/${path}`]: await readFile(join(data, file)),
  });
  const check = await checkOn(server, { images: [`${repository}:1`] });
  expect([...check.outcomes.values(), ...summarize(check)].sort()).toEqual([...expected].sort());
});
