export { describeRule, RULES, similarRules } from './catalogue.ts';
export { explainRule } from './explain.ts';
export { formatRules, RULE_FORMATS, type RuleEntry, type RuleFormat } from './format.ts';
export { summarizeTopics, type TopicSummary } from './topics.ts';
