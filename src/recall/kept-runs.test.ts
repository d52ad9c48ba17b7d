import { expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import { createKeptRuns, isSealedResult, type KeptRun } from './kept-runs.ts';

const KEY = 'k'.repeat(64);
const RUN: KeptRun = {
  asked: 'check',
  madeAt: 1,
  from: 0,
  until: 10,
  noted: [{ question: { of: 'variable', name: 'HOME' }, answer: 'x' }],
  said: [{ level: 'warn', text: 'näher' }],
  mirrors: { 'docker.io': ['mirror.example/hub'] },
  exitCode: 1,
  output: '{"a": "ä"}\n\nmore\n',
};

/** Files in memory, and the runs that are kept in them. */
function open(key = KEY, there = new Map<string, Uint8Array>(), isFull = false) {
  const warned: string[] = [];
  const ports = createPorts({});
  const runs = createKeptRuns('/kept', key, {
    log: { ...ports.log, warn: (text) => void warned.push(text) },
    files: {
      ...ports.files,
      read: async (path) => there.get(path) ?? null,
      write: async (path, content) => {
        if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        there.set(path, Buffer.from(content));
      },
    },
  });
  return { runs, there, warned };
}

test('what was kept is found, letter for letter', async () => {
  const { runs, there } = open();
  await runs.keep('shop', RUN);
  expect(await runs.find('shop')).toEqual(RUN);
  expect(await runs.find('other')).toBeNull();
  expect([...there.keys()]).toEqual([expect.stringMatching(/^\/kept\/runs-v1\/[0-9a-f]{64}$/)]);
});

test('under another key it is none', async () => {
  const { runs, there } = open();
  await runs.keep('shop', RUN);
  expect(await open('l'.repeat(64), there).runs.find('shop')).toBeNull();
});

test('any byte that is another one makes it none', async () => {
  const { runs, there } = open();
  await runs.keep('shop', RUN);
  const [path = '', bytes = Buffer.alloc(0)] = [...there][0] ?? [];
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    there.set(path, changed);
    expect(await runs.find('shop')).toBeNull();
  }
  for (const length of [0, 1, 64, 65, 66, bytes.length - 1]) {
    there.set(path, bytes.subarray(0, length));
    expect(await runs.find('shop')).toBeNull();
  }
});

test('the run of another command in the place of this one is found as what it is', async () => {
  const { runs, there } = open();
  await runs.keep('shop', { ...RUN, asked: 'check --format text' });
  const [path = ''] = there.keys();
  await runs.keep('other', RUN);
  const other = [...there].find(([each]) => each !== path)?.[1] ?? Buffer.alloc(0);
  there.set(path, other);
  // Whoever asks compares what was asked.
  expect((await runs.find('shop'))?.asked).toBe('check');
});

test('an output that is too long is not kept', async () => {
  const { runs, there } = open();
  await runs.keep('shop', { ...RUN, output: 'x'.repeat(9 * 1024 * 1024) });
  expect(there.size).toBe(0);
});

test('a full disk keeps nothing, and says so', async () => {
  const { runs, there, warned } = open(KEY, new Map(), true);
  await runs.keep('shop', RUN);
  expect(there.size).toBe(0);
  expect(warned).toEqual(['The run cannot be kept in /kept (ENOSPC); the next one does all of it again.']);
});

test('of a variable there is nothing that could be guessed', () => {
  const seal = open().runs.seal('secret');
  expect(seal).toMatch(/^[0-9a-f]{64}$/);
  expect(open('l'.repeat(64)).runs.seal('secret')).not.toBe(seal);
});

test.each<[string, boolean]>([
  [`scans-v2/a/${'0'.repeat(64)}`, true],
  [`scans-v2/all/${'0'.repeat(64)}`, true],
  ['layers-v1/0f/0fff', true],
  ['layers-v1/00/.0123456789ab.tmp', true],
  ['signatures-v1/passes', true],
  ['layers-v1/0fff', false],
  ['layers-v1/00/0fff.tmp', false],
  ['registry-v2/answers', false],
  ['../layers-v1/0f/0fff', false],
])('%s is a result under seal: %s', (path, expected) => {
  expect(isSealedResult(path)).toBe(expected);
});
