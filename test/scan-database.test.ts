import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createRegistryHandler, reply } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { type RequestHandler, serveLoopback } from '../src/io/http-server.ts';
import { FOUND, LEGACY } from './support/legacy-image.ts';
import { checkOn, startScanRegistry, summarize } from './support/scanning.ts';
import { requireTool } from './support/tools.ts';

/** The database in the user's cache, which runs share: fetched by the real Trivy, from a registry that goes wrong. */

/** A name that is not of loopback, whose databases are kept; Trivy reaches it by a mirror. */
const HOST = 'registry.example';

let server: Awaited<ReturnType<typeof startScanRegistry>>;
let own: string;
let home: string;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());
beforeEach(async () => {
  // A temporary folder of its own: other tests of the same run use the system's at the same time.
  own = await mkdtemp(join(tmpdir(), 'scg-database-'));
  home = join(own, 'home');
  await mkdir(home);
  vi.stubEnv('TMPDIR', own);
  return async () => {
    vi.unstubAllEnvs();
    await rm(own, { recursive: true });
  };
});

const env = { get: (name: string) => (name === 'HOME' ? home : undefined) };
const warnings: string[] = [];
const log = { progress: () => {}, info: () => {}, warn: (line: string) => warnings.push(line) };
const request = (mirror: string) => ({
  images: [LEGACY],
  databases: [`${HOST}/${DATABASE_NAME}`],
  mirrors: { [HOST]: [mirror] },
  ports: { env, log },
});

/** Below the cache, and what runs left in the temporary folder. */
async function left() {
  const cache = join(home, '.cache', 'supply-chain-gate', 'trivy');
  const [folder = ''] = await readdir(cache).catch(() => []);
  const kept = await readdir(join(cache, folder), { recursive: true }).catch(() => []);
  return {
    cache: join(cache, folder),
    kept: kept.sort(),
    temporary: (await readdir(own)).filter((name) => name !== 'home'),
  };
}
const WHOLE = { kept: ['db', 'db/metadata.json', 'db/trivy.db'], temporary: [] };

const Manifest = z.looseObject({ layers: z.array(z.looseObject({ digest: z.string() })).length(1) });

/** The database's bytes, as they go over the network. */
function isArchive(path: string): boolean {
  const [repository = '', tag = ''] = DATABASE_NAME.split(':');
  const bytes = server.store.findManifest(repository, tag)?.bytes ?? [];
  const { layers } = Manifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return path === `/v2/${repository}/blobs/${layers[0]?.digest}`;
}

async function withRegistry(
  change: (path: string, serve: () => ReturnType<RequestHandler>) => ReturnType<RequestHandler>,
  use: (host: string) => Promise<void>,
): Promise<void> {
  const handler = createRegistryHandler(server.store);
  const changed = await serveLoopback((wanted) => change(wanted.path, () => handler(wanted)));
  try {
    await use(changed.host);
  } finally {
    await changed.close();
  }
}

/** Makes the database in the cache due, but young enough to decide. */
async function makeDue(cache: string): Promise<void> {
  const path = join(cache, 'db', 'metadata.json');
  const metadata: object = JSON.parse(await readFile(path, 'utf8'));
  const before = new Date(Date.now() - 2 * 3_600_000).toISOString();
  await writeFile(path, JSON.stringify({ ...metadata, UpdatedAt: before, NextUpdate: before, DownloadedAt: before }));
}

test('two runs at once fetch it side by side, and each sees a whole one', async () => {
  let arrived = 0;
  let open = (): void => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const wait: Parameters<typeof withRegistry>[0] = async (path, serve) => {
    if (isArchive(path)) {
      arrived += 1;
      if (arrived >= 2) open();
      await both;
    }
    return serve();
  };
  await withRegistry(wait, async (host) => {
    const checks = await Promise.all([checkOn(server, request(host)), checkOn(server, request(host))]);
    expect(checks.map(summarize)).toEqual([FOUND, FOUND]);
    expect(await left()).toMatchObject(WHOLE);
    expect(arrived).toBe(2);
    expect(summarize(await checkOn(server, request(host)))).toEqual(FOUND);
    expect(arrived).toBe(2);
  });
});

test.each<[string, () => ReturnType<RequestHandler>]>([
  ['throttled', async () => reply(429, {}, Buffer.from('{"errors":[{"code":"TOOMANYREQUESTS"}]}'))],
  ['cut off', async () => reply(200, { 'content-type': 'application/octet-stream' }, Buffer.from([0x1f, 0x8b, 8, 0]))],
])('a newer one that is %s leaves the one before, which decides while it is young enough', async (_, answer) => {
  await checkOn(server, request(server.host));
  const { cache } = await left();
  await makeDue(cache);
  await withRegistry(
    (path, serve) => (isArchive(path) ? answer() : serve()),
    async (host) => {
      warnings.length = 0;
      expect(summarize(await checkOn(server, request(host)))).toEqual(FOUND);
      expect(warnings).toEqual([expect.stringMatching(/^Trivy could not fetch .* in the cache is used\.$/)]);
      expect(await left()).toMatchObject(WHOLE);
    },
  );
});

test('a newer one that knows nothing takes the place of none that other runs read', async () => {
  await checkOn(server, request(server.host));
  const { cache } = await left();
  await makeDue(cache);
  const contents = () => Promise.all(['trivy.db', 'metadata.json'].map((name) => readFile(join(cache, 'db', name))));
  const before = await contents();
  const vulnerabilities = { canary: { purl: 'pkg:npm/left-pad@1.0.0', id: 'CVE-2000-0001' } };
  const check = await checkOn(server, { ...request(server.host), vulnerabilities });
  expect(summarize(check)).toEqual(['unknown (infrastructure) canary-missed']);
  expect(await contents()).toEqual(before);
});

test.runIf(process.platform !== 'win32').each(['SIGTERM', 'SIGKILL'] as const)(
  'a run that is ended by %s while it fetches leaves no half of one, and the next run is good',
  async (signal) => {
    const trivy = await requireTool('trivy');
    const script = `
      const { checkOn, startScanRegistry } = await import(${JSON.stringify(join(import.meta.dirname, 'support', 'scanning.ts'))});
      const server = await startScanRegistry();
      const env = { get: (name) => (name === 'HOME' ? ${JSON.stringify(home)} : undefined) };
      const { databases, mirrors } = JSON.parse(process.argv[1]);
      await checkOn(server, { images: [${JSON.stringify(LEGACY)}], databases, mirrors, trivy: { path: ${JSON.stringify(trivy)} }, ports: { env } });`;
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let end = (): void => {};
    const isEnded = new Promise<void>((resolve) => {
      end = resolve;
    });
    // Not answered: the run stands in the middle of it.
    const hold: Parameters<typeof withRegistry>[0] = async (path, serve) => {
      if (!isArchive(path)) return serve();
      asked();
      await isEnded;
      return 'drop';
    };
    await withRegistry(hold, async (host) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(request(host))], {
        stdio: 'inherit',
        env: { ...process.env, TMPDIR: own },
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await isAsked;
      child.kill(signal);
      await ended;
      end();
    });
    const { kept, temporary } = await left();
    expect(kept).toEqual([]);
    if (signal === 'SIGTERM') expect(temporary).toEqual([]);
    expect(summarize(await checkOn(server, request(server.host)))).toEqual(FOUND);
    expect((await left()).kept).toEqual(WHOLE.kept);
  },
);
