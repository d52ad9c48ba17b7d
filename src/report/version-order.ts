/** How a kind of package writes versions, where every part of them has a place in the order. */
type Order = (a: string, b: string) => number;

/** Trivy's types of packages (pkg/fanal/types/const.go) whose versions dpkg orders, and RPM. */
const DEB: ReadonlySet<string> = new Set(['debian', 'ubuntu', 'echo']);
const RPM: ReadonlySet<string> = new Set([
  'alma',
  'amazon',
  'azurelinux',
  'cbl-mariner',
  'centos',
  'fedora',
  'opensuse',
  'opensuse-leap',
  'opensuse-tumbleweed',
  'oracle',
  'photon',
  'redhat',
  'rocky',
  'slem',
  'sles',
]);
/** Those of apk. Elsewhere `-1` may be a revision, or a version before the one without it, as npm has it. */
const APK: ReadonlySet<string> = new Set(['alpine', 'chainguard', 'minimos', 'wolfi']);

const MAX_LENGTH = 100;

/**
 * Below zero, zero or above, as Array.sort has it; null where nobody can say without knowing more: a wrong "upgrade to" is worse than
 * none. `type`: the kind of package, in Trivy's words.
 */
export function compareVersions(a: string, b: string, type: string): number | null {
  if (a === b) return 0;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return null;
  if (DEB.has(type)) return byParts(a, b, debian);
  if (RPM.has(type)) return byParts(a, b, rpm);
  return plain(a, b, APK.has(type) ? WITH_REVISION : PLAIN);
}

/** `epoch:version-revision`; the revision counts last. Null for what is no such version. */
function byParts(a: string, b: string, order: Order): number | null {
  const [left, right] = [SYSTEM.exec(a), SYSTEM.exec(b)];
  if (left === null || right === null) return null;
  return (
    sign(BigInt(left[1] ?? '0') - BigInt(right[1] ?? '0')) ||
    order(left[2] ?? '', right[2] ?? '') ||
    order(left[3] ?? '', right[3] ?? '')
  );
}

const SYSTEM = /^(?:(\d+):)?([0-9A-Za-z.+~^_-]+?)(?:-([0-9A-Za-z.+~^_]+))?$/;

const sign = (difference: bigint | number): number => (difference === 0n ? 0 : difference > 0 ? 1 : -1);

/** deb-version(7): `~` before the end, letters before all others, numbers by their value. */
function debian(a: string, b: string): number {
  const [left, right] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [x, y] = [left[at] ?? '', right[at] ?? ''];
    const order = at % 2 === 1 ? sign(BigInt(x || '0') - BigInt(y || '0')) : byLetters(x, y);
    if (order !== 0) return order;
  }
  return 0;
}

function byLetters(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = weight(a[at]) - weight(b[at]);
    if (order !== 0) return Math.sign(order);
  }
  return 0;
}

function weight(letter: string | undefined): number {
  if (letter === undefined) return 0;
  if (letter === '~') return -1;
  return (letter.codePointAt(0) ?? 0) + (/[A-Za-z]/.test(letter) ? 0 : 256);
}

/** rpmvercmp (rpm-version(7)): runs of digits or letters; `~` before the end, `^` behind it and before all else. */
function rpm(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|[A-Za-z]+|[~^]/g) ?? [], b.match(/\d+|[A-Za-z]+|[~^]/g) ?? []];
  for (let at = 0; ; at += 1) {
    const [x, y] = [left[at], right[at]];
    if (x === y) {
      if (x === undefined) return 0;
      continue;
    }
    for (const mark of ['~', '^']) {
      const before = mark === '~' ? -1 : undefined;
      if (x === mark) return before ?? (y === undefined ? 1 : -1);
      if (y === mark) return -(before ?? (x === undefined ? 1 : -1));
    }
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const [isNumber, isOther] = [/\d/.test(x), /\d/.test(y)];
    if (isNumber !== isOther) return isNumber ? 1 : -1;
    const order = isNumber ? sign(BigInt(x) - BigInt(y)) : x < y ? -1 : 1;
    if (order !== 0) return order;
  }
}

/** `v1.22.7`: numbers only, as most versions of language packages are, and of Alpine: `3.1.4-r3`. */
const PLAIN = /^v?(\d+(?:\.\d+)*)$/;
const WITH_REVISION = /^v?(\d+(?:\.\d+)*)(?:-r?(\d+))?$/;

function plain(a: string, b: string, pattern: RegExp): number | null {
  const [left, right] = [pattern.exec(a), pattern.exec(b)];
  if (left === null || right === null) return null;
  return numbers(left[1] ?? '', right[1] ?? '') || numbers(left[2] ?? '0', right[2] ?? '0');
}

function numbers(a: string, b: string): number {
  const [left, right] = [a.split('.').map(BigInt), b.split('.').map(BigInt)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = sign((left[at] ?? 0n) - (right[at] ?? 0n));
    if (order !== 0) return order;
  }
  return 0;
}
