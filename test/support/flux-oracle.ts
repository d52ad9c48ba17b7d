import { spawn } from 'node:child_process';
import { text as readText } from 'node:stream/consumers';
import { z } from 'zod';
import { requireTool } from './tools.ts';

const Answer = z.object({
  text: z.string().optional(),
  objects: z.array(z.unknown()).optional(),
  ignored: z.array(z.string()).optional(),
  error: z.string().optional(),
});

export type FluxRequest = Readonly<Record<string, unknown>>;

/** What Flux's own packages say: see test/tools/flux-oracle. */
export async function askFlux(requests: readonly FluxRequest[]): Promise<readonly z.infer<typeof Answer>[]> {
  const child = spawn(await requireTool('flux-oracle'), [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  const output = await readText(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`flux-oracle ended with ${code}`);
  return output
    .trim()
    .split('\n')
    .map((line) => Answer.parse(JSON.parse(line)));
}
