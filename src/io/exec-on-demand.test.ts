import { expect, test } from 'vitest';
import type { Command } from '../domain/index.ts';
import { createExecOnDemand } from './exec-on-demand.ts';

const says = (text: string): Command => ({
  program: process.execPath,
  args: ['-e', `console.log(${JSON.stringify(text)})`],
  cwd: import.meta.dirname,
  env: {},
  network: 'direct',
  timeoutMs: 30_000,
  maxOutputBytes: 1000,
});

test('programs run as they do without the detour, several in their order', async () => {
  const exec = createExecOnDemand();
  const all = exec.runAll([says('b'), says('c')], 1);
  const results = await Promise.all([exec.run(says('a')), ...all]);
  expect(results.map((result) => (result.status === 'exited' ? String(result.stdout).trim() : result))).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(exec.runAll([], 1)).toEqual([]);
});
