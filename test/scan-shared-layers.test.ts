import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegistryServer } from '../src/demo/registry/index.ts';
import { alpineWith, DEBIAN_RELEASE, debianWith } from './support/installed-systems.ts';
import { type LayerScans, node, openLayerScans, PACKED } from './support/layer-scans.ts';
import { oneByOne, storing } from './support/layer-store.ts';
import { digestOf, packLayer, putPacked, realPorts, startScanRegistry } from './support/scanning.ts';

/** The real Trivy on images that share layers: each is read once, and what it finds is what it finds in each alone. */

const BASE = alpineWith({ libssl3: '3.1.4-r2', musl: '1.2.4-r2', busybox: '1.36.1-r15' });

let server: RegistryServer;
let scans: LayerScans;
beforeAll(async () => {
  server = await startScanRegistry();
  scans = await openLayerScans(server);
});
afterAll(async () => {
  await scans.close();
  await server.close();
});

const put: LayerScans['put'] = (...what) => scans.put(...what);
const scan: LayerScans['scan'] = (...what) => scans.scan(...what);
const alone: LayerScans['alone'] = (names) => scans.alone(names);
const layersOf = (name: string): readonly string[] => scans.layersOf(name);

/** A layer in which a letter of a file's name is another byte; sums of headers are made anew (POSIX ustar, offset 148). */
function withName(layer: Uint8Array, letter: string, byte: number): Uint8Array {
  const tar = Buffer.from(layer);
  const at = tar.indexOf(letter);
  tar[at] = byte;
  const header = tar.subarray(at - (at % 512), at - (at % 512) + 512);
  header.fill(' ', 148, 156);
  const sum = header.reduce((all, one) => all + one, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return tar;
}

describe('images on one base', () => {
  const names = ['one', 'two', 'three', 'four'];
  beforeAll(async () => {
    await put('one', [BASE, node('lodash', '4.17.20')]);
    await put('two', [BASE, { 'srv/note': 'nothing to see' }]);
    // A later version of the package database, and one more layer.
    await put('three', [BASE, alpineWith({ libssl3: '3.1.4-r9', musl: '1.2.4-r2' }), node('minimist', '1.2.5')]);
    await put('four', [node('lodash', '4.17.20'), BASE]);
  });

  test.each([
    ['on the command line', false],
    ['on a pull request, through the gate', true],
  ])('%s: it is read once, and nothing else changes', async (_, isPullRequest) => {
    const together = await scan(names, { isPullRequest, ports: oneByOne() });
    expect(together.said).toEqual(await alone(names));
    expect([...together.said.values()].flat().length).toBeGreaterThan(4);
    const [base = '', app = ''] = layersOf('one');
    expect([together.asked(base), together.asked(app)]).toEqual([1, 1]);
  });

  test('several at a time: nothing else changes', async () => {
    expect((await scan(names, { workers: 2 })).said).toEqual(await alone(names));
  });

  test('where secrets are looked for, each is scanned alone: a base is one by what the image says', async () => {
    const { said, asked } = await scan(names, { vulnerabilities: { secrets: 'warn' } });
    expect([...said.values()].flat().length).toBeGreaterThan(4);
    expect(asked(layersOf('one')[0] ?? '')).toBe(4);
  });

  test('where nobody may listen, each is scanned alone', async () => {
    const { serve } = realPorts().loopback;
    const serveValues = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    const { said, asked } = await scan(names, { ports: { loopback: { serve, serveValues } } });
    expect(said).toEqual(await alone(names));
    expect(asked(layersOf('one')[0] ?? '')).toBe(4);
  });

  test.each<[string, Parameters<typeof storing>[0]]>([
    ['loses all', () => ({ get: () => null, set: () => true })],
    ['takes nothing', (values) => ({ get: (name) => values.get(name), set: () => false })],
    ['holds no sense', () => ({ get: () => Buffer.from('no JSON'), set: () => true })],
    [
      'goes away in the middle',
      (values, server) => ({
        get: (name) => values.get(name),
        set: (name, value) => {
          void server.close();
          return values.set(name, value);
        },
      }),
    ],
  ])('where the store %s, each is scanned alone', async (_, how) => {
    const { seen, loopback } = storing(how);
    const { said } = await scan(names, { ports: { loopback } });
    expect(said).toEqual(await alone(names));
    expect(seen.asked).toBeGreaterThan(0);
  });

  test('one with a name that JSON does not keep is scanned alone, and nothing of it is kept', async () => {
    // A byte that is no UTF-8 in the name of a file that the image says is removed.
    const removed = { 'usr/bin/.wh.tool~': '' };
    const layers = [await packLayer(BASE), withName(await packLayer(removed), '~', 0xfe)];
    const blobs = layers.map((layer) => gzipSync(layer));
    putPacked(server.store, 'shared/odd', '1', { ...PACKED, blobs, diffIds: layers.map(digestOf) });
    const mixed = ['odd', 'one', 'two'];
    const { said, asked } = await scan(mixed, { ports: oneByOne() });
    expect(said).toEqual(await alone(mixed));
    expect(asked(layersOf('odd')[0] ?? '')).toBe(3);
  });
});

describe('an image that gives its own layer the name of another', () => {
  const sound = ['honest', 'plain'];
  beforeAll(async () => {
    await put('honest', [BASE, node('lodash', '4.17.20')]);
    await put('plain', [BASE]);
    const [truth = ''] = await contentsOf('honest');
    const harmless = alpineWith({ musl: '1.2.4-r9' });
    // It says that its first layer holds what the base does: who believes it takes either for the other.
    await put('liar', [harmless, { 'srv/a': 'b' }], { diffIds: (own) => [truth, ...own.slice(1)] });
    // What it has in truth is another image's too.
    await put('fellow', [harmless, node('minimist', '1.2.5')]);
    // It names fewer layers than it has: Trivy, which looks for a layer alone, refuses it.
    await put('short', [BASE, node('lodash', '4.17.20')], { diffIds: (own) => own.slice(0, 1) });
    // Both layers are there, each with the name of the other.
    await put('swapped', [BASE, harmless], { diffIds: (own) => [...own].reverse() });
  });

  /** What its configuration says that its layers hold. */
  async function contentsOf(name: string): Promise<readonly string[]> {
    const manifest = JSON.parse(Buffer.from(server.store.findManifest(`shared/${name}`, '1')?.bytes ?? []).toString());
    const config = server.store.findBlob(`shared/${name}`, manifest.config.digest);
    return JSON.parse(Buffer.from(config ?? []).toString()).rootfs.diff_ids;
  }

  test.each([
    ['first', ['liar', 'fellow', 'honest', 'plain']],
    ['last', ['honest', 'plain', 'fellow', 'liar']],
    ['with a sharer of its own', ['liar', 'swapped', 'honest', 'plain']],
    ['after a sharer of its own', ['swapped', 'liar', 'plain', 'honest']],
    ['with fewer layers than it has', ['plain', 'honest', 'short']],
  ])('comes %s: all is as if each were alone', async (_, names) => {
    const { said } = await scan(names, { ports: oneByOne() });
    expect(said).toEqual(await alone(names));
    for (const name of sound) expect(said.get(name)?.join()).toContain('libssl3');
  });
});

test('an image that brings other bytes for a layer than its digest names is unknown, and no other has them', async () => {
  const names = ['embedding', 'embedded-a', 'embedded-b'];
  for (const name of names) await put(name, [BASE, { 'srv/name': name }]);
  const manifest = JSON.parse(Buffer.from(server.store.findManifest('shared/embedding', '1')?.bytes ?? []).toString());
  const data = gzipSync(await packLayer(alpineWith({ musl: '1.2.4-r9' }))).toString('base64');
  manifest.layers[0].data = data;
  server.store.putManifest('shared/embedding', Buffer.from(JSON.stringify(manifest)), manifest.mediaType, '1');
  const { said } = await scan(names, { ports: oneByOne() });
  expect(said.get('embedding')?.join()).toContain('registry-malformed');
  for (const name of names.slice(1)) expect(said.get(name)?.join()).toContain('libssl3');
});

test('what Trivy passed over in a shared layer is unknown in every image that has it', async () => {
  const broken = debianWith({ openssl: '3.0.11-1~deb12u2' });
  const status = `${broken['var/lib/dpkg/status']}Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: not a version\n\n`;
  const base = { ...broken, 'etc/os-release': DEBIAN_RELEASE, 'var/lib/dpkg/status': status };
  const names = ['passed-a', 'passed-b', 'passed-c'];
  for (const name of names) await put(name, [base, { 'srv/name': name }]);
  const { said } = await scan(names, { ports: oneByOne() });
  for (const name of names) expect(said.get(name)?.join()).toContain('packages-unread');
});
