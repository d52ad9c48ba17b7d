import type { Finding, Manifest, Source } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { manifestsOf, type NamedDocument } from './change/documents.ts';
import { NOT_COMPARED, notCompared } from './change/not-compared.ts';
import { pairObjects } from './change/pairs.ts';
import { findingOf } from './finding.ts';
import { configuredLevel } from './levels.ts';
import type { HardeningRule } from './rule.ts';
import { HARDENING_RULES } from './rules/index.ts';

/** One side of a change. */
export interface ChangeSide {
  readonly manifests: readonly Manifest[];
  /** The signature and admission policies that the gate's own policy names, rendered or not. */
  readonly policies: readonly NamedDocument[];
  /** Sources that did not render, or not all of them. */
  readonly failed?: readonly Source[];
}

/**
 * What a change takes away: the rules of the family `change/`, over the objects of both sides. Pure. They warn unless
 * `hardening.rules` says otherwise, since a weaker setting may be what is meant, and somebody should have seen it.
 */
export function checkChanges(
  base: ChangeSide,
  head: ChangeSide,
  options: { readonly policy: Policy; readonly rules?: readonly HardeningRule[] },
): readonly Finding[] {
  // What is rendered is compared as it is rendered, and once.
  const rendered = new Set([...base.manifests, ...head.manifests].map(({ ref }) => ref.file));
  const all = ({ manifests, policies }: ChangeSide): readonly Manifest[] => [
    ...manifests,
    ...manifestsOf(policies.filter(({ file }) => !rendered.has(file))),
  ];
  const change = pairObjects(all(base), all(head));
  const ownLevel = configuredLevel(options.policy, NOT_COMPARED.id)?.level ?? 'warn';
  const uncompared = ownLevel === 'off' ? [] : (base.failed ?? []).map((source) => notCompared(source, ownLevel));
  const weakened = (options.rules ?? HARDENING_RULES).flatMap((rule) => {
    if (rule.scope !== 'change') return [];
    const level = configuredLevel(options.policy, rule.description.id)?.level ?? 'warn';
    if (level === 'off') return [];
    return rule
      .check(change)
      .flatMap((problem) => findingOf(rule, level, problem.manifest, [problem], '', problem.related, problem.outcome));
  });
  return [...uncompared, ...weakened];
}
