import type { Descriptor } from '../domain/index.ts';

/** Where an image runs, as the OCI image specification names it: `linux`, `arm`, `v7`. */
export type Platform = NonNullable<Descriptor['platform']>;

/** Names that nodes take for another (containerd/platforms, database.go). */
const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ['i386', '386'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['armhf', 'arm/v7'],
  ['armel', 'arm/v6'],
]);
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['amd64/v1', ''],
  ['arm64/8', ''],
  ['arm64/v8', ''],
  ['arm64/v8.0', ''],
  ['arm64/9', 'v9'],
  ['arm64/9.0', 'v9'],
  ['arm64/v9.0', 'v9'],
  ['arm/', 'v7'],
  ['arm/5', 'v5'],
  ['arm/6', 'v6'],
  ['arm/7', 'v7'],
  ['arm/8', 'v8'],
]);

/** As a node reads it before it compares: in lower case, without an operating system its own, `x86_64` as amd64. */
function asNodesReadIt({ os, architecture, variant }: Platform): Platform {
  const written = architecture.toLowerCase();
  const [named = '', implied = variant?.toLowerCase() ?? ''] = (ARCHITECTURES.get(written) ?? written).split('/');
  const meant = VARIANTS.get(`${named}/${implied}`) ?? implied;
  return { os: os.toLowerCase() || 'linux', architecture: named, variant: meant || null };
}

/** `linux/arm` takes every variant, `linux/arm/v7` that one. */
export function isPlatform(platform: Platform | null, wanted: string): boolean {
  if (platform === null) return false;
  const [os = '', architecture = '', variant = null] = wanted.split('/');
  const asked = asNodesReadIt({ os, architecture, variant });
  const there = asNodesReadIt(platform);
  const sameVariant = variant === null || asked.variant === there.variant;
  return asked.os === there.os && asked.architecture === there.architecture && sameVariant;
}

export interface Chosen<Child> {
  readonly children: readonly Child[];
  /** Whether none of them is for exactly the platform: a node may start one that names none. */
  readonly open: boolean;
}

/** What a processor runs beside its own programs. */
const ALSO_RUNS: ReadonlyMap<string, string> = new Map([
  ['amd64', '386'],
  ['arm64', 'arm'],
]);

/**
 * Of the children of an index, what a node for `wanted` starts, as containerd chooses (containerd/platforms, compare.go): one for
 * exactly its platform, and `amd64/v2` is another than `amd64`; else an older variant, or what its processor runs too. Several,
 * where the index names several, and every variant: which of them are older is not looked at.
 */
export function childrenFor<Child extends Pick<Descriptor, 'platform'>>(
  children: readonly Child[],
  wanted: string,
): Chosen<Child> {
  const own = children.filter(({ platform }) => isPlatform(platform, wanted));
  const [os = '', architecture = '', variant = null] = wanted.split('/');
  const asked = asNodesReadIt({ os, architecture, variant });
  const exact = own.some(({ platform }) => platform !== null && asNodesReadIt(platform).variant === asked.variant);
  if (exact) return { children: own, open: false };
  const started = [asked.architecture, ALSO_RUNS.get(asked.architecture) ?? asked.architecture];
  return {
    children: children.filter(({ platform }) => started.some((one) => isPlatform(platform, `${os}/${one}`))),
    open: true,
  };
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === null ? [] : [variant])].join('/');
}

/**
 * What BuildKit puts beside the images of an index, for the platform `unknown/unknown`: nothing that runs. It has an annotation
 * too, which no node looks at, so that an image can have it as well.
 */
export function isAttestationManifest({ platform }: Descriptor): boolean {
  return platform?.os === 'unknown';
}
