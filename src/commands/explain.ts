import { repositoryOf, UsageError } from '../domain/index.ts';
import { clusterRepositoryName, parseImageReference } from '../images/index.ts';
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
  const { reference } = parsed;
  const lines = [
    `${subject} is read as`,
    `  registry    ${reference.registry}`,
    `  repository  ${repositoryOf(reference)}   (what allow and deny lists match)`,
    `  tag         ${reference.tag ?? (reference.digest === null ? 'none, so the registry is asked for latest' : 'none')}`,
    `  digest      ${reference.digest ?? 'none: what it pulls can change at any time'}`,
    `  cluster     ${clusterRepositoryName(repositoryOf(reference))}   (what a ClusterImagePolicy's globs match, with @digest)`,
  ];
  terminal.print(`${lines.join('\n')}\n`);
  return 0;
}
