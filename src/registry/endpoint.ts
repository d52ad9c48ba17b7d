import { RegistryError, type Repository } from '../domain/index.ts';
import { isDigest, isLoopbackHost } from '../images/index.ts';

/** Where requests for a registry go: itself, or a mirror of it. */
export interface Endpoint {
  /** The canonical registry whose credentials these are. */
  readonly registry: string;
  /** Host and port as contacted; for messages. */
  readonly host: string;
  /** `https://registry-1.docker.io`. */
  readonly origin: string;
  /** What a mirror puts before the repository's path: empty, or ending in `/`. */
  readonly prefix: string;
  readonly loopback: boolean;
  /** TLS, or loopback: credentials may be sent. */
  readonly confidential: boolean;
  readonly mirror: boolean;
  /** Refuse to connect to private addresses. */
  readonly publicOnly: boolean;
}

/** The registry API of Docker Hub, whose name in references is docker.io. */
const DOCKER_HUB = { registry: 'docker.io', host: 'registry-1.docker.io' };

// distribution-spec 1.1 allows less; go-containerregistry allows these characters, and no segment may climb.
const PATH_SEGMENT = /^[a-z0-9._-]+$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

function refuse(host: string, message: string): RegistryError {
  return new RegistryError({
    failure: 'malformed',
    host,
    message,
    remedy: 'Correct the image reference.',
    attempts: 0,
  });
}

/** @throws RegistryError `malformed` for what must not become a part of a URL's path. */
export function checkRepositoryPath(host: string, path: string): void {
  const segments = path.split('/');
  const sound = segments.every((segment) => PATH_SEGMENT.test(segment) && segment !== '.' && segment !== '..');
  if (!sound || path.length > 255) throw refuse(host, `${JSON.stringify(path)} is not the name of a repository.`);
}

/** @throws RegistryError `malformed` */
export function checkManifestReference(host: string, reference: string): void {
  if (!TAG.test(reference) && !isDigest(reference)) {
    throw refuse(host, `${JSON.stringify(reference)} is neither a tag nor a digest.`);
  }
}

export interface EndpointPolicy {
  readonly insecureHosts: ReadonlySet<string>;
  readonly publicOnly: (host: string) => boolean;
}

function endpoint(
  registry: string,
  contacted: string,
  prefix: string,
  mirror: boolean,
  policy: EndpointPolicy,
): Endpoint {
  const asked = URL.canParse(`https://${contacted}`) ? new URL(`https://${contacted}`) : null;
  if (
    asked === null ||
    asked.pathname !== '/' ||
    asked.username !== '' ||
    asked.search !== '' ||
    asked.hash !== '' ||
    /[@/?#\\]/.test(contacted)
  ) {
    throw refuse(contacted, `${JSON.stringify(contacted)} is not the name of a registry.`);
  }
  const loopback = isLoopbackHost(asked.host);
  const plain = loopback || policy.insecureHosts.has(contacted);
  const url = new URL(`${plain ? 'http' : 'https'}://${contacted}`);
  return {
    registry,
    host: url.host,
    origin: url.origin,
    prefix,
    loopback,
    confidential: loopback || !plain,
    mirror,
    publicOnly: policy.publicOnly(contacted),
  };
}

/** The registry itself, without its mirrors. @throws RegistryError `malformed` */
export function originEndpoint(registry: string, policy: EndpointPolicy): Endpoint {
  const contacted = registry === DOCKER_HUB.registry ? DOCKER_HUB.host : registry;
  return endpoint(registry, contacted, '', false, policy);
}

/** A mirror as the policy writes it: `mirror.example:5000/hub`. @throws RegistryError `malformed` */
export function mirrorEndpoint(text: string, policy: EndpointPolicy): Endpoint {
  const slash = text.indexOf('/');
  const host = slash === -1 ? text : text.slice(0, slash);
  const prefix = slash === -1 ? '' : text.slice(slash + 1).replace(/\/+$/, '');
  if (prefix !== '') checkRepositoryPath(host, prefix);
  return endpoint(host, host, prefix === '' ? '' : `${prefix}/`, true, policy);
}

export function repositoryUrl(at: Endpoint, repository: Repository, rest: string): URL {
  return new URL(`${at.origin}/v2/${at.prefix}${repository.path}/${rest}`);
}
