import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createPorts } from '../../test/support/ports.ts';
import { type Answers, createAnswers } from './answers.ts';

const PATH = '/cache/answers';

/** A disk with this file or none, and runs on it at these times. */
function onDisk(text: string | null = null) {
  const disk = { text, writes: 0, refuses: false };
  const run = (now = '2026-05-04T06:00:00.000Z'): Answers => {
    const { files, clock } = createPorts({
      clock: { now: () => new Date(now), elapsed: () => 0, sleep: async () => {} },
      files: {
        ...createPorts({}).files,
        read: async () => {
          if (disk.refuses) throw new Error('too large');
          return disk.text === null ? null : Buffer.from(disk.text);
        },
        write: async (_, content) => {
          disk.writes += 1;
          disk.refuses = false;
          disk.text = content.toString();
        },
        append: async (_, more) => {
          disk.text = `${disk.text ?? ''}${more}`;
        },
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

test('what newer lines replace goes when there is much of it', async () => {
  const many = Array.from({ length: 1200 }, (_, index) => line('a', `${index}`)).join('');
  const { disk, run } = onDisk(many + line('b', 'x'));
  expect(await valueIn(run(), 'a')).toBe('1199');
  expect(disk.text).toBe(line('a', '1199') + line('b', 'x'));
  expect(disk.writes).toBe(1);
});

test('a file that is too large to be read is begun anew', async () => {
  const { disk, run } = onDisk('huge');
  disk.refuses = true;
  await run().keep('a', 'x');
  expect(disk.text).toBe(line('a', 'x'));
});
