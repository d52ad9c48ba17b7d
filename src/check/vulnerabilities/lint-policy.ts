import { parseImageReference } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';

interface PolicyLint {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
}

/** What a valid policy says of vulnerabilities that it cannot mean: no repository at all, or patterns that leave everything out. */
export function lintVulnerabilityPolicy({ vulnerabilities }: Pick<Policy, 'vulnerabilities'>): readonly PolicyLint[] {
  const repositories = (['databaseRepositories', 'javaDatabaseRepositories'] as const).flatMap((key) =>
    vulnerabilities[key].flatMap((text, index) => {
      const parsed = parseImageReference(text);
      if (!('problem' in parsed)) return [];
      return {
        path: ['vulnerabilities', key, index],
        message: `vulnerabilities.${key}[${index}]: ${JSON.stringify(text)} is no image reference: ${parsed.problem}.`,
        remedy: 'Write it like ghcr.io/aquasecurity/trivy-db:2, without https://.',
      };
    }),
  );
  const patterns = (['ignorePackages', 'ignoreFiles'] as const).flatMap((key) =>
    vulnerabilities[key].flatMap((pattern, index) => {
      if (!/^[*/]+$/.test(pattern)) return [];
      const what = key === 'ignorePackages' ? 'packages' : 'libraries of images';
      return {
        path: ['vulnerabilities', key, index],
        message: `vulnerabilities.${key}[${index}]: ${JSON.stringify(pattern)} leaves out ${pattern === '*' ? 'nearly all' : 'all'} ${what}, so that next to no vulnerability of them is found.`,
        remedy: 'Name what is meant; severity: off turns scanning off, and says so in the report.',
      };
    }),
  );
  return [...repositories, ...patterns];
}
