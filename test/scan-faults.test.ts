import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { VulnerabilityCheck } from '../src/check/vulnerabilities/index.ts';
import { createRegistryHandler, reply } from '../src/demo/registry/index.ts';
import { DATABASE_NAME, packDatabase } from '../src/demo/trivy-database.ts';
import type { Command } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { checkOn, putFiles, startScanRegistry, summarize } from './support/scanning.ts';
import { requireTool } from './support/tools.ts';

/** Whatever goes wrong around the real Trivy is `unknown`, says what to do, and leaves nothing behind. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
let folder: string;

beforeAll(async () => {
  server = await startScanRegistry();
  folder = await mkdtemp(join(tmpdir(), 'scg-faults-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const LEGACY = 'shop/legacy:2.0.9';
const API = 'shop/api:1.4.0';

/** The first finding's message, to read what it tells a person to do. */
function said({ findings }: VulnerabilityCheck): string {
  return findings.find(({ rule }) => rule === 'vulnerability/unscannable')?.message ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Ended, but nobody has asked for its exit code yet.
  return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

describe('a Trivy that goes wrong in a scan', () => {
  /** A program that is the real Trivy but for scans of `legacy`, where it does something else. */
  async function badTrivy(name: string, behaviour: string): Promise<{ path: string; pids: string }> {
    const [path, pids] = [join(folder, `trivy-${name}`), join(folder, `pids-${name}`)];
    const script = `#!${process.execPath}
      const { spawn, spawnSync } = require('node:child_process');
      const { appendFileSync } = require('node:fs');
      const note = (pid) => appendFileSync(${JSON.stringify(pids)}, pid + '\\n');
      const args = process.argv.slice(2);
      if (args.some((each) => each.includes('shop/legacy'))) { note(process.pid); ${behaviour} }
      else {
        const real = spawnSync(${JSON.stringify(await requireTool('trivy'))}, args, { stdio: 'inherit' });
        process.exit(real.status ?? 1);
      }`;
    await writeFile(path, script);
    await chmod(path, 0o755);
    return { path, pids };
  }

  /** The limits of the product, but for some of a scan's, which nobody wants to wait for. */
  function smaller(limits: Partial<Command>) {
    const exec = createExec();
    const limit = (command: Command): Command =>
      command.args.some((each) => each.includes('shop/legacy')) ? { ...command, ...limits } : command;
    return {
      run: (command: Command) => exec.run(limit(command)),
      runAll: (commands: readonly Command[], atOnce: number) => exec.runAll(commands.map(limit), atOnce),
    };
  }

  const endless = `const s = 'x'.repeat(1 << 20); let left = 1 << 10; (function go() { if (left-- > 0) process.stdout.write(s, go) })();`;
  const child = `note(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }).pid);`;
  const rows: readonly [string, string, string, RegExp][] = [
    ['killed', `process.kill(process.pid, 'SIGKILL')`, 'trivy-killed', /ended by SIGKILL\. Use a smaller image/],
    ['printing 1 GB', endless, 'trivy-output-limit', /more than 128 MiB of output\. Use a smaller image/],
    ['printing 1 GB of complaints', endless.replaceAll('stdout', 'stderr'), 'trivy-output-limit', /more than 128 MiB/],
    [
      'printing garbage',
      `process.stdout.write('{"SchemaVersion":2,')`,
      'trivy-garbage',
      /no report .* that can be read/,
    ],
    ['printing nothing', `process.exit(0)`, 'trivy-garbage', /Run Trivy on the image by hand/],
    [
      'printing the report of another image',
      `process.stdout.write(JSON.stringify({ SchemaVersion: 2, ArtifactName: 'shop/api', Results: [] }))`,
      'trivy-garbage',
      /no report/,
    ],
    ['crashing', `console.error('panic: runtime error'); process.exit(2)`, 'trivy-failed', /panic: runtime error/],
    ['never ending', `${child} setInterval(() => {}, 1000)`, 'trivy-timeout', /no answer within 20 s/],
    ['ending with a child that does not', `${child} process.exit(3)`, 'trivy-failed', /it ended with 3/],
  ];
  const ours = process.platform === 'linux' ? rows : [];

  test.each(ours)('%s: unknown, and the other image is judged', async (name, behaviour, what, message) => {
    const { path, pids } = await badTrivy(name.replaceAll(' ', '-'), behaviour);
    // A temporary folder of its own: other tests of the same run use the system's at the same time.
    const own = await mkdtemp(join(folder, 'own-'));
    await mkdir(join(own, 'home'));
    vi.stubEnv('TMPDIR', own);
    try {
      const env = { get: (variable: string) => (variable === 'HOME' ? join(own, 'home') : undefined) };
      const check = await checkOn(server, {
        images: [LEGACY, API],
        trivy: { path },
        ports: { env, exec: smaller({ timeoutMs: 20_000 }) },
      });
      expect(Object.fromEntries(check.outcomes)).toEqual({
        [`${server.host}/${LEGACY}`]: 'unknown',
        [`${server.host}/${API}`]: 'pass',
      });
      expect(summarize(check)).toEqual([`unknown (content) ${what}`]);
      expect(said(check)).toMatch(message);
      expect(await readdir(own)).toEqual(['home']);
      expect(await readdir(join(own, 'home'))).toEqual([]);
      const started = (await readFile(pids, 'utf8')).trim().split('\n').map(Number);
      expect(started.filter(isAlive)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test.runIf(process.platform === 'linux')('out of memory: unknown, and the other image is judged', async () => {
    const exec = smaller({ maxMemoryBytes: 64 << 20 });
    const check = await checkOn(server, { images: [LEGACY, API], ports: { exec } });
    expect(summarize(check)).toEqual(['unknown (content) trivy-memory']);
    expect(said(check)).toMatch(/it needed more memory than it may have\. Use a smaller image/);
    expect(check.outcomes.get(`${server.host}/${API}`)).toBe('pass');
  });
});

describe('a Trivy that may not be had', () => {
  test.each<[string, (path: string) => Promise<{ path: string; sha256?: string }>, string, RegExp]>([
    ['missing', async () => ({ path: '/no/such/trivy' }), 'tools/missing', /Install trivy there/],
    [
      'of a version that attackers published',
      async (path) => {
        await writeFile(path, '#!/bin/sh\necho Version: 0.69.4\n');
        await chmod(path, 0o755);
        return { path };
      },
      'tools/refused-version',
      /0\.69\.4 .* was published by an attacker.*Remove it/,
    ],
    [
      'that does not say its version',
      async (path) => {
        await writeFile(path, '#!/bin/sh\nexit 0\n');
        await chmod(path, 0o755);
        return { path };
      },
      'tools/no-version',
      /does not say which version/,
    ],
    [
      'with another checksum than the policy names',
      async () => ({ path: await requireTool('trivy'), sha256: '0'.repeat(64) }),
      'tools/hash-mismatch',
      /It was not run\. Find out who changed/,
    ],
  ])('%s: every image is unknown', async (name, make, what, message) => {
    const trivy = await make(join(folder, `tool-${name.replaceAll(' ', '-')}`));
    const check = await checkOn(server, { images: [LEGACY, API], trivy });
    expect(summarize(check)).toEqual([`unknown (infrastructure) ${what}`, `unknown (infrastructure) ${what}`]);
    expect(said(check)).toMatch(message);
  });
});

describe('a database that is not what it should be', () => {
  type Layout = Map<string, Uint8Array>;

  /** A registry whose database was packed by `pack` and changed by `change` on its way. */
  async function checkWith(
    database: Uint8Array,
    change: (path: string, body: Uint8Array) => Uint8Array = (_, body) => body,
  ): Promise<VulnerabilityCheck> {
    const files: Layout = new Map(await packDatabase(database, new Date()));
    const index: unknown = JSON.parse(Buffer.from(files.get('index.json') ?? '').toString());
    const [digest = ''] = JSON.stringify(index).match(/sha256:[0-9a-f]{64}/) ?? [];
    const broken = await serveLoopback(async ({ path, method }) => {
      if (path === '/v2/') return reply(200);
      const wanted = path.split('/').at(-1) ?? '';
      const hash = wanted.startsWith('sha256:') ? wanted : digest;
      const file = files.get(`blobs/${hash.replace(':', '/')}`);
      if (file === undefined) return reply(404);
      const type = path.includes('/manifests/')
        ? 'application/vnd.oci.image.manifest.v1+json'
        : 'application/octet-stream';
      const body = change(path, file);
      const headers = { 'content-type': type, 'docker-content-digest': hash };
      return reply(200, headers, method === 'HEAD' ? undefined : body);
    });
    try {
      return await checkOn(server, { images: [LEGACY], databases: [`${broken.host}/${DATABASE_NAME}`] });
    } finally {
      await broken.close();
    }
  }

  const isBlob = (path: string): boolean => path.includes('/blobs/');
  const whole = async (): Promise<Uint8Array> => {
    const { buildDatabase } = await import('../scripts/trivy-db/build.ts');
    const { makeAdvisories } = await import('./support/package-sets.ts');
    return buildDatabase(makeAdvisories(7, 200));
  };

  test.each<[string, () => Promise<VulnerabilityCheck>, RegExp]>([
    [
      'cut off on its way',
      async () => checkWith(await whole(), (path, body) => (isBlob(path) ? body.subarray(0, body.length / 2) : body)),
      /^database-/,
    ],
    [
      'changed on its way',
      async () =>
        checkWith(await whole(), (path, body) => {
          if (!isBlob(path)) return body;
          const changed = Buffer.from(body);
          changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 0xff;
          return changed;
        }),
      /^database-/,
    ],
    [
      'an answer that is no database',
      async () => checkWith(await whole(), () => Buffer.from('<html>busy</html>')),
      /^database-/,
    ],
    ['of garbage', async () => checkWith(Buffer.from('no database at all'.repeat(100))), /^(trivy-|canary-|database-)/],
    [
      'published when it was half written',
      async () => {
        const all = await whole();
        return checkWith(all.subarray(0, 8192));
      },
      /^(trivy-|canary-|database-)/,
    ],
    ['empty', async () => checkWith(new Uint8Array()), /^(trivy-|canary-|database-)/],
    ['without the advisories that any has', async () => checkWith(await whole()), /^canary-missed$/],
  ])('%s: unknown, whatever is scanned', async (_, run, what) => {
    const check = await run();
    expect([...check.outcomes.values()]).toEqual(['unknown']);
    const [line = '', ...more] = summarize(check);
    expect(more).toEqual([]);
    expect(line).toMatch(/^unknown \(infrastructure\) /);
    expect(line.replace('unknown (infrastructure) ', '')).toMatch(what);
    expect(said(check).split('. ').length).toBeGreaterThan(2);
  });

  test.each([
    'application/vnd.oci.image.layer.v1.tar+gzip',
    'text/html',
  ])('a layer of type %s is none', async (type) => {
    const files = new Map(await packDatabase(await whole(), new Date()));
    const text = [...files.values()].map((bytes) => Buffer.from(bytes)).find((bytes) => bytes.includes('"layers"'));
    const { store } = server;
    const manifest = Buffer.from(
      (text?.toString() ?? '').replace('application/vnd.aquasec.trivy.db.layer.v1.tar+gzip', type),
    );
    const name = `odd/${type.length}`;
    for (const bytes of files.values()) store.putBlob(name, bytes);
    store.putManifest(name, manifest, 'application/vnd.oci.image.manifest.v1+json', '2');
    const check = await checkOn(server, { images: [LEGACY], databases: [`${server.host}/${name}:2`] });
    expect(summarize(check)[0]).toMatch(/^unknown \(infrastructure\) database-/);
    expect(said(check)).toContain(`${server.host}/${name}:2`);
  });
});

describe('an image whose registry gives something else', () => {
  test.each<[string, (body: Uint8Array) => Uint8Array | number, RegExp]>([
    ['a layer that is cut off', (body) => body.subarray(0, Math.floor(body.length / 2)), /^unknown/],
    ['a layer of other bytes', (body) => Buffer.alloc(body.length, 1), /^unknown/],
    ['a layer that is gone', () => 404, /^unknown/],
    ['an error for the layer', () => 500, /^unknown \(infrastructure\) server-error/],
    ['"slow down" for the layer', () => 429, /^unknown \(infrastructure\) throttled/],
  ])('%s: unknown', async (_, change, expected) => {
    const handler = createRegistryHandler(server.store);
    const layers = new Set(
      [...server.store.repository('shop/legacy').manifests.values()].flatMap(({ bytes }) =>
        JSON.parse(Buffer.from(bytes).toString()).layers?.map(({ digest }: { digest: string }) => digest),
      ),
    );
    const bad = await serveLoopback(async (request) => {
      const answer = await handler(request);
      if (answer === 'drop' || !layers.has(request.path.split('/').at(-1) ?? '')) return answer;
      const changed = change(answer.body === undefined ? new Uint8Array() : Buffer.from(answer.body));
      if (typeof changed !== 'number') return { ...answer, body: changed };
      const code = changed === 429 ? 'TOOMANYREQUESTS' : changed === 404 ? 'BLOB_UNKNOWN' : 'UNKNOWN';
      const body = JSON.stringify({ errors: [{ code, message: 'no' }] });
      return reply(changed, { 'content-type': 'application/json' }, Buffer.from(body));
    });
    try {
      const databases = [`${server.host}/${DATABASE_NAME}`];
      const check = await checkOn({ ...server, host: bad.host }, { images: [LEGACY], databases });
      expect([...check.outcomes.values()]).toEqual(['unknown']);
      expect(summarize(check)).toEqual([expect.stringMatching(expected)]);
    } finally {
      await bad.close();
    }
  });
});

describe('an image that hides its packages by links and archives', () => {
  const RELEASE = 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\n';
  const APK = 'P:libssl3\nV:3.1.4-r0\nA:x86_64\no:openssl\n\n';
  const DPKG =
    'Package: openssl\nStatus: install ok installed\nArchitecture: amd64\nMaintainer: a\nVersion: 3.0.1-1\nDescription: b\n\n';

  test('the names of its release lead elsewhere', async () => {
    await putFiles(server.store, 'links/release', '1', {
      'opt/r': RELEASE,
      'etc/os-release': { link: '../opt/r' },
      'etc/alpine-release': { link: '../opt/a' },
      'lib/apk/db/installed': APK,
    });
    expect(summarize(await checkOn(server, { images: ['links/release:1'] }))).toEqual([
      'unknown (content) system-unnamed',
    ]);
  });

  test.each<[string, Record<string, string | { link: string }>]>([
    [
      'apk',
      {
        'etc/os-release': RELEASE,
        'etc/alpine-release': '3.19.1\n',
        'opt/db': APK,
        'lib/apk/db/installed': { link: '../../../opt/db' },
      },
    ],
    [
      'dpkg',
      {
        'etc/os-release': 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n',
        'etc/debian_version': '12.5\n',
        'opt/db': DPKG,
        'var/lib/dpkg/status': { link: '../../../opt/db' },
      },
    ],
    [
      'dpkg, by a linked folder',
      {
        'etc/os-release': 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n',
        'etc/debian_version': '12.5\n',
        'opt/dpkg/status': DPKG,
        'var/lib/dpkg': { link: '../../opt/dpkg' },
      },
    ],
  ])('the package database of %s is a link', async (name, files) => {
    const repository = `links/${name.replace(/\W+/g, '-')}`;
    await putFiles(server.store, repository, '1', files);
    expect(summarize(await checkOn(server, { images: [`${repository}:1`] }))).toEqual([
      'unknown (content) packages-missing',
    ]);
  });

  test('all of it is in an archive that the entry point unpacks', async () => {
    const inner = await packTar([
      { header: { name: 'etc/os-release', size: RELEASE.length, mode: 0o644 }, body: RELEASE },
      { header: { name: 'lib/apk/db/installed', size: APK.length, mode: 0o644 }, body: APK },
    ]);
    const files = { 'root.tar': Buffer.from(inner).toString('latin1'), 'bin/start': 'unpacks root.tar' };
    await putFiles(server.store, 'links/archive', '1', files);
    expect(summarize(await checkOn(server, { images: ['links/archive:1'] }))).toEqual([
      'unknown (content) nothing-recognised',
    ]);
  });
});
