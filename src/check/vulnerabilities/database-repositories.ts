import { type ImageReference, type Repository, UsageError } from '../../domain/index.ts';
import { parseImageReference } from '../../images/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';

/** One of the two that Trivy reads. */
export interface DatabaseKind {
  /** `the vulnerability database` */
  readonly title: string;
  /** The key of `vulnerabilities` that names its repositories. */
  readonly key: 'databaseRepositories' | 'javaDatabaseRepositories';
  /** Trivy's own repositories, in its order, for a policy that names none. */
  readonly known: readonly string[];
  /** The version of its schema, which is its tag everywhere. */
  readonly tag: string;
}

/** pkg/db/db.go */
export const VULNERABILITIES: DatabaseKind = {
  title: 'the vulnerability database',
  key: 'databaseRepositories',
  known: ['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2'],
  tag: '2',
};

/** pkg/javadb/client.go */
export const JAVA_ARCHIVES: DatabaseKind = {
  title: 'the index of Java archives',
  key: 'javaDatabaseRepositories',
  known: ['mirror.gcr.io/aquasec/trivy-java-db:1', 'ghcr.io/aquasecurity/trivy-java-db:1'],
  tag: '1',
};

/** In their order. @throws UsageError for a repository that is no image reference. */
export function databaseRepositories(
  policy: Pick<VulnerabilityPolicy, 'databaseRepositories'>,
): readonly ImageReference[] {
  return repositoriesOf(VULNERABILITIES, policy.databaseRepositories);
}

/** In their order. @throws UsageError for a repository that is no image reference. */
export function javaDatabaseRepositories(
  policy: Pick<VulnerabilityPolicy, 'javaDatabaseRepositories'>,
): readonly ImageReference[] {
  return repositoriesOf(JAVA_ARCHIVES, policy.javaDatabaseRepositories);
}

/** All that a run may fetch from; a misspelt one, which ends a run that scans, is none. */
export function fetchedRepositories(policy: VulnerabilityPolicy): readonly Repository[] {
  if (policy.databaseDirectory !== undefined) return [];
  return [VULNERABILITIES, JAVA_ARCHIVES].flatMap(({ key, known }) =>
    (policy[key].length === 0 ? known : policy[key]).flatMap((text) => {
      const parsed = parseImageReference(text);
      return 'problem' in parsed ? [] : [parsed.reference];
    }),
  );
}

/** Those that the policy names, else Trivy's own. */
function repositoriesOf({ title, key, known, tag }: DatabaseKind, named: readonly string[]): readonly ImageReference[] {
  return (named.length === 0 ? known : named).map((text) => {
    const parsed = parseImageReference(text);
    if ('problem' in parsed) {
      throw new UsageError({
        code: 'check/database-repository',
        stage: 'check',
        message: `vulnerabilities.${key} names ${JSON.stringify(text)}, which is no image reference: ${parsed.problem}.`,
        remedy: `Write it like ${known.at(-1)}, for ${title}.`,
      });
    }
    const { reference } = parsed;
    return reference.tag === null && reference.digest === null ? { ...reference, tag } : reference;
  });
}
