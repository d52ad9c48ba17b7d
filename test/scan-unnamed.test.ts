import { afterAll, beforeAll, expect, test } from 'vitest';
import { debianWith } from './support/installed-systems.ts';
import { checkOn, type FileTree, putLayers, startScanRegistry, summarize } from './support/scanning.ts';
import { wholeDatabase } from './support/whole-database.ts';

/** Images of systems that the real Trivy does not know, which say their name in one way or another beside libraries that it does. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry({ database: await wholeDatabase() });
});
afterAll(() => server.close());

const LODASH: FileTree = { 'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.21"}' };
const ARCH = 'NAME=Arch\nID=arch\nBUILD_ID=rolling\n';
const { 'etc/os-release': DEBIAN_NAME = '', ...NAMELESS_DEBIAN } = debianWith({ openssl: '9:3.0.1-1' });
const LINKED_DEBIAN: FileTree = {
  ...NAMELESS_DEBIAN,
  'usr/lib/os-release': DEBIAN_NAME,
  'etc/os-release': { link: '../usr/lib/os-release' },
};
const unknown = (what: string): readonly string[] => ['unknown', `unknown (content) ${what}`];

let count = 0;
test.each<[string, readonly FileTree[], readonly string[]]>([
  [
    'an unknown distribution',
    [
      {
        'etc/os-release': 'NAME=Arch\nID=arch\nBUILD_ID=rolling\n',
        'var/lib/pacman/local/openssl-3.0.0-1/desc': '%NAME%\nopenssl\n',
      },
    ],
    unknown('nothing-recognised'),
  ],
  [
    'an unknown distribution with a library',
    [{ 'etc/os-release': 'NAME=Arch\nID=arch\nBUILD_ID=rolling\n', ...LODASH }],
    unknown('system-unknown'),
  ],
  [
    'an unknown distribution whose name is elsewhere',
    [{ 'usr/lib/os-release': 'NAME=Void\nID=void\n', ...LODASH }],
    unknown('system-unknown'),
  ],
  [
    'an unknown distribution with a library, whose name is a link',
    [{ 'opt/r': ARCH, 'etc/os-release': { link: '../opt/r' }, ...LODASH }],
    unknown('system-unknown'),
  ],
  [
    'an unknown distribution with a library, whose name is a link in a lower layer',
    [{ 'opt/r': ARCH, 'usr/lib/os-release': { link: '../../opt/r' } }, LODASH],
    unknown('system-unknown'),
  ],
  [
    'an unknown distribution with a library, whose name is a hard link',
    [{ 'opt/r': ARCH, 'etc/os-release': { link: 'opt/r', isHard: true }, ...LODASH }],
    unknown('system-unknown'),
  ],
  [
    'an unknown distribution with a library, whose folder of names is a link',
    [{ 'opt/etc/os-release': ARCH, etc: { link: 'opt/etc' }, ...LODASH }],
    unknown('system-unknown'),
  ],
  [
    'an unknown distribution with a library, whose name has a few bytes',
    [{ 'etc/os-release': 'ID=arch\n', ...LODASH }],
    unknown('system-unknown'),
  ],
  [
    'an unknown distribution with a library, whose name is empty',
    [{ 'etc/os-release': '', ...LODASH }],
    unknown('system-unknown'),
  ],
  ['a known distribution whose name is a link to its usual place', [LINKED_DEBIAN], ['pass']],
  ['a library alone', [LODASH], ['pass']],
  ['a library beside files of no system', [{ ...LODASH, 'etc/passwd': 'root:x:0:0::/:\n' }], ['pass']],
])('%s', async (_, layers, expected) => {
  const repository = `unnamed/image${count++}`;
  await putLayers(server.store, repository, '1', layers);
  const check = await checkOn(server, { images: [`${repository}:1`] });
  expect([...check.outcomes.values(), ...summarize(check)]).toEqual(expected);
});
