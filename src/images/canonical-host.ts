import { isAuthority } from './authority.ts';

/** The one name under which Docker Hub's registry is judged and reported; Docker itself serves the others. */
export const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([
  DOCKER_HUB,
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
]);

/**
 * One spelling for each registry, so that allow and deny lists judge the host that is contacted and not its text:
 * `GHCR.io`, `ghcr.io.`, `ghcr.io:443` and `ghcr.io:0443` are `ghcr.io`; `0x7f.1:5000` is `127.0.0.1:5000`; a name
 * beyond ASCII is its IDNA form. This is how the WHATWG URL standard reads a host, and so what an HTTP client would
 * connect to.
 *
 * The port 443 stays where it says something: on loopback, since registries there speak http, and after a name without
 * a dot, which without a port would read as a part of a Docker Hub repository.
 * A text that no URL can hold comes back in lower case: it is a host of its own that nothing else is equal to.
 */
export function canonicalHost(text: string): string {
  const { host, port } = splitPort(text);
  const name = canonicalName(host);
  if (name === null || Number(port) > 65_535) return text.toLowerCase();
  if (DOCKER_HUB_NAMES.has(name) && (port === '' || port === '443')) return DOCKER_HUB;
  if (port !== '' && (port !== '443' || isLoopbackName(name))) return `${name}:${port}`;
  return name === 'localhost' || /[.:]/.test(name) ? name : `${name}:443`;
}

/** `localhost`, names below it, and the loopback addresses: where registries speak http. Takes a canonical host. */
export function isLoopbackHost(canonical: string): boolean {
  return isLoopbackName(splitPort(canonical).host);
}

function isLoopbackName(name: string): boolean {
  return /^(?:.+\.)?localhost$/.test(name) || /^127\.\d+\.\d+\.\d+$/.test(name) || name === '[::1]';
}

function splitPort(text: string): { readonly host: string; readonly port: string } {
  const match = /^(.*):([0-9]*)$/s.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return { host: text, port: '' };
  return { host: match[1], port: match[2].replace(/^0+(?=[0-9])/, '') };
}

function canonicalName(host: string): string | null {
  const read = isAuthority(host) ? URL.parse(`http://${host}`) : null;
  if (read === null || read.port !== '') return null;
  const name = read.hostname.endsWith('.') ? read.hostname.slice(0, -1) : read.hostname;
  return name.split('.').includes('') ? null : name;
}
