import { describeManifest, type Finding, formatPath, type Location, type Manifest } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { type InvalidObject, type Inventory, takeInventory } from './inventory.ts';
import { configuredLevel, type RuleLevel } from './levels.ts';
import { formatProblem, identityOf } from './message.ts';
import { NEWEST_MINOR, parseVersion, revisionAt, selectChecks } from './pod-security/selection.ts';
import type { HardeningRule, ObjectProblem, PodSecurityRule, Problem, VersionedCheck } from './rule.ts';
import { HARDENING_RULES } from './rules/index.ts';

export interface HardeningResult {
  readonly findings: readonly Finding[];
}

/**
 * Every hardening rule that the policy leaves on, over everything that was rendered. Pure.
 *
 * An object of wrong types is `manifest/invalid`, which whoever reads manifests reports. Should one come this far, the
 * rules cannot judge it, and it is reported here rather than passed.
 */
export function checkHardening(
  manifests: readonly Manifest[],
  options: { readonly policy: Policy; readonly rules?: readonly HardeningRule[] },
): HardeningResult {
  const active = activate(options.rules ?? HARDENING_RULES, options.policy);
  const { inventory, invalid } = takeInventory(manifests);
  const findings = invalid.map(unreadable);
  for (const rule of active) findings.push(...rule.find(inventory));
  return { findings };
}

/** A rule as the policy has it: switched on, with what its findings do. */
interface ActiveRule {
  readonly find: (inventory: Inventory) => readonly Finding[];
}

function activate(rules: readonly HardeningRule[], policy: Policy): readonly ActiveRule[] {
  const { level, version } = policy.hardening.podSecurity;
  const minor = parseVersion(version);
  const selected = new Map(selectChecks(rules, level, minor).map(({ rule, check }) => [rule, check]));
  return rules.flatMap((rule): readonly ActiveRule[] => {
    const configured = configuredLevel(policy, rule.description.id);
    if (rule.scope !== 'pod-security') {
      const ruleLevel = configured?.level ?? 'warn';
      return ruleLevel === 'off' ? [] : [activeRule(rule, ruleLevel)];
    }
    // A prefix sets the level of the checks that run; only the whole id adds one that the standard's level leaves out.
    const named = configured?.pattern === rule.description.id;
    const check = selected.get(rule) ?? (named ? revisionAt(rule, minor) : null);
    const ruleLevel = configured?.level ?? 'error';
    if (check === null || check === undefined || ruleLevel === 'off') return [];
    return [activePodSecurity(rule, check, ruleLevel, { level, minor, isSelected: selected.has(rule) })];
  });
}

interface Standard {
  readonly level: string;
  readonly minor: number;
  /** False for a check that the policy adds to its level by name. */
  readonly isSelected: boolean;
}

function activePodSecurity(
  rule: PodSecurityRule,
  { check }: VersionedCheck,
  level: RuleLevel,
  standard: Standard,
): ActiveRule {
  return {
    find: ({ pods }) =>
      pods.flatMap((pod) => {
        const problems = check(pod);
        return merged(rule, level, pod.manifest, problems, consequence(pod.manifest, rule, standard));
      }),
  };
}

function activeRule(rule: Exclude<HardeningRule, PodSecurityRule>, level: RuleLevel): ActiveRule {
  switch (rule.scope) {
    case 'pod':
      return {
        find: (inventory) =>
          inventory.pods.flatMap((pod) => merged(rule, level, pod.manifest, rule.check(pod, inventory), '')),
      };
    case 'object':
      return {
        find: ({ manifests }) =>
          manifests.flatMap((manifest) =>
            rule.check(manifest).flatMap((problem) => merged(rule, level, manifest, [problem], '')),
          ),
      };
    case 'inventory':
      return {
        find: (inventory) =>
          rule
            .check(inventory)
            .flatMap((problem) =>
              merged(rule, level, problem.manifest, [problem], '', problem.related, problem.outcome),
            ),
      };
  }
}

/** One finding of all problems that a rule has with an object; none where there are no problems. */
function merged(
  rule: HardeningRule,
  level: RuleLevel,
  manifest: Manifest,
  problems: readonly Problem[],
  consequence: string,
  others: ObjectProblem['related'] = [],
  outcome: ObjectProblem['outcome'] = 'fail',
): readonly Finding[] {
  const paths = problems.flatMap((problem) => problem.paths);
  const [first, ...rest] = paths;
  if (first === undefined) return [];
  const { id, severity, why, repair } = rule.description;
  const what = problems.map((problem) => formatProblem(rule, problem)).join('; ');
  const place = manifest.place(first);
  const places = [
    place.location,
    ...place.related,
    ...rest.map((path) => manifest.place(path).location),
    ...others.map((other) => other.manifest.place(other.path).location),
  ];
  const [location = place.location, ...related] = distinctLocations(places);
  return [
    {
      rule: id,
      severity,
      result: outcome === 'fail' ? { outcome } : { outcome, cause: 'content' },
      enforcement: level === 'error' ? 'block' : 'warn',
      message: [`${describeManifest(manifest.ref)}: ${what}.`, why, repair, consequence]
        .filter((part) => part !== '')
        .join(' '),
      manifest: manifest.ref,
      image: null,
      location,
      related,
      // Without list indices, so that a container added above does not make an old finding new.
      path: formatPath(first.filter((step) => typeof step === 'string')),
      identity: problems.map(identityOf),
      digest: null,
    },
  ];
}

/** What the cluster does about it: `enforce` judges Pods, and only warns about what makes them. */
function consequence(manifest: Manifest, rule: PodSecurityRule, { level, minor, isSelected }: Standard): string {
  const name = isSelected ? level : rule.description.level;
  const namespace = `A namespace that enforces the ${name} Pod Security Standard (v1.${minor}${minor === NEWEST_MINOR ? ', the latest' : ''})`;
  const { kind } = manifest.ref;
  if (kind === 'Pod') return `${namespace} rejects this Pod.`;
  return `${namespace} accepts this ${kind}, with a warning at most, and then rejects every Pod made from it.`;
}

function unreadable({ manifest, path, problem }: InvalidObject): Finding {
  const { location, related } = manifest.place(path);
  return {
    rule: 'manifest/invalid',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: `${describeManifest(manifest.ref)}: ${problem}. The API server refuses such an object, and no rule can judge it. Give the field a value of its type.`,
    manifest: manifest.ref,
    image: null,
    location,
    related,
    path: formatPath(path),
    identity: [problem],
    digest: null,
  };
}

function distinctLocations(locations: readonly Location[]): readonly Location[] {
  const seen = new Set<string>();
  return locations.filter((location) => {
    const key = JSON.stringify(location);
    return !seen.has(key) && seen.add(key);
  });
}
