import { resolve } from 'node:path';
import { EXIT_CODE, UsageError } from '../domain/index.ts';
import type { GateRequest } from '../gate/request.ts';
import type { GateResult } from '../gate.ts';
import { unwatched } from '../recall/index.ts';
import {
  buildView,
  type Format,
  jsonReportPieces,
  noticesOf,
  type Report,
  type ReportView,
  reportPieces,
} from '../report/index.ts';
import { describeRule } from '../rules/index.ts';
import { VERSION } from '../version.ts';
import { type Comparable, comparableRun, ofTree } from './earlier-run.ts';
import { lintPolicy } from './policy-lint.ts';
import type { Terminal } from './terminal.ts';
import { openWorkspace, requestFor, type SourceOptions } from './workspace.ts';

export interface CheckOptions extends SourceOptions {
  readonly format: Format;
  readonly output?: string;
  readonly allowEmpty?: boolean;
}

/** `check`: the whole gate, and its verdict as the exit code. */
export async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<number> {
  const workspace = openWorkspace(terminal.directory);
  const request = await requestFor(workspace, paths, options, terminal.ports);
  const comparable = comparableRun(request, workspace, options, terminal);
  const before = comparable === null ? null : await comparable.runs.recall(comparable.asked);
  if (before === null) return decide(request, comparable, options, terminal);
  await write([before.output], options.output, terminal);
  return before.exitCode;
}

async function decide(
  asked: GateRequest,
  comparable: Comparable | null,
  options: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  const watched = comparable?.runs.watch(comparable.asked) ?? unwatched(asked.head, terminal.ports);
  const { ports, witness } = watched;
  // Much of what is in the gate is not needed where nothing changed.
  const { gate } = await import('../gate.ts');
  const request = { ...ofTree(asked, watched.tree), build: terminal.build ?? null };
  const result = await gate(request, ports, witness);
  const { report, policy } = result;
  refuseEmpty(result, request, options.allowEmpty ?? false);
  for (const mistake of lintPolicy(policy)) ports.log.warn(`${mistake.message} ${mistake.remedy}`);

  const style = { color: terminal.color && !options.output, width: terminal.width };
  const pieces =
    options.format === 'json'
      ? jsonReportPieces(report)
      : reportPieces(options.format, viewOf(result, { key: 'cli' }), style);
  await write(watched.output(pieces), options.output, terminal);
  const exitCode = EXIT_CODE[report.verdict];
  if (isCertain(report)) await watched.end({ exitCode, mirrors: policy.policy.mirrors });
  return exitCode;
}

/** What could not be checked may be checked the next time, whatever the policy makes of it. */
function isCertain({ verdict, findings, images, errors }: Report): boolean {
  if (verdict === 'unknown' || errors.length > 0) return false;
  if (findings.some(({ outcome }) => outcome === 'unknown')) return false;
  return images.every(({ checks = {} }) => Object.values(checks).every((outcome) => outcome !== 'unknown'));
}

async function write(pieces: Iterable<string>, output: string | undefined, terminal: Terminal): Promise<void> {
  if (output === undefined) await terminal.printPieces(pieces);
  else await writeReport(output, pieces, terminal);
}

async function writeReport(output: string, pieces: Iterable<string>, { ports, directory }: Terminal): Promise<void> {
  try {
    await ports.files.writePieces(resolve(directory, output), pieces);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new UsageError({
      code: 'usage/output',
      stage: 'usage',
      message: `The report could not be written to ${output}: the system refuses (${String(cause.code)}).`,
      remedy: 'Name a file with --output, in a directory that may be written to.',
      cause,
    });
  }
}

/** What may have been meant as a manifest and is none: a few tell enough. */
const SHOWN = 5;

/** A gate that looked at nothing has decided nothing. */
export function refuseEmpty(result: GateResult, request: GateRequest, allowed: boolean): void {
  const { stats, findings } = result.report;
  // A warning beside no manifest at all, such as an expired exception, is not something that was looked at.
  const decides = findings.some(({ effect, outcome }) => effect !== 'warn' || outcome === 'unknown');
  if (stats.manifests > 0 || decides || allowed) return;
  const where = request.paths.length > 0 ? request.paths.map((path) => path || '.').join(', ') : 'the repository';
  const seen = findings.slice(0, SHOWN).map(({ location: { file, startLine }, message }) => {
    return `${file}:${startLine}: ${message}`;
  });
  throw new UsageError({
    code: 'usage/no-manifests',
    stage: 'usage',
    message: [`No Kubernetes manifest was found in ${where}, so there is nothing to decide about.`, ...seen].join(
      '\n  ',
    ),
    remedy: 'Name the right paths (or `sources` in the policy), or pass --allow-empty where this is fine.',
  });
}

/** A report that came from another run says nothing of its own standing that could be believed. */
const REPORTED =
  'This is the report of a run without rights of its own, as a fork has it. The check of that run decides, not this comment.';

export function viewOf(
  result: Pick<GateResult, 'report'>,
  about: { readonly key: string; readonly reportUrl?: string | null; readonly reported?: boolean },
): ReportView {
  return buildView(result.report, {
    describeRule,
    toolVersion: VERSION,
    key: about.key,
    notices: about.reported === true ? [REPORTED] : noticesOf(result.report.judged),
    repaired: result.report.judged.repaired,
    reportUrl: about.reportUrl ?? null,
  });
}
