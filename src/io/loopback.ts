import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Loopback, LoopbackAnswer, LoopbackRequest, PieceSink } from '../domain/index.ts';
import { listenOnLoopback } from './listen.ts';
import { serveValues } from './value-server.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The Loopback port on Node's server. Other users of the machine reach the port too: the login tells them apart. */
export function createLoopback(): Loopback {
  return {
    serveValues,
    async serve(answer) {
      const login = { username: 'gate', password: randomBytes(32).toString('base64url') };
      const expected = sha256(`Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`);
      const server = createServer((request, response) => {
        if (!timingSafeEqual(sha256(request.headers.authorization ?? ''), expected)) {
          refuse(request, response, 401);
        } else if (request.method !== 'GET') {
          refuse(request, response, 405);
        } else {
          respond(request, response, answer).catch(() => response.destroy());
        }
      });
      const host = await listenOnLoopback(server);
      return {
        host,
        login,
        close: () =>
          new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      };
    },
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume();
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="gate"' } : {};
  response.writeHead(status, { ...challenge, 'content-length': '0' }).end();
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: LoopbackRequest) => Promise<LoopbackAnswer>,
): Promise<void> {
  request.resume();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  const { status, contentType, length, write } = await answer({ path, signal: gone.signal });
  response.writeHead(status, { 'content-type': contentType, 'content-length': String(length) });
  await write(sinkOf(response, gone.signal));
  response.end();
}

/** Waits where the reader is slower than the sender, so that nothing piles up in between. */
function sinkOf(response: ServerResponse, gone: AbortSignal): PieceSink {
  return async (piece) => {
    gone.throwIfAborted();
    if (!response.write(piece)) await once(response, 'drain', { signal: gone });
  };
}
