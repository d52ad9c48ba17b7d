import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import {
  type Env,
  type Http,
  HttpError,
  type HttpRequest,
  type HttpResponse,
  type PieceSink,
} from '../domain/index.ts';
import { assertPublicHost, connectLookup, isLoopbackHost, lookupName, type NameLookup } from './addresses.ts';
import { nameHttpFailure } from './http-failure.ts';

export interface HttpOptions {
  readonly env: Env;
  /** A file of PEM certificates, trusted beside the system's and NODE_EXTRA_CA_CERTS. */
  readonly certificateFile?: string | null;
  readonly lookup?: NameLookup;
}

const USER_AGENT = 'supply-chain-gate';

interface Dispatchers {
  readonly direct: Dispatcher;
  /** Null where HTTPS_PROXY (for https) or HTTP_PROXY (for http) is not set. */
  readonly proxied: Readonly<Record<'http:' | 'https:', Dispatcher | null>>;
}

/** `proxy.example:3128` is taken as http, as curl and Go do. */
function proxyUrl(env: Env, upper: string): string | null {
  const value = env.get(upper.toLowerCase()) ?? env.get(upper);
  if (value === undefined) return null;
  const url = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(url)) throw new HttpError('other', `${upper} is not a URL`);
  return url;
}

function createDispatchers(options: HttpOptions, lookup: NameLookup, publicOnly: boolean): Dispatchers {
  const { certificateFile = null } = options;
  const tls =
    certificateFile === null ? {} : { ca: [...getCACertificates('default'), readFileSync(certificateFile, 'utf8')] };
  const agent = {
    connect: { ...tls, lookup: connectLookup(lookup, publicOnly), timeout: 10_000 },
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    maxHeaderSize: 64 * 1024,
  };
  const behind = (uri: string | null): Dispatcher | null =>
    uri === null
      ? null
      : new EnvHttpProxyAgent({
          ...agent,
          requestTls: tls,
          httpProxy: uri,
          httpsProxy: uri,
          noProxy: options.env.get('no_proxy') ?? options.env.get('NO_PROXY') ?? '',
        });
  const { env } = options;
  return {
    direct: new Agent(agent),
    proxied: { 'http:': behind(proxyUrl(env, 'HTTP_PROXY')), 'https:': behind(proxyUrl(env, 'HTTPS_PROXY')) },
  };
}

function joinHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}

type Body = AsyncIterable<unknown> & { destroy(): unknown };

async function passBounded(body: Body, maxBytes: number, sink: PieceSink): Promise<void> {
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw new HttpError('too-large', `its answer is larger than ${maxBytes} bytes`);
    }
    await sink(chunk);
  }
}

async function readBounded(body: Body, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await passBounded(body, maxBytes, async (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}

/** The time a request may take: in all, or between two pieces where somebody else takes its body. */
class Deadline {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.start();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  start(): void {
    this.#timer = setTimeout(() => this.#controller.abort(), this.#milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The time that the sink takes is not the server's. */
  around(sink: PieceSink): PieceSink {
    return async (piece) => {
      this.stop();
      try {
        await sink(piece);
      } catch (error) {
        throw new SinkError(error);
      }
      this.start();
    };
  }
}

/** What a sink threw, which is none of the network's failures. */
class SinkError extends Error {
  constructor(cause: unknown) {
    super('the body was not taken', { cause });
  }
}

/** A name look-up, and a connection that waits for one, cannot be called off: they are left to themselves in time. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new HttpError('aborted', 'the request was given up'));
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * The Http port on undici: one pool of connections for the run (two where addresses are restricted, so that no
 * connection made for a trusted host is used for another). Redirects are answers like any other, bodies are never
 * decompressed and never longer than asked for, and loopback never goes through a proxy.
 */
export function createHttp(options: HttpOptions): Http & { close(): Promise<void> } {
  const lookup = options.lookup ?? lookupName;
  const pools = new Map<boolean, Dispatchers>();
  const poolFor = (publicOnly: boolean): Dispatchers => {
    const pool = pools.get(publicOnly) ?? createDispatchers(options, lookup, publicOnly);
    pools.set(publicOnly, pool);
    return pool;
  };

  const choose = async (request: HttpRequest): Promise<Dispatcher> => {
    const { protocol, hostname } = request.url;
    if (protocol !== 'http:' && protocol !== 'https:') throw new HttpError('other', `${protocol} is not http or https`);
    const { direct, proxied } = poolFor(request.publicAddressesOnly);
    const proxy = isLoopbackHost(hostname) ? null : proxied[protocol];
    if (!request.publicAddressesOnly) return proxy ?? direct;
    // An address as host never reaches a look-up; behind a proxy the proxy looks up, and here is the only chance to see.
    if (proxy === null) {
      if (/^[\d.]+$|^\[/.test(hostname)) await assertPublicHost(hostname, lookup);
      return direct;
    }
    try {
      await assertPublicHost(hostname, lookup);
    } catch (error) {
      // Behind a proxy a machine often knows no public names; the proxy does.
      if (nameHttpFailure(error).failure === 'private-address') throw error;
    }
    return proxy;
  };

  const exchange = async (request: HttpRequest, deadline: Deadline, signal: AbortSignal): Promise<HttpResponse> => {
    const dispatcher = await choose(request);
    const answer = await dispatcher.request({
      origin: request.url.origin,
      path: `${request.url.pathname}${request.url.search}`,
      method: request.method,
      headers: { 'user-agent': USER_AGENT, ...request.headers, 'accept-encoding': 'identity' },
      body: request.body ?? null,
      headersTimeout: request.timeoutMs,
      bodyTimeout: request.timeoutMs,
      signal,
      // undici would close the connection after each HEAD; a registry is asked by HEAD for every image.
      reset: false,
    });
    const headers = joinHeaders(answer.headers);
    const announced = Number(headers['content-length'] ?? 0);
    if (request.method !== 'HEAD' && announced > request.maxBodyBytes) {
      answer.body.on('error', () => {}).destroy();
      throw new HttpError('too-large', `its answer is larger than ${request.maxBodyBytes} bytes`);
    }
    if (request.sink === undefined || answer.statusCode !== 200) {
      return { status: answer.statusCode, headers, body: await readBounded(answer.body, request.maxBodyBytes) };
    }
    deadline.stop();
    deadline.start();
    await passBounded(answer.body, request.maxBodyBytes, deadline.around(request.sink));
    return { status: answer.statusCode, headers, body: new Uint8Array() };
  };

  return {
    async send(request) {
      const deadline = new Deadline(request.timeoutMs);
      const signal =
        request.signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, request.signal]);
      try {
        return await orAborted(exchange(request, deadline, signal), signal);
      } catch (error) {
        if (error instanceof SinkError) throw error.cause;
        if (request.signal?.aborted === true) throw new HttpError('aborted', 'the request was given up', error);
        if (deadline.signal.aborted) {
          const what = request.sink === undefined ? 'no complete answer' : 'no answer, or no more of it,';
          throw new HttpError('timeout', `${what} within ${request.timeoutMs / 1000} s`, error);
        }
        throw nameHttpFailure(error);
      } finally {
        deadline.stop();
      }
    },
    async close() {
      const all = [...pools.values()].flatMap((pool) => [pool.direct, pool.proxied['http:'], pool.proxied['https:']]);
      await Promise.all(all.map((dispatcher) => dispatcher?.destroy()));
    },
  };
}
