import { setTimeout as wait } from 'node:timers/promises';
import { reply, replyError, replyJson } from '../../../src/demo/registry/index.ts';
import type { RequestHandler, ServedRequest, ServedResponse } from '../../../src/io/http-server.ts';

export type RequestKind = 'token' | 'head' | 'manifest' | 'referrers' | 'blob' | 'other';

export function kindOf(request: Pick<ServedRequest, 'method' | 'path'>): RequestKind {
  if (request.path === '/token') return 'token';
  if (/\/manifests\/[^/]+$/.test(request.path)) return request.method === 'HEAD' ? 'head' : 'manifest';
  if (/\/referrers\/[^/]+$/.test(request.path)) return 'referrers';
  return /\/blobs\/[^/]+$/.test(request.path) ? 'blob' : 'other';
}

/** What goes wrong: an answer of its own, one made of the sound answer, a dropped connection, or none at all. */
export type Fault =
  | ServedResponse
  | 'drop'
  | 'hang'
  | ((sound: ServedResponse, request: ServedRequest) => ServedResponse);

/** `pick` says for each request which fault it meets; null for none. */
export function withFaults(handle: RequestHandler, pick: (request: ServedRequest) => Fault | null): RequestHandler {
  return async (request) => {
    const fault = pick(request);
    if (fault === null) return handle(request);
    if (fault === 'drop') return 'drop';
    if (fault === 'hang') return new Promise(() => {});
    if (typeof fault !== 'function') return fault;
    const sound = await handle(request);
    return sound === 'drop' ? sound : fault(sound, request);
  };
}

export function withLatency(handle: RequestHandler, milliseconds: number): RequestHandler {
  return async (request) => {
    await wait(milliseconds);
    return handle(request);
  };
}

/** Keeps each request as `GET /v2/...`, with its Authorization header beside it. */
export function withRecord(
  handle: RequestHandler,
): RequestHandler & { readonly requests: { readonly line: string; readonly authorization: string | null }[] } {
  const requests: { readonly line: string; readonly authorization: string | null }[] = [];
  const recorded: RequestHandler = (request) => {
    requests.push({ line: `${request.method} ${request.path}`, authorization: request.headers.authorization ?? null });
    return handle(request);
  };
  return Object.assign(recorded, { requests });
}

export interface TokenAuth {
  /** Where the token service is; null: `/token` on the same server. */
  readonly realm?: string;
  readonly user?: { readonly name: string; readonly password: string };
  readonly refreshToken?: string;
  readonly lifetimeSeconds?: number;
}

/**
 * Token authentication as Docker describes it (distribution, docs/spec/auth/token.md and oauth.md): each repository
 * wants a bearer token of its own scope. `revoke` makes all tokens given so far invalid.
 */
export function withTokenAuth(handle: RequestHandler, auth: TokenAuth = {}): RequestHandler & { revoke(): void } {
  let generation = 1;
  const tokenFor = (scope: string): string => `token-${generation}-${Buffer.from(scope).toString('base64url')}`;
  const basic =
    auth.user === undefined
      ? null
      : `Basic ${Buffer.from(`${auth.user.name}:${auth.user.password}`).toString('base64')}`;

  const issue = (request: ServedRequest): ServedResponse => {
    const scope = request.query.get('scope') ?? '';
    const lifetime = auth.lifetimeSeconds === undefined ? {} : { expires_in: auth.lifetimeSeconds };
    if (request.method === 'POST') {
      const form = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
      if (form.get('refresh_token') !== auth.refreshToken) return replyError(401, 'UNAUTHORIZED', 'no');
      return replyJson(200, { access_token: tokenFor(form.get('scope') ?? ''), ...lifetime });
    }
    if (basic !== null && request.headers.authorization !== basic) return replyError(401, 'UNAUTHORIZED', 'no');
    return replyJson(200, { token: tokenFor(scope), ...lifetime });
  };

  const guarded: RequestHandler = async (request) => {
    if (kindOf(request) === 'token') return issue(request);
    const repository = /^\/v2\/(.+)\/(?:manifests|blobs|referrers|tags)\//.exec(request.path)?.[1];
    const scope = `repository:${repository}:pull`;
    if (request.headers.authorization === `Bearer ${tokenFor(scope)}`) return handle(request);
    const realm = auth.realm ?? `http://${request.headers.host}/token`;
    const challenge = `Bearer realm="${realm}",service="test-registry",scope="${scope}"`;
    return { ...replyError(401, 'UNAUTHORIZED', 'no'), headers: { 'www-authenticate': challenge } };
  };
  const revoke = (): void => {
    generation += 1;
  };
  return Object.assign(guarded, { revoke });
}

export function withBasicAuth(handle: RequestHandler, user: { name: string; password: string }): RequestHandler {
  const wanted = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  return async (request) =>
    request.headers.authorization === wanted ? handle(request) : reply(401, { 'www-authenticate': 'Basic realm="r"' });
}
