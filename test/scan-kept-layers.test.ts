import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RegistryServer } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { createSeal } from '../src/recall/index.ts';
import { alpineWith, DEBIAN_RELEASE, debianWith } from './support/installed-systems.ts';
import { type LayerScans, node, openLayerScans, type Way } from './support/layer-scans.ts';
import { startScanRegistry } from './support/scanning.ts';

/** The real Trivy on what earlier runs read in large layers: another database, and images that are new on a known base. */

const KEY = 'k'.repeat(64);
/** A mebibyte that packs to no less. */
const LARGE = { 'srv/large': new Uint8Array(randomBytes(1.5 * 1024 * 1024)) };
const BASE = { ...alpineWith({ libssl3: '3.1.4-r2', musl: '1.2.4-r2' }), ...LARGE };
const APP = node('lodash', '4.17.20');

let server: RegistryServer;
let older: RegistryServer;
let scans: LayerScans;
let directory: string;
beforeAll(async () => {
  server = await startScanRegistry();
  older = await startScanRegistry({ hoursOld: 1 });
  scans = await openLayerScans(server);
  await scans.put('api', [BASE, APP]);
  await scans.put('web', [BASE, node('minimist', '1.2.5')]);
});
afterAll(async () => {
  await scans.close();
  await Promise.all([server.close(), older.close()]);
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'scg-layers-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Another database: what is known of images counts no longer. */
const another = (): Pick<Way, 'databases'> => ({ databases: [`${older.host}/${DATABASE_NAME}`] });

const scan = (names: readonly string[], way: Way = {}) =>
  scans.scan(names, { results: { directory, key: KEY }, ...way });

/** How often its layers are asked for, and what is said. */
async function scanned(name: string, way: Way = {}) {
  const { said, asked } = await scan([name], way);
  return { said: said.get(name), asked: scans.layersOf(name).map(asked) };
}

async function keptFiles(): Promise<readonly string[]> {
  const all = await readdir(join(directory, 'layers-v1'), { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

describe.each([
  ['on the command line', false],
  ['on a pull request, through the gate', true],
])('%s', (_, isPullRequest) => {
  test('with another database, a large layer is not asked for again, and nothing else changes', async () => {
    const first = await scanned('api', { isPullRequest });
    expect(first.asked).toEqual([1, 1]);
    expect(first.said?.join()).toContain('libssl3');
    expect(await scanned('api', { isPullRequest, ...another() })).toEqual({ ...first, asked: [0, 1] });
    expect(await keptFiles()).toHaveLength(1);
  });

  test('an image that is new asks for its own layers alone', async () => {
    await scan(['api'], { isPullRequest });
    const said = (await scans.alone(['web'])).get('web');
    expect(await scanned('web', { isPullRequest })).toEqual({ said, asked: [0, 1] });
  });
});

test('what a registry was believed to have given is not believed on a pull request, where layers are held against their digests', async () => {
  await scan(['api']);
  expect((await scanned('api', { ...another(), isPullRequest: true })).asked).toEqual([1, 1]);
});

test('with another key, or another advisory that a database must know, it is read again', async () => {
  await scan(['api']);
  expect((await scanned('api', { ...another(), results: { directory, key: 'o'.repeat(64) } })).asked).toEqual([1, 1]);
  expect((await scanned('web', { vulnerabilities: { canary: 'off' } })).asked).toEqual([1, 1]);
});

test.each<[string, (path: string) => Promise<void>]>([
  ['a byte at its end', (path) => appendFile(path, ' ')],
  ['nothing', (path) => writeFile(path, '')],
  [
    'an analysis without packages, under a seal of their own',
    async (path) => {
      const kept = JSON.parse((await readFile(path, 'utf8')).replace(/^.*\n/, ''));
      const analysis = JSON.parse(gunzipSync(Buffer.from(kept.value, 'base64')).toString());
      const value = gzipSync(JSON.stringify({ ...analysis, PackageInfos: null })).toString('base64');
      const seal = createSeal('x'.repeat(64), 'layer');
      await writeFile(path, seal.seal(JSON.stringify({ ...kept, value })));
    },
  ],
])('where somebody else wrote %s, it is read again', async (_, forge) => {
  const first = await scanned('api');
  for (const path of await keptFiles()) await forge(path);
  expect(await scanned('api', another())).toEqual(first);
});

test('an image that gives its own layer the name of a kept one is scanned alone', async () => {
  await scan(['api']);
  const config = scans.store.findManifest('shared/api', '1')?.bytes ?? [];
  const { digest } = JSON.parse(Buffer.from(config).toString()).config;
  const [truth = ''] = JSON.parse(Buffer.from(scans.store.findBlob('shared/api', digest) ?? []).toString()).rootfs
    .diff_ids;
  const harmless = { ...alpineWith({ musl: '1.2.4-r9' }), ...LARGE };
  // The lowest tells the truth, so that what lies above decides, and it says that it holds what the base does.
  await scans.put('liar', [BASE, harmless], { diffIds: ([, own = '']) => [own, truth] });
  const said = (await scans.alone(['liar'])).get('liar');
  const liar = await scanned('liar');
  // With what is kept, and then alone.
  expect(liar).toEqual({ said, asked: [2, 1] });
  // Nor does what it said of its own layer stand for the other.
  expect((await scanned('api', another())).said?.join()).toContain('libssl3');
});

test('nothing is kept of a layer in which Trivy passed something over', async () => {
  const broken = debianWith({ openssl: '3.0.11-1~deb12u2' });
  const status = `${broken['var/lib/dpkg/status']}Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: not a version\n\n`;
  const base = { ...broken, 'etc/os-release': DEBIAN_RELEASE, 'var/lib/dpkg/status': status, ...LARGE };
  await scans.put('passed', [base]);
  expect((await scan(['passed'])).said.get('passed')?.join()).toContain('packages-unread');
  expect(await keptFiles()).toEqual([]);
});

test('small layers are not kept: they are read in less time', async () => {
  await scans.put('small', [alpineWith({ musl: '1.2.4-r2' }), APP]);
  await scan(['small']);
  expect(await keptFiles()).toEqual([]);
});
