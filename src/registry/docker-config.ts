import { z } from 'zod';
import { canonicalHost } from '../images/index.ts';
import type { Credential } from './credential.ts';

const Auth = z.looseObject({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
  registrytoken: z.string().optional(),
});

/** `config.json` of the Docker command line (docker/cli, cli/config/configfile/file.go), as far as it is about credentials. */
export const DockerConfig = z.looseObject({
  auths: z.record(z.string(), Auth.nullable()).nullish(),
  credHelpers: z.record(z.string(), z.string()).nullish(),
  credsStore: z.string().nullish(),
});
export type DockerConfig = z.output<typeof DockerConfig>;

/** The key under which `docker login` keeps Docker Hub's credentials. */
export const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/** `https://index.docker.io/v1/` and `GHCR.io` become `docker.io` and `ghcr.io`; what follows the host is kept: `ghcr.io/acme`. */
export function canonicalKey(key: string): string {
  const bare = key.replace(/^https?:\/\//i, '').replace(/\/(v1|v2)?\/?$/i, '');
  const slash = bare.indexOf('/');
  return slash === -1 ? canonicalHost(bare) : `${canonicalHost(bare.slice(0, slash))}${bare.slice(slash)}`;
}

/** The entry for the longest part of `registry/path` that has one, as podman reads it; Docker itself writes hosts only. */
export function findEntry<T>(entries: Readonly<Record<string, T>>, registry: string, path: string): T | null {
  let best: { readonly length: number; readonly value: T } | null = null;
  const full = `${registry}/${path}`;
  for (const [key, value] of Object.entries(entries)) {
    const canonical = canonicalKey(key);
    if (canonical !== registry && !`${full}/`.startsWith(`${canonical}/`)) continue;
    if (best === null || canonical.length > best.length) best = { length: canonical.length, value };
  }
  return best?.value ?? null;
}

/** Null where the entry holds nothing that can be used, as after `docker logout`. */
export function readAuth(auth: z.output<typeof Auth> | null): Credential | null {
  if (auth === null) return null;
  if (auth.registrytoken) return { kind: 'registry-token', token: auth.registrytoken };
  if (auth.identitytoken) return { kind: 'identity', token: auth.identitytoken };
  if (auth.username && auth.password) return { kind: 'basic', username: auth.username, password: auth.password };
  const decoded = Buffer.from(auth.auth ?? '', 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon <= 0) return null;
  const password = decoded.slice(colon + 1).replace(/\0+$/, '');
  return { kind: 'basic', username: decoded.slice(0, colon), password };
}

/** A `config.json` that holds these registries' credentials and nothing else, for a child process that needs just those. */
export function dockerConfigText(credentials: ReadonlyMap<string, Credential | null>): string {
  const auths = [...credentials].flatMap(([registry, credential]) =>
    credential === null ? [] : [[registry === 'docker.io' ? DOCKER_HUB_KEY : registry, entryOf(credential)]],
  );
  return JSON.stringify({ auths: Object.fromEntries(auths) });
}

function entryOf(credential: Credential): object {
  if (credential.kind === 'identity') return { identitytoken: credential.token };
  if (credential.kind === 'registry-token') return { registrytoken: credential.token };
  return { auth: Buffer.from(`${credential.username}:${credential.password}`).toString('base64') };
}
