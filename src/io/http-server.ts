import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { listenOnLoopback } from './listen.ts';

export interface ServedRequest {
  readonly method: string;
  /** As sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names; a repeated header is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ServedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Send only this many bytes of the body, then drop the connection: what a test of a broken line wants. */
  readonly cutAfter?: number;
}

/** Answers one request; `drop` closes the connection without a word. */
export type RequestHandler = (request: ServedRequest) => Promise<ServedResponse | 'drop'>;

export interface LoopbackServer {
  /** `127.0.0.1:PORT`, as an image reference names the registry. */
  readonly host: string;
  /** `http://127.0.0.1:PORT`, or https where it was given a certificate. */
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

const MAX_REQUEST_BYTES = 512 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) return null;
    chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
  }
  return Buffer.concat(chunks);
}

function joinHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}

async function answer(request: IncomingMessage, response: ServerResponse, handle: RequestHandler): Promise<void> {
  const body = await readBody(request);
  if (body === null) {
    request.destroy();
    return;
  }
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const answered = await handle({
    method: request.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1)),
    headers: joinHeaders(request.headers),
    body,
  });
  if (answered === 'drop') {
    response.destroy();
    return;
  }
  const lengthless = answered.status === 204 || answered.headers['transfer-encoding'] !== undefined;
  const length = lengthless ? {} : { 'content-length': String(answered.body.length) };
  response.writeHead(answered.status, { ...length, ...answered.headers });
  if (answered.cutAfter === undefined) {
    response.end(request.method === 'HEAD' ? undefined : answered.body);
    return;
  }
  response.write(answered.body.subarray(0, answered.cutAfter), () => response.destroy());
}

/** An HTTP server on 127.0.0.1, at a port the system picks. A handler that throws answers 500 with nothing in it. */
export async function serveLoopback(
  handle: RequestHandler,
  tls?: { readonly key: string; readonly cert: string },
): Promise<LoopbackServer> {
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response, handle).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  const server: Server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  const host = await listenOnLoopback(server);
  return {
    host,
    url: `${tls === undefined ? 'http' : 'https'}://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
