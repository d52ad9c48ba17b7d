import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exclusively } from './exclusive.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scg-exclusive-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('one at a time, each with its own answer, and nothing is left', async () => {
  const lock = join(folder, 'new', 'lock');
  let inside = 0;
  let most = 0;
  const answers = await Promise.all(
    [1, 2, 3, 4].map((each) =>
      exclusively(lock, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(20);
        inside -= 1;
        return each;
      }),
    ),
  );
  expect([answers, most, existsSync(lock)]).toEqual([[1, 2, 3, 4], 1, false]);
});

test('one that fails lets the next one in', async () => {
  const lock = join(folder, 'failed');
  await expect(exclusively(lock, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
  expect(await exclusively(lock, async () => 'next')).toBe('next');
});

test('one that takes far longer than a holder that is gone keeps its lock', async () => {
  const lock = join(folder, 'long');
  const order: string[] = [];
  const long = exclusively(
    lock,
    async () => {
      order.push('long begins');
      await sleep(1_000);
      order.push('long ends');
    },
    200,
  );
  await sleep(50);
  await exclusively(lock, async () => order.push('next'), 200);
  await long;
  expect(order).toEqual(['long begins', 'long ends', 'next']);
});

test('only who holds a lock removes it', async () => {
  const lock = join(folder, 'taken');
  await exclusively(lock, async () => writeFile(lock, 'of another'));
  expect(await readFile(lock, 'utf8')).toBe('of another');
});

test('of many that find a lock of nobody one is in at a time, and nothing is left', async () => {
  const lock = join(folder, 'crowd', 'lock');
  await exclusively(lock, async () => {});
  await writeFile(lock, 'of nobody');
  let inside = 0;
  let most = 0;
  const one = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(5);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => exclusively(lock, one, 200)));
  expect([most, await readdir(join(folder, 'crowd'))]).toEqual([1, []]);
});

test.each([
  ['left behind long ago', -3_600_000],
  ['from the future', 3_600_000],
])('a lock %s does not hold anybody up for long', async (_, age) => {
  const lock = join(folder, 'stale');
  await writeFile(lock, '');
  const time = new Date(Date.now() + age);
  await utimes(lock, time, time);
  expect(await exclusively(lock, async () => 'in', 100)).toBe('in');
});

test('where there can be no lock nothing is done', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(exclusively(join(folder, 'file', 'lock'), async () => 'in')).rejects.toThrow();
});
