import { type Repository, repositoryOf } from '../../domain/index.ts';
import { canonicalHost } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import { allowGlob, denyGlob, readRepositoryPattern } from './repository-pattern.ts';

export type AdmissionDecision =
  | { readonly admitted: true }
  /** `pattern` is the deny list's entry, as written. */
  | { readonly admitted: false; readonly reason: 'denied'; readonly pattern: string }
  | { readonly admitted: false; readonly reason: 'not-allowed' };

export interface Admission {
  decide(repository: Repository): AdmissionDecision;
  admits(repository: Repository): boolean;
  /** Does the policy name this host (with its port, as a URL has it) letter for letter, without a wildcard? */
  namesHostLiterally(host: string): boolean;
}

type AdmissionPolicy = {
  readonly images: Pick<Policy['images'], 'allow' | 'deny'>;
  readonly mirrors: Policy['mirrors'];
  readonly vulnerabilities: Pick<Policy['vulnerabilities'], 'databaseRepositories' | 'javaDatabaseRepositories'>;
};

/**
 * What `images.allow` and `images.deny` say of a repository; deny wins, and without an allow list all else is admitted.
 * Repositories are canonical, as parseImageReference makes them; so are the lists' hosts.
 *
 * A deny entry without a port is about the host on every port, an allow entry about the port that it says.
 *
 * @param namedRepositories other repositories that the policy names, such as a ClusterImagePolicy's `source.oci`: they
 *   count for namesHostLiterally only.
 */
export function createAdmission(policy: AdmissionPolicy, namedRepositories: readonly string[] = []): Admission {
  const denied = policy.images.deny.map((written) => ({ written, glob: denyGlob(readRepositoryPattern(written)) }));
  const allowed = policy.images.allow?.map((written) => allowGlob(readRepositoryPattern(written))) ?? null;
  const named = namedHosts(policy, namedRepositories);

  const decide = (repository: Repository): AdmissionDecision => {
    const name = repositoryOf(repository);
    const anyPort = repositoryOf({ ...repository, registry: repository.registry.replace(/:[0-9]+$/, '') });
    const deny = denied.find(({ glob }) => glob.matches(name) || glob.matches(anyPort));
    if (deny !== undefined) return { admitted: false, reason: 'denied', pattern: deny.written };
    if (allowed === null || allowed.some((glob) => glob.matches(name))) return { admitted: true };
    return { admitted: false, reason: 'not-allowed' };
  };
  return {
    decide,
    admits: (repository) => decide(repository).admitted,
    namesHostLiterally: (host) => named.has(canonicalHost(host)),
  };
}

function namedHosts(policy: AdmissionPolicy, namedRepositories: readonly string[]): ReadonlySet<string> {
  const allowed = (policy.images.allow ?? []).map(readRepositoryPattern);
  const others = [
    ...Object.keys(policy.mirrors),
    ...Object.values(policy.mirrors).flat(),
    ...policy.vulnerabilities.databaseRepositories,
    ...policy.vulnerabilities.javaDatabaseRepositories,
    ...namedRepositories,
  ];
  return new Set([
    ...allowed.flatMap(({ host, hostWritten }) => (host !== null && hostWritten ? [host] : [])),
    ...others.map((text) => canonicalHost(text.split('/', 1)[0] ?? '')).filter((host) => !host.includes('*')),
  ]);
}
