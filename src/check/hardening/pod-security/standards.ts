import { ENFORCE, ENFORCE_VERSION, isLevel, isVersion } from '../admission/namespace-labels.ts';
import type { Inventory } from '../inventory.ts';
import type { PodView } from '../pod.ts';
import type { HardeningRule, PodSecurityRule, VersionedCheck } from '../rule.ts';
import { NEWEST_MINOR, type PodSecurityLevel, parseVersion, selectChecks } from './selection.ts';

/** A level of the Pod Security Standards at a version, and the checks that it runs. */
export interface Standard {
  readonly level: PodSecurityLevel;
  readonly minor: number;
  readonly checks: ReadonlyMap<PodSecurityRule, VersionedCheck>;
}

/** Standards by level and version, each selected once. */
export function createStandards(rules: readonly HardeningRule[]): (level: string, version: string) => Standard {
  const known = new Map<string, Standard>();
  return (level, version) => {
    const minor = parseVersion(version);
    const key = `${level} ${minor}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const parsed = parseLevel(level);
    const checks = new Map(selectChecks(rules, parsed, minor).map(({ rule, check }) => [rule, check]));
    const standard: Standard = { level: parsed, minor, checks };
    known.set(key, standard);
    return standard;
  };
}

/** The label of a namespace that the repository declares, as the API server reads it; null where it enforces nothing. */
export interface EnforcedStandard {
  readonly level: string;
  readonly version: string;
}

/**
 * PolicyToEvaluate of k8s.io/pod-security-admission/api: a value that is no level enforces restricted, one that is no
 * version the latest; a namespace without the label is privileged.
 */
export function enforcedIn(namespace: string, { namespaceLabels }: Inventory): EnforcedStandard | null {
  const labels = namespaceLabels.get(namespace) ?? {};
  const level = Object.hasOwn(labels, ENFORCE) ? labels[ENFORCE] : undefined;
  if (level === undefined) return null;
  const version = Object.hasOwn(labels, ENFORCE_VERSION) ? (labels[ENFORCE_VERSION] ?? '') : '';
  return { level: isLevel(level) ? level : 'restricted', version: isVersion(version) ? version : 'latest' };
}

/** What the cluster does about it: `enforce` judges Pods, and only warns about what makes them. */
export function consequence(
  { manifest }: PodView,
  rule: PodSecurityRule,
  standard: Standard,
  isEnforced: boolean,
): string {
  // A check that the policy adds to its level by name belongs to another level.
  const level = standard.checks.has(rule) ? standard.level : rule.description.level;
  const latest = standard.minor === NEWEST_MINOR ? ', the latest' : '';
  const name = `the ${level} Pod Security Standard (v1.${standard.minor}${latest})`;
  const who = isEnforced ? `Its namespace enforces ${name}, which` : `A namespace that enforces ${name}`;
  const { kind } = manifest.ref;
  if (kind === 'Pod') return `${who} rejects this Pod.`;
  return `${who} accepts this ${kind}, with a warning at most, and then rejects every Pod made from it.`;
}

function parseLevel(level: string): PodSecurityLevel {
  return level === 'privileged' || level === 'baseline' ? level : 'restricted';
}
