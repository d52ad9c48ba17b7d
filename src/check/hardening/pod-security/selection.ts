import type { HardeningRule, PodSecurityRule, VersionedCheck } from '../rule.ts';

/** The newest version of the standards that this release knows: k8s.io/pod-security-admission v0.37.2. */
export const NEWEST_MINOR = 37;

/** `latest`, `v1.34` or `1.34` to the minor version; what is newer than the newest known is read as that. */
export function parseVersion(version: string): number {
  const minor = /^v?1\.(\d+)$/.exec(version)?.[1];
  return minor === undefined ? NEWEST_MINOR : Math.min(Number(minor), NEWEST_MINOR);
}

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

export interface SelectedCheck {
  readonly rule: PodSecurityRule;
  readonly check: VersionedCheck;
}

/** The revision of a check that is in force at a version; null before its first one. */
export function revisionAt(rule: PodSecurityRule, minor: number): VersionedCheck | null {
  return rule.versions.findLast(({ since }) => since <= minor) ?? null;
}

/** `runAsNonRoot` of `pss/runAsNonRoot`: upstream's name for the check. */
export function checkName(rule: PodSecurityRule): string {
  return rule.description.id.slice(rule.description.id.indexOf('/') + 1);
}

/**
 * The checks of a level at a version, as upstream's registry selects them (policy/registry.go, populate): restricted
 * runs its own and those of baseline that none of its own overrides.
 */
export function selectChecks(
  rules: readonly HardeningRule[],
  level: PodSecurityLevel,
  minor: number,
): readonly SelectedCheck[] {
  if (level === 'privileged') return [];
  const inForce = rules.flatMap((rule) => {
    if (rule.scope !== 'pod-security') return [];
    const check = revisionAt(rule, minor);
    return check === null ? [] : [{ rule, check }];
  });
  const baseline = inForce.filter(({ rule }) => rule.description.level === 'baseline');
  if (level === 'baseline') return baseline;
  const restricted = inForce.filter(({ rule }) => rule.description.level === 'restricted');
  const overridden = new Set(restricted.flatMap(({ check }) => check.overrides ?? []));
  return [...baseline.filter(({ rule }) => !overridden.has(checkName(rule))), ...restricted];
}
