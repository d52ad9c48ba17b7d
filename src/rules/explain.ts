import { type RuleDescription, TOPICS } from '../domain/index.ts';

/** One rule for a person on a terminal: what it means, why, how to repair, where to read more. With a final newline. */
export function explainRule(rule: RuleDescription): string {
  const topic = TOPICS.find(({ id }) => id === rule.topic)?.title ?? rule.topic;
  const facts = [
    ['Severity', rule.severity],
    ['Topic', topic],
    ['Default', rule.optIn === true ? 'off unless hardening.rules or a profile asks for it' : ''],
    ['Level', rule.level === null ? '' : `Pod Security Standards, ${rule.level}`],
    ['CIS', rule.cis.join(', ')],
    ['NSA/CISA', rule.nsa.join('; ')],
    ['Docs', rule.docs],
  ].filter(([, value]) => value !== '');
  return [
    `${rule.id}: ${rule.title}`,
    '',
    ...facts.map(([name, value]) => `  ${`${name}:`.padEnd(10)} ${value}`),
    '',
    wrap(`What it means: ${rule.means}`),
    '',
    wrap(`Why it matters: ${rule.why}`),
    '',
    wrap(`What to do: ${rule.repair}`),
    '',
  ].join('\n');
}

const LINE_WIDTH = 100;

/** Breaks lines between words. */
function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
