import { expect, test } from 'vitest';
import { ReceivedBytes } from './received-bytes.ts';

const bytes = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

test.each<[string, readonly number[]]>([
  ['of none', []],
  ['of a small one', [3]],
  ['of a large one', [70_000]],
  ['of small ones', [3, 4095, 1, 4095, 4095, 1, 1]],
  ['of large ones', [4096, 70_000]],
  ['of both by turns', [1, 4096, 1, 4096, 4095, 70_000, 2]],
])('what is taken is what came in: %s', (_, lengths) => {
  const chunks = lengths.map((length, at) => bytes(length, at + 1));
  const received = new ReceivedBytes();
  for (let round = 0; round < 2; round += 1) {
    for (const chunk of chunks) received.add(chunk);
    expect(received.size).toBe(Buffer.concat(chunks).length);
    expect(Buffer.compare(received.take(), Buffer.concat(chunks))).toBe(0);
    expect([received.size, received.parts]).toEqual([0, 0]);
  }
});

test('a body in chunks of one byte is kept in few parts', () => {
  const received = new ReceivedBytes();
  const chunk = bytes(1, 7);
  for (let count = 0; count < 1024 * 1024; count += 1) received.add(chunk);
  expect(received.parts).toBeLessThan(32);
  expect(received.take().every((byte) => byte === 7)).toBe(true);
});

test('what was taken does not change with what comes after it', () => {
  const received = new ReceivedBytes();
  received.add(bytes(10, 1));
  const first = received.take();
  received.add(bytes(10, 2));
  expect([...first]).toEqual([...bytes(10, 1)]);
});
