import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContentStore, createRegistryHandler } from '../src/demo/registry/index.ts';
import type { Registry } from '../src/domain/index.ts';
import { createFiles } from '../src/io/files.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { closedAfterEach } from './support/closing.ts';
import { createTestRegistry, failureOf, putImage, putIndex, tagged, withRecord } from './support/registry/index.ts';
import { openCli } from './support/run-cli.ts';

let directory: string;
const keep = closedAfterEach();

beforeEach(async () => {
  directory = join(tmpdir(), `registry-cache-${process.pid}-${Math.random().toString(36).slice(2)}`);
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** A registry with an image, an index and their requests, and a client a run that keeps what it is told. */
async function serve() {
  const store = new ContentStore();
  const recorded = withRecord(createRegistryHandler(store));
  const server = keep(await serveLoopback(recorded));
  const run = (options: { readonly offline?: boolean } = {}): Registry => {
    return keep(createTestRegistry({ ports: { files: createFiles() }, cache: directory, ...options })).registry;
  };
  const asked = (): readonly string[] => recorded.requests.splice(0).map(({ line }) => line.replace(/sha256:\w+/, 'D'));
  return { store, host: server.host, run, asked, stop: () => server.close() };
}

async function keptFiles(): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Everything that a check asks of one image. */
async function readAll(registry: Registry, host: string) {
  const repository = { registry: host, path: 'acme/api' };
  const digest = await registry.resolve(tagged(host, 'acme/api', '1'));
  const manifest = await registry.manifest(repository, digest);
  if (manifest.kind !== 'image') throw new Error('no image');
  const config = await registry.blob(repository, manifest.config.digest, 1000);
  const referrers = await registry.referrers(repository, digest);
  return { digest, manifest, config: Buffer.from(config).toString('hex'), referrers };
}

describe('from run to run', () => {
  test('content is fetched once, tags and referrers in every run', async () => {
    const { store, host, run, asked } = await serve();
    putImage(store, 'acme/api', '1');
    const first = await readAll(run(), host);
    expect(asked()).toEqual([
      'HEAD /v2/acme/api/manifests/1',
      'GET /v2/acme/api/manifests/D',
      'GET /v2/acme/api/blobs/D',
      'GET /v2/acme/api/referrers/D',
    ]);
    expect(await readAll(run(), host)).toEqual(first);
    expect(asked()).toEqual(['HEAD /v2/acme/api/manifests/1', 'GET /v2/acme/api/referrers/D']);
  });

  test('what says the same on the same day is not written again', async () => {
    const { store, host, run } = await serve();
    putImage(store, 'acme/api', '1');
    await readAll(run(), host);
    const written = async () =>
      Promise.all(
        (await keptFiles()).toSorted().map(async (file) => {
          const { ino, size } = await stat(file);
          return `${file} ${ino} ${size}`;
        }),
      );
    const before = await written();
    await readAll(run(), host);
    expect(await written()).toEqual(before);
    const moved = putIndex(store, 'acme/api', '1');
    await run().resolve(tagged(host, 'acme/api', '1'));
    expect(await written()).not.toEqual(before);
    expect(await run({ offline: true }).resolve(tagged(host, 'acme/api', '1'))).toBe(moved);
  });

  test('a tag that moved is what it is now', async () => {
    const { store, host, run } = await serve();
    putImage(store, 'acme/api', '1');
    await readAll(run(), host);
    const moved = putIndex(store, 'acme/api', '1');
    expect(await run().resolve(tagged(host, 'acme/api', '1'))).toBe(moved);
  });

  test.each([
    ['other bytes', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(' ')])],
    ['half of it', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.9))],
    ['nothing', () => Buffer.alloc(0)],
    ['no header', (bytes: Buffer) => bytes.subarray(bytes.indexOf(0x0a) + 1)],
    [
      'a header of something else',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('acme/', 'evil/'), 'latin1'),
    ],
    ['a header that is not JSON', (bytes: Buffer) => Buffer.concat([Buffer.from('{\n'), bytes])],
  ])('a kept file with %s is fetched again', async (_, spoil) => {
    const { store, host, run, asked } = await serve();
    putImage(store, 'acme/api', '1');
    const first = await readAll(run(), host);
    asked();
    for (const file of await keptFiles()) await writeFile(file, spoil(await readFile(file)));
    expect(await readAll(run(), host)).toEqual(first);
    expect(asked()).toHaveLength(4);
  });

  test('content of one repository says nothing of another', async () => {
    const { store, host, run } = await serve();
    const image = putImage(store, 'acme/api', '1');
    await readAll(run(), host);
    const error = await failureOf(run().manifest({ registry: host, path: 'acme/other' }, image.digest));
    expect(error.failure).toBe('not-found');
  });

  test('a directory that cannot be written to is said once, and the answers are the same', async () => {
    const { store, host } = await serve();
    putImage(store, 'acme/api', '1');
    await writeFile(directory, 'a file where the directory should be');
    const client = keep(createTestRegistry({ ports: { files: createFiles() }, cache: directory }));
    expect((await readAll(client.registry, host)).manifest.kind).toBe('image');
    expect(client.warnings).toEqual([expect.stringContaining('cannot be kept in')]);
  });
});

