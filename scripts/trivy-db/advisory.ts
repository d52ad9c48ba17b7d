import { RED_HAT_PRODUCTS, redHatEntries } from './red-hat.ts';

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
  wolfi: {
    source: { ID: 'wolfi', Name: 'Wolfi Secdb', URL: 'https://packages.wolfi.dev/os/security.json' },
    severitySource: 'nvd',
  },
  'Azure Linux 3.0': {
    source: {
      ID: 'azure',
      Name: 'Azure Linux Vulnerability Data',
      URL: 'https://github.com/microsoft/AzureLinuxVulnerabilityData',
    },
    severitySource: 'azure',
  },
  'CBL-Mariner 2.0': {
    source: {
      ID: 'cbl-mariner',
      Name: 'CBL-Mariner Vulnerability Data',
      URL: 'https://github.com/microsoft/AzureLinuxVulnerabilityData',
    },
    severitySource: 'cbl-mariner',
  },
  'Oracle Linux 9': {
    source: {
      ID: 'oracle-oval',
      Name: 'Oracle Linux OVAL definitions',
      URL: 'https://linux.oracle.com/security/oval/',
    },
    severitySource: 'oracle-oval',
  },
  'Photon OS 5.0': {
    source: {
      ID: 'photon',
      Name: 'Photon OS CVE metadata',
      URL: 'https://packages.vmware.com/photon/photon_cve_metadata/',
    },
    severitySource: 'photon',
  },
  'Red Hat': {
    source: { ID: 'redhat', Name: 'Red Hat OVAL v2', URL: 'https://www.redhat.com/security/data/oval/v2/' },
    severitySource: 'redhat',
  },
  'SUSE Linux Enterprise 15.6': {
    source: { ID: 'suse-cvrf', Name: 'SUSE CVRF', URL: 'https://ftp.suse.com/pub/projects/security/cvrf/' },
    severitySource: 'suse-cvrf',
  },
  'alma 9': {
    source: { ID: 'alma', Name: 'AlmaLinux Product Errata', URL: 'https://errata.almalinux.org/' },
    severitySource: 'alma',
  },
  'amazon linux 2023': {
    source: { ID: 'amazon', Name: 'Amazon Linux Security Center', URL: 'https://alas.aws.amazon.com/' },
    severitySource: 'amazon',
  },
  'openSUSE Leap 15.6': {
    source: { ID: 'suse-cvrf', Name: 'SUSE CVRF', URL: 'https://ftp.suse.com/pub/projects/security/cvrf/' },
    severitySource: 'suse-cvrf',
  },
  'openSUSE Tumbleweed': {
    source: { ID: 'suse-cvrf', Name: 'SUSE CVRF', URL: 'https://ftp.suse.com/pub/projects/security/cvrf/' },
    severitySource: 'suse-cvrf',
  },
  'rocky 9': {
    source: { ID: 'rocky', Name: 'Rocky Linux updateinfo', URL: 'https://download.rockylinux.org/pub/rocky/' },
    severitySource: 'rocky',
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
  readonly advisories: Record<string, Record<string, Record<string, object | string>>>;
  readonly dataSources: Record<string, object>;
  readonly vulnerabilities: Record<string, object>;
}

/** Of all processors that these vendors build for: Rocky and Oracle say of each advisory which ones it is of. */
const PROCESSORS = ['aarch64', 'noarch', 'ppc64le', 's390x', 'x86_64'] as const;

function versions(advisory: Advisory): object {
  if (advisory.platform === 'Red Hat') return redHatEntries(advisory);
  if (advisory.platform === 'rocky 9' || advisory.platform === 'Oracle Linux 9') {
    return { Entries: [{ FixedVersion: advisory.fixed ?? '', Arches: PROCESSORS }] };
  }
  if (!advisory.platform.includes('::')) return advisory.fixed === null ? {} : { FixedVersion: advisory.fixed };
  return advisory.fixed === null
    ? { VulnerableVersions: ['>= 0'] }
    : { VulnerableVersions: [`<${advisory.fixed}`], PatchedVersions: [advisory.fixed] };
}

/** Buckets as aquasecurity/trivy-db lays them out (pkg/db, schema version 2). */
export function toDatabaseInput(advisories: readonly Advisory[]): DatabaseInput {
  const input: DatabaseInput = { advisories: {}, dataSources: {}, vulnerabilities: {} };
  if (advisories.some(({ platform }) => platform === 'Red Hat')) {
    input.advisories['Red Hat CPE'] = RED_HAT_PRODUCTS;
  }
  for (const advisory of advisories) {
    const { source, severitySource } = PLATFORMS[advisory.platform];
    input.dataSources[advisory.platform] = source;
    const packages = input.advisories[advisory.platform] ?? {};
    input.advisories[advisory.platform] = packages;
    const key = advisory.platform === 'Red Hat' && advisory.fixed !== null ? `RHSA-${advisory.id}` : advisory.id;
    packages[advisory.package] = { ...packages[advisory.package], [key]: versions(advisory) };
    input.vulnerabilities[advisory.id] = {
      Title: advisory.title,
      VendorSeverity: { [severitySource]: SEVERITY_NUMBER[advisory.severity] },
      References: advisory.references,
      PublishedDate: `${advisory.published}T00:00:00Z`,
    };
  }
  return input;
}
