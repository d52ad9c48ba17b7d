import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { scanFlags } from '../../src/check/vulnerabilities/scan.ts';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import { requireTool } from '../../test/support/tools.ts';
import { startScanServer } from './scan-registry.ts';

/** `BENCH_IMAGES` and `BENCH_ROUNDS` choose fewer. */
const IMAGES = Number(process.env.BENCH_IMAGES ?? '40');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? '3');
/** Of one scan: with one cache for all, most of the tries fail. */
const MAX_TRIES = 200;
const IN_USE = /cache may be in use by another process/;

interface Scan {
  readonly code: number | null;
  readonly complaint: string;
}

function run(trivy: string, args: readonly string[], home: string): Promise<Scan> {
  const env = { PATH: '', HOME: home, GOGC: '400' };
  const child = spawn(trivy, args, { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, complaint }));
  });
}

/** Where one scan keeps what it read of layers, as flags. `directory`: of this round, with the database in `directory/db`. */
type Backend = (directory: string, scan: number) => Promise<readonly string[]>;

const BACKENDS: Readonly<Record<string, Backend>> = {
  'in memory (--cache-backend memory)': async (directory) => ['--cache-backend=memory', `--cache-dir=${directory}`],
  'in a directory for each scan (--cache-backend fs)': async (directory, scan) => {
    const own = join(directory, `scan-${scan}`);
    await mkdir(own);
    await symlink(join(directory, 'db'), join(own, 'db'));
    return ['--cache-backend=fs', `--cache-dir=${own}`];
  },
  'in one directory for all (--cache-backend fs)': async (directory) => [
    '--cache-backend=fs',
    `--cache-dir=${directory}`,
  ],
};

interface Measured {
  readonly seconds: number;
  /** Tries that ended because another scan had the cache. */
  readonly refused: number;
}

async function measure(backend: Backend, trivy: string, host: string, directory: string): Promise<Measured> {
  const common = scanFlags({ secrets: 'off', misconfiguration: 'off' }).filter(
    (flag) => !/^--cache-backend/.test(flag),
  );
  const limit = pLimit(cpus().length);
  let refused = 0;
  const scan = async (index: number): Promise<void> => {
    const cache = await backend(directory, index);
    const image = `${host}/shop/app-${index}:1`;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const { code, complaint } = await run(trivy, ['image', '--insecure', ...common, ...cache, image], directory);
      if (code === 0) return;
      if (!IN_USE.test(complaint)) throw new Error(`the scan of ${image} ended with ${code}: ${complaint}`);
      refused += 1;
    }
    throw new Error(`the scan of ${image} never got the cache`);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: IMAGES }, (_, index) => limit(() => scan(index))));
  return { seconds: (performance.now() - began) / 1000, refused };
}

/** The same images by the real Trivy, as many at a time as there are processors, with each way to keep what was read of layers. */
export async function benchCacheBackend(): Promise<boolean> {
  const trivy = await requireTool('trivy');
  const directory = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  const server = await startScanServer(IMAGES);
  try {
    const { host } = server.served;
    const times = new Map<string, Measured[]>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, backend] of Object.entries(BACKENDS)) {
        const own = await mkdtemp(join(directory, 'round-'));
        const database = `--db-repository=${host}/${DATABASE_NAME}`;
        const args = ['image', '--insecure', '--download-db-only', database, `--cache-dir=${own}`];
        const { code, complaint } = await run(trivy, args, own);
        if (code !== 0) throw new Error(`the database could not be fetched: ${complaint}`);
        times.set(name, [...(times.get(name) ?? []), await measure(backend, trivy, host, own)]);
        await rm(own, { recursive: true });
      }
    }
    console.log(`${IMAGES} images of 20 to 200 packages, ${cpus().length} at a time, best of ${ROUNDS} rounds`);
    for (const [name, measured] of times) {
      const best = Math.min(...measured.map(({ seconds }) => seconds));
      const refused = measured.reduce((sum, one) => sum + one.refused, 0) / ROUNDS;
      const note =
        refused === 0 ? '' : `, ${refused.toFixed(0)} scans a round were refused the cache and started again`;
      console.log(`${name}: ${best.toFixed(2)} s${note}`);
    }
    return true;
  } finally {
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
}
