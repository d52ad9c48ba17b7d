import type { HttpResponse } from '../domain/index.ts';
import { isLoopbackHost } from '../images/index.ts';
import type { Endpoint } from './endpoint.ts';
import { Fault } from './fault.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface RedirectOptions {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'HEAD';
  readonly insecureHosts: ReadonlySet<string>;
  /** `sameOrigin`: no other origin lay in between, so the login may go along. */
  readonly send: (target: URL, sameOrigin: boolean) => Promise<HttpResponse>;
}

function refuse(clause: string, at: URL): Fault {
  return new Fault({ failure: 'redirect', clause, at: at.host });
}

function nextTarget(response: HttpResponse, from: URL, options: RedirectOptions): URL {
  const location = response.headers.location;
  if (location === undefined) throw refuse(`it answered ${response.status} without saying where to go`, from);
  if (!URL.canParse(location, from.href)) throw refuse('it redirects to something that is no address', from);
  const target = new URL(location, from);
  target.hash = '';
  if (target.username !== '' || target.password !== '')
    throw refuse('it redirects to an address with a login in it', from);
  const plain = options.insecureHosts.has(target.host) || (options.endpoint.loopback && isLoopbackHost(target.host));
  if (target.protocol !== 'https:' && !(target.protocol === 'http:' && plain)) {
    throw refuse('it redirects to an address that is not https', from);
  }
  return target;
}

/**
 * Follows an answer to where it ends. The login stays with the registry's own origin: once another origin was on the
 * way it is never sent again, not even on the way back. Each target goes through the same checks as a registry does.
 * @throws Fault `redirect`
 */
export async function followRedirects(
  first: HttpResponse,
  url: URL,
  options: RedirectOptions,
): Promise<{ readonly response: HttpResponse; readonly url: URL }> {
  const seen = new Set([url.href]);
  let at = { response: first, url };
  let sameOrigin = true;
  while (REDIRECTS.has(at.response.status)) {
    const target = nextTarget(at.response, at.url, options);
    if (seen.has(target.href)) throw refuse('its redirects go round in a circle', at.url);
    if (seen.size > MAX_REDIRECTS) throw refuse(`it redirects more than ${MAX_REDIRECTS} times`, at.url);
    seen.add(target.href);
    sameOrigin &&= target.origin === url.origin;
    at = { response: await options.send(target, sameOrigin), url: target };
  }
  return at;
}
