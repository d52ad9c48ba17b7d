import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import { bucketNames } from './bolt.ts';
import type { TrivyReport } from './trivy-report.ts';

/**
 * What a vulnerability database has advisories for, as trivy-db names it: `alpine 3.19`, `npm::GitHub Security Advisory Npm`.
 * Null where there is no database.
 */
export async function readPlatforms(
  cacheDirectory: string,
  { files }: Pick<Ports, 'files'>,
): Promise<ReadonlySet<string> | null> {
  const path = join(cacheDirectory, 'db', 'trivy.db');
  if ((await files.readPart(path, 0, 1)) === null) return null;
  return bucketNames(async (offset, length) => (await files.readPart(path, offset, length)) ?? new Uint8Array());
}

/** A release by which Trivy looks for advisories (pkg/detector/ospkg); null where the name says another, or none. */
const RELEASES: Readonly<Record<string, (name: string) => string | null>> = {
  alma: (name) => numbered('alma', /^\d+/, name),
  // Those before a release (`3.23.0_alpha20250612`) go by the branch that they are of.
  alpine: (name) => numbered('alpine', /^\d+\.\d+(?=(?:\.\d+)?$)/, name),
  azurelinux: (name) => numbered('Azure Linux', /^\d+\.\d+/, name),
  'cbl-mariner': (name) => numbered('CBL-Mariner', /^\d+\.\d+/, name),
  amazon: (name) => `amazon linux ${/^(?:2|2022|2023)(?=$|[ .])/.exec(name)?.[0] ?? '1'}`,
  debian: (name) => numbered('debian', /^\d+/, name),
  'opensuse-leap': (name) => `openSUSE Leap ${name}`,
  'opensuse-tumbleweed': () => 'openSUSE Tumbleweed',
  oracle: (name) => numbered('Oracle Linux', /^\d+/, name),
  photon: (name) => `Photon OS ${name}`,
  rocky: (name) => numbered('rocky', /^\d+/, name),
  slem: (name) => `SUSE Linux Enterprise Micro ${name}`,
  sles: (name) => `SUSE Linux Enterprise ${name}`,
  ubuntu: (name) => numbered('ubuntu', /^\d+\.\d+/, name),
};

/** What the platforms of a family begin with. Other families are not looked for. */
const FAMILIES: Readonly<Record<string, string>> = {
  alma: 'alma ',
  alpine: 'alpine ',
  amazon: 'amazon linux ',
  azurelinux: 'Azure Linux ',
  'cbl-mariner': 'CBL-Mariner ',
  centos: 'Red Hat',
  chainguard: 'chainguard',
  debian: 'debian ',
  echo: 'echo',
  minimos: 'minimos',
  oracle: 'Oracle Linux ',
  photon: 'Photon OS ',
  redhat: 'Red Hat',
  rocky: 'rocky ',
  ubuntu: 'ubuntu ',
  wolfi: 'wolfi',
};

/** Types of packages of languages, and what the platforms that have advisories for them begin with (pkg/detector/library/driver.go). */
const ECOSYSTEMS: Readonly<Record<string, string>> = {
  bitnami: 'bitnami::',
  bundler: 'rubygems::',
  gemspec: 'rubygems::',
  cargo: 'cargo::',
  rustbinary: 'cargo::',
  cocoapods: 'cocoapods::',
  composer: 'composer::',
  'composer-vendor': 'composer::',
  conan: 'conan::',
  gobinary: 'go::',
  gomod: 'go::',
  hex: 'erlang::',
  julia: 'julia::',
  kubernetes: 'k8s::',
  jar: 'maven::',
  npm: 'npm::',
  yarn: 'npm::',
  pnpm: 'npm::',
  'node-pkg': 'npm::',
  bun: 'npm::',
  javascript: 'npm::',
  nuget: 'nuget::',
  'dotnet-core': 'nuget::',
  'packages-props': 'nuget::',
  pub: 'pub::',
  swift: 'swift::',
  pip: 'pip::',
  pipenv: 'pip::',
  poetry: 'pip::',
  uv: 'pip::',
  'python-pkg': 'pip::',
};

/** The families whose names of releases are short and plain, so that Trivy looks for no other than is meant here. */
const PLAIN: Readonly<Record<string, RegExp>> = {
  alma: /^\d+(?:\.\d+)*$/,
  alpine: /^\d+\.\d+(?:\.\d+)?$/,
  debian: /^\d+(?:\.\d+)*$/,
  oracle: /^\d+(?:\.\d+)*$/,
  rocky: /^\d+(?:\.\d+)*$/,
  ubuntu: /^\d+\.\d+$/,
};

/** Whether the database has advisories for the very release that a report is on, which Trivy's own list may end before. */
export function hasRelease({ Metadata }: TrivyReport, platforms: ReadonlySet<string> | null): boolean {
  const { Family = '', Name = '' } = Metadata.OS ?? {};
  if (platforms === null || own(PLAIN, Family)?.test(Name) !== true) return false;
  const release = own(RELEASES, Family)?.(Name) ?? null;
  return release !== null && platforms.has(release);
}

/** Kinds of packages in a report that the database has no advisories for at all; `debian 12`, `npm`. */
export function missingPlatforms(
  { Metadata, Results }: TrivyReport,
  platforms: ReadonlySet<string>,
): readonly string[] {
  const has = (prefix: string): boolean => [...platforms].some((name) => name.startsWith(prefix));
  const missing = new Set<string>();
  for (const { Class, Type, Packages } of Results) {
    if (Packages.length === 0) continue;
    if (Class !== 'os-pkgs') {
      const prefix = own(ECOSYSTEMS, Type);
      if (prefix !== undefined && !has(prefix)) missing.add(prefix.replace('::', ''));
      continue;
    }
    const { Family = '', Name = '' } = Metadata.OS ?? {};
    const release = own(RELEASES, Family)?.(Name) ?? null;
    const prefix = own(FAMILIES, Family);
    if (release === null ? prefix !== undefined && !has(prefix) : !platforms.has(release)) {
      missing.add(release ?? Family);
    }
  }
  return [...missing];
}

function numbered(name: string, pattern: RegExp, version: string): string | null {
  const number = pattern.exec(version)?.[0];
  return number === undefined ? null : `${name} ${number}`;
}

/** Families and types come from the image. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
