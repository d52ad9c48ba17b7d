import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { KeptValues, ValueServer } from '../domain/index.ts';
import { serveValues } from './value-server.ts';

const servers: ValueServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(): Promise<ValueServer> {
  const server = await serveValues();
  servers.push(server);
  return server;
}

function valuesIn(map: Map<string, Buffer>): KeptValues {
  return {
    get: (name) => map.get(name) ?? null,
    set: (name, value) => {
      if (value.length > 100) return false;
      map.set(name, Buffer.from(value));
      return true;
    },
  };
}

const encode = (...parts: readonly string[]): string =>
  `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;

/** All that comes back until the server, or this client after `bytes` of it, ends the connection. */
async function ask({ host }: ValueServer, sent: string, bytes: number): Promise<string> {
  const [address = '', port = ''] = host.split(':');
  const socket = createConnection({ host: address, port: Number(port) });
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk.toString('latin1');
    if (said.length >= bytes) socket.destroy();
  });
  socket.on('error', () => {});
  socket.write(sent);
  await once(socket, 'close');
  return said;
}

describe('who has the password', () => {
  test('has its own values and no others', async () => {
    const server = await serve();
    const [one, two] = [new Map<string, Buffer>(), new Map([['a', Buffer.from('of two')]])];
    const first = server.admit(valuesIn(one));
    const second = server.admit(valuesIn(two));
    expect(first.password).toMatch(/^[\w-]{43}$/);
    expect(first.password).not.toBe(second.password);
    const said = '+OK\r\n$-1\r\n+OK\r\n$3\r\nb\r\n\r\n:0\r\n';
    const sent = [
      ['auth', first.password],
      ['GET', 'a'],
      ['SET', 'a', 'b\r\n'],
      ['GET', 'a'],
      ['DEL', 'a'],
    ];
    expect(await ask(server, sent.map((command) => encode(...command)).join(''), said.length)).toBe(said);
    expect([one.get('a')?.toString(), two.get('a')?.toString()]).toEqual(['b\r\n', 'of two']);
  });

  test('may name a user too, and a time to live', async () => {
    const server = await serve();
    const kept = new Map<string, Buffer>();
    const { password } = server.admit(valuesIn(kept));
    const sent = encode('AUTH', 'default', password) + encode('SET', 'a', 'b', 'ex', '60');
    expect(await ask(server, sent, 10)).toBe('+OK\r\n+OK\r\n');
    expect(kept.get('a')?.toString()).toBe('b');
  });

  test('is told what is not kept, and what is not known', async () => {
    const server = await serve();
    const { password } = server.admit(valuesIn(new Map()));
    const sent = encode('AUTH', password) + encode('SET', 'a', 'x'.repeat(101)) + encode('HELLO', '3');
    const said = "+OK\r\n-OOM more than is kept\r\n-ERR unknown command 'HELLO'\r\n";
    expect(await ask(server, sent, said.length)).toBe(said);
  });
});

describe('nobody else', () => {
  const LOGIN_FIRST = '-NOAUTH Authentication required.\r\n';
  const WRONG = '-WRONGPASS invalid username-password pair\r\n';

  test.each<[string, (password: string) => string, string]>([
    ['without a login', () => encode('GET', 'a'), LOGIN_FIRST],
    ['with another password', () => encode('AUTH', 'x') + encode('GET', 'a'), WRONG],
    ['with an empty one', () => encode('AUTH', ''), WRONG],
    [
      'after a wrong one',
      (right) => encode('AUTH', right) + encode('AUTH', 'x') + encode('GET', 'a'),
      `+OK\r\n${WRONG}`,
    ],
    ['with more than a login before it', () => '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$100000\r\n', '-ERR Protocol error\r\n'],
    ['by another protocol', () => 'GET / HTTP/1.1\r\n\r\n', '-ERR Protocol error\r\n'],
  ])('%s', async (_, sent, said) => {
    const server = await serve();
    const { password } = server.admit(valuesIn(new Map([['a', Buffer.from('secret')]])));
    expect(await ask(server, sent(password), said.length)).toBe(said);
  });

  test('once it has ended, on a connection that is open too', async () => {
    const server = await serve();
    const { password, end } = server.admit(valuesIn(new Map([['a', Buffer.from('secret')]])));
    const [address = '', port = ''] = server.host.split(':');
    const socket = createConnection({ host: address, port: Number(port) });
    socket.write(encode('AUTH', password));
    expect(String((await once(socket, 'data'))[0])).toBe('+OK\r\n');
    end();
    socket.write(encode('GET', 'a'));
    expect(String((await once(socket, 'data'))[0])).toBe(LOGIN_FIRST);
    socket.destroy();
    expect(await ask(server, encode('AUTH', password), WRONG.length)).toBe(WRONG);
  });
});

test('the end of the server is the end of its connections', async () => {
  const server = await serveValues();
  const [address = '', port = ''] = server.host.split(':');
  const socket = createConnection({ host: address, port: Number(port) });
  await once(socket, 'connect');
  // It has been taken once it answers.
  socket.write(encode('GET', 'a'));
  await once(socket, 'data');
  await Promise.all([server.close(), once(socket, 'close')]);
});
