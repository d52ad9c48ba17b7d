import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRegistryHandler, reply } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import type { Command } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { LEGACY } from './support/legacy-image.ts';
import { checkOn, startScanRegistry, summarize, toldUnscannable } from './support/scanning.ts';
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

const API = 'shop/api:1.4.0';

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
      expect(toldUnscannable(check)).toMatch(message);
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
    expect(toldUnscannable(check)).toMatch(/it needed more memory than it may have\. Use a smaller image/);
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
    expect(toldUnscannable(check)).toMatch(message);
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
