import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isAlive } from '../../test/support/process-state.ts';
import type { Command, CommandResult } from '../domain/index.ts';
import { createExec } from './exec.ts';

const exec = createExec();

/** A real node program. */
function command(script: string, options: Partial<Command> = {}): Command {
  return {
    program: process.execPath,
    args: ['--input-type=commonjs', '-e', script],
    cwd: tmpdir(),
    env: {},
    network: 'direct',
    timeoutMs: 10_000,
    maxOutputBytes: 1 << 20,
    ...options,
  };
}

const node = (script: string, options: Partial<Command> = {}) => exec.run(command(script, options));

describe('a program that ends by itself', () => {
  test.each([0, 1, 2, 127, 255])('exit code %i comes back', async (code) => {
    expect(await node(`process.exit(${code})`)).toMatchObject({ status: 'exited', code });
  });

  test('standard output and standard error are kept apart', async () => {
    const result = await node(`process.stdout.write('out'); process.stderr.write('err')`);
    expect(result.stderr).toBe('err');
    expect(result.status === 'exited' && Buffer.from(result.stdout).toString()).toBe('out');
  });

  test('binary output comes back byte for byte, line ends and all', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff));
    const result = await node(
      `process.stdout.write(Buffer.from(Array.from({length: 300000}, (_, i) => (i * 7 + (i >> 8)) & 0xff)))`,
    );
    expect(result.status === 'exited' && Buffer.compare(Buffer.from(result.stdout), bytes)).toBe(0);
  });

  test('standard input arrives whole, and ends', async () => {
    const result = await node(`process.stdin.pipe(process.stdout)`, { stdin: 'a\r\n\0b'.repeat(50_000) });
    expect(result.status === 'exited' && Buffer.from(result.stdout).toString()).toBe('a\r\n\0b'.repeat(50_000));
  });

  test('a program that does not read its input is no error', async () => {
    expect(await node('process.exit(0)', { stdin: 'x'.repeat(1 << 20) })).toMatchObject({ status: 'exited', code: 0 });
  });

  test.each([
    '--version',
    '; id',
    '$(id)',
    '"quoted"',
    "it's",
    'a b',
    '',
    '*',
    '%PATH%',
  ])('the argument %j reaches the program as it is', async (argument) => {
    const result = await node('process.stdout.write(JSON.stringify(process.argv.slice(1)))', {
      args: [
        '--input-type=commonjs',
        '-e',
        'process.stdout.write(JSON.stringify(process.argv.slice(1)))',
        '--',
        argument,
      ],
    });
    expect(result.status === 'exited' && JSON.parse(Buffer.from(result.stdout).toString())).toEqual([argument]);
  });
});

