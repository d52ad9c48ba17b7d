import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { requireTool } from '../../test/support/tools.ts';
import { type Kind, Signed, type SignedImages, writeScene } from './signatures-scene.ts';

/** How many images, at what latency, signed how; `BENCH_IMAGES`, `BENCH_LATENCY` and `BENCH_KINDS` choose fewer. */
const numbers = (text: string): number[] => text.split(',').map(Number);
const IMAGES = numbers(process.env.BENCH_IMAGES ?? '100,1000');
const LATENCIES_MS = numbers(process.env.BENCH_LATENCY ?? '0,40');
const KINDS = (process.env.BENCH_KINDS ?? 'key,keyless').split(',');
/** cosign and kyverno take minutes for 1,000 images: they are measured with no more than this, and scaled. */
const PEER_IMAGES = Number(process.env.BENCH_PEER_IMAGES ?? '100');
const SHELL_PROCESSES = cpus().length * 4;

function start(args: readonly string[]): ChildProcess {
  const script = join(import.meta.dirname, 'signatures-server.ts');
  return fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

async function message<T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (value) => resolve(schema.parse(value)));
    child.once('exit', (code) => reject(new Error(`the registry of the benchmark ended with ${code}`)));
  });
}

interface Run {
  readonly seconds: number;
  readonly code: number | null;
  readonly said: string;
}

function run(program: string, args: readonly string[], cwd: string, stdin = ''): Promise<Run> {
  const began = performance.now();
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, GITHUB_ACTIONS: '' };
  const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(stdin);
  let said = '';
  const keep = (chunk: Buffer): void => {
    said = (said + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ seconds: (performance.now() - began) / 1000, code, said }));
  });
}

/** Every image must have been verified: a quick answer that is none would be worth nothing. */
function mustPass({ code, said, seconds }: Run, who: string, proof: RegExp): number {
  if (code === 0 && proof.test(said)) return seconds;
  throw new Error(`${who} did not verify the images (it ended with ${code}): ${said.slice(-2000)}`);
}

/** The second run: the first leaves the compiled code of the command line in the user's cache, as everybody's first does. */
async function gateSeconds(directory: string, host: string): Promise<number> {
  const cli = process.env.BENCH_GATE ?? join(import.meta.dirname, '..', '..', 'dist', 'cli', 'index.js');
  const args = [cli, 'check', 'manifests', '--policy', 'gate.yaml', '--format', 'json', '--insecure-registry', host];
  const proof = /"verdict": ?"pass"|"signatures": ?"pass"/;
  mustPass(await run(process.execPath, args, directory), 'the gate', proof);
  return mustPass(await run(process.execPath, args, directory), 'the gate', proof);
}

async function cosignSeconds(directory: string, kind: Kind, images: SignedImages, peers: number): Promise<number> {
  const cosign = await requireTool('cosign', (line) => console.error(line));
  const common = ['verify', '--allow-http-registry', '--new-bundle-format=false', '--output', 'text'];
  const demand =
    kind === 'key'
      ? ['--key', 'cosign.pub', '--insecure-ignore-tlog=true']
      : [
          ...['--trusted-root', 'trusted-root.json', '--certificate-oidc-issuer', images.issuer],
          ...['--certificate-identity', images.subject],
        ];
  const list = images.references.slice(0, peers).map((reference) => `${images.host}/${reference}\n`);
  const args = ['-P', String(SHELL_PROCESSES), '-n', '1', cosign, ...common, ...demand];
  return mustPass(await run('xargs', args, directory, list.join('')), 'cosign', /Verification for/);
}

async function kyvernoSeconds(directory: string): Promise<number> {
  const kyverno = await requireTool('kyverno', (line) => console.error(line));
  const args = ['apply', 'kyverno.yaml', '--resource', 'peer-pods.yaml', '--registry'];
  return mustPass(await run(kyverno, args, directory), 'kyverno', /pass: [1-9]\d*, fail: 0, warn: 0, error: 0/);
}

/** `12.30 s`, and where only some images were measured, what that makes for all. */
function describe(seconds: number, measured: number, images: number): string {
  const all = (seconds * images) / measured;
  const scaled = measured === images ? '' : ` (${measured} images in ${seconds.toFixed(2)} s, scaled)`;
  return `${all.toFixed(2)} s${scaled}`;
}

/**
 * Signed images on a loopback registry: the gate's command line, `cosign verify` under `xargs -P` and
 * `kyverno apply --registry`, each a whole process. Goals: of kyverno's time a half at 100 images, a fifth at 1,000 and
 * a twentieth with latency; of the shell's an eighth.
 */
export async function benchSignatures(): Promise<boolean> {
  let good = true;
  for (const kind of ['key', 'keyless'] as const) {
    if (!KINDS.includes(kind)) continue;
    for (const latency of LATENCIES_MS)
      for (const images of IMAGES) good = (await compare(kind, images, latency)) && good;
  }
  return good;
}

async function compare(kind: Kind, count: number, latency: number): Promise<boolean> {
  const server = start([String(count), String(latency), kind]);
  const directory = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  try {
    const images = await message(server, Signed);
    const peers = Math.min(count, PEER_IMAGES);
    await writeScene(directory, kind, images, peers);
    const ours = await gateSeconds(directory, images.host);
    const shell = await cosignSeconds(directory, kind, images, peers);
    const kyverno = await kyvernoSeconds(directory);
    const [shellAll, kyvernoAll] = [shell, kyverno].map((seconds) => (seconds * count) / peers);
    const share = latency > 0 ? 20 : count >= 1000 ? 5 : 2;
    const met = ours <= (kyvernoAll ?? 0) / share && ours <= (shellAll ?? 0) / 8;
    console.log(
      `${count} images signed ${kind === 'key' ? 'with a key' : 'keyless'}, ${latency} ms latency: ${met ? 'within the goal' : 'BEYOND THE GOAL'}`,
    );
    console.log(`  gate     ${ours.toFixed(2)} s`);
    console.log(
      `  cosign   ${describe(shell, peers, count)}, ${SHELL_PROCESSES} processes at a time; goal: the gate within an eighth`,
    );
    console.log(`  kyverno  ${describe(kyverno, peers, count)}; goal: the gate within 1/${share}`);
    return met;
  } finally {
    server.disconnect();
    await rm(directory, { recursive: true, force: true });
  }
}
