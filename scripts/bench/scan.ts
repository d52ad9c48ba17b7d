import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import { requireTool } from '../../test/support/tools.ts';
import { CHANGED_IMAGES } from './scan-images.ts';
import { startScanServer } from './scan-registry.ts';
import { type Served, writePods, writeScene } from './scan-scene.ts';

/** `BENCH_IMAGES`, `BENCH_MANY` and `BENCH_ROUNDS` choose fewer. */
const IMAGES = Number(process.env.BENCH_IMAGES ?? '100');
const MANY = Number(process.env.BENCH_MANY ?? '1000');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? '5');
const COLD_GOAL = 0.7;
const WARM_GOAL = 1 / 20;
const CHANGED_GOAL_SECONDS = 3;

interface Run {
  readonly seconds: number;
  readonly code: number | null;
  readonly said: string;
}

function run(program: string, args: readonly string[], cwd: string, stdin = ''): Promise<Run> {
  const began = performance.now();
  // Beside what is checked, as a home is.
  const home = join(cwd, '..', 'home');
  const env = { PATH: process.env.PATH ?? '', HOME: home, XDG_CACHE_HOME: join(home, '.cache') };
  const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(stdin);
  let said = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ seconds: (performance.now() - began) / 1000, code, said: said === '' ? complaint : said }),
    );
  });
}

const outcome = z.enum(['pass', 'fail', 'unknown']);
const Report = z.looseObject({
  images: z.array(z.looseObject({ checks: z.looseObject({ signatures: outcome, vulnerabilities: outcome }) })),
});

/** Seconds of the gate; each image must have been verified and judged, since a quick unknown would be worth nothing. */
export async function gateSeconds(directory: string, images: number): Promise<number> {
  const cli = process.env.BENCH_GATE ?? join(import.meta.dirname, '..', '..', 'dist', 'cli', 'index.js');
  const args = [cli, 'check', '--format', 'json', '--cache', join('..', 'kept')];
  const { seconds, code, said } = await run(process.execPath, args, directory);
  if (code !== 0 && code !== 1) throw new Error(`the gate ended with ${code}: ${said.slice(-2000)}`);
  const judged = Report.parse(JSON.parse(said)).images.filter(
    ({ checks }) => checks.signatures === 'pass' && checks.vulnerabilities !== 'unknown',
  );
  if (judged.length !== images) throw new Error(`the gate judged ${judged.length} of ${images} images`);
  return seconds;
}

export interface Programs {
  readonly trivy: string;
  readonly crane: string;
  readonly cosign: string;
}

/** What a careful person writes without the gate: no scan cache, which parallel runs would wait on. */
export async function scriptSeconds(
  directory: string,
  host: string,
  names: readonly string[],
  { trivy, crane, cosign }: Programs,
): Promise<number> {
  const cache = join('..', 'home', 'script-cache');
  const common = ['--insecure', '--quiet', `--cache-dir=${cache}`];
  const first = await run(
    trivy,
    ['image', '--download-db-only', `--db-repository=${host}/${DATABASE_NAME}`, ...common],
    directory,
  );
  const flags = [...common, '--skip-db-update', '--cache-backend=memory', '--scanners=vuln', '--image-src=remote'];
  const verify = 'verify --allow-http-registry --new-bundle-format=false --key=cosign.pub --insecure-ignore-tlog=true';
  const scan = `${trivy} image ${flags.join(' ')} --ignore-unfixed --severity=HIGH,CRITICAL --format=json`;
  const script = [
    `d=$(${crane} digest --insecure "$1")`,
    `r="\${1%:*}@$d"`,
    `${cosign} ${verify} "$r" >/dev/null 2>&1`,
    `exec ${scan} "$r" >/dev/null`,
  ].join(' && ');
  const list = names.map((name) => `${host}/${name}\n`).join('');
  const all = await run('xargs', [`-P${cpus().length}`, '-n1', 'sh', '-c', script, 'sh'], directory, list);
  if (first.code !== 0 || all.code !== 0) throw new Error(`the script ended with ${all.code}: ${all.said}`);
  return first.seconds + all.seconds;
}

/** A new directory to check, with an empty home and no cache beside it. */
export async function openScene(
  directory: string,
  served: Served,
  trivy: string,
  names: readonly string[],
): Promise<string> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(join(directory, 'home'), { recursive: true });
  const scene = join(directory, 'work');
  await writeScene(scene, served, trivy, names);
  return scene;
}

/** Of several rounds: what else the machine does can only make a round longer. */
export const best = (values: readonly number[]): number => Math.min(...values);

/**
 * The gate from dist, cold and with nothing changed, beside `xargs -P$(nproc)` of crane digest, cosign verify and trivy
 * image, in turns; then one changed image among many that were judged before.
 */
export async function benchScan(): Promise<boolean> {
  const [trivy, crane, cosign] = await Promise.all(['trivy', 'crane', 'cosign'].map((name) => requireTool(name)));
  if (trivy === undefined || crane === undefined || cosign === undefined) throw new Error('a tool is missing');
  const directory = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  process.env.PATH = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  const server = await startScanServer(Math.max(IMAGES, MANY));
  try {
    const served = server.served;
    // From all over the range of sizes, however many the registry has.
    const step = Math.max(1, MANY / IMAGES);
    const names = Array.from({ length: IMAGES }, (_, index) => `shop/app-${Math.floor(index * step)}:1`);
    const times = { cold: [] as number[], warm: [] as number[], script: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const scene = await openScene(join(directory, 'few'), served, trivy, names);
      times.cold.push(await gateSeconds(scene, IMAGES));
      times.warm.push(await gateSeconds(scene, IMAGES));
      times.script.push(await scriptSeconds(scene, served.host, names, { trivy, crane, cosign }));
    }
    const script = best(times.script);
    console.log(`${IMAGES} signed images of 20 to 200 packages, ${cpus().length} processors, best of ${ROUNDS} rounds`);
    console.log(`script of crane digest, cosign verify and trivy image: ${script.toFixed(2)} s`);
    let good = true;
    for (const [name, seconds, goal] of [
      ['gate, cold', best(times.cold), COLD_GOAL],
      ['gate, nothing changed', best(times.warm), WARM_GOAL],
    ] as const) {
      const share = seconds / script;
      good &&= share <= goal;
      const verdict = share <= goal ? 'met' : 'MISSED';
      console.log(`${name}: ${seconds.toFixed(2)} s, ${share.toFixed(3)} of the script (goal ${goal}: ${verdict})`);
    }
    return (await benchChanged(directory, served, trivy)) && good;
  } finally {
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function benchChanged(directory: string, served: Served, trivy: string): Promise<boolean> {
  if (MANY === 0) return true;
  const names = Array.from({ length: MANY }, (_, index) => `shop/app-${index}:1`);
  const scene = await openScene(join(directory, 'many'), served, trivy, names);
  const cold = await gateSeconds(scene, MANY);
  const times: number[] = [];
  for (let round = 0; round < Math.min(ROUNDS, CHANGED_IMAGES); round += 1) {
    await writePods(scene, served.host, [`shop/changed-${round}:1`, ...names.slice(1)]);
    times.push(await gateSeconds(scene, MANY));
  }
  const changed = best(times);
  const met = changed < CHANGED_GOAL_SECONDS;
  console.log(
    `one changed of ${MANY} images: ${changed.toFixed(2)} s (goal ${CHANGED_GOAL_SECONDS} s: ${met ? 'met' : 'MISSED'}); all of them cold: ${cold.toFixed(1)} s`,
  );
  return met;
}