describe('what a program sees', () => {
  test('its environment is the one given, with an empty PATH', async () => {
    process.env.SCG_TEST_SECRET = 'leak';
    const result = await node('process.stdout.write(JSON.stringify(process.env))', { env: { GIVEN: 'yes' } });
    delete process.env.SCG_TEST_SECRET;
    const env = JSON.parse(Buffer.from(result.status === 'exited' ? result.stdout : []).toString());
    expect(env).toMatchObject({ GIVEN: 'yes', PATH: '' });
    if (process.platform === 'linux') expect(Object.keys(env).sort()).toEqual(['GIVEN', 'PATH']);
  });

  test('without network it does not reach a server on this machine by way of its proxy settings', async () => {
    const result = await node('process.stdout.write(JSON.stringify(process.env))', { network: 'none' });
    const env = JSON.parse(Buffer.from(result.status === 'exited' ? result.stdout : []).toString());
    expect(env).toMatchObject({ HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', NO_PROXY: '' });
  });

  test('where the system has network namespaces, not even a direct connection', async () => {
    let connections = 0;
    const server = createServer((_, response) => {
      connections += 1;
      response.end('reached');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const get = `fetch('http://127.0.0.1:${port}').then(() => process.exit(0), () => process.exit(7))`;
    try {
      expect(await node(get)).toMatchObject({ status: 'exited', code: 0 });
      expect(connections).toBe(1);
      const { networkNamespace } = await import('./confine.ts').then(({ detectConfinement }) =>
        detectConfinement(async ([program, ...args]) => {
          const result = await exec.run({
            program,
            args,
            cwd: '/',
            env: {},
            network: 'direct',
            timeoutMs: 5000,
            maxOutputBytes: 4096,
          });
          return result.status === 'exited' && result.code === 0;
        }),
      );
      expect(await node(get, { network: 'none' })).toMatchObject({ code: networkNamespace === null ? 0 : 7 });
    } finally {
      server.close();
    }
  });
});

describe('limits', () => {
  test('a program that takes too long is ended, with what it started', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      process.stderr.write(String(child.pid));
      setInterval(() => {}, 1000);`;
    const result = await node(script, { timeoutMs: 1500 });
    expect(result).toMatchObject({ status: 'timeout', reason: 'no answer within 1.5 s' });
    await sleep(100);
    expect(isAlive(Number(result.stderr))).toBe(false);
  });

  test.each(['stdout', 'stderr'])('endless %s is cut off', async (stream) => {
    const result = await node(`const s = 'x'.repeat(65536); (function go() { process.${stream}.write(s, go) })()`, {
      maxOutputBytes: 1 << 20,
    });
    expect(result).toMatchObject({ status: 'output-limit', reason: 'more than 1 MiB of output' });
    expect(result.stderr.length).toBeLessThanOrEqual(1 << 20);
  });

  test('output of exactly the limit is fine', async () => {
    const result = await node(`process.stdout.write('x'.repeat(1000))`, { maxOutputBytes: 1000 });
    expect(result).toMatchObject({ status: 'exited', code: 0 });
  });

  test('a program that ends by a signal is told from one that exits', async () => {
    const result = await node(`process.kill(process.pid, 'SIGKILL')`);
    expect(result.status).toBe(process.platform === 'win32' ? 'exited' : 'killed');
    if (result.status === 'killed') expect(result.reason).toBe('ended by SIGKILL');
  });

  test('a background process that keeps the output open does not hold the result up', async () => {
    const started = Date.now();
    const result = await node(`
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', 'setTimeout(() => {}, 8000)'], { stdio: 'inherit', detached: true }).unref();
      process.exit(3)`);
    expect(result).toMatchObject({ status: 'exited', code: 3 });
    expect(Date.now() - started).toBeLessThan(7000);
  });

  test.runIf(process.platform === 'linux')('memory is limited where the system can', async () => {
    const script = `const all = []; for (let i = 0; i < 4096; i++) all.push(Buffer.alloc(1 << 20, i)); process.exit(9)`;
    const result = await node(script, { maxMemoryBytes: 512 << 20 });
    expect(result).not.toMatchObject({ status: 'exited', code: 9 });
  });
});

describe('what cannot be started', () => {
  test.each([
    ['a missing file', { program: '/no/such/program' }, 'no such file'],
    ['a file that is no program', { program: `${import.meta.dirname}/exec.ts` }, 'not an executable file'],
    ['a missing working directory', { cwd: '/no/such/directory' }, 'no such working directory'],
  ])('%s is said, and nothing is thrown', async (_, options, reason) => {
    expect(await node('', options)).toMatchObject({ status: 'not-started', reason });
  });
});

describe('many under one supervisor', () => {
  const text = (result: CommandResult): string =>
    result.status === 'exited' ? Buffer.from(result.stdout).toString() : result.status;

  test('each gets its own input and gives its own output, in the order asked', async () => {
    const commands = Array.from({ length: 7 }, (_, index) =>
      command('process.stdin.pipe(process.stdout)', { stdin: `${index}\r\n`.repeat(index * 9000) }),
    );
    const results = await Promise.all(exec.runAll(commands, 3));
    expect(results.map(text)).toEqual(commands.map(({ stdin }) => stdin));
  });

  test('what ends one ends no other', async () => {
    const endless = `const s = 'x'.repeat(65536); (function go() { process.stdout.write(s, go) })()`;
    const commands = [
      command(`process.kill(process.pid, 'SIGKILL')`),
      command(endless),
      command('setInterval(() => {}, 1000)', { timeoutMs: 1000 }),
      command('', { program: '/no/such/program' }),
      command('process.exit(5)'),
      command(`process.stdout.write('well')`),
    ];
    const results = await Promise.all(exec.runAll(commands, 2));
    const ends = ['killed', 'output-limit', 'timeout', 'not-started', 'exited', 'exited'];
    if (process.platform !== 'win32') expect(results.map(({ status }) => status)).toEqual(ends);
    expect(results[4]).toMatchObject({ code: 5 });
    expect(results.slice(5).map(text)).toEqual(['well']);
  });

  test('of those that have a time to be done in, the last are not started, and the one that runs is ended', async () => {
    const within = { expiresInMs: 1500 };
    const commands = [
      command(`process.stdout.write('well')`, within),
      command('setInterval(() => {}, 1000)', within),
      command(`process.stdout.write('late')`, within),
      command(`process.stdout.write('at leisure')`),
    ];
    const results = await Promise.all(exec.runAll(commands, 1));
    expect(results.map(text)).toEqual(['well', 'out-of-time', 'out-of-time', 'at leisure']);
    expect(results.map((result) => ('reason' in result ? result.reason : ''))).toEqual([
      '',
      'it did not end in time',
      'its turn did not come in time',
      '',
    ]);
  });

  test('a result comes as soon as its own program has ended', async () => {
    const [slow, quick] = exec.runAll([command('setTimeout(() => {}, 3000)'), command('process.exit(4)')], 2);
    const first = await Promise.race([slow?.then(() => 'slow'), quick?.then(() => 'quick')]);
    expect(first).toBe('quick');
    expect(await slow).toMatchObject({ status: 'exited', code: 0 });
  });

  test.runIf(process.platform === 'linux')('no more run at a time than asked', async () => {
    const count = `const fs = require('node:fs'); const { FOLDER } = process.env;
      fs.writeFileSync(FOLDER + '/' + process.pid, ''); process.stdout.write(String(fs.readdirSync(FOLDER).length));
      setTimeout(() => fs.unlinkSync(FOLDER + '/' + process.pid), 500)`;
    const folder = await mkdtemp(join(tmpdir(), 'scg-at-once-'));
    try {
      const commands = Array.from({ length: 6 }, () => command(count, { env: { FOLDER: folder } }));
      const seen = (await Promise.all(exec.runAll(commands, 2))).map((result) => Number(text(result)));
      expect(Math.max(...seen)).toBe(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.runIf(process.platform === 'linux')('programs whose supervisor dies are run again, one by one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scg-supervisor-'));
    try {
      // The first to come ends the supervisor, its parent; the others find its mark and leave theirs alone.
      const script = `const { FOLDER } = process.env;
        try { require('node:fs').mkdirSync(FOLDER + '/done'); process.kill(process.ppid, 'SIGKILL'); setTimeout(() => {}, 500) }
        catch { process.stdout.write('well') }`;
      const commands = Array.from({ length: 3 }, () => command(script, { env: { FOLDER: folder } }));
      const results = await Promise.all(exec.runAll(commands, 1));
      expect(results.map(text)).toEqual(['well', 'well', 'well']);
      // What the first one said is lost with it.
      expect(results.map((result) => result.status === 'exited' && result.isAgain)).toEqual([true, true, true]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('nothing asked is nothing run', () => {
    expect(exec.runAll([], 4)).toEqual([]);
  });
});
