import { Gzip } from 'fflate/browser';
import type { RuleDescription, Severity } from '../../domain/index.ts';
import { SEVERITIES } from '../../domain/index.ts';
import { jsonPieces, LazyList, markdownText, sarifText, sarifUri } from '../escape/index.ts';
import type { ReportEdit, ReportFinding, ReportLocation } from '../schema.ts';
import type { ReportView } from '../view.ts';

/** GitHub takes 25,000 results a run; the report is sorted, so what is cut is the least. */
const MAX_RESULTS = 25_000;
const MAX_RELATED = 100;
/** Of the whole file when it is zipped, which is how it is sent. */
const MAX_ZIPPED_BYTES = 10_000_000;
/** Of a rule's id and name, and of its descriptions. */
const MAX_NAME = 255;
const MAX_DESCRIPTION = 1024;

/** code scanning: over 9.0 is critical, 7.0 high, 4.0 medium, 0.1 low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};

/**
 * SARIF 2.1.0 as GitHub code scanning takes it: relative URIs, a fingerprint that survives moved lines, help for each
 * rule, and what an exception or the base lets through marked as suppressed.
 */
export function renderSarif(view: ReportView): Iterable<string> {
  let most = Math.min(MAX_RESULTS, view.report.findings.length);
  for (; most > 0; most = Math.floor(most / 2)) {
    const pieces = compose(view, most);
    const short = shortText(pieces);
    if (short !== null) return short;
    if (isSmallZipped(pieces)) return pieces;
  }
  return compose(view, most);
}

/** The whole text, where it needs no compression to fit; null for a longer one. */
function shortText(pieces: Iterable<string>): readonly string[] | null {
  const whole: string[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    bytes += Buffer.byteLength(piece);
    if (bytes > MAX_ZIPPED_BYTES) return null;
    whole.push(piece);
  }
  return whole;
}

/** The fastest compression makes the largest file: whoever sends it has at most as many bytes. */
function isSmallZipped(pieces: Iterable<string>): boolean {
  let zipped = 0;
  const gzip = new Gzip({ level: 1 }, (bytes) => {
    zipped += bytes.length;
  });
  for (const piece of pieces) {
    gzip.push(Buffer.from(piece));
    if (zipped > MAX_ZIPPED_BYTES) return false;
  }
  gzip.push(new Uint8Array(), true);
  return zipped <= MAX_ZIPPED_BYTES;
}

