import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandReader, ProtocolError } from './redis-commands.ts';

const encode = (command: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    Buffer.from(`*${command.length}\r\n`),
    ...command.flatMap((part) => [Buffer.from(`$${part.length}\r\n`), part, Buffer.from('\r\n')]),
  ]);

function readAll(chunks: readonly Buffer[], maxBytes = 1 << 20): string[][] {
  const commands: string[][] = [];
  const reader = new CommandReader(
    (command) => void commands.push(command.map((part) => part.toString('hex'))),
    () => maxBytes,
  );
  for (const chunk of chunks) reader.push(chunk);
  return commands;
}

/** The bytes, cut where it pleases. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

test('commands arrive as they were sent, in whatever pieces', () => {
  const command = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(command, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 20 }), (commands, places) => {
      const read = readAll(cut(Buffer.concat(commands.map(encode)), places));
      expect(read).toEqual(commands.map((parts) => parts.map((part) => Buffer.from(part).toString('hex'))));
    }),
  );
});

describe('what is none, or too much', () => {
  test.each([
    ['a command in a line of its own', 'PING\r\n'],
    ['HTTP', 'GET / HTTP/1.1\r\n\r\n'],
    ['an array of nothing', '*0\r\n'],
    ['an array of too many', '*9\r\n'],
    ['a length below nothing', '*1\r\n$-1\r\n'],
    ['a length that is none', '*1\r\n$1e3\r\n'],
    ['a string where an array is due', '$1\r\na\r\n'],
    ['an array in an array', '*1\r\n*1\r\n'],
    ['a string without its end', '*1\r\n$1\r\nabc'],
    ['a line without an end', `*${'1'.repeat(40)}`],
    ['a line end of its own', '*1\n$1\r\na\r\n'],
    ['a string that is too long', '*1\r\n$1048577\r\n'],
  ])('%s', (_, text) => {
    expect(() => readAll([Buffer.from(text)])).toThrow(ProtocolError);
    expect(() => readAll([...text].map((letter) => Buffer.from(letter)))).toThrow(ProtocolError);
  });

  test('any bytes are commands or an error of the protocol', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readAll([Buffer.from(bytes)]);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
    );
  });
});
