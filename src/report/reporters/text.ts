import { advisoryNames, countAdvisories, type Entry, entriesOf, rebuildText, upgradeText } from '../advisories.ts';
import { terminalText } from '../escape/index.ts';
import { fixHolders } from '../fix-holders.ts';
import type { Report, ReportFinding } from '../schema.ts';
import { placeText, plural, type ReportView, titleOf } from '../view.ts';
import { paint, type Style, wrap } from './terminal-style.ts';

const MAX_COMPARISONS = 20;

/** For a person at a terminal: the verdict, what to do first, then each finding under its file, with its fix. */
export function* renderText(view: ReportView, style: Style = { color: false, width: 100 }): Iterable<string> {
  const parts = [
    verdictLines(view, style),
    firstStepLines(view, style),
    noticeLines(view, style),
    findingLines(view, style),
    foldedLines(view, style),
    topicLines(view.report, style),
    errorLines(view.report, style),
    [terminalText(view.counts)],
  ];
  for (const lines of parts) for (const line of lines) yield `${line}\n`;
}

const VERDICTS = { pass: ['PASS', 'green'], fail: ['FAIL', 'red'], unknown: ['UNKNOWN', 'yellow'] } as const;

function verdictLines({ report, headline, context, comparisons, bills }: ReportView, style: Style): readonly string[] {
  const [word, color] = VERDICTS[report.verdict];
  const praise =
    context.repaired > 0 ? [`      The change repairs ${plural(context.repaired, 'finding')} of the base.`] : [];
  const shown = comparisons.slice(0, MAX_COMPARISONS);
  const left = comparisons.length - shown.length;
  const more = left === 0 ? [] : [`${plural(left, 'more image')} in place of others.`];
  const billed = bills.slice(0, MAX_COMPARISONS);
  if (bills.length > billed.length)
    billed.push(`${plural(bills.length - billed.length, 'more image')} by signed bills.`);
  const compared = [...shown, ...more, ...billed].flatMap((line) => wrap(terminalText(line), '      ', style));
  return [`${paint(word, color, style)}  ${paint(terminalText(headline), 'bold', style)}`, ...praise, ...compared, ''];
}

function firstStepLines({ firstSteps, fixCommand, bestUpgrade }: ReportView, style: Style): readonly string[] {
  if (firstSteps.length === 0) return [];
  const lines = [paint('What to do first', 'bold', style)];
  for (const [index, step] of firstSteps.entries()) {
    const where =
      step.places === 1
        ? `(${placeText(step.first)})`
        : `(${plural(step.places, 'finding')}, first at ${placeText(step.first)})`;
    lines.push(...wrap(terminalText(`${step.text} ${where}`), `  ${index + 1}. `, style));
  }
  if (bestUpgrade !== null) lines.push(...wrap(terminalText(bestUpgrade), '  ', style));
  if (fixCommand !== null) {
    lines.push(`  Proved fixes for ${fixCommand.settles} of them: ${terminalText(fixCommand.command)}`);
  }
  return [...lines, ''];
}

function noticeLines({ context }: ReportView, style: Style): readonly string[] {
  if (context.notices.length === 0) return [];
  return [...context.notices.flatMap((notice) => wrap(terminalText(notice), 'Note: ', style)), ''];
}

function* findingLines({ open, context }: ReportView, style: Style): Iterable<string> {
  const byFile = new Map<string, ReportFinding[]>();
  for (const finding of open) {
    const { file } = finding.location;
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [finding]);
    else known.push(finding);
  }
  // Files come in the order of their worst finding; inside a file a reader goes from top to bottom.
  const files = [...byFile].map(([file, findings]) => {
    return { file, inOrder: findings.toSorted((a, b) => a.location.startLine - b.location.startLine) };
  });
  const holders = fixHolders(files.flatMap(({ inOrder }) => inOrder));
  for (const { file, inOrder } of files) {
    yield paint(terminalText(file) || '.', 'underline', style);
    const width = inOrder.reduce((most, finding) => Math.max(most, positionOf(finding).length), 0);
    for (const entry of entriesOf(inOrder)) {
      if (entry.kind === 'image') yield* oneImage(entry, width, style);
      else {
        const { finding } = entry;
        yield* oneFinding(finding, titleOf(finding, context), width, style);
        yield* fixLines(finding, holders.get(finding) ?? finding, style);
      }
    }
    yield '';
  }
}

type ImageEntry = Extract<Entry, { readonly kind: 'image' }>;

const INDENT = '      ';

function positionOf({ location }: ReportFinding): string {
  return `${location.exact ? '' : '~'}${location.startLine}:${location.startColumn}`;
}

