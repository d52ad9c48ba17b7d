import { RULES as allowlist } from '../check/allowlist/index.ts';
import { RULES as deliveries } from '../check/deliveries/index.ts';
import { RULES as hardening } from '../check/hardening/index.ts';
import { RULES as signatures } from '../check/signatures/index.ts';
import { RULES as vulnerabilities } from '../check/vulnerabilities/index.ts';
import { editsBetween, type RuleDescription } from '../domain/index.ts';
import { RULES as judge } from '../judge/index.ts';
import { RULES as render } from '../render/index.ts';
import { RULES as resolve } from '../resolve/index.ts';
import { RULES as suppress } from '../suppress/index.ts';
import { RULES as gate } from './gate.ts';

/** Every rule that a finding can name, by stage in the order of the gate's line. */
export const RULES: readonly RuleDescription[] = [
  ...render,
  ...deliveries,
  ...allowlist,
  ...resolve,
  ...signatures,
  ...vulnerabilities,
  ...hardening,
  ...judge,
  ...suppress,
  ...gate,
];

const BY_ID: ReadonlyMap<string, RuleDescription> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The description of a rule; of `vulnerability/*` for an advisory. Null for a name that is no rule. */
export function describeRule(id: string): RuleDescription | null {
  const family = id.slice(0, id.indexOf('/') + 1);
  return BY_ID.get(id) ?? BY_ID.get(`${family}*`) ?? null;
}

/** In letters; no id has as many. */
const MAX_ID = 100;

/**
 * Rule ids that were probably meant, the nearest first: the same but for case or family, else those of a family, else those that
 * hold it.
 */
export function similarRules(id: string): readonly string[] {
  const wanted = id.toLowerCase();
  const lastPart = (text: string): string => text.slice(text.indexOf('/') + 1);
  const family = wanted.includes('/') ? wanted.slice(0, wanted.indexOf('/') + 1) : `${wanted}/`;
  const guesses: readonly ((candidate: string) => boolean)[] = [
    (candidate) => lastPart(candidate) === lastPart(wanted),
    (candidate) => candidate.startsWith(family),
    (candidate) => wanted !== '' && candidate.includes(wanted),
  ];
  const ids = RULES.map((rule) => rule.id);
  const results = guesses.map((matches) => ids.filter((candidate) => matches(candidate.toLowerCase())));
  const found = results.find((result) => result.length > 0) ?? [];
  // Nobody misspells more: it would be compared letter by letter with each.
  if (wanted.length > MAX_ID) return found;
  const distance = new Map(found.map((candidate) => [candidate, editsBetween(candidate.toLowerCase(), wanted)]));
  return found.toSorted((a, b) => (distance.get(a) ?? 0) - (distance.get(b) ?? 0));
}
