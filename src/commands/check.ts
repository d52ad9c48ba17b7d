import { resolve } from 'node:path';
import { EXIT_CODE, UsageError } from '../domain/index.ts';
import type { GateRequest } from '../gate/request.ts';
import { type GateResult, gate } from '../gate.ts';
import { buildView, type Format, jsonReportPieces, noticesOf, type ReportView, reportPieces } from '../report/index.ts';
import { describeRule } from '../rules/index.ts';
import { VERSION } from '../version.ts';
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
  const { ports } = terminal;
  const workspace = openWorkspace(terminal.directory);
  const request = await requestFor(workspace, paths, options, ports);
  const result = await gate(request, ports);
  refuseEmpty(result, request, options.allowEmpty ?? false);
  for (const mistake of lintPolicy(result.policy)) ports.log.warn(`${mistake.message} ${mistake.remedy}`);

  const style = { color: terminal.color && !options.output, width: terminal.width };
  const pieces =
    options.format === 'json'
      ? jsonReportPieces(result.report)
      : reportPieces(options.format, viewOf(result, { key: 'cli' }), style);
  if (options.output === undefined) await terminal.printPieces(pieces);
  else await writeReport(options.output, pieces, terminal);
  return EXIT_CODE[result.report.verdict];
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
