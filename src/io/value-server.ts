import { randomBytes } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import type { KeptValues, ValueServer } from '../domain/index.ts';
import { listenOnLoopback } from './listen.ts';
import { CommandReader, ProtocolError } from './redis-commands.ts';

/** Of one command; of one before a login. In bytes. */
const MAX_COMMAND_BYTES = 64 * 1024 * 1024 + 1024;
const MAX_LOGIN_BYTES = 1024;
/** Whoever has not logged in by then is no program of this run. */
const LOGIN_MS = 10_000;
/** Programs of one run; each takes a few. */
const MAX_CONNECTIONS = 1024;

const OK = '+OK\r\n';
const NOTHING = '$-1\r\n';
const LOGIN_FIRST = '-NOAUTH Authentication required.\r\n';
const WRONG_LOGIN = '-WRONGPASS invalid username-password pair\r\n';
const NO_COMMAND = '-ERR Protocol error\r\n';
const TOO_MUCH = '-OOM more than is kept\r\n';

/**
 * A server of Redis' protocol on 127.0.0.1 that knows AUTH, GET, SET and DEL. Other users of the machine reach the port too: the
 * password tells programs apart, and who has none gets nothing.
 */
export async function serveValues(): Promise<ValueServer> {
  const admitted = new Map<string, KeptValues>();
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // Whoever went away wants no answer.
    socket.on('error', () => socket.destroy());
    serveClient(socket, admitted);
  });
  server.maxConnections = MAX_CONNECTIONS;
  const host = await listenOnLoopback(server);
  return {
    host,
    admit(values) {
      const password = randomBytes(32).toString('base64url');
      admitted.set(password, values);
      return { password, end: () => void admitted.delete(password) };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

class WrongLogin extends Error {
  override readonly name = 'WrongLogin';
}

function serveClient(socket: Socket, admitted: ReadonlyMap<string, KeptValues>): void {
  socket.setNoDelay(true);
  const late = setTimeout(() => socket.destroy(), LOGIN_MS);
  socket.once('close', () => clearTimeout(late));
  let password: string | null = null;
  const take = ([name = Buffer.alloc(0), ...rest]: readonly Buffer[]): void => {
    const command = name.toString('latin1').toUpperCase();
    if (command === 'AUTH') {
      const given = rest.at(-1)?.toString('latin1') ?? '';
      password = admitted.has(given) ? given : null;
      if (password === null) throw new WrongLogin();
      clearTimeout(late);
      socket.write(OK);
      return;
    }
    const values = password === null ? undefined : admitted.get(password);
    // In one packet: the other side acknowledges half an answer 40 ms later.
    socket.cork();
    for (const piece of values === undefined ? [LOGIN_FIRST] : answerTo(command, rest, values)) socket.write(piece);
    socket.uncork();
  };
  const reader = new CommandReader(take, () => (admitted.has(password ?? '') ? MAX_COMMAND_BYTES : MAX_LOGIN_BYTES));
  socket.on('drain', () => socket.resume());
  socket.on('data', (chunk) => {
    try {
      reader.push(chunk);
      // Whoever does not read what it asked for is asked to first.
      if (socket.writableNeedDrain) socket.pause();
    } catch (error) {
      if (error instanceof WrongLogin) leave(socket, WRONG_LOGIN);
      else if (error instanceof ProtocolError) leave(socket, NO_COMMAND);
      else throw error;
    }
  });
}

/** Says this last thing, and hears nothing any more. */
function leave(socket: Socket, said: string): void {
  socket.removeAllListeners('data');
  socket.write(said);
  socket.destroySoon();
}

function answerTo(command: string, rest: readonly Buffer[], values: KeptValues): readonly (string | Uint8Array)[] {
  const [name, value] = rest;
  const key = name?.toString('latin1') ?? '';
  if (command === 'GET' && rest.length === 1) {
    const found = values.get(key);
    return found === null ? [NOTHING] : [`$${found.length}\r\n`, found, '\r\n'];
  }
  // A time to live is none of the protocol's that has to be kept: nothing outlives the run.
  if (command === 'SET' && value !== undefined) return [values.set(key, value) ? OK : TOO_MUCH];
  if (command === 'DEL') return [':0\r\n'];
  return [`-ERR unknown command '${command.replace(/[^A-Z]/g, '').slice(0, 20)}'\r\n`];
}
