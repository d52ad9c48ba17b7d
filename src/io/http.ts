import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import { type Env, type Http, HttpError, type HttpRequest } from '../domain/index.ts';
import { assertPublicHost, connectLookup, isLoopbackHost, lookupName, type NameLookup } from './addresses.ts';
import { HttpExchange } from './http-exchange.ts';
import { nameHttpFailure } from './http-failure.ts';

export interface HttpOptions {
  readonly env: Env;
  /** A file of PEM certificates, trusted beside the system's and NODE_EXTRA_CA_CERTS. */
  readonly certificateFile?: string | null;
  readonly lookup?: NameLookup;
}

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

async function createDispatchers(options: HttpOptions, lookup: NameLookup, publicOnly: boolean): Promise<Dispatchers> {
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
  const { env } = options;
  const behind = async (uri: string | null): Promise<Dispatcher | null> => {
    if (uri === null) return null;
    // Few runs have a proxy, and all of undici takes a twentieth of a second to load.
    const { EnvHttpProxyAgent } = await import('undici');
    return new EnvHttpProxyAgent({
      ...agent,
      requestTls: tls,
      httpProxy: uri,
      httpsProxy: uri,
      noProxy: env.get('no_proxy') ?? env.get('NO_PROXY') ?? '',
    });
  };
  const proxied = {
    'http:': await behind(proxyUrl(env, 'HTTP_PROXY')),
    'https:': await behind(proxyUrl(env, 'HTTPS_PROXY')),
  };
  return { direct: new Agent(agent), proxied };
}

/**
 * The Http port on undici: one pool of connections for the run (two where addresses are restricted, so that no
 * connection made for a trusted host is used for another). Redirects are answers like any other, bodies are never
 * decompressed and never longer than asked for, and loopback never goes through a proxy.
 */
export function createHttp(options: HttpOptions): Http & { close(): Promise<void> } {
  const lookup = options.lookup ?? lookupName;
  const pools = new Map<boolean, Promise<Dispatchers>>();
  const poolFor = (publicOnly: boolean): Promise<Dispatchers> => {
    const pool = pools.get(publicOnly) ?? createDispatchers(options, lookup, publicOnly);
    pools.set(publicOnly, pool);
    return pool;
  };

  const choose = async (request: HttpRequest): Promise<Dispatcher> => {
    const { protocol, hostname } = request.url;
    if (protocol !== 'http:' && protocol !== 'https:') throw new HttpError('other', `${protocol} is not http or https`);
    const { direct, proxied } = await poolFor(request.publicAddressesOnly);
    const configured = proxied[protocol];
    const proxy = configured === null || isLoopbackHost(hostname) ? null : configured;
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

  return {
    send(request) {
      const exchange = new HttpExchange(request);
      // A name look-up, and a connection that waits for one, cannot be called off: they are left to themselves in time.
      choose(request)
        .then((dispatcher) => exchange.sendBy(dispatcher))
        .catch((error: unknown) => exchange.giveUp(error));
      return exchange.answer;
    },
    async close() {
      const made = await Promise.allSettled(pools.values());
      const all = made.flatMap((pool) =>
        pool.status === 'rejected'
          ? []
          : [pool.value.direct, pool.value.proxied['http:'], pool.value.proxied['https:']],
      );
      await Promise.all(all.map((dispatcher) => dispatcher?.destroy()));
    },
  };
}
