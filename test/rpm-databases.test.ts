import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { RpmPackage } from './support/rpm/header.ts';
import { rpmDatabase } from './support/rpm/systems.ts';

/** The databases of packages that tests write, as the real rpm reads them, where there is one. NDB is for SUSE's alone, and read by Trivy. */

const run = promisify(execFile);
const isThere = await run('rpm', ['--version']).then(
  () => true,
  () => false,
);

/** Whether rpm was built to read such databases: without, it says that it takes none at all in their place, and ends well. */
async function hasBackend(backend: string, directory: string): Promise<boolean> {
  const args = ['--define', `_db_backend ${backend}`, '--dbpath', directory, '-qa'];
  const said = await run('rpm', args).then(({ stderr }) => stderr, String);
  return !said.includes('dummy database');
}

const PACKAGES: readonly RpmPackage[] = Array.from({ length: 300 }, (_, index) => ({
  name: `part-${index}`,
  version: '1.2',
  release: `${index}.el9`,
  vendor: 'Red Hat, Inc.',
  files: ['/usr/bin/a', '/usr/lib/b', '/usr/bin/c'],
  ...(index % 2 === 0 ? {} : { epoch: index, arch: 'noarch' }),
  ...(index % 3 === 0 ? { modularityLabel: 'nodejs:18:9040020240101:rhel9' } : {}),
}));

const FORMAT =
  '%{NAME} %{EPOCHNUM} %{VERSION} %{RELEASE} %{ARCH} %{VENDOR} %{SOURCERPM} %{MODULARITYLABEL} [%{FILENAMES} ]\\n';

describe('rpm reads what tests write', () => {
  test.for([
    ['rpmdb.sqlite', 'sqlite'],
    ['Packages', 'bdb_ro'],
  ] as const)('%s', async ([file, backend], { skip }) => {
    if (!isThere) skip('no rpm on PATH');
    const directory = await mkdtemp(join(tmpdir(), 'scg-rpm-'));
    try {
      if (!(await hasBackend(backend, await mkdtemp(join(directory, 'empty-'))))) skip(`rpm without ${backend}`);
      await writeFile(join(directory, file), rpmDatabase(file, PACKAGES));
      const args = ['--define', `_db_backend ${backend}`, '--dbpath', directory, '-qa', '--qf', FORMAT];
      const { stdout } = await run('rpm', args);
      expect(stdout.trim().split(' \n').sort()).toEqual(
        PACKAGES.map(({ name, version, release, epoch = 0, arch = 'x86_64', vendor, modularityLabel, files = [] }) =>
          [
            `${name} ${epoch} ${version} ${release} ${arch} ${vendor} ${name}-${version}-${release}.src.rpm`,
            `${modularityLabel ?? '(none)'} ${files.join(' ')} `,
          ].join(' '),
        )
          .map((line) => line.trimEnd())
          .sort(),
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
