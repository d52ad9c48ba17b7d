import { commandData, commandProperty } from '../escape/index.ts';
import type { ReportFinding } from '../schema.ts';
import { type ReportView, titleOf } from '../view.ts';

/** GitHub shows ten of each level a step, and drops the rest without a word. */
const CAP = 10;

/**
 * Workflow commands, which the runner turns into annotations: what blocks as errors, warnings as warnings, the worst
 * first, and one notice that counts what did not fit.
 */
export function renderAnnotations(view: ReportView): string {
  const { report, context } = view;
  const errors = view.open.filter(({ effect }) => effect === 'block');
  const warnings = view.open.filter(({ effect }) => effect === 'warn');
  const lines = [
    ...errors.slice(0, CAP).map((finding) => annotation('error', finding, view)),
    ...warnings.slice(0, CAP).map((finding) => annotation('warning', finding, view)),
  ];
  const left = Math.max(0, errors.length - CAP) + Math.max(0, warnings.length - CAP);
  const more = left === 0 ? '' : ` ${left} more findings did not fit here; the job summary and the report list all.`;
  if (report.verdict !== 'pass' || left > 0) {
    const title = commandProperty(`supply-chain-gate: ${report.verdict}`);
    lines.push(`::notice title=${title}::${commandData(`${view.headline} ${view.counts}${more}`)}`);
  }
  for (const notice of context.notices) lines.push(`::notice title=supply-chain-gate::${commandData(notice)}`);
  return lines
    .slice(0, 3 * CAP)
    .map((line) => `${line}\n`)
    .join('');
}

function annotation(level: 'error' | 'warning', finding: ReportFinding, { context }: ReportView): string {
  const { file, startLine, endLine, startColumn, endColumn, exact } = finding.location;
  const properties = [`file=${commandProperty(file)}`, `line=${startLine}`];
  if (exact) {
    properties.push(`endLine=${endLine}`);
    // The runner refuses columns for a range of several lines.
    if (startLine === endLine) properties.push(`col=${startColumn}`, `endColumn=${Math.max(startColumn, endColumn)}`);
  }
  const title = titleOf(finding, context);
  properties.push(`title=${commandProperty(title === finding.rule ? title : `${title} (${finding.rule})`)}`);
  return `::${level} ${properties.join(',')}::${commandData(finding.message)}`;
}
