import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isAlive } from '../../test/support/process-state.ts';
import { createExec } from './exec.ts';
import type { SupervisorJob } from './supervisor.ts';
import { Supervisors } from './supervisors.ts';

type Job = Omit<SupervisorJob, 'inputBytes'>;

function job(script: string, limits: Partial<Job> = {}): Job {
  const argv = [process.execPath, '--input-type=commonjs', '-e', script] as const;
  return {
    program: argv[0],
    argv: [...argv],
    cwd: tmpdir(),
    env: {},
    timeoutMs: 10_000,
    maxOutputBytes: 1 << 20,
    ...limits,
  };
}

/** The program's output and error output as text, and its result. */
async function run(supervisors: Supervisors, one: Job, input: string) {
  const { ended } = await supervisors.run(one, Buffer.from(input));
  return { output: ended.output.toString(), errors: ended.errors.toString(), result: ended.result };
}

const PARENT = 'process.stdout.write(String(process.ppid))';

describe('supervisors that are kept', () => {
  test('the next program has the same one, and only its own input and output', async () => {
    const supervisors = new Supervisors();
    const first = await run(supervisors, job(`${PARENT}; process.stderr.write('one')`), 'unread');
    const second = await run(supervisors, job(PARENT), '');
    const third = await run(supervisors, job('process.stdin.pipe(process.stdout)'), 'a\r\n\0b'.repeat(50_000));
    expect(second.output).toBe(first.output);
    expect([first.errors, second.errors]).toEqual(['one', '']);
    expect(third.output).toBe('a\r\n\0b'.repeat(50_000));
  });

  test('one that was ended while it was idle is not missed', async () => {
    const supervisors = new Supervisors();
    const before = await run(supervisors, job(PARENT), '');
    process.kill(Number(before.output), 'SIGKILL');
    // Nobody has heard of its end yet.
    const after = await run(supervisors, job(PARENT), '');
    expect(after.result).toEqual({ status: 'exited', code: 0 });
    expect(after.output).not.toBe(before.output);
    expect((await run(supervisors, job(PARENT), '')).output).toBe(after.output);
  });

  test('programs at the same time have one each', async () => {
    const supervisors = new Supervisors();
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => run(supervisors, job(PARENT), '')));
    expect(new Set(all.map(({ output }) => output)).size).toBe(6);
  });

  test.each([
    ['took too long', 'setInterval(() => {}, 1000)', { timeoutMs: 500 }],
    ['wrote too much', `process.stdout.write('x'.repeat(5000))`, { maxOutputBytes: 1000 }],
    ['was ended by a signal', `process.kill(process.pid, 'SIGKILL')`, {}],
  ])('one whose program %s is not used again', async (_, script, limits) => {
    const supervisors = new Supervisors();
    const before = await run(supervisors, job(PARENT), '');
    await run(supervisors, job(script, limits), '');
    const after = await run(supervisors, job(PARENT), '');
    expect(after.output).not.toBe(before.output);
  });

  test('a program that cannot be started says so, and the next one runs', async () => {
    const supervisors = new Supervisors();
    const missing = await run(supervisors, { ...job(''), program: '/no/such/program' }, 'input');
    expect(missing.result).toMatchObject({ status: 'not-started' });
    expect((await run(supervisors, job(PARENT), '')).result).toMatchObject({ status: 'exited', code: 0 });
  });

  test('they neither hold this process up nor outlive it', async () => {
    const script = `
      const { createExec } = await import(${JSON.stringify(`${import.meta.dirname}/exec.ts`)});
      const run = () => createExec().run({ program: process.execPath, args: ['-p', 'process.ppid'], cwd: '/', env: {},
        network: 'none', timeoutMs: 5000, maxOutputBytes: 1000 });
      const { stdout } = await run();
      process.stdout.write(stdout);`;
    const pid = Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 }));
    expect(pid).toBeGreaterThan(0);
    for (let left = 50; left > 0 && isAlive(pid); left -= 1) await sleep(100);
    expect(isAlive(pid)).toBe(false);
  });

  test('programs that come one by one share them, whatever network they get', async () => {
    const exec = createExec();
    const parent = async (network: 'none' | 'direct') => {
      const { argv, ...limits } = job(PARENT);
      const result = await exec.run({ ...limits, args: argv.slice(1), network });
      return result.status === 'exited' ? Buffer.from(result.stdout).toString() : result.status;
    };
    const first = await parent('none');
    expect([await parent('direct'), await parent('none')]).toEqual([first, first]);
  });
});
