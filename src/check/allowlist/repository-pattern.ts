import { canonicalHost } from '../../images/index.ts';
import { compileGlob, type Glob } from './glob.ts';

/** One entry of `images.allow` or `images.deny`, read the way that a reference's repository is. */
export interface RepositoryPattern {
  /** As the policy has it. */
  readonly written: string;
  /** Canonical; null where a wildcard stands in it. */
  readonly host: string | null;
  /** Was the host written out, or is it Docker Hub because there was none? */
  readonly hostWritten: boolean;
  /** The glob below the host, with Docker Hub's `library/`; empty where the entry is a host and nothing else. */
  readonly path: string;
}

/**
 * The host is made canonical (`index.docker.io/**` is `docker.io/**`, `GHCR.io` is `ghcr.io`). Without a host the
 * entry is about Docker Hub, just as a reference would be: `nginx` is `docker.io/library/nginx`.
 */
export function readRepositoryPattern(written: string): RepositoryPattern {
  const slash = written.indexOf('/');
  const first = slash === -1 ? written : written.slice(0, slash);
  const rest = slash === -1 ? '' : written.slice(slash + 1);
  if (first.includes('*')) return { written, host: null, hostWritten: true, path: written };
  if (first === 'localhost' || /[.:]/.test(first)) {
    const host = canonicalHost(first);
    return { written, host, hostWritten: true, path: host === 'docker.io' ? officialPath(rest) : rest };
  }
  return { written, host: 'docker.io', hostWritten: false, path: officialPath(written) };
}

function officialPath(path: string): string {
  return path === '' || path.includes('/') || path.includes('*') ? path : `library/${path}`;
}

/** What an entry of the allow list admits. One that is a host alone, or ends in a slash, admits nothing. */
export function allowGlob(pattern: RepositoryPattern): Glob {
  return compileGlob(pattern.host === null ? pattern.path : `${pattern.host}/${pattern.path}`);
}

/** What an entry of the deny list refuses. One that is a host alone, or ends in a slash, refuses all that is below. */
export function denyGlob(pattern: RepositoryPattern): Glob {
  const text = pattern.host === null ? pattern.path : `${pattern.host}/${pattern.path}`;
  return compileGlob(text.endsWith('/') ? `${text}**` : text);
}
