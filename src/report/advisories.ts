import { branchesOf, candidatesOf, repairsIt, upgradeFor } from './repairs.ts';
import type { ReportFinding } from './schema.ts';

/** What an advisory is about: see ReportFindingSchema. */
export type Advisory = NonNullable<ReportFinding['advisory']>;
export type AdvisoryFinding = ReportFinding & { readonly image: string; readonly advisory: Advisory };

/** What one upgrade is about: the packages of one source in an image, and what is known of them. */
export interface PackageGroup {
  /** `openssl`, of which libssl3 and libcrypto3 are built. */
  readonly source: string;
  /** `libcrypto3 3.1.4-r0`, without repetition. */
  readonly installed: readonly string[];
  /** Where everything is fixed that can be: one version, or several that cannot be compared. Empty without a fix. */
  readonly fixed: readonly string[];
  /** The worst first, as the report has them. */
  readonly findings: readonly AdvisoryFinding[];
}

/** A finding, or all the advisories of an image that has several. */
export type Entry =
  | { readonly kind: 'finding'; readonly finding: ReportFinding }
  | {
      readonly kind: 'image';
      readonly image: string;
      readonly findings: readonly [AdvisoryFinding, ...AdvisoryFinding[]];
      /** What can be repaired first, in the order of the worst finding of each. */
      readonly packages: readonly PackageGroup[];
    };

/** The upgrade that removes most of what blocks. */
export interface Upgrade {
  readonly source: string;
  readonly version: string;
  readonly removes: number;
  /** All known vulnerabilities that block. */
  readonly of: number;
  readonly images: number;
}

export function isAdvisory(finding: ReportFinding): finding is AdvisoryFinding {
  return finding.advisory !== undefined && finding.image !== null;
}

/** In the findings' order; an image with several advisories stands where its first one would. */
export function entriesOf(findings: readonly ReportFinding[]): readonly Entry[] {
  const byImage = Map.groupBy(findings.filter(isAdvisory), ({ image }) => image);
  const told = new Set<string>();
  return findings.flatMap((finding): readonly Entry[] => {
    const group = isAdvisory(finding) ? (byImage.get(finding.image) ?? []) : [];
    const [first, ...others] = group;
    if (first === undefined || others.length === 0) return [{ kind: 'finding', finding }];
    if (told.has(first.image)) return [];
    told.add(first.image);
    return [{ kind: 'image', image: first.image, findings: [first, ...others], packages: packageGroups(group) }];
  });
}

function bySource(findings: readonly AdvisoryFinding[]): ReadonlyMap<string, readonly AdvisoryFinding[]> {
  return Map.groupBy(findings, ({ advisory }) => JSON.stringify([advisory.type, advisory.source]));
}

function packageGroups(findings: readonly AdvisoryFinding[]): readonly PackageGroup[] {
  const groups = [...bySource(findings).values()].map((group): PackageGroup => {
    const installed = group.flatMap(({ advisory }) =>
      advisory.installed.map((version) => `${advisory.package} ${version}`.trim()),
    );
    // What no version repairs yet is no reason to wait with the rest.
    const repairable = group.map(({ advisory }) => advisory).filter(({ fixed }) => fixed.length > 0);
    const upgrade = upgradeFor(repairable);
    const named = [...new Set(repairable.flatMap(({ fixed }) => fixed.map((each) => branchesOf(each).join(' or '))))];
    return {
      source: group[0]?.advisory.source ?? '',
      installed: [...new Set(installed)].sort(),
      fixed: upgrade === null ? named.sort() : [upgrade],
      findings: group,
    };
  });
  return groups.toSorted((a, b) => Number(a.fixed.length === 0) - Number(b.fixed.length === 0));
}

/** Null where fewer than two block, or none of them has a fix: the findings themselves say all there is to say. */
export function bestUpgrade(blocking: readonly ReportFinding[]): Upgrade | null {
  const advisories = blocking.filter(isAdvisory);
  if (advisories.length < 2) return null;
  let best: Upgrade | null = null;
  for (const group of bySource(advisories).values()) {
    for (const version of candidatesOf(group.map(({ advisory }) => advisory))) {
      const removed = group.filter(({ advisory }) => repairsIt(version, advisory));
      if (removed.length <= (best?.removes ?? 0)) continue;
      best = {
        source: group[0]?.advisory.source ?? '',
        version,
        removes: removed.length,
        of: advisories.length,
        images: new Set(removed.map(({ image }) => image)).size,
      };
    }
  }
  return best;
}

/** Of a package with hundreds (a kernel's headers), more names than these are not read. */
const MAX_NAMES = 12;

/** "DEMO-2024-0001 (high, blocks)": each advisory once, though it applies to several packages of the group; what blocks first. */
export function advisoryNames({ findings }: PackageGroup): readonly string[] {
  const byRule = [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, group]) => {
    return { rule, group, blocks: group.some(({ effect }) => effect === 'block') };
  });
  const inOrder = byRule.toSorted((a, b) => Number(b.blocks) - Number(a.blocks));
  const shown = inOrder.slice(0, MAX_NAMES).map(({ rule, group, blocks }) => {
    const until = group.flatMap(({ advisory }) => advisory.blocksFrom ?? []).sort()[0];
    const words = [
      group[0]?.severity ?? '',
      ...(blocks ? ['blocks'] : []),
      ...(group.some(({ advisory }) => advisory.exploited) ? ['known to be exploited'] : []),
      ...(until === undefined ? [] : [`blocks from ${until.replace('T', ' ').replace('Z', ' UTC')} on`]),
    ];
    return `${rule.slice('vulnerability/'.length)} (${words.join(', ')})`;
  });
  const left = byRule.length - shown.length;
  return left === 0 ? shown : [...shown, `and ${left} more, which the JSON report lists`];
}

/** "6 known vulnerabilities, 2 of them block" */
export function countAdvisories(findings: readonly AdvisoryFinding[]): string {
  const blocking = findings.filter(({ effect }) => effect === 'block').length;
  const verb = blocking === 1 ? 'blocks' : 'block';
  const how =
    blocking === 0 ? 'none blocks' : blocking === findings.length ? 'all block' : `${blocking} of them ${verb}`;
  return `${findings.length} known vulnerabilities, ${how}`;
}

/** "Update openssl to 3.1.4-r3" */
export function upgradeText({ source, fixed }: PackageGroup): string {
  return fixed.length === 0
    ? `Replace ${source}, which no version repairs yet`
    : `Update ${source} to ${fixed.join(' and ')}`;
}

/** What becomes of the upgrades; null where there is none to make. */
export function rebuildText(packages: readonly PackageGroup[]): string | null {
  const count = packages.filter(({ fixed }) => fixed.length > 0).length;
  if (count === 0) return null;
  return `Rebuild the image with ${count === 1 ? 'it' : 'them'} (a newer base image may have ${count === 1 ? 'it' : 'them'} already), and deploy its new digest.`;
}
