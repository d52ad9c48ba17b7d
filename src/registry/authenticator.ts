import type { Clock, HttpResponse, Random, Repository } from '../domain/index.ts';
import type { Budget } from './budget.ts';
import { parseChallenges } from './challenge.ts';
import { basicHeader, type Credential } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import { type HostState, withRetries } from './exchange.ts';
import { Fault } from './fault.ts';
import type { Keychain } from './keychain.ts';
import { faultOfStatus } from './status.ts';
import { readRealm, readToken, type Token, type TokenRealm, tokenRequest } from './token.ts';
import type { Wire } from './wire.ts';

const TOKEN_TIMEOUT_MS = 10_000;
const MAX_TOKEN_BYTES = 64 * 1024;
/** A token is renewed this long before it ends, so that it does not end on the way. */
const LEEWAY_MS = 10_000;
const MAX_SCOPES = 4;

type Scheme = { readonly kind: 'basic' } | { readonly kind: 'bearer'; readonly realm: TokenRealm };

interface Asked {
  readonly endpoint: Endpoint;
  readonly repository: Repository;
  readonly budget: Budget;
}

export interface AuthenticatorOptions {
  readonly ports: { readonly clock: Clock; readonly random: Random };
  readonly wire: Wire;
  readonly keychain: Keychain;
  readonly stateOf: (host: string) => HostState;
}

/**
 * The `Authorization` header for each request: what the registry's first 401 asked for is remembered, a token is kept
 * for each scope until shortly before it ends, and a login goes only to its own registry and to the realm it names.
 */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  readonly #schemes = new Map<string, Scheme>();
  readonly #scopes = new Map<string, readonly string[]>();
  readonly #tokens = new Map<string, { readonly token: Promise<Token>; usableUntil: number }>();

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** Null as long as nothing is known to be needed: no ping, and no login before it is asked for. */
  async header(asked: Asked): Promise<string | null> {
    const scheme = this.#schemes.get(asked.endpoint.origin);
    if (scheme === undefined) return null;
    const credential = await this.#credential(asked);
    if (scheme.kind === 'basic') return credential?.kind === 'basic' ? basicHeader(credential) : null;
    return this.#bearer(asked, scheme.realm, credential);
  }

  /** After a 401 to a request that carried `sent`. @throws Fault, or RegistryError of the token realm */
  async renew(asked: Asked, refusal: HttpResponse, sent: string | null): Promise<string> {
    const { endpoint } = asked;
    const credential = await this.#credential(asked);
    const challenges = parseChallenges(refusal.headers['www-authenticate']);
    const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
    if (bearer !== undefined) {
      const realm = readRealm(bearer.parameters.get('realm'), bearer.parameters.get('service'), endpoint);
      this.#schemes.set(endpoint.origin, { kind: 'bearer', realm });
      this.#rememberScopes(asked, bearer.parameters.get('scope'));
      if (sent !== null) this.#tokens.delete(this.#tokenKey(asked, realm));
      return this.#bearer(asked, realm, credential);
    }
    if (challenges.some((challenge) => challenge.scheme === 'basic')) {
      this.#schemes.set(endpoint.origin, { kind: 'basic' });
      if (credential?.kind === 'basic' && sent === null) return basicHeader(credential);
    }
    throw this.#unauthorized(asked, credential);
  }

  async refused(asked: Asked): Promise<Fault> {
    return this.#unauthorized(asked, await this.#credential(asked));
  }

  #unauthorized({ endpoint }: Asked, credential: Credential | null): Fault {
    const why = !endpoint.confidential
      ? 'it answered 401, and a login is never sent over plain http'
      : credential === null
        ? 'it answered 401, and there is no login for it; a private or missing repository looks the same'
        : 'it did not accept the login that is stored for it (401)';
    return new Fault({ failure: 'unauthorized', clause: why });
  }

  async #credential({ endpoint, repository }: Asked): Promise<Credential | null> {
    if (!endpoint.confidential) return null;
    const path = `${endpoint.prefix}${repository.path}`;
    return this.#options.keychain.find({ registry: endpoint.registry, path });
  }

  #scopeKey({ endpoint, repository }: Asked): string {
    return `${endpoint.origin}/${endpoint.prefix}${repository.path}`;
  }

  #scopesOf(asked: Asked): readonly string[] {
    const own = `repository:${asked.endpoint.prefix}${asked.repository.path}:pull`;
    return this.#scopes.get(this.#scopeKey(asked)) ?? [own];
  }

  /** A registry may know a repository under another name than its clients do; it never gets more than `pull`. */
  #rememberScopes(asked: Asked, text: string | undefined): void {
    const scopes = (text ?? '')
      .split(' ')
      .map((scope) => /^(repository(?:\([a-z]+\))?:[A-Za-z0-9._:/-]{1,300}):[a-z*,]*$/.exec(scope)?.[1])
      .filter((scope) => scope !== undefined)
      .slice(0, MAX_SCOPES)
      .map((scope) => `${scope}:pull`);
    if (scopes.length > 0) this.#scopes.set(this.#scopeKey(asked), scopes);
  }

  #tokenKey(asked: Asked, realm: TokenRealm): string {
    return JSON.stringify([asked.endpoint.origin, realm.url.href, realm.service, this.#scopesOf(asked)]);
  }

  async #bearer(asked: Asked, realm: TokenRealm, credential: Credential | null): Promise<string> {
    if (credential?.kind === 'registry-token') return `Bearer ${credential.token}`;
    const key = this.#tokenKey(asked, realm);
    const { clock } = this.#options.ports;
    const kept = this.#tokens.get(key);
    if (kept !== undefined && kept.usableUntil > clock.elapsed()) return `Bearer ${(await kept.token).value}`;

    const token = this.#fetchToken(asked, realm, credential);
    const entry = { token, usableUntil: Number.POSITIVE_INFINITY };
    this.#tokens.set(key, entry);
    try {
      const { value, lifetimeMs } = await token;
      entry.usableUntil = clock.elapsed() + lifetimeMs - LEEWAY_MS;
      return `Bearer ${value}`;
    } catch (error) {
      if (this.#tokens.get(key) === entry) this.#tokens.delete(key);
      throw error;
    }
  }

  #fetchToken(
    asked: Asked,
    realm: TokenRealm,
    credential: Exclude<Credential, { kind: 'registry-token' }> | null,
  ): Promise<Token> {
    const { wire, ports, stateOf } = this.#options;
    const { host, origin, pathname } = realm.url;
    const exchange = {
      what: `a token from ${origin}${pathname}`,
      host,
      onBehalfOf: asked.endpoint.host,
      state: stateOf(host),
      budget: asked.budget,
    };
    return withRetries(ports, exchange, async () => {
      const response = await wire.sendFrom(asked.endpoint, {
        ...tokenRequest(realm, this.#scopesOf(asked), credential),
        timeoutMs: TOKEN_TIMEOUT_MS,
        maxBodyBytes: MAX_TOKEN_BYTES,
        budget: asked.budget,
      });
      if (response.status === 200) return readToken(response, host);
      const fault = faultOfStatus(response, ports.clock.now(), null);
      // A 404 here says nothing about the image, and a realm that redirects would get the login to another place.
      if (fault.failure === 'not-found') throw new Fault({ failure: 'token-realm', clause: fault.message });
      throw fault;
    });
  }
}
