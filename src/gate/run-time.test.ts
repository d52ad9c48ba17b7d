import { describe, expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import {
  type Command,
  type CommandResult,
  HttpError,
  type HttpRequest,
  type HttpResponse,
  type Ports,
} from '../domain/index.ts';
import { limitRunTime } from './run-time.ts';

const OK: HttpResponse = { status: 200, headers: {}, body: new Uint8Array() };
const DONE: CommandResult = { status: 'exited', code: 0, stdout: new Uint8Array(), stderr: '' };
const request = (timeoutMs: number): HttpRequest => ({
  method: 'GET',
  url: new URL('https://registry.example/v2/'),
  headers: {},
  timeoutMs,
  maxBodyBytes: 1,
  publicAddressesOnly: false,
});
const COMMAND: Command = {
  program: '/bin/true',
  args: [],
  cwd: '/',
  env: {},
  network: 'none',
  timeoutMs: 1000,
  maxOutputBytes: 1,
};

/** Ports whose time is told by the test, and what they were asked. */
function world(limitMs: number, result: CommandResult = DONE) {
  const state = {
    elapsed: 5000,
    slept: [] as number[],
    warned: [] as string[],
    sent: [] as number[],
    expires: [] as unknown[],
    prepared: 0,
  };
  const answer: { send: (timeoutMs: number) => HttpResponse } = { send: () => OK };
  const ports: Ports = createPorts({
    clock: {
      now: () => new Date(0),
      elapsed: () => state.elapsed,
      sleep: async (milliseconds) => void state.slept.push(milliseconds),
    },
    log: { progress: () => {}, info: () => {}, warn: (line) => void state.warned.push(line) },
    http: {
      async send({ timeoutMs }) {
        state.sent.push(timeoutMs);
        return answer.send(timeoutMs);
      },
    },
    exec: {
      prepare: () => {
        state.prepared += 1;
      },
      async run({ expiresInMs }) {
        state.expires.push(expiresInMs);
        return result;
      },
    },
  });
  return { state, answer, limited: limitRunTime(ports, limitMs) };
}

describe('within the time of a run', () => {
  test('all goes as it would, and no longer than there is time left', async () => {
    const { state, limited } = world(60_000);
    const { http, exec, clock } = limited.ports;
    await http.send(request(10_000));
    state.elapsed += 55_000;
    await http.send(request(10_000));
    exec.prepare?.();
    await exec.run(COMMAND);
    await Promise.all(exec.runAll([COMMAND, COMMAND], 2));
    await clock.sleep(9_000);
    expect(state).toMatchObject({ sent: [10_000, 5_000], expires: [5_000, 5_000, 5_000], slept: [5_000], warned: [] });
    expect(state.prepared).toBe(1);
    expect(limited.ranOut()).toBe(false);
  });

  test('an answer that does not come by its own limit is no shortage', async () => {
    const { answer, limited } = world(60_000);
    answer.send = () => {
      throw new HttpError('timeout', 'no complete answer within 10 s');
    };
    await expect(limited.ports.http.send(request(10_000))).rejects.toMatchObject({ failure: 'timeout' });
    expect(limited.ranOut()).toBe(false);
  });
});

describe('when it is over', () => {
  const reason = 'the 50 minutes that a run may take are over';

  test('nothing is sent any more, and it is said once', async () => {
    const { state, limited } = world(3_000_000);
    state.elapsed += 3_000_000;
    for (let count = 0; count < 2; count += 1) {
      await expect(limited.ports.http.send(request(10_000))).rejects.toMatchObject({
        failure: 'out-of-time',
        message: reason,
      });
    }
    expect(state.sent).toEqual([]);
    expect(state.warned).toEqual([`From here on nothing is asked or run any more, and is unknown: ${reason}.`]);
    expect(limited.ranOut()).toBe(true);
  });

  test.each([
    ['timeout', 'out-of-time', true],
    ['reset', 'reset', false],
  ] as const)('a request under way that ends by %s is %s', async (failure, expected, ranOut) => {
    const { state, answer, limited } = world(3_000_000);
    state.elapsed += 2_999_000;
    answer.send = () => {
      throw new HttpError(failure, 'no complete answer');
    };
    await expect(limited.ports.http.send(request(10_000))).rejects.toMatchObject({ failure: expected });
    expect(limited.ranOut()).toBe(ranOut);
  });

  test('a program that was not started or was ended says why', async () => {
    const { limited } = world(1500, { status: 'out-of-time', reason: 'its turn did not come in time', stderr: '' });
    const own = { status: 'out-of-time', reason: 'the 1.5 s that a run may take are over' };
    expect(await limited.ports.exec.run(COMMAND)).toMatchObject(own);
    expect(await Promise.all(limited.ports.exec.runAll([COMMAND], 1))).toMatchObject([own]);
    expect(limited.ranOut()).toBe(true);
  });
});
