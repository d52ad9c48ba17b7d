import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createPorts } from '../../test/support/ports.ts';
import { GateError } from '../domain/index.ts';
import { type Answers, createAnswers } from './answers.ts';

const PATH = '/cache/answers';

interface Disk {
  text: string | null;
  writes: number;
  /** What reading says. */
  fault: Error | null;
  /** Half of what is added is written, and then nothing more. */
  isFull: boolean;
}

const TOO_LARGE = new GateError({ code: 'io/too-large', stage: 'io', message: 'It is large.', remedy: 'None.' });

/** A disk with this file or none, and runs on it at these times. */
function onDisk(text: string | null = null) {
  const disk: Disk = { text, writes: 0, fault: null, isFull: false };
  const run = (now = '2026-05-04T06:00:00.000Z'): Answers => {
    const { files, clock } = createPorts({
      clock: { now: () => new Date(now), elapsed: () => 0, sleep: async () => {} },
      files: {
        ...createPorts({}).files,
        read: async () => {
          if (disk.fault !== null) throw disk.fault;
          return disk.text === null ? null : Buffer.from(disk.text);
        },
        write: async (_, content) => {
          disk.writes += 1;
          disk.fault = null;
          disk.text = content.toString();
        },
        append: async (_, more) => {
          disk.text = `${disk.text ?? ''}${disk.isFull ? more.slice(0, more.length / 2) : more}`;
          if (disk.isFull) throw new Error('ENOSPC');
        },
        exclusively: (_, use) => use(),
      },
    });
    return createAnswers(PATH, { files, clock });
  };
  return { disk, run };
}

const valueIn = async (answers: Answers, key: string): Promise<unknown> => {
  const found = await answers.find(key, z.unknown());
  return found?.status === 'found' ? found.value : (found?.status ?? null);
};

const line = (key: string, value: unknown, at = '2026-05-04T06:00:00.000Z'): string =>
  `${JSON.stringify({ key, at, value })}\n`;

test.each([
  ['a digest', 'sha256:aa', 'sha256:aa'],
  ['a list', [{ digest: 'sha256:aa' }], [{ digest: 'sha256:aa' }]],
  ['that there is none', null, 'absent'],
])('%s is there for the next run', async (_, value, expected) => {
  const { run } = onDisk();
  await run().keep('a', value);
  expect(await valueIn(run(), 'a')).toEqual(expected);
  expect(await valueIn(run(), 'b')).toBe(null);
});

test('an answer that is not what was asked for is none', async () => {
  const { run } = onDisk(line('a', 7));
  expect(await run().find('a', z.string())).toBe(null);
});

test('the last line about a question counts', async () => {
  const { run } = onDisk(line('a', 'old') + line('b', 'other') + line('a', 'new'));
  expect(await valueIn(run(), 'a')).toBe('new');
});

describe('what is written', () => {
  test.each([
    ['the same on the same day', 'x', '2026-05-04T23:59:59.000Z', false],
    ['the same on another day', 'x', '2026-05-05T00:00:00.000Z', true],
    ['another one', 'y', '2026-05-04T06:00:01.000Z', true],
    ['that it is gone', null, '2026-05-04T06:00:01.000Z', true],
  ])('%s', async (_, value, now, isWritten) => {
    const { disk, run } = onDisk(line('a', 'x'));
    await run(now).keep('a', value);
    expect(disk.text).toBe(line('a', 'x') + (isWritten ? line('a', value, now) : ''));
  });

  test('by two runs at once stays, of both', async () => {
    const { run } = onDisk();
    const [one, other] = [run(), run()];
    await one.keep('a', 'of one');
    await other.keep('b', 'of the other');
    await one.keep('c', 'of one');
    expect(await Promise.all(['a', 'b', 'c'].map((key) => valueIn(run(), key)))).toEqual([
      'of one',
      'of the other',
      'of one',
    ]);
  });
});

test.each([
  ['a line without an end', line('b', 'x').slice(0, 20)],
  ['a whole line but for its end', line('b', 'x').trimEnd()],
  ['no JSON', 'half\n'],
  ['something else', '[]\n'],
])('after %s the other answers stay, and new ones come', async (_, left) => {
  const { run } = onDisk(line('a', 'x') + left);
  await run().keep('c', 'new');
  expect(await valueIn(run(), 'a')).toBe('x');
  expect(await valueIn(run(), 'c')).toBe('new');
});

test('what a full disk cut off takes nothing with it', async () => {
  const { disk, run } = onDisk(line('a', 'x'));
  const answers = run();
  disk.isFull = true;
  await expect(answers.keep('b', 'y')).rejects.toThrow('ENOSPC');
  disk.isFull = false;
  await answers.keep('c', 'z');
  await answers.keep('b', 'y');
  expect(await Promise.all(['a', 'b', 'c'].map((key) => valueIn(run(), key)))).toEqual(['x', 'y', 'z']);
});

describe('written anew, with what still counts', () => {
  const many = Array.from({ length: 1200 }, (_, index) => line('a', `${index}`)).join('');
  const long = line('a', 'x'.repeat(16 * 1024 * 1024));
  const old = line('old', 'x', '2026-02-03T05:00:00.000Z');
  const young = line('young', 'x', '2026-02-04T07:00:00.000Z');
  test.each([
    ['few lines', line('a', 'x') + old, line('a', 'x') + old],
    ['many lines that newer ones replace', many + line('b', 'x'), line('a', '1199') + line('b', 'x')],
    ['many bytes, of which some were asked for long ago', long + old + young, long + young],
  ])('%s', async (_, before, after) => {
    const { disk, run } = onDisk(before);
    const answers = run();
    expect(await valueIn(answers, 'c')).toBe(null);
    expect(disk.text).toBe(before);
    await answers.keep('c', 'new');
    expect(disk.text === after + line('c', 'new')).toBe(true);
    expect(await valueIn(answers, 'a')).not.toBe(null);
  });

  test('one that is too large to be read, when an answer comes', async () => {
    const { disk, run } = onDisk('huge');
    disk.fault = TOO_LARGE;
    const answers = run();
    expect(await valueIn(answers, 'a')).toBe(null);
    expect(disk.text).toBe('huge');
    await answers.keep('a', 'x');
    expect(disk.text).toBe(line('a', 'x'));
  });
});

test('a file that cannot be read now is left as it is', async () => {
  const { disk, run } = onDisk(line('a', 'x'));
  disk.fault = new Error('EMFILE');
  await expect(run().keep('b', 'y')).rejects.toThrow('EMFILE');
  expect(disk.text).toBe(line('a', 'x'));
});

test('an answer of many megabytes is not kept', async () => {
  const { disk, run } = onDisk(line('a', 'x'));
  await run().keep('b', 'y'.repeat(4 * 1024 * 1024));
  expect(disk.text).toBe(line('a', 'x'));
});
