import { RULES as hardening } from '../check/hardening/index.ts';
import type { RuleDescription } from '../domain/index.ts';
import { RULES as judge } from '../judge/index.ts';
import { RULES as render } from '../render/index.ts';
import { RULES as gate } from './gate.ts';

/** Every rule that a finding can name, by stage in the order of the gate's line. */
export const RULES: readonly RuleDescription[] = [...render, ...hardening, ...judge, ...gate];

const BY_ID: ReadonlyMap<string, RuleDescription> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The description of a rule; of `vulnerability/*` for an advisory. Null for a name that is no rule. */
export function describeRule(id: string): RuleDescription | null {
  const family = id.slice(0, id.indexOf('/') + 1);
  return BY_ID.get(id) ?? BY_ID.get(`${family}*`) ?? null;
}

/** Rule ids that were probably meant: the same but for case, or with the same last part, or of the same family. */
export function similarRules(id: string): readonly string[] {
  const wanted = id.toLowerCase();
  const name = wanted.slice(wanted.indexOf('/') + 1);
  const ids = RULES.map((rule) => rule.id);
  const close = ids.filter((candidate) => {
    const other = candidate.toLowerCase();
    return other === wanted || other.slice(other.indexOf('/') + 1) === name || (name !== '' && other.includes(name));
  });
  if (close.length > 0) return close;
  const family = wanted.includes('/') ? wanted.slice(0, wanted.indexOf('/') + 1) : `${wanted}/`;
  return ids.filter((candidate) => candidate.toLowerCase().startsWith(family));
}
