import { join } from 'node:path';
import type { Ports } from '../domain/index.ts';
import { gate } from '../gate.ts';
import type { ActionRuntime } from '../io/action-runtime.ts';
import { type ReportView, renderReport, reportPieces } from '../report/index.ts';
import { restoreKept } from './action-cache.ts';
import { postCheckRun } from './action-check-run.ts';
import { openRequest } from './action-checkout.ts';
import { readEvent } from './action-event.ts';
import { type ActionInputs, checkCertificates, readInputs } from './action-inputs.ts';
import { publishReport } from './action-publisher.ts';
import { releasePolicyCommit, writeSummaries } from './action-release.ts';
import { postReview } from './action-review.ts';
import { refuseEmpty, viewOf } from './check.ts';
import { lintPolicy } from './policy-lint.ts';
import { runUrl } from './run-url.ts';

/** The action: inputs and event to a request, the gate, and everything a workflow can show. Fails the step for 1, 2 and 3. */
export async function runAction(runtime: ActionRuntime, ports: Ports): Promise<void> {
  try {
    const inputs = readInputs(runtime);
    await checkCertificates(runtime, ports);
    if (inputs.mode === 'publish') await publishReport(inputs, runtime, ports);
    else await check(inputs, runtime, ports);
  } catch (error) {
    const expected = error instanceof Error && 'remedy' in error && typeof error.remedy === 'string';
    const remedy = expected ? ` ${error.remedy}` : ' Please report this as a defect of the gate.';
    runtime.output('verdict', 'unknown');
    runtime.fail(`Nothing was decided: ${error instanceof Error ? error.message : String(error)}${remedy}`);
  }
}

async function check(given: ActionInputs, runtime: ActionRuntime, ports: Ports): Promise<void> {
  const payload = await runtime.event();
  const event = readEvent(ports.env.get('GITHUB_EVENT_NAME') ?? '', payload, given.mode);
  const { inputs, save } = await restoreKept(given, runtime.cache, ports);
  const releasePolicy = inputs.mode === 'release' ? await releasePolicyCommit(payload, inputs, ports) : null;
  const request = await openRequest(inputs, event, releasePolicy, ports);
  const result = await gate(request, ports);
  refuseEmpty(result, request, false);
  for (const mistake of lintPolicy(result.policy)) ports.log.warn(`${mistake.message} ${mistake.remedy}`);

  const view = viewOf(result, { key: inputs.key, reportUrl: runUrl(ports.env) });
  await writeReports(view, inputs, runtime, ports);
  if (releasePolicy !== null) await writeSummaries(result.report, releasePolicy, inputs, runtime, ports);
  runtime.write(renderReport('annotations', view));
  await runtime.appendSummary(renderReport('markdown', view));
  await postCheckRun(view, inputs, event.kind === 'commit' ? request.head.commit : event.head, ports).catch(
    (error: unknown) => ports.log.warn(`The check run was not posted, by a defect of the gate: ${String(error)}.`),
  );
  if (event.kind === 'pull-request') {
    await postReview(view, inputs, event, request.head, ports).catch((error: unknown) => {
      ports.log.warn(`The review was not posted, by a defect of the gate: ${String(error)}. The verdict stands.`);
    });
  }
  if (result.report.verdict !== 'pass') runtime.fail(view.headline);
  await save();
}

async function writeReports(
  view: ReportView,
  { key }: ActionInputs,
  runtime: ActionRuntime,
  ports: Ports,
): Promise<void> {
  const folder = join(ports.env.get('RUNNER_TEMP') ?? process.cwd(), 'supply-chain-gate', key);
  const report = join(folder, 'report.json');
  const sarif = join(folder, 'report.sarif');
  await ports.files.writePieces(report, reportPieces('json', view));
  await ports.files.writePieces(sarif, reportPieces('sarif', view));
  const { findings } = view.report;
  runtime.output('verdict', view.report.verdict);
  runtime.output('findings', findings.length);
  runtime.output('blocking', view.report.stats.findings.block);
  runtime.output('report-path', report);
  runtime.output('sarif-path', sarif);
}
