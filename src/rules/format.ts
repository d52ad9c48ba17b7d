import { type RuleDescription, TOPICS } from '../domain/index.ts';

export const RULE_FORMATS = ['text', 'json', 'markdown'] as const;
export type RuleFormat = (typeof RULE_FORMATS)[number];

/** The list of rules as the command `rules` prints it, with a final newline. */
export function formatRules(rules: readonly RuleDescription[], format: RuleFormat): string {
  switch (format) {
    case 'text':
      return formatText(rules);
    case 'json':
      return `${JSON.stringify({ rules: byTopic(rules).flatMap((topic) => topic.rules.map(ruleJson)) }, null, 2)}\n`;
    case 'markdown':
      return formatMarkdown(rules);
  }
}

interface TopicRules {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly RuleDescription[];
}

/** In the checklist's order of topics, by id within each; topics without rules too. */
function byTopic(rules: readonly RuleDescription[]): readonly TopicRules[] {
  return TOPICS.map(({ id, title }) => ({
    id,
    title,
    rules: rules.filter((rule) => rule.topic === id).sort((a, b) => (a.id < b.id ? -1 : 1)),
  }));
}

/** The entry of one rule in `rules --format json`. */
export interface RuleEntry extends Omit<RuleDescription, 'id' | 'optIn'> {
  readonly id: string;
  /** True of rules that are off until the policy asks for them. */
  readonly optIn: boolean;
}

function ruleJson({
  id,
  severity,
  topic,
  level,
  title,
  means,
  why,
  repair,
  docs,
  cis,
  nsa,
  optIn,
}: RuleDescription): RuleEntry {
  return { id, severity, topic, level, title, means, why, repair, docs, cis, nsa, optIn: optIn === true };
}

function formatText(rules: readonly RuleDescription[]): string {
  const width = Math.max(0, ...rules.map((rule) => rule.id.length));
  const lines = byTopic(rules)
    .filter((topic) => topic.rules.length > 0)
    .flatMap((topic) => [
      topic.title,
      ...topic.rules.map(
        (rule) =>
          `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${rule.title}${rule.optIn === true ? ' (off until asked for)' : ''}`,
      ),
      '',
    ]);
  return `${lines.join('\n')}\n${rules.length} rules. explain RULE says what one means and how to repair it.\n`;
}

function formatMarkdown(rules: readonly RuleDescription[]): string {
  const topics = byTopic(rules).filter((topic) => topic.rules.length > 0);
  const parts = [
    '# Rules',
    'Generated from the rules themselves by `npm run docs`: edit the rule, not this file.',
    [
      `${rules.length} rules in ${topics.length} topics. Levels of hardening rules are set with \`hardening.rules\` in the policy`,
      'file, by id, prefix (`pss/*`) or `*`; the most specific wins. CIS numbers are those of the CIS Kubernetes Benchmark',
      'v1.11, NSA sections those of the NSA/CISA Kubernetes Hardening Guide, version 1.2. Rules `change/weakens-*` compare the',
      'head with the base: without a base they say nothing. Rules that are off unless the policy asks for them are turned on by',
      '`hardening.rules`, or by `profile: production-baseline`.',
    ].join('\n'),
    ...topics.flatMap((topic) => [`## ${topic.title}`, table(topic.rules), ...topic.rules.map(section)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(rules: readonly RuleDescription[]): string {
  const rows = rules.map(
    (rule) => `| [\`${rule.id}\`](#${anchor(rule.id)}) | ${rule.severity} | ${escapeMarkdown(rule.title)} |`,
  );
  return ['| Rule | Severity | |', '| --- | --- | --- |', ...rows].join('\n');
}

function section(rule: RuleDescription): string {
  const standards = [
    rule.level === null ? null : `Pod Security Standards level ${rule.level}`,
    rule.cis.length === 0 ? null : `CIS ${rule.cis.join(', ')}`,
    rule.nsa.length === 0 ? null : `NSA/CISA: ${rule.nsa.join('; ')}`,
  ].filter((part) => part !== null);
  return [
    `### ${rule.id}`,
    `**${escapeMarkdown(rule.title)}.** Severity ${rule.severity}${rule.optIn === true ? ', off unless the policy asks for it' : ''}${standards.map((part) => `, ${part}`).join('')}.`,
    escapeMarkdown(rule.means),
    `Why: ${escapeMarkdown(rule.why)}`,
    `Repair: ${escapeMarkdown(rule.repair)}`,
    `<${rule.docs}>`,
  ].join('\n\n');
}

/** The anchor that GitHub gives the heading `### id`. */
function anchor(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9_-]/g, '');
}

function escapeMarkdown(text: string): string {
  return text.replace(/([*_<>[\]`|])/g, '\\$1');
}
