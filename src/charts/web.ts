import {
  ArtifactError,
  type Clock,
  type Http,
  HttpError,
  type HttpResponse,
  type UnknownCause,
} from '../domain/index.ts';
import { isLoopbackHost } from '../images/index.ts';

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 20_000;
/** What fails by chance is asked once more, after this. */
const PAUSE_MS = 1_000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface WebOptions {
  readonly http: Http;
  readonly clock: Pick<Clock, 'sleep'>;
  /** By the policy's list; asked before each request, after a redirect too. */
  readonly isAllowed: (url: URL) => boolean;
  /** Private addresses are contacted only where the policy names the host. */
  readonly publicOnly: (url: URL) => boolean;
  /** Hosts, with their port, that speak plain http though they are not loopback. */
  readonly insecureHosts: readonly string[];
}

/**
 * GET of a public address, redirects followed as far as the policy allows the hosts. No login is ever sent.
 *
 * @throws ArtifactError
 */
export async function download(from: URL, maxBytes: number, options: WebOptions): Promise<Uint8Array> {
  let url = from;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await askTwice(url, maxBytes, options);
    if (response.status === 200) return response.body;
    if (!REDIRECTS.has(response.status)) throw refusedBy(url, response);
    const { location } = response.headers;
    if (location === undefined || !URL.canParse(location, url.href))
      throw content(`${url.host} redirects to no address`);
    url = new URL(location, url.href);
  }
  throw content(`${from.host} redirects more than ${MAX_REDIRECTS} times`);
}

async function askTwice(url: URL, maxBytes: number, options: WebOptions): Promise<HttpResponse> {
  try {
    const response = await ask(url, maxBytes, options);
    if (response.status < 500) return response;
  } catch (error) {
    if (!(error instanceof ArtifactError) || error.unknown === 'content') throw error;
  }
  await options.clock.sleep(PAUSE_MS);
  return ask(url, maxBytes, options);
}

async function ask(url: URL, maxBytes: number, options: WebOptions): Promise<HttpResponse> {
  const plain = isLoopbackHost(url.host) || options.insecureHosts.includes(url.host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && plain))
    throw content(`${named(url)} is not https`, 'Use https, or name the host with --insecure-registry.');
  if (url.username !== '' || url.password !== '') throw content(`an address at ${url.host} has a login in it`);
  if (!options.isAllowed(url)) {
    throw content(
      `it leads to ${named(url)}, which the policy does not allow`,
      'Allow that address too, under repositories.allow in the policy, or vendor the chart.',
    );
  }
  try {
    return await options.http.send({
      method: 'GET',
      url,
      headers: {},
      timeoutMs: TIMEOUT_MS,
      maxBodyBytes: maxBytes,
      publicAddressesOnly: options.publicOnly(url),
    });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const isContent = error.failure === 'too-large' || error.failure === 'private-address';
    throw new ArtifactError(`${named(url)} cannot be read: ${error.message}`, {
      remedy: isContent
        ? 'Vendor the chart, or deploy it from elsewhere.'
        : 'Run the check again; if it stays so, check the address and the network in between.',
      unknown: isContent ? 'content' : 'infrastructure',
    });
  }
}

function refusedBy(url: URL, { status, headers }: HttpResponse): ArtifactError {
  const wait = /^\d{1,9}$/.test(headers['retry-after'] ?? '') ? `; it asks to wait ${headers['retry-after']} s` : '';
  const [remedy, unknown] = answer(status);
  return new ArtifactError(`${named(url)} answered ${status}${wait}`, { remedy, unknown });
}

function answer(status: number): readonly [string, UnknownCause] {
  if (status === 401 || status === 403)
    return ['Repositories of charts that ask for a login are not read: vendor the chart.', 'infrastructure'];
  if (status === 404 || status === 410) return ['Correct the repository, the chart or its version.', 'content'];
  if (status === 429 || status >= 500) return ['Run the check again later, or vendor the chart.', 'infrastructure'];
  return ['Check that the address is a repository of charts.', 'content'];
}

/** Without a query, which may hold a signature. */
function named(url: URL): string {
  return JSON.stringify(`${url.origin}${url.pathname}`.slice(0, 300));
}

function content(message: string, remedy = 'Vendor the chart, or deploy it from elsewhere.'): ArtifactError {
  return new ArtifactError(message, { remedy, unknown: 'content' });
}
