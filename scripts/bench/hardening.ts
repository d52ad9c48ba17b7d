import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireTool } from '../../test/support/tools.ts';
import { writeManifests } from './hardening-manifests.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'index.js');
const COUNTS = [100, 1000, 10_000] as const;
const GOALS = { kubeconform: 0.6, trivy: 0.12, megabytes: 300, growth: 1.5 };

interface Run {
  readonly seconds: number;
  readonly stderr: string;
}

async function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Run> {
  const began = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-4000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // A check that finds something ends with 1.
  if (code !== 0 && code !== 1) throw new Error(`${program} ended with ${code}: ${stderr}`);
  return { seconds: (performance.now() - began) / 1000, stderr };
}

/** The better of two: the first may find cold caches. */
async function best(measure: () => Promise<Run>): Promise<Run> {
  const [first, second] = [await measure(), await measure()];
  return first.seconds < second.seconds ? first : second;
}

/**
 * The built command (dist/) over 100, 1,000 and 10,000 manifests with every hardening rule: wall time and peak memory,
 * beside kubeconform (which only parses: no schema is there) and, up to 1,000, `trivy config`.
 */
export async function benchHardening(): Promise<boolean> {
  const [kubeconform, trivy] = [await requireTool('kubeconform'), await requireTool('trivy')];
  const scratch = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  const env = { PATH: '/usr/bin:/bin', HOME: scratch, NODE_COMPILE_CACHE: join(scratch, 'compiled') };
  const peak =
    "data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))";
  const gate = new Map<number, number>();
  let good = true;
  const judge = (isMet: boolean, line: string): void => {
    good &&= isMet;
    console.log(`  ${isMet ? 'within the goal ' : 'BEYOND THE GOAL '} ${line}`);
  };
  try {
    for (const count of COUNTS) {
      const directory = join(scratch, String(count));
      await writeManifests(directory, count);
      const report = join(scratch, 'report.json');
      const args = ['check', 'deploy', '--offline', '--format', 'json', '--output', report];
      const own = await best(() => run(process.execPath, ['--import', peak, CLI, ...args], directory, env));
      const { stats } = JSON.parse(await readFile(report, 'utf8')) as { stats: { manifests: number } };
      if (stats.manifests !== count) throw new Error(`the gate saw ${stats.manifests} of ${count} manifests`);
      const megabytes = Number(/peak (\d+)/.exec(own.stderr)?.[1] ?? Number.NaN) / 1024;
      gate.set(count, own.seconds);
      const schemas = ['-ignore-missing-schemas', '-schema-location', join(scratch, 'none', '{{.ResourceKind}}.json')];
      const parsed = await best(() => run(kubeconform, [...schemas, 'deploy'], directory, env));
      console.log(`${count} manifests`);
      console.log(`  gate         ${own.seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB at its peak`);
      console.log(`  kubeconform  ${parsed.seconds.toFixed(2)} s`);
      if (count === 10_000) judge(megabytes < GOALS.megabytes, `under ${GOALS.megabytes} MB`);
      if (count > 1000) continue;
      const flags = ['--quiet', '--skip-check-update', '--format', 'json', '--output', join(scratch, 'trivy.json')];
      const theirs = await run(trivy, ['config', ...flags, 'deploy'], directory, env);
      console.log(`  trivy config ${theirs.seconds.toFixed(2)} s`);
      if (count < 1000) continue;
      const [toParse, toScan] = [own.seconds / parsed.seconds, own.seconds / theirs.seconds];
      judge(toParse <= GOALS.kubeconform, `${toParse.toFixed(2)} of kubeconform's time (goal ${GOALS.kubeconform})`);
      judge(toScan <= GOALS.trivy, `${toScan.toFixed(2)} of trivy's time (goal ${GOALS.trivy})`);
    }
    const each = (from: number, to: number): number => ((gate.get(to) ?? 0) - (gate.get(from) ?? 0)) / (to - from);
    const growth = each(1000, 10_000) / each(100, 1000);
    judge(growth <= GOALS.growth, `a manifest costs ${growth.toFixed(2)} times as much among 10,000 as among 1,000`);
    return good;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
