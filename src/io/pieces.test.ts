import { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { writePieces } from './pieces.ts';

test('a piece is asked for when the reader has room for it', async () => {
  let asked = 0;
  let read = 0;
  let ahead = 0;
  const pieces = function* () {
    for (; asked < 40; asked += 1) yield 'x'.repeat(1000);
  };
  const slow = new Writable({
    highWaterMark: 1000,
    write(_chunk, _encoding, done) {
      ahead = Math.max(ahead, asked - read);
      read += 1;
      void setTimeout(1).then(() => done());
    },
  });
  await writePieces(slow, pieces());
  expect(read).toBe(40);
  expect(ahead).toBeLessThan(5);
});

test('what the reader refuses, and what cannot be made, ends it', async () => {
  const refusing = new Writable({ write: (_chunk, _encoding, done) => done(new Error('the pipe is closed')) });
  let asked = 0;
  const endless = function* () {
    for (;;) {
      asked += 1;
      yield 'x';
    }
  };
  await expect(writePieces(refusing, endless())).rejects.toThrow('the pipe is closed');
  expect(asked).toBeLessThan(10);
  const broken = function* () {
    yield 'x';
    throw new Error('a defect');
  };
  const taking = new Writable({ write: (_chunk, _encoding, done) => done() });
  await expect(writePieces(taking, broken())).rejects.toThrow('a defect');
});

test('a stream that others write to stays open', async () => {
  const texts: string[] = [];
  const open = new Writable({
    write(chunk, _encoding, done) {
      texts.push(String(chunk));
      done();
    },
  });
  await writePieces(open, ['a', 'b'], { end: false });
  open.write('c');
  expect(open.writable).toBe(true);
  expect(texts).toEqual(['a', 'b', 'c']);
});
