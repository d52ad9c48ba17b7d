/** Severities of Trivy's database, by their number there. */
export const SEVERITY_NUMBER = { UNKNOWN: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 } as const;
export type TrivySeverity = keyof typeof SEVERITY_NUMBER;

/** Where advisories come from, as Trivy names it: the bucket, and the source whose severity counts there. */
export const PLATFORMS = {
  'alpine 3.19': {
    source: { ID: 'alpine', Name: 'Alpine Secdb', URL: 'https://secdb.alpinelinux.org/' },
    severitySource: 'nvd',
  },
  'debian 12': {
    source: { ID: 'debian', Name: 'Debian Security Tracker', URL: 'https://salsa.debian.org/security-tracker-team' },
    severitySource: 'nvd',
  },
  'npm::GitHub Security Advisory Npm': {
    source: {
      ID: 'ghsa',
      Name: 'GitHub Security Advisory Npm',
      URL: 'https://github.com/advisories?query=type%3Areviewed+ecosystem%3Anpm',
    },
    severitySource: 'ghsa',
  },
  'pip::GitHub Security Advisory Pip': {
    source: {
      ID: 'ghsa',
      Name: 'GitHub Security Advisory Pip',
      URL: 'https://github.com/advisories?query=type%3Areviewed+ecosystem%3Apip',
    },
    severitySource: 'ghsa',
  },
  'go::GitHub Security Advisory Go': {
    source: {
      ID: 'ghsa',
      Name: 'GitHub Security Advisory Go',
      URL: 'https://github.com/advisories?query=type%3Areviewed+ecosystem%3Ago',
    },
    severitySource: 'ghsa',
  },
  'maven::GitHub Security Advisory Maven': {
    source: {
      ID: 'ghsa',
      Name: 'GitHub Security Advisory Maven',
      URL: 'https://github.com/advisories?query=type%3Areviewed+ecosystem%3Amaven',
    },
    severitySource: 'ghsa',
  },
} as const;
export type Platform = keyof typeof PLATFORMS;

export interface Advisory {
  readonly id: string;
  readonly title: string;
  readonly severity: TrivySeverity;
  readonly platform: Platform;
  /** Of an operating system: the source package. */
  readonly package: string;
  /** The first version without the problem; null where there is none yet. */
  readonly fixed: string | null;
  readonly published: string;
  readonly references: readonly string[];
}

/** What the Go program in test/tools/trivy-db reads. */
export interface DatabaseInput {
  readonly advisories: Record<string, Record<string, Record<string, object>>>;
  readonly dataSources: Record<string, object>;
  readonly vulnerabilities: Record<string, object>;
}

function versions(advisory: Advisory): object {
  if (!advisory.platform.includes('::')) return advisory.fixed === null ? {} : { FixedVersion: advisory.fixed };
  return advisory.fixed === null
    ? { VulnerableVersions: ['>= 0'] }
    : { VulnerableVersions: [`<${advisory.fixed}`], PatchedVersions: [advisory.fixed] };
}

/** Buckets as aquasecurity/trivy-db lays them out (pkg/db, schema version 2). */
export function toDatabaseInput(advisories: readonly Advisory[]): DatabaseInput {
  const input: DatabaseInput = { advisories: {}, dataSources: {}, vulnerabilities: {} };
  for (const advisory of advisories) {
    const { source, severitySource } = PLATFORMS[advisory.platform];
    input.dataSources[advisory.platform] = source;
    const packages = input.advisories[advisory.platform] ?? {};
    input.advisories[advisory.platform] = packages;
    packages[advisory.package] = { ...packages[advisory.package], [advisory.id]: versions(advisory) };
    input.vulnerabilities[advisory.id] = {
      Title: advisory.title,
      VendorSeverity: { [severitySource]: SEVERITY_NUMBER[advisory.severity] },
      References: advisory.references,
      PublishedDate: `${advisory.published}T00:00:00Z`,
    };
  }
  return input;
}
