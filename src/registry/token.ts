import { z } from 'zod';
import type { HttpResponse } from '../domain/index.ts';
import { isLoopbackHost } from '../images/index.ts';
import { basicHeader, type Credential } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import { Fault } from './fault.ts';

const CLIENT_ID = 'supply-chain-gate';

/** Where a registry sends its clients for tokens (distribution: docs/spec/auth/token.md). */
export interface TokenRealm {
  readonly url: URL;
  readonly service: string | null;
}

export interface Token {
  readonly value: string;
  readonly lifetimeMs: number;
}

const Answer = z.looseObject({
  token: z.string().nullish(),
  access_token: z.string().nullish(),
  expires_in: z.number().nullish(),
});

/** The time a token lives where its answer does not say so, by the specification; also the least. */
const LEAST_LIFETIME_S = 60;

/** @throws Fault `token-realm`: only https, or loopback for a loopback registry, and no login inside the address. */
export function readRealm(text: string | undefined, service: string | undefined, endpoint: Endpoint): TokenRealm {
  const refuse = (clause: string): Fault => new Fault({ failure: 'token-realm', clause });
  if (text === undefined || text.length > 2048 || !URL.canParse(text)) {
    throw refuse('it names no address for its tokens');
  }
  const url = new URL(text);
  const local = endpoint.loopback && isLoopbackHost(url.host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw refuse('the address for its tokens is not https');
  }
  if (url.username !== '' || url.password !== '') throw refuse('the address for its tokens holds a login');
  url.hash = '';
  return { url, service: service ?? null };
}

export interface TokenRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A GET with basic authentication or none (token.md), or a POST that trades an identity token (oauth.md). */
export function tokenRequest(
  realm: TokenRealm,
  scopes: readonly string[],
  credential: Exclude<Credential, { kind: 'registry-token' }> | null,
): TokenRequest {
  if (credential?.kind === 'identity') {
    const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: credential.token });
    if (realm.service !== null) form.set('service', realm.service);
    form.set('client_id', CLIENT_ID);
    form.set('scope', scopes.join(' '));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url: realm.url, headers, body: form.toString() };
  }
  const url = new URL(realm.url);
  if (realm.service !== null) url.searchParams.set('service', realm.service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  return { method: 'GET', url, headers: credential === null ? {} : { authorization: basicHeader(credential) } };
}

/** @throws Fault `malformed` */
export function readToken(response: HttpResponse, at: string): Token {
  const bad = (clause: string): Fault => new Fault({ failure: 'malformed', clause, at });
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(response.body).toString('utf8'));
  } catch {
    throw bad('its token answer is not JSON');
  }
  const parsed = Answer.safeParse(json);
  const value = parsed.data?.token || parsed.data?.access_token;
  if (!value) throw bad('its token answer holds no token');
  if (!/^[\x21-\x7e]+$/.test(value)) throw bad('its token holds characters that no header may have');
  const seconds = Math.max(parsed.data?.expires_in ?? LEAST_LIFETIME_S, LEAST_LIFETIME_S);
  return { value, lifetimeMs: seconds * 1000 };
}