describe('offline', () => {
  test('what was recorded is answered, with no registry there', async () => {
    const { store, host, run, stop } = await serve();
    putImage(store, 'acme/api', '1');
    const first = await readAll(run(), host);
    await stop();
    expect(await readAll(run({ offline: true }), host)).toEqual(first);
  });

  test('a tag that the registry did not have is absent still, and says since when', async () => {
    const { store, host, run, asked } = await serve();
    putImage(store, 'acme/api', '1');
    const repository = { registry: host, path: 'acme/api' };
    await failureOf(run().manifest(repository, { tag: 'sha256-aa.sig' }));
    asked();
    const error = await failureOf(run({ offline: true }).manifest(repository, { tag: 'sha256-aa.sig' }));
    expect(error.failure).toBe('not-found');
    expect(error.message).toMatch(/did not have sha256-aa\.sig .* \(recorded 20\d\d-.*; this run is offline\)/);
    expect(asked()).toEqual([]);
  });

  test.each([
    ['a tag', (registry: Registry, host: string) => registry.resolve(tagged(host, 'acme/api', '2'))],
    [
      'a manifest',
      (registry: Registry, host: string) =>
        registry.manifest({ registry: host, path: 'acme/api' }, `sha256:${'a'.repeat(64)}`),
    ],
    [
      'a blob',
      (registry: Registry, host: string) =>
        registry.blob({ registry: host, path: 'acme/api' }, `sha256:${'a'.repeat(64)}`, 100),
    ],
    [
      'referrers',
      (registry: Registry, host: string) =>
        registry.referrers({ registry: host, path: 'acme/api' }, `sha256:${'a'.repeat(64)}`),
    ],
  ] as const)('%s that nobody recorded is unknown, and nothing is sent', async (_, ask) => {
    const { store, host, run, asked } = await serve();
    putImage(store, 'acme/api', '2');
    const error = await failureOf(ask(run({ offline: true }), host));
    expect(error.failure).toBe('offline');
    expect(error.remedy).toContain('--cache DIR');
    expect(asked()).toEqual([]);
  });
});

test('on the command line: a run with --cache, then the same answer with --offline and no registry', async () => {
  const { store, host, stop } = await serve();
  const digest = putImage(store, 'acme/api', '1').digest;
  const cli = keep(await openCli());
  const repository = join(directory, 'repository');
  await mkdir(repository, { recursive: true });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api' },
    spec: { containers: [{ name: 'api', image: `${host}/acme/api:1` }] },
  };
  await writeFile(join(repository, 'pod.json'), JSON.stringify(pod));
  const images = (...more: readonly string[]) =>
    cli.run(repository, ['images', '--resolve', '--format', 'json', '--cache', '../kept', ...more]);
  const online = await images();
  expect(online.code).toBe(0);
  expect(online.stdout).toContain(digest);
  await stop();
  const offline = await images('--offline');
  expect({ code: offline.code, stdout: offline.stdout }).toEqual({ code: 0, stdout: online.stdout });
  const elsewhere = await cli.run(repository, [
    'images',
    '--resolve',
    '--format',
    'json',
    '--cache',
    '../other',
    '--offline',
  ]);
  expect(elsewhere.code).toBe(3);
  expect(elsewhere.stdout).toContain('no earlier run has recorded its answer');
});
