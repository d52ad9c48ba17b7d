import { fork, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import { requireTool } from '../../test/support/tools.ts';

/** `BENCH_IMAGES` chooses fewer. */
const IMAGES = Number(process.env.BENCH_IMAGES ?? '100');
const COLD_GOAL = 0.7;
const WARM_GOAL = 1 / 20;

interface Run {
  readonly seconds: number;
  readonly code: number | null;
  readonly said: string;
}

function run(program: string, args: readonly string[], cwd: string, stdin = ''): Promise<Run> {
  const began = performance.now();
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, XDG_CACHE_HOME: join(cwd, '.cache') };
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

const Report = z.looseObject({
  images: z.array(z.looseObject({ checks: z.looseObject({ vulnerabilities: z.enum(['pass', 'fail', 'unknown']) }) })),
});

/** Seconds of the gate on the images; each must have been judged, since a quick unknown would be worth nothing. */
async function gateSeconds(directory: string): Promise<number> {
  const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
  const { seconds, code, said } = await run(process.execPath, [cli, 'check', '--format', 'json'], directory);
  if (code !== 0 && code !== 1) throw new Error(`the gate ended with ${code}: ${said.slice(-2000)}`);
  const judged = Report.parse(JSON.parse(said)).images.filter(
    ({ checks }) => checks.vulnerabilities === 'pass' || checks.vulnerabilities === 'fail',
  );
  if (judged.length !== IMAGES) throw new Error(`the gate judged ${judged.length} of ${IMAGES} images`);
  return seconds;
}

/** What a careful person writes without the gate: no scan cache, which parallel runs would wait on. */
async function scriptSeconds(directory: string, host: string, trivy: string, crane: string): Promise<number> {
  const cache = join(directory, 'script-cache');
  const common = ['--insecure', '--quiet', `--cache-dir=${cache}`];
  const first = await run(
    trivy,
    ['image', '--download-db-only', `--db-repository=${host}/${DATABASE_NAME}`, ...common],
    directory,
  );
  const flags = [...common, '--skip-db-update', '--cache-backend=memory', '--scanners=vuln', '--image-src=remote'];
  const script = `d=$(${crane} digest --insecure "$1") && exec ${trivy} image ${flags.join(' ')} --ignore-unfixed --severity=HIGH,CRITICAL --format=json "\${1%:*}@$d" >/dev/null`;
  const names = Array.from({ length: IMAGES }, (_, index) => `${host}/shop/app-${index}:1`).join('\n');
  const all = await run('xargs', [`-P${cpus().length}`, '-n1', 'sh', '-c', script, 'sh'], directory, `${names}\n`);
  if (first.code !== 0 || all.code !== 0) throw new Error(`the script ended with ${all.code}: ${all.said}`);
  return first.seconds + all.seconds;
}

async function writeScene(directory: string, host: string, trivy: string): Promise<void> {
  await mkdir(join(directory, '.github'));
  const policy = {
    version: 1,
    images: { digest: 'off' },
    vulnerabilities: { canary: 'off', databaseRepositories: [`${host}/${DATABASE_NAME}`] },
    hardening: { podSecurity: { level: 'privileged' }, rules: { '*': 'off' } },
    tools: { trivy: { path: trivy } },
  };
  await writeFile(join(directory, '.github', 'supply-chain-gate.yaml'), JSON.stringify(policy));
  const pods = Array.from({ length: IMAGES }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `app-${index}` },
    spec: { containers: [{ name: 'app', image: `${host}/shop/app-${index}:1` }] },
  }));
  await mkdir(join(directory, 'deploy'));
  await writeFile(join(directory, 'deploy', 'pods.yaml'), pods.map((pod) => JSON.stringify(pod)).join('\n---\n'));
}

/** The gate, cold and again, beside `xargs -P$(nproc)` of crane digest and trivy image. */
export async function benchScan(): Promise<boolean> {
  const [trivy, crane] = [await requireTool('trivy'), await requireTool('crane')];
  const directory = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  process.env.PATH = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  const server = fork(join(import.meta.dirname, 'scan-server.ts'), [String(IMAGES)]);
  try {
    const host = await new Promise<string>((resolve, reject) => {
      server.once('message', (value) => resolve(z.object({ host: z.string() }).parse(value).host));
      server.once('exit', (code) => reject(new Error(`the registry of the benchmark ended with ${code}`)));
    });
    await writeScene(directory, host, trivy);
    const cold = await gateSeconds(directory);
    const warm = await gateSeconds(directory);
    const script = await scriptSeconds(directory, host, trivy, crane);
    console.log(`${IMAGES} images of 20 to 200 packages, ${cpus().length} processors`);
    for (const [name, seconds, goal] of [
      ['gate, cold', cold, COLD_GOAL],
      ['gate, again', warm, WARM_GOAL],
    ] as const) {
      const share = seconds / script;
      const verdict = share <= goal ? 'met' : 'missed';
      console.log(`${name}: ${seconds.toFixed(1)} s, ${share.toFixed(2)} of the script (goal ${goal}: ${verdict})`);
    }
    console.log(`script, crane digest and trivy image, without cosign verify: ${script.toFixed(1)} s`);
    return cold / script <= COLD_GOAL && warm / script <= WARM_GOAL;
  } finally {
    server.disconnect();
    await rm(directory, { recursive: true, force: true });
  }
}
