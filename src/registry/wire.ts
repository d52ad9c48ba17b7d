import pLimit, { type LimitFunction } from 'p-limit';
import { HttpError, type HttpRequest, type HttpResponse, type PieceSink, type Ports } from '../domain/index.ts';
import type { Budget } from './budget.ts';
import type { Endpoint } from './endpoint.ts';
import { Fault, faultOfHttp } from './fault.ts';
import type { Admission } from './options.ts';

/** Requests under way at once: in all, and to one host. */
export const MAX_REQUESTS = 48;
export const MAX_REQUESTS_PER_HOST = 40;

export interface WireRequest {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly budget: Budget;
  readonly sink?: PieceSink;
  readonly signal?: AbortSignal;
}

export interface WireOptions {
  readonly ports: Pick<Ports, 'http' | 'clock'>;
  readonly admission: Admission;
  readonly pullRequest: boolean;
}

/** The statuses that a later try may change; 404, 401 and redirects say something, and say it for good. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 429 || status === 500 || status === 502 || status === 503 || status === 504;
}

/** Sends single requests: bounded in number, never to an address it may not be sent to. Throws Fault and nothing else. */
export class Wire {
  readonly #options: WireOptions;
  readonly #all: LimitFunction = pLimit(MAX_REQUESTS);
  readonly #hosts = new Map<string, LimitFunction>();
  readonly #privateRegistries = new Map<string, Promise<boolean>>();

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /**
   * To where a registry's own words lead: a token realm, the target of a redirect. The registry's own host is as good
   * as the registry; another host must be public, unless the policy names it (in a pull request) or the registry
   * itself is private (elsewhere).
   */
  async sendFrom(from: Endpoint, request: WireRequest): Promise<HttpResponse> {
    const { host } = request.url;
    if (host === from.host) return this.send(request, from.publicOnly, null);
    const { admission, pullRequest } = this.#options;
    if (pullRequest) return this.send(request, !admission.namesHostLiterally(host), host);
    if (from.loopback) return this.send(request, false, host);
    try {
      return await this.send(request, true, host);
    } catch (error) {
      if (!(error instanceof Fault) || error.failure !== 'private-address') throw error;
      if (!(await this.#isPrivate(from))) throw error;
      return this.send(request, false, host);
    }
  }

  async send(request: WireRequest, publicOnly: boolean, at: string | null): Promise<HttpResponse> {
    const { http, clock } = this.#options.ports;
    const { budget, ...sent } = request;
    const { host } = request.url;
    const limit = this.#hosts.get(host) ?? pLimit(MAX_REQUESTS_PER_HOST);
    this.#hosts.set(host, limit);
    // The host's turn first: whoever waits for a slow host must not hold a place that others could use.
    return limit(() =>
      this.#all(async () => {
        const timeoutMs = Math.min(request.timeoutMs, Math.ceil(budget.remaining));
        if (timeoutMs <= 0) {
          throw new Fault({ failure: 'timeout', clause: 'the time for this image is used up', at, sent: false });
        }
        // While content comes in nothing is lost: what counts is the time since the last of it.
        let since = clock.elapsed();
        const { sink } = request;
        const taking: PieceSink = async (piece) => {
          await sink?.(piece);
          since = clock.elapsed();
        };
        try {
          const taken = sink === undefined ? {} : { sink: taking };
          const response = await http.send({ ...sent, ...taken, timeoutMs, publicAddressesOnly: publicOnly });
          if (isTransient(response.status)) budget.spend(since, clock.elapsed() - since);
          return response;
        } catch (error) {
          budget.spend(since, clock.elapsed() - since);
          if (error instanceof HttpError) throw faultOfHttp(error, at);
          throw error;
        }
      }),
    );
  }

  /** Does the registry itself live at a private address? Only asked when it leads to one. */
  #isPrivate(endpoint: Endpoint): Promise<boolean> {
    const probe = async (): Promise<boolean> => {
      try {
        await this.#options.ports.http.send({
          method: 'HEAD',
          url: new URL(`${endpoint.origin}/v2/`),
          headers: {},
          timeoutMs: 5000,
          maxBodyBytes: 1024,
          publicAddressesOnly: true,
        });
        return false;
      } catch (error) {
        return error instanceof HttpError && error.failure === 'private-address';
      }
    };
    const answer = this.#privateRegistries.get(endpoint.origin) ?? probe();
    this.#privateRegistries.set(endpoint.origin, answer);
    return answer;
  }
}