/** Composed anew each time that it is read. */
function compose(view: ReportView, most: number): Iterable<string> {
  const { report, context } = view;
  const findings = report.findings.slice(0, most);
  const rules = [...worstByRule(findings)].map(([id, severity]) => sarifRule(id, severity, context.describeRule(id)));
  const position = new Map(rules.map((rule, index) => [rule.id, index]));
  const results = new LazyList(function* () {
    const seen = new Map<string, number>();
    for (const finding of findings) {
      const nth = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, nth);
      yield sarifResult(finding, position.get(finding.rule) ?? -1, nth);
    }
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'supply-chain-gate',
            semanticVersion: context.toolVersion,
            rules,
          },
        },
        automationDetails: { id: `supply-chain-gate/${encodeURIComponent(context.key.toWellFormed())}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.errors.length === 0,
            toolExecutionNotifications: notifications(view, report.findings.length - findings.length),
          },
        ],
        results,
        properties: { verdict: report.verdict, tools: report.tools },
      },
    ],
  };
  return new LazyList(() => jsonPieces(log));
}

function notifications({ report }: ReportView, left: number): readonly unknown[] {
  const notes = report.errors.map(({ code, message, remedy }) => ({
    descriptor: { id: code },
    level: 'error',
    message: { text: sarifText(`${message} ${remedy}`) },
  }));
  if (left === 0) return notes;
  const text = `${left} findings are left out here; the JSON report lists all.`;
  return [...notes, { descriptor: { id: 'report/truncated' }, level: 'warning', message: { text } }];
}

function worstByRule(findings: readonly ReportFinding[]): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { rule, severity } of findings) {
    const known = worst.get(rule);
    if (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known)) worst.set(rule, severity);
  }
  return new Map([...worst].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sarifRule(id: string, severity: Severity, description: RuleDescription | null) {
  const title = description?.title ?? id;
  const help = description === null ? null : `${description.means} ${description.why} ${description.repair}`;
  return {
    id,
    name: ruleName(id).slice(0, MAX_NAME),
    shortDescription: { text: bounded(shortTitle(id, description)) },
    fullDescription: { text: bounded(description?.means ?? title) },
    help: {
      text: sarifText(help ?? title),
      markdown: description === null ? markdownText(title) : helpMarkdown(description),
    },
    ...(description === null ? {} : { helpUri: description.docs }),
    defaultConfiguration: { level: severity === 'low' || severity === 'info' ? 'note' : 'warning' },
    properties: {
      tags: ['security', 'kubernetes', ...(description === null ? [] : [description.topic])],
      precision: 'high',
      'security-severity': SECURITY_SEVERITY[severity],
    },
  };
}

/** Code scanning lists alerts by it, where those of a family (`vulnerability/*`) would all read the same. */
function shortTitle(id: string, description: RuleDescription | null): string {
  if (description === null) return id;
  const { id: described, title } = description;
  return described.endsWith('/*') ? `${id.slice(described.length - 1)}: ${title}` : title;
}

/** The escapes count as well: text that needs many is cut shorter, and never inside one. */
function bounded(text: string): string {
  const whole = sarifText(text);
  return whole.length <= MAX_DESCRIPTION ? whole : sarifText(text, MAX_DESCRIPTION / 2);
}

function helpMarkdown({ means, why, repair, docs, cis, nsa }: RuleDescription): string {
  const lines = [`**What it looks at.** ${markdownText(means)}`, `**Why.** ${markdownText(why)}`];
  lines.push(`**What to do.** ${markdownText(repair)}`);
  if (cis.length > 0) lines.push(`CIS Kubernetes Benchmark: ${markdownText(cis.join(', '))}`);
  if (nsa.length > 0) lines.push(`NSA/CISA Kubernetes Hardening Guide: ${markdownText(nsa.join(', '))}`);
  return [...lines, `[Reference](${encodeURI(docs)})`].join('\n\n');
}

/** `image/denied-tag` to `ImageDeniedTag`: SARIF wants an identifier that people can read. */
function ruleName(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
}

function sarifResult(finding: ReportFinding, ruleIndex: number, nth: number) {
  const { fingerprint, effect, severity, outcome, exception, fix, related, image, manifest, advisory } = finding;
  const suppression =
    effect === 'excepted'
      ? `Exception until ${exception?.expires ?? ''}: ${exception?.reason ?? ''}`
      : effect === 'baseline'
        ? 'Known at the base.'
        : null;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levelOf(finding),
    message: { text: sarifText(finding.message) },
    locations: [{ physicalLocation: physicalLocation(finding.location) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related
            .slice(0, MAX_RELATED)
            .map((each, id) => ({ id, physicalLocation: physicalLocation(each) })),
        }),
    partialFingerprints: {
      primaryLocationLineHash: `${fingerprint.slice(0, 16)}:${nth}`,
      'supplyChainGate/v1': `${fingerprint}:${nth}`,
    },
    ...(suppression === null
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: sarifText(suppression) }] }),
    ...(fix === null ? {} : { fixes: [{ artifactChanges: artifactChanges(fix.edits) }] }),
    properties: {
      severity,
      outcome,
      effect,
      image,
      object: manifest,
      ...(advisory === undefined ? {} : { advisory }),
    },
  };
}

/** What blocks is an error, which is what a code-scanning check fails on; what is let through is a note. */
function levelOf({ effect, severity }: ReportFinding): 'error' | 'warning' | 'note' {
  if (effect === 'block') return 'error';
  return effect === 'warn' && severity !== 'low' && severity !== 'info' ? 'warning' : 'note';
}

function physicalLocation({ file, startLine, startColumn, endLine, endColumn, exact }: ReportLocation) {
  return {
    artifactLocation: { uri: sarifUri(file) },
    region: exact ? { startLine, startColumn, endLine, endColumn } : { startLine },
  };
}

function artifactChanges(edits: readonly ReportEdit[]) {
  return [...new Set(edits.map(({ file }) => file))].map((file) => ({
    artifactLocation: { uri: sarifUri(file) },
    replacements: edits
      .filter((edit) => edit.file === file)
      .map(({ startLine, startColumn, endLine, endColumn, text }) => ({
        deletedRegion: { startLine, startColumn, endLine, endColumn },
        insertedContent: { text },
      })),
  }));
}
