import { spawn } from 'node:child_process';
import { text as readText } from 'node:stream/consumers';
import { requireTool } from './tools.ts';

/** Asks a program of test/tools that reads a JSON text a line and answers each with a line. */
export async function askOracle(name: string, requests: readonly unknown[]): Promise<readonly string[]> {
  const child = spawn(await requireTool(name), [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  const output = await readText(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return output.trim().split('\n');
}
