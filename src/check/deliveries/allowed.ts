import picomatch from 'picomatch';
import { type Repository, repositoryOf } from '../../domain/index.ts';
import { canonicalHost } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import { canonicalRepository } from './repository-url.ts';

/** What `repositories.allow` says. */
export interface SourceAdmission {
  /** An address as `canonicalRepository` writes it. */
  readonly allows: (address: string) => boolean;
  /** A repository of a registry: an address that is allowed holds all that lies below it. */
  readonly admits: (repository: Repository) => boolean;
  /** An address that is asked for, where it, or what it lies below, is allowed. */
  readonly allowsUrl: (url: URL) => boolean;
  readonly namesHostLiterally: (host: string) => boolean;
}

export function sourceAdmission({ repositories }: Pick<Policy, 'repositories'>): SourceAdmission {
  const globs = repositories.allow.map((glob) => glob.toLowerCase());
  const matches = picomatch(globs, { nonegate: true, noext: true, nobrace: true });
  const allows = (address: string): boolean => globs.length > 0 && matches(address);
  const holds = (address: string): boolean => {
    const steps = address.split('/');
    return steps.some((_, index) => allows(steps.slice(0, index + 1).join('/')));
  };
  const hosts = new Set(
    globs.map((glob) => canonicalHost(glob.split('/', 1)[0] ?? '')).filter((host) => !/[*?[\]{}()!]/.test(host)),
  );
  return {
    allows,
    admits: (repository) => namesOf(repositoryOf(repository)).some(holds),
    allowsUrl(url) {
      const address = canonicalRepository(`${url.origin}${url.pathname}`);
      return address !== null && holds(address);
    },
    namesHostLiterally: (host) => hosts.has(canonicalHost(host)),
  };
}

/** Docker Hub has one name in the gate, and others in addresses of charts. */
function namesOf(repository: string): readonly string[] {
  const below = /^docker\.io\/(.*)$/.exec(repository)?.[1];
  const hosts = ['docker.io', 'registry-1.docker.io', 'index.docker.io'];
  return below === undefined ? [repository] : hosts.map((host) => `${host}/${below}`);
}
