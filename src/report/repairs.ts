import { compareVersions } from './version-order.ts';

/** What an advisory asks of a package, wherever in the image that is. */
export interface Repair {
  /** The kind of package, in Trivy's words. */
  readonly type: string;
  readonly installed: readonly string[];
  /** One for each place that has another; each may name several: `1.22.7, 1.23.1`, one for each branch. Empty without a repair. */
  readonly fixed: readonly string[];
}

/** `1.22.7, 1.23.1`: each repairs it, in a branch of its own. */
export function branchesOf(fixed: string): readonly string[] {
  return fixed.split(', ').filter((version) => version !== '');
}

/**
 * The lowest version that repairs all of them, and is higher than what is installed. Null where there is none that surely does:
 * versions that cannot be compared, or a branch without all repairs.
 */
export function upgradeFor(repairs: readonly Repair[]): string | null {
  const [first] = repairs;
  if (first === undefined || repairs.some(({ fixed }) => fixed.length === 0)) return null;
  let lowest: string | null = null;
  for (const version of candidatesOf(repairs)) {
    if (!repairs.every((repair) => repairsIt(version, repair))) continue;
    if (lowest === null || (compareVersions(version, lowest, first.type) ?? 0) < 0) lowest = version;
  }
  return lowest;
}

/** So many of each kind are tried: each is compared with all that the advisories name. */
const MAX_CANDIDATES = 100;

/** The versions that any of them names, each once; of very many the highest, which repair most, and those without order that most name. */
export function candidatesOf(repairs: readonly Repair[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const version of repairs.flatMap(({ fixed }) => fixed.flatMap(branchesOf))) {
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const all = [...counts.keys()].sort();
  if (all.length <= MAX_CANDIDATES) return all;
  const type = repairs[0]?.type ?? '';
  const { ordered = [], others = [] } = Object.groupBy(all, (version) =>
    compareVersions(version, '0', type) === null ? 'others' : 'ordered',
  );
  const highest = ordered.sort((a, b) => compareVersions(b, a, type) ?? 0).slice(0, MAX_CANDIDATES);
  const mostNamed = others.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, MAX_CANDIDATES);
  return [...highest, ...mostNamed].sort();
}

/** Each platform of the image has a repair of its own: the upgrade must reach all of them, and lead upwards. */
export function repairsIt(version: string, { type, installed, fixed }: Repair): boolean {
  if (fixed.length === 0 || !fixed.every((one) => reaches(version, branchesOf(one), type))) return false;
  return installed.every((one) => (compareVersions(version, one, type) ?? 1) > 0);
}

/** A version between two branches is in neither for certain: `1.23.0` is above `1.22.7`, and needs `1.23.1`. */
function reaches(version: string, branches: readonly string[], type: string): boolean {
  if (branches.includes(version)) return true;
  const orders = branches.map((branch) => compareVersions(version, branch, type));
  if (orders.includes(null)) return false;
  if (orders.every((order) => order !== null && order > 0)) return true;
  return branches.some((branch, at) => (orders[at] ?? 0) > 0 && branchName(branch) === branchName(version));
}

const branchName = (version: string): string => version.replace(/^v/, '').split('.').slice(0, -1).join('.');
