import type { Finding, Manifest } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { findingOf, unreadable } from './finding.ts';
import { type Inventory, takeInventory } from './inventory.ts';
import { configuredLevel, type RuleLevel } from './levels.ts';
import type { PodView } from './pod.ts';
import { revisionAt } from './pod-security/selection.ts';
import { consequence, createStandards, enforcedIn, type Standard } from './pod-security/standards.ts';
import type { Surroundings } from './repository.ts';
import type { ChangeRule, HardeningRule, PodSecurityRule } from './rule.ts';
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
  options: {
    readonly policy: Policy;
    readonly rules?: readonly HardeningRule[];
    readonly surroundings?: Surroundings;
  },
): HardeningResult {
  const active = activate(options.rules ?? HARDENING_RULES, options.policy);
  const plain = manifests.filter(({ face }) => face === undefined);
  const { policy, surroundings } = options;
  const findings = findIn(plain, active, policy, surroundings);
  // What a chart renders under other conditions must not make up for what it leaves out of a plain install.
  const others = plain.length === manifests.length ? [] : findIn(manifests, active, policy, surroundings);
  return { findings: [...findings, ...withoutRepeats(others, findings)] };
}

function findIn(
  manifests: readonly Manifest[],
  active: readonly ActiveRule[],
  policy: Policy,
  surroundings?: Surroundings,
): readonly Finding[] {
  const { inventory, invalid } = takeInventory(manifests, policy, surroundings);
  const findings = invalid.map(unreadable);
  for (const rule of active) findings.push(...rule.find(inventory));
  return findings;
}

/** The same problem of the same object is said once, however many faces of a chart have it. `known`: said before. */
export function withoutRepeats(findings: readonly Finding[], known: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ rule, manifest, path, identity, subject }: Finding) =>
    JSON.stringify(
      subject === undefined
        ? [rule, manifest?.file, manifest?.kind, manifest?.namespace, manifest?.name, path, identity]
        : [rule, subject, identity],
    );
  const told = new Set(known.map(keyOf));
  return findings.filter((finding) => {
    const key = keyOf(finding);
    return !told.has(key) && told.add(key);
  });
}

/** A rule as the policy has it: switched on, with what its findings do. */
interface ActiveRule {
  readonly find: (inventory: Inventory) => readonly Finding[];
}

function activate(rules: readonly HardeningRule[], policy: Policy): readonly ActiveRule[] {
  const standardOf = createStandards(rules);
  const { podSecurity } = policy.hardening;
  const ofPolicy = standardOf(podSecurity.level, podSecurity.version);
  return rules.flatMap((rule): readonly ActiveRule[] => {
    // These need two sides: see check-changes.ts.
    if (rule.scope === 'change') return [];
    const configured = configuredLevel(policy, rule.description.id);
    const level = configured?.level ?? defaultLevel(rule);
    if (level === 'off') return [];
    if (rule.scope !== 'pod-security') return [activeRule(rule, level)];
    // A prefix sets the level of the checks that run; only the whole id adds one that the standard leaves out.
    const isNamed = configured?.pattern === rule.description.id;
    return [activePodSecurity(rule, level, { ofPolicy, isNamed, standardOf })];
  });
}

function defaultLevel({ scope, description }: HardeningRule): RuleLevel {
  if (description.optIn === true) return 'off';
  return scope === 'pod-security' ? 'error' : 'warn';
}

interface PodSecurityOptions {
  readonly ofPolicy: Standard;
  /** Runs whatever the policy's level, since the policy names it. */
  readonly isNamed: boolean;
  readonly standardOf: (level: string, version: string) => Standard;
}

/** At the policy's standard, and at the one that the pod's own namespace enforces: the first that it fails says so. */
function activePodSecurity(rule: PodSecurityRule, level: RuleLevel, options: PodSecurityOptions): ActiveRule {
  const { ofPolicy, isNamed, standardOf } = options;
  const policyCheck = ofPolicy.checks.get(rule) ?? (isNamed ? revisionAt(rule, ofPolicy.minor) : null);

  function judge(pod: PodView, inventory: Inventory): readonly Finding[] {
    const problems = policyCheck?.check(pod) ?? [];
    if (problems.length > 0) {
      return findingOf(rule, level, pod.manifest, problems, consequence(pod, rule, ofPolicy, false));
    }
    const enforced = enforcedIn(pod.manifest.namespace, inventory);
    if (enforced === null) return [];
    const standard = standardOf(enforced.level, enforced.version);
    const rejected = standard.checks.get(rule)?.check(pod) ?? [];
    return findingOf(rule, level, pod.manifest, rejected, consequence(pod, rule, standard, true));
  }

  return { find: (inventory) => inventory.pods.flatMap((pod) => judge(pod, inventory)) };
}

function activeRule(rule: Exclude<HardeningRule, PodSecurityRule | ChangeRule>, level: RuleLevel): ActiveRule {
  switch (rule.scope) {
    case 'pod':
      return {
        find: (inventory) =>
          inventory.pods.flatMap((pod) => findingOf(rule, level, pod.manifest, rule.check(pod, inventory), '')),
      };
    case 'object':
      return {
        find: ({ manifests }) =>
          manifests.flatMap((manifest) =>
            rule
              .check(manifest)
              .flatMap((problem) => findingOf(rule, level, manifest, [problem], '', [], problem.outcome)),
          ),
      };
    case 'inventory':
      return {
        find: (inventory) =>
          rule
            .check(inventory)
            .flatMap((problem) =>
              findingOf(rule, level, problem.manifest, [problem], '', problem.related, problem.outcome).map(
                (finding) => (problem.subject === undefined ? finding : { ...finding, subject: problem.subject }),
              ),
            ),
      };
  }
}
