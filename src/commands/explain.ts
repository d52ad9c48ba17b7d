import { UsageError } from '../domain/index.ts';
import { explainImage, parseImageReference } from '../images/index.ts';
import { describeRule, explainRule, similarRules } from '../rules/index.ts';
import type { Terminal } from './terminal.ts';

/** `explain RULE|IMAGE`: what a rule means, or how an image reference is read. */
export function explain(subject: string, terminal: Terminal): number {
  const rule = describeRule(subject);
  if (rule !== null) {
    terminal.print(`${explainRule(rule)}\n`);
    return 0;
  }
  const parsed = parseImageReference(subject);
  if ('problem' in parsed || similarRules(subject).length > 0) {
    const near = similarRules(subject);
    throw new UsageError({
      code: 'usage/unknown-subject',
      stage: 'usage',
      message: `${JSON.stringify(subject)} is no rule${'problem' in parsed ? ` and no image reference: ${parsed.problem}` : ''}.`,
      remedy:
        near.length > 0 ? `Perhaps you mean ${near.slice(0, 5).join(', ')}.` : '`supply-chain-gate rules` lists all.',
    });
  }
  terminal.print(`${explainImage(subject)}\n`);
  return 0;
}
