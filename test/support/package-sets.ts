import type { Advisory, Platform, TrivySeverity } from '../../scripts/trivy-db/advisory.ts';
import type { FileTree } from './scanning.ts';

/** Images of made-up packages and a database of made-up advisories on them, all from one seed. */

/** mulberry32: small, fast, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Random = () => number;

export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export function pick<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[below(random, values.length)] ?? values[0];
}

export const NAMES = Array.from({ length: 24 }, (_, index) => `part-${String.fromCharCode(97 + index)}`);
export const SEVERITIES = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const satisfies readonly TrivySeverity[];

type ListedPlatform = Extract<
  Platform,
  'alpine 3.19' | 'debian 12' | 'npm::GitHub Security Advisory Npm' | 'pip::GitHub Security Advisory Pip'
>;

interface Package {
  readonly name: string;
  readonly version: string;
}

/** How a platform writes versions, and where an image says what is installed. */
const KINDS: Readonly<
  Record<ListedPlatform, { version: (random: Random) => string; files: (packages: readonly Package[]) => FileTree }>
> = {
  'alpine 3.19': {
    version: (random) => `1.${below(random, 6)}.${below(random, 4)}-r${below(random, 3)}`,
    files: (packages) => ({
      'etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\n',
      'etc/alpine-release': '3.19.1\n',
      'lib/apk/db/installed': packages
        .map(({ name, version }) => `P:${name}\nV:${version}\nA:x86_64\no:${name}\n\n`)
        .join(''),
    }),
  },
  'debian 12': {
    version: (random) =>
      `${below(random, 2) === 0 ? '' : '1:'}1.${below(random, 6)}-${below(random, 3)}+deb12u${below(random, 3)}`,
    files: (packages) => ({
      'etc/os-release': 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n',
      'etc/debian_version': '12.5\n',
      'var/lib/dpkg/status': packages
        .map(
          ({ name, version }) =>
            `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nMaintainer: a\nVersion: ${version}\nDescription: b\n\n`,
        )
        .join(''),
    }),
  },
  'npm::GitHub Security Advisory Npm': {
    version: (random) =>
      `${below(random, 3)}.${below(random, 6)}.${below(random, 4)}${below(random, 8) === 0 ? '-beta.1' : ''}`,
    files: (packages) =>
      Object.fromEntries(
        packages.map(({ name, version }) => [
          `app/node_modules/${name}/package.json`,
          JSON.stringify({ name, version }),
        ]),
      ),
  },
  'pip::GitHub Security Advisory Pip': {
    version: (random) => `${below(random, 3)}.${below(random, 6)}${below(random, 6) === 0 ? 'rc1' : ''}`,
    files: (packages) =>
      Object.fromEntries(
        packages.map(({ name, version }) => [
          `usr/lib/python3/site-packages/${name}-${version}.dist-info/METADATA`,
          `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
        ]),
      ),
  },
};

const PLATFORMS = Object.keys(KINDS) as [ListedPlatform, ...ListedPlatform[]];

export function makeAdvisories(seed: number, count = 200): readonly Advisory[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const platform = pick(random, PLATFORMS);
    return {
      id: `MADE-${seed}-${index}`,
      title: `advisory ${index}`,
      severity: pick(random, SEVERITIES),
      platform,
      package: pick(random, ['part-a', ...NAMES]),
      fixed: random() < 0.25 ? null : KINDS[platform].version(random),
      published: '2024-01-01',
      references: [],
    };
  });
}

/** An image of up to 20 packages of an operating system, of a language, or of both. */
export function makeImage(seed: number): FileTree {
  const random = randomFrom(seed);
  const systems = ['alpine 3.19', 'debian 12'] as const;
  const languages = ['npm::GitHub Security Advisory Npm', 'pip::GitHub Security Advisory Pip'] as const;
  const shape = below(random, 3);
  const chosen: readonly ListedPlatform[] = [
    ...(shape === 1 ? [] : [pick(random, systems)]),
    ...(shape === 0 ? [] : [pick(random, languages)]),
  ];
  const packagesOf = (platform: ListedPlatform): readonly Package[] => {
    const names = NAMES.filter(() => random() < 0.4);
    return (names.length === 0 ? ['part-a'] : names).map((name) => ({
      name,
      version: KINDS[platform].version(random),
    }));
  };
  return Object.assign({}, ...chosen.map((platform) => KINDS[platform].files(packagesOf(platform))));
}

/** A Debian image of this many packages, named like the advisories' and beyond. */
export function makeDebianImage(seed: number, count: number): FileTree {
  const random = randomFrom(seed);
  const { files, version } = KINDS['debian 12'];
  const named = (index: number): string => NAMES[index] ?? `other-${index}`;
  return files(Array.from({ length: count }, (_, index) => ({ name: named(index), version: version(random) })));
}
