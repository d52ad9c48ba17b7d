import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRegistryHandler, type RegistryServer } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { type CliRun, runNode } from './support/run-cli.ts';
import { putFiles, startScanRegistry } from './support/scanning.ts';
import { requireTool } from './support/tools.ts';

/** The gate is ended while the real Trivy waits for a layer. */

const CLI = join(import.meta.dirname, '..', 'src', 'cli.ts');
const IMAGES = ['killed/one', 'killed/two'] as const;

let server: RegistryServer;
let folder: string;
beforeAll(async () => {
  server = await startScanRegistry();
  for (const name of IMAGES) {
    await putFiles(server.store, name, '1', {
      'etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\n',
      'etc/alpine-release': '3.19.1\n',
      'lib/apk/db/installed': `P:libssl3\nV:3.1.4-r5\nA:x86_64\no:openssl\n\nC:${name}\n`,
    });
  }
  folder = await mkdtemp(join(tmpdir(), 'scg-killed-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** A repository that deploys the images, a home and a folder for temporary files, and nothing else in them. */
async function scene(host: string) {
  const own = await mkdtemp(join(folder, 'run-'));
  const [repository, home, temporary] = [join(own, 'repository'), join(own, 'home'), join(own, 'tmp')];
  for (const path of [join(repository, '.github'), home, temporary]) await mkdir(path, { recursive: true });
  const policy = {
    version: 1,
    images: { digest: 'off' },
    vulnerabilities: { databaseRepositories: [`${server.host}/${DATABASE_NAME}`] },
    hardening: { podSecurity: { level: 'privileged' }, rules: { '*': 'off' } },
    tools: { trivy: { path: await requireTool('trivy') } },
  };
  await writeFile(join(repository, '.github', 'supply-chain-gate.yaml'), JSON.stringify(policy));
  const pods = IMAGES.map((name, index) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `app-${index}`, namespace: 'shop' },
      spec: { containers: [{ name: 'app', image: `${host}/${name}:1` }] },
    }),
  );
  await writeFile(join(repository, 'pods.yaml'), pods.join('\n---\n'));
  const options = { cwd: repository, env: { PATH: '/usr/bin:/bin', HOME: home, TMPDIR: temporary } };
  return { own, temporary, home, options };
}

/** Processes that were told of a path below this one. */
async function processesOf(own: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return commands.filter((command) => command.includes(own));
}

describe.runIf(process.platform === 'linux')('a gate that is ended in the middle of a scan', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const)('by %s leaves no Trivy and no file, and the next one is good', async (signal, code) => {
    const handler = createRegistryHandler(server.store);
    const asked = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    let holds = true;
    const slow = await serveLoopback(async (request) => {
      const answer = await handler(request);
      const isLayer =
        answer !== 'drop' && request.method === 'GET' && Buffer.from(answer.body ?? '').includes('lib/apk');
      if (holds && isLayer) {
        asked.resolve();
        await over.promise;
        return 'drop';
      }
      return answer;
    });
    const { own, temporary, home, options } = await scene(slow.host);
    try {
      const gate = spawn(process.execPath, [CLI, 'check', '--format', 'json'], { ...options, stdio: 'ignore' });
      const ended = new Promise<number | null>((resolve) => gate.once('exit', resolve));
      await asked.promise;
      const during = await processesOf(own);
      expect(during.filter((command) => command.includes('--scanners=vuln')).length).toBeGreaterThan(0);
      expect((await readdir(temporary)).length).toBeGreaterThan(0);
      gate.kill(signal);
      expect(await ended).toBe(code);
      // A supervisor of its own ends what a killed gate leaves, within a moment.
      await vi.waitFor(async () => expect(await processesOf(own)).toEqual([]), { timeout: 10_000 });
      await vi.waitFor(async () => expect(await readdir(temporary)).toEqual([]), { timeout: 10_000 });
      // Beside V8's compiled code nothing but which Trivy it is, which was written in one step.
      const cache = join(home, '.cache', 'supply-chain-gate');
      const kept = await readdir(cache, { recursive: true }).catch(() => []);
      expect(kept.filter((name) => !/^(?:compiled|tools)(?:$|\/)/.test(name) || name.endsWith('.tmp'))).toEqual([]);
      holds = false;
      over.resolve();
      const next: CliRun = await runNode([CLI, 'check', '--format', 'json'], options);
      expect([next.code, JSON.parse(next.stdout).verdict]).toEqual([0, 'pass']);
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      over.resolve();
      await slow.close();
    }
  });
});
