import type { HttpResponse, PieceSink, Ports, Repository } from '../domain/index.ts';
import { Authenticator } from './authenticator.ts';
import type { Budget } from './budget.ts';
import { type Endpoint, repositoryUrl } from './endpoint.ts';
import { HostState, withRetries } from './exchange.ts';
import { Fault } from './fault.ts';
import type { Keychain } from './keychain.ts';
import { followRedirects } from './redirects.ts';
import { faultOfStatus } from './status.ts';
import type { Wire, WireRequest } from './wire.ts';

export interface Call {
  readonly endpoint: Endpoint;
  readonly repository: Repository;
  readonly method: 'GET' | 'HEAD';
  /** Below `/v2/<name>/`: `manifests/1.2`. */
  readonly path: string;
  /** The rest of a page's address, as the registry gave it in a `Link`. */
  readonly query?: string;
  readonly accept?: string;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly budget: Budget;
  /** Statuses beside 200 that are answers to the caller. */
  readonly answers?: readonly number[];
  /** Gets the body of the answer in pieces, from its first byte: one for each attempt. */
  readonly sink?: () => PieceSink;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

export interface TransportOptions {
  readonly ports: Pick<Ports, 'clock' | 'random'>;
  readonly wire: Wire;
  readonly keychain: Keychain;
  readonly insecureHosts: ReadonlySet<string>;
}

/** A mirror is not worth the image's whole budget: the origin is still to be asked. */
const MIRROR_ATTEMPTS = 2;

/** Once a piece is here the host has said what it wants; the rest may take minutes. */
function before(begun: () => void, sink: () => PieceSink): () => PieceSink {
  return () => {
    const take = sink();
    return (piece) => {
      begun();
      return take(piece);
    };
  };
}

/** Requests to registries, with login, redirects and retries; what comes out is an answer or a RegistryError. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #states = new Map<string, HostState>();
  readonly #authenticator: Authenticator;
  readonly #introductions = new Map<string, Promise<void>>();

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#authenticator = new Authenticator({ ...options, stateOf: (host) => this.#stateOf(host) });
  }

  /** `read` makes something of the answer, or throws Fault. @throws RegistryError */
  async request<T>(call: Call, read: (response: HttpResponse) => T): Promise<T> {
    const { endpoint } = call;
    const url = repositoryUrl(endpoint, call.repository, call.path);
    if (call.query !== undefined) url.search = call.query;
    const exchange = {
      what: `${call.method} ${url.origin}${url.pathname}`,
      host: endpoint.host,
      state: this.#stateOf(endpoint.host),
      budget: call.budget,
      ...(endpoint.mirror ? { maxAttempts: MIRROR_ATTEMPTS } : {}),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    };
    const introduced = await this.#introduce(endpoint);
    const asked = call.sink === undefined ? call : { ...call, sink: before(introduced, call.sink) };
    return withRetries(this.#options.ports, exchange, async () => {
      try {
        return read(await this.#attempt(asked, url));
      } finally {
        introduced();
      }
    });
  }

  /** The first request to a host finds out whether it wants a login; the others wait for its answer, and then know. */
  async #introduce(endpoint: Endpoint): Promise<() => void> {
    const first = this.#introductions.get(endpoint.origin);
    if (first !== undefined) {
      await first;
      return () => {};
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#introductions.set(endpoint.origin, promise);
    return resolve;
  }

  #stateOf(host: string): HostState {
    const state = this.#states.get(host) ?? new HostState();
    this.#states.set(host, state);
    return state;
  }

  async #attempt(call: Call, url: URL): Promise<HttpResponse> {
    const { endpoint } = call;
    let authorization = await this.#authenticator.header(call);
    let response = await this.#send(call, url, authorization);
    if (response.status === 401) {
      authorization = await this.#authenticator.renew(call, response, authorization);
      response = await this.#send(call, url, authorization);
    }
    if (response.status === 401) throw await this.#authenticator.refused(call);
    const final = await followRedirects(response, url, {
      endpoint,
      method: call.method,
      insecureHosts: this.#options.insecureHosts,
      send: (target, sameOrigin) => this.#send(call, target, sameOrigin ? authorization : null),
    });
    if (final.response.status === 200 || call.answers?.includes(final.response.status) === true) return final.response;
    const at = final.url.host === endpoint.host ? null : final.url.host;
    const fault = faultOfStatus(final.response, this.#options.ports.clock.now(), at);
    // Only the registry itself can say that something is not there; a store behind a redirect can only fail to serve it.
    if (at !== null && fault.failure === 'not-found')
      throw new Fault({ failure: 'server-error', clause: fault.message, at });
    throw fault;
  }

  #send(call: Call, url: URL, authorization: string | null): Promise<HttpResponse> {
    const request: WireRequest = {
      method: call.method,
      url,
      headers: {
        ...(call.accept === undefined ? {} : { accept: call.accept }),
        ...(authorization === null ? {} : { authorization }),
      },
      timeoutMs: call.timeoutMs,
      maxBodyBytes: call.maxBytes,
      budget: call.budget,
      ...(call.sink === undefined ? {} : { sink: call.sink() }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    };
    return this.#options.wire.sendFrom(call.endpoint, request);
  }
}
