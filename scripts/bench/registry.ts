import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { MAX_REQUESTS_PER_HOST } from '../../src/registry/index.ts';
import { requireTool } from '../../test/support/tools.ts';

const IMAGES = 1000;
const LATENCIES_MS = [0, 40];
const MAX_MEGABYTES = 200;

const Ready = z.object({ host: z.string() });
const Counted = z.object({ requests: z.number() });
const Measured = z.object({ seconds: z.number(), megabytes: z.number() });

function start(script: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, script), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

async function message<T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (value) => resolve(schema.parse(value)));
    child.once('exit', (code) => reject(new Error(`a part of the benchmark ended with ${code}`)));
  });
}

async function countRequests(server: ChildProcess): Promise<number> {
  const counted = message(server, Counted);
  server.send('count');
  return (await counted).requests;
}

/** `crane digest` for every image, as many at a time as the gate has requests under way. */
async function craneSeconds(host: string): Promise<number> {
  const crane = await requireTool('crane', (line) => console.error(line));
  const began = performance.now();
  const xargs = spawn('xargs', ['-P', String(MAX_REQUESTS_PER_HOST), '-n', '1', crane, 'digest'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  xargs.stdin.end(Array.from({ length: IMAGES }, (_, index) => `${host}/shop/app-${index}:1.0\n`).join(''));
  const code = await new Promise((resolve) => xargs.on('close', resolve));
  if (code !== 0) throw new Error(`xargs ended with ${code}`);
  return (performance.now() - began) / 1000;
}

/**
 * 1,000 signed images on a loopback registry: wall time, requests an image and peak memory of the gate's client, beside
 * `crane digest` alone. The goal for the time: at most 1.3 times images / concurrency x requests x latency.
 */
export async function benchRegistry(): Promise<boolean> {
  let good = true;
  for (const latency of LATENCIES_MS) {
    const server = start('registry-server.ts', [String(IMAGES), String(latency)]);
    const { host } = await message(server, Ready);
    const client = start('registry-client.ts', [host, String(IMAGES)]);
    const { seconds, megabytes } = await message(client, Measured);
    const each = (await countRequests(server)) / IMAGES;
    const theirs = await craneSeconds(host);
    const theirEach = (await countRequests(server)) / IMAGES;
    server.disconnect();

    const goal = (1.3 * IMAGES * each * latency) / MAX_REQUESTS_PER_HOST / 1000;
    const met = each <= 3 && megabytes < MAX_MEGABYTES && (latency === 0 || seconds <= goal);
    good &&= met;
    console.log(`${IMAGES} signed images, ${latency} ms latency: ${met ? 'within the goal' : 'BEYOND THE GOAL'}`);
    console.log(
      `  gate   ${seconds.toFixed(2)} s${latency === 0 ? '' : ` (goal ${goal.toFixed(2)} s)`}, ${each} requests an image, ${megabytes.toFixed(0)} MB`,
    );
    console.log(
      `  crane  ${theirs.toFixed(2)} s, ${theirEach} requests an image, digests only, ${MAX_REQUESTS_PER_HOST} processes`,
    );
  }
  return good;
}