function oneFinding(finding: ReportFinding, title: string, width: number, style: Style): readonly string[] {
  const { effect, severity, outcome, rule } = finding;
  const place = positionOf(finding).padEnd(width);
  const word = outcome === 'unknown' ? `${effect}, not checked` : effect.padEnd(5);
  const named = title === rule ? rule : `${title} (${rule})`;
  const head = `  ${place}  ${paint(word, effect === 'block' ? 'red' : 'yellow', style)}  ${severity.padEnd(8)}  ${terminalText(named)}`;
  const lines = [head, ...wrap(terminalText(finding.message), INDENT, style)];
  if (finding.related.length > 0) {
    const places = finding.related.slice(0, 5).map(placeText).join(', ');
    const more = finding.related.length > 5 ? ` and ${finding.related.length - 5} more` : '';
    lines.push(...wrap(terminalText(`See also ${places}${more}`), INDENT, style));
  }
  return lines;
}

/** `holder`: whose fix has been shown, where the same edits settle this one too. */
function fixLines(finding: ReportFinding, holder: ReportFinding, style: Style): readonly string[] {
  const line = (text: string) => `${INDENT}${paint('Fix', 'green', style)} (proved)  ${terminalText(text, 400)}`;
  if (holder !== finding) return [line(`the one of ${holder.rule} at ${placeText(holder.location)}`)];
  return (finding.fix?.edits ?? []).map((edit) =>
    line(`${placeText(edit)}: ${edit.text === '' ? 'delete it' : `write ${edit.text.trimEnd()}`}`),
  );
}

/** All that is known of an image, the upgrade that removes it first. */
function oneImage({ image, findings, packages }: ImageEntry, width: number, style: Style): readonly string[] {
  const [worst] = findings.toSorted((a, b) => Number(b.effect === 'block') - Number(a.effect === 'block'));
  const { effect, severity } = worst ?? findings[0];
  const place = positionOf(findings[0]).padEnd(width);
  const word = paint(effect.padEnd(5), effect === 'block' ? 'red' : 'yellow', style);
  const head = `  ${place}  ${word}  ${severity.padEnd(8)}  ${terminalText(countAdvisories(findings))}`;
  const lines = packages.flatMap((group) => {
    const text = `${upgradeText(group)} (${group.installed.join(', ')}): ${advisoryNames(group).join(', ')}`;
    return wrap(terminalText(text), INDENT, style);
  });
  const repair = rebuildText(packages);
  const last = repair === null ? [] : wrap(repair, INDENT, style);
  return [head, ...wrap(terminalText(`in ${image}`), INDENT, style), ...lines, ...last];
}

function* foldedLines({ excepted, baseline }: ReportView, style: Style): Iterable<string> {
  if (excepted.length > 0) {
    yield paint(`Let through by an exception (${excepted.length})`, 'bold', style);
    for (const finding of excepted) {
      const { reason = '', expires = '' } = finding.exception ?? {};
      const text = `${placeText(finding.location)} ${finding.rule} until ${expires}: ${reason}`;
      yield* wrap(terminalText(text), '  ', style);
    }
    yield '';
  }
  if (baseline.length > 0) {
    yield paint(`Known at the base, not this change's (${baseline.length})`, 'bold', style);
    const shown = baseline.slice(0, 20);
    for (const finding of shown) yield `  ${terminalText(`${placeText(finding.location)} ${finding.rule}`, 300)}`;
    if (baseline.length > shown.length) yield `  and ${baseline.length - shown.length} more`;
    yield '';
  }
}

const STATUS_WORDS = {
  pass: 'passed',
  fail: 'failed',
  unknown: 'not checked',
  'not-provable': 'not provable',
} as const;
const STATUS_COLORS = { pass: 'green', fail: 'red', unknown: 'yellow', 'not-provable': 'yellow' } as const;

/** Each topic of the checklist, always: what was not shown is said, and never left out. */
function topicLines({ topics = [] }: Report, style: Style): readonly string[] {
  if (topics.length === 0) return [];
  const lines = topics.flatMap(({ title, status, findings, note }) => {
    const word = paint(STATUS_WORDS[status].padEnd(12), STATUS_COLORS[status], style);
    const count = findings === 0 ? '' : ` (${plural(findings, 'finding')})`;
    const head = `  ${word}  ${terminalText(title)}${count}`;
    return status === 'pass' ? [head] : [head, ...wrap(terminalText(note), '                ', style)];
  });
  return [paint('Hardening topics', 'bold', style), ...lines, ''];
}

function errorLines({ errors }: Report, style: Style): readonly string[] {
  if (errors.length === 0) return [];
  const lines = [paint('Errors of the run', 'bold', style)];
  for (const { message, remedy, location, code } of errors) {
    const where = location === null ? '' : `${placeText(location)}: `;
    lines.push(...wrap(terminalText(`${where}${message} ${remedy} [${code}]`), '  ', style));
  }
  return [...lines, ''];
}
