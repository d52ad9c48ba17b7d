import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isAlive } from '../../test/support/process-state.ts';

/** A gate that is killed outright while programs run: what their supervisor, a process of its own, does about it. */

test.runIf(process.platform !== 'win32').each([
  ['run', 'direct', ''],
  ['run', 'none', ''],
  ['runAll', 'direct', ''],
  // Nobody reads it any more: a supervisor that ended there would leave them.
  ['run', 'none', 'and say something'],
  ['runAll', 'direct', 'and say something'],
])('neither they nor its temporary files are left: %s, %s %s', async (how, network, more) => {
  const script = `
    const [{ createExec }, { createFiles }] = await Promise.all([import(${JSON.stringify(join(import.meta.dirname, 'exec.ts'))}), import(${JSON.stringify(join(import.meta.dirname, 'files.ts'))})]);
    await createFiles().withTemporaryDirectory('exec-test', async (directory) => {
      const program = 'const { FOLDER } = process.env; require("node:fs").writeFileSync(FOLDER + ".pid", String(process.pid)); process.kill(process.env.GATE, "SIGKILL"); process.stdout.on("error", () => {}); setInterval(() => { ${more === '' ? '' : 'process.stdout.write("on")'} }, 1)';
      const command = { program: process.execPath, args: ['-e', program], cwd: directory, env: { FOLDER: directory, GATE: String(process.pid) }, network: ${JSON.stringify(network)}, timeoutMs: 20000, maxOutputBytes: 1000000 };
      process.stdout.write(directory);
      const exec = createExec();
      await (${JSON.stringify(how)} === 'run' ? exec.run(command) : exec.runAll([command], 1)[0]);
    });`;
  const gate = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let directory = '';
  gate.stdout.on('data', (chunk: Buffer) => {
    directory += chunk.toString('utf8');
  });
  const signal = await new Promise((resolve) => gate.once('exit', (_, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  await vi.waitFor(() => expect([directory === '', existsSync(directory)]).toEqual([false, false]), {
    timeout: 10_000,
  });
  const pid = Number(await readFile(`${directory}.pid`, 'utf8'));
  await rm(`${directory}.pid`);
  expect(isAlive(pid)).toBe(false);
});
