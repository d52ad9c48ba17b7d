import type { Problem, RuleWords } from './rule.ts';

const MOST_LISTED = 12;

/** `a`, `a and b`, `a, b and c`; a long list ends in how many more there are. */
export function joinPhrases(phrases: readonly string[]): string {
  const shown =
    phrases.length > MOST_LISTED
      ? [...phrases.slice(0, MOST_LISTED - 1), `${phrases.length - MOST_LISTED + 1} more`]
      : phrases;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * The text of one problem: the rule's message with its placeholders filled.
 *
 * @throws Error where the message or a placeholder is unknown: a defect of the rule, which its tests show.
 */
export function formatProblem(rule: Pick<RuleWords, 'description' | 'messages'>, problem: Problem): string {
  const template = Object.hasOwn(rule.messages, problem.message) ? rule.messages[problem.message] : undefined;
  if (template === undefined) throw new Error(`${rule.description.id} has no message "${problem.message}"`);
  const words: Problem['data'] = { ...problem.data, ...problem.shown };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(words, name) ? words[name] : undefined;
    if (value === undefined) throw new Error(`${rule.description.id} gives message "${problem.message}" no "${name}"`);
    return typeof value === 'string' ? value : joinPhrases(value);
  });
}

/**
 * Tells a problem from others of the same rule and object, for the fingerprint: its data, in full. One that several
 * offenders share is as many, so that repairing one of them does not make the others new.
 */
export function identitiesOf({ message, data, parts }: Problem): readonly string[] {
  return (parts ?? partsOf(data)).map((part) =>
    JSON.stringify([message, Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))]),
  );
}

/** One for each offender; not where values are listed beside them, since nothing says whose each is. */
function partsOf(data: Problem['data']): readonly Problem['data'][] {
  const { where } = data;
  const lists = Object.values(data).filter((value) => typeof value !== 'string');
  if (where === undefined || typeof where === 'string' || lists.length > 1) return [data];
  return where.map((label) => ({ ...data, where: [label] }));
}
