/** `1:3.0.15-1~deb12u1`: epoch, release and revision, where each is nothing but numbers (and the usual letters before). */
const PLAIN = /^(?:(\d+):)?v?(\d+(?:\.\d+)*)(?:-r?(\d+(?:\.\d+)*)(?:\+deb(\d+)u(\d+))?)?$/;

/**
 * The highest of versions that can be compared without knowing whose they are: numbers only, as most fixed versions of
 * Alpine, Debian and language packages are. Null where there is none, or one that is written otherwise beside others:
 * distributions disagree about letters and tildes, and a wrong "upgrade to" is worse than none.
 */
export function highestVersion(versions: readonly string[]): string | null {
  const [first, ...others] = versions;
  if (first === undefined) return null;
  let [highest, parts] = [first, partsOf(first)];
  for (const version of others) {
    const own = partsOf(version);
    if (version === highest) continue;
    if (parts === null || own === null) return null;
    if (compare(own, parts) > 0) [highest, parts] = [version, own];
  }
  return highest;
}

type Parts = readonly (readonly bigint[])[];

function partsOf(version: string): Parts | null {
  const match = PLAIN.exec(version);
  if (match === null || version.length > 100) return null;
  const [, epoch = '0', release = '0', revision = '0', system = '0', update = '0'] = match;
  return [epoch, release, revision, system, update].map((text) => text.split('.').map(BigInt));
}

function compare(a: Parts, b: Parts): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? [];
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      const [x, y] = [left[at] ?? 0n, right[at] ?? 0n];
      if (x !== y) return x > y ? 1 : -1;
    }
  }
  return 0;
}
