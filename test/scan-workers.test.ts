import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistryHandler } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import type { Command } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { makeDebianImage } from './support/package-sets.ts';
import { checkOn, putFiles, startScanRegistry } from './support/scanning.ts';
import { requireTool } from './support/tools.ts';
import { wholeDatabase } from './support/whole-database.ts';

/** How many scans of the real Trivy run at a time, as the registry sees them. */

const IMAGES = Array.from({ length: 6 }, (_, index) => `workers/app-${index}:1`);
/** How long one that should not be there has to show itself. */
const GRACE_MS = 700;

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry({ database: await wholeDatabase() });
  for (const [index, name] of IMAGES.entries()) {
    await putFiles(server.store, name.replace(':1', ''), '1', makeDebianImage(index + 1, 5));
  }
});
afterAll(() => server.close());

/**
 * A registry that hands out no layer before `expected` scans wait for theirs: each holds whatever a scan holds while it waits,
 * so that scans that had to wait for one another would never all get there. And a moment longer, for one too many.
 */
async function withBarrier<T>(expected: number, use: (host: string, most: () => number) => Promise<T>): Promise<T> {
  const handler = createRegistryHandler(server.store);
  const isLayer = new Set(
    IMAGES.map((name) => {
      const bytes = server.store.findManifest(name.replace(':1', ''), '1')?.bytes ?? new Uint8Array();
      const digest = /"layers":\[\{[^}]*"digest":"(sha256:[0-9a-f]{64})"/.exec(Buffer.from(bytes).toString())?.[1];
      return digest ?? '';
    }),
  );
  let [waiting, most, left] = [0, 0, IMAGES.length];
  let open = Promise.withResolvers<void>();
  const slow = await serveLoopback(async (request) => {
    const wanted = request.path.split('/').at(-1) ?? '';
    if (request.method !== 'GET' || !isLayer.has(wanted)) return handler(request);
    waiting += 1;
    most = Math.max(most, waiting);
    const mine = open;
    if (waiting === Math.min(expected, left)) {
      setTimeout(() => {
        left -= waiting;
        waiting = 0;
        open = Promise.withResolvers<void>();
        mine.resolve();
      }, GRACE_MS);
    }
    await mine.promise;
    return handler(request);
  });
  try {
    return await use(slow.host, () => most);
  } finally {
    await slow.close();
  }
}

describe('as many scans at a time as there are workers, on one cache directory', () => {
  test.each([1, 2, 4])('%i', (workers) =>
    withBarrier(workers, async (host, most) => {
      const caches = new Set<string>();
      const exec = createExec();
      const seen = (command: Command): Command => {
        const cache = command.args.find((arg) => arg.startsWith('--cache-dir='));
        if (command.args[0] === 'image' && command.args.includes('--skip-db-update')) caches.add(cache ?? '');
        return command;
      };
      const check = await checkOn(
        { ...server, host },
        {
          images: IMAGES,
          workers,
          databases: [`${server.host}/${DATABASE_NAME}`],
          ports: {
            exec: { run: (one) => exec.run(seen(one)), runAll: (all, atOnce) => exec.runAll(all.map(seen), atOnce) },
          },
        },
      );
      expect([most(), caches.size, check.outcomes.size]).toEqual([workers, 1, IMAGES.length]);
    }));
});

/** What the system lets a process use is what counts, not what the machine has. */
describe.runIf(process.platform === 'linux')('as many as the processors that the gate may use', () => {
  const script = `
    const { checkOn, startScanRegistry } = await import(${JSON.stringify(join(import.meta.dirname, 'support', 'scanning.ts'))});
    const { host, images, digests, trivy, databases } = JSON.parse(process.argv[1]);
    const store = { findManifest: (repository) => ({ digest: digests[repository] }) };
    const check = await checkOn({ host, store }, { images, trivy: { path: trivy }, databases });
    console.log(JSON.stringify({ processors: navigator.hardwareConcurrency, outcomes: [...check.outcomes.values()] }));`;

  test.each(['0', '0,1'].slice(0, navigator.hardwareConcurrency))('processors %s', async (list) => {
    const processors = list.split(',').length;
    await withBarrier(processors, async (host, most) => {
      const digests = Object.fromEntries(
        IMAGES.map((name) => {
          const repository = name.replace(':1', '');
          return [repository, server.store.findManifest(repository, '1')?.digest];
        }),
      );
      const request = { host, images: IMAGES, digests, trivy: await requireTool('trivy') };
      const databases = [`${server.host}/${DATABASE_NAME}`];
      const args = ['--cpu-list', list, process.execPath, '--input-type=module', '-e', script];
      const child = spawn('taskset', [...args, JSON.stringify({ ...request, databases })], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
      });
      await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
      expect(JSON.parse(said)).toMatchObject({ processors, outcomes: IMAGES.map(() => expect.any(String)) });
      expect(most()).toBe(processors);
    });
  });
});
