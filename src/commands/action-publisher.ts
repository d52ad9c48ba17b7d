import { resolve } from 'node:path';
import { z } from 'zod';
import { type Ports, UsageError } from '../domain/index.ts';
import type { ActionRuntime } from '../io/action-runtime.ts';
import { createPullRequestApi } from '../io/github.ts';
import { findPullRequest } from '../io/github-pull-request.ts';
import { GithubError, publishReview } from '../publish/index.ts';
import { type Report, ReportSchema, renderReview } from '../report/index.ts';
import type { ActionInputs } from './action-inputs.ts';
import { viewOf } from './check.ts';
import { runUrl } from './run-url.ts';

/** A report with thousands of findings has a few MiB. */
const MAX_REPORT_BYTES = 32 * 1024 * 1024;

const RunPayload = z.object({
  workflow_run: z.object({
    id: z.int().positive(),
    event: z.string(),
    /** `.github/workflows/gate.yaml`, at times with `@ref`. */
    path: z.string(),
    head_sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
    head_branch: z.string().min(1),
    head_repository: z.object({ full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/) }),
  }),
});

type Run = z.infer<typeof RunPayload>['workflow_run'];

/**
 * Posts the review of a run that had no right to, such as a fork's (`workflow_run`). The report is the pull request's own
 * word, so it is hostile: its size and schema are checked, each text is escaped again, and it names neither the pull
 * request nor the commit: those come from the event. It comments, without suggestions; it never approves, asks for changes
 * or sets a status, since whoever forged the report would decide them. Where anything does not fit, nothing is published.
 */
export async function publishReport(inputs: ActionInputs, runtime: ActionRuntime, ports: Ports): Promise<void> {
  const run = await readRun(runtime, ports);
  const nothing = (why: string): void => ports.log.warn(`Nothing was published: ${why}`);
  const workflow = runtime.input('workflow');
  if (workflow === '') throw wrongInput('workflow', 'the path of the workflow that runs the gate');
  if (run.event !== 'pull_request') return nothing(`the run was started by ${run.event}, not by pull_request.`);
  if (run.path.split('@')[0] !== workflow) return nothing(`the run is of ${run.path}, not of ${workflow}.`);
  const report = await readReport(runtime.input('report'), ports);
  if (typeof report === 'string') return nothing(report);
  if (inputs.token === '') return nothing('no github-token was given.');

  const github = {
    token: inputs.token,
    apiUrl: ports.env.get('GITHUB_API_URL') ?? 'https://api.github.com',
    repository: ports.env.get('GITHUB_REPOSITORY') ?? '',
  };
  let found: number | null;
  try {
    found = await findPullRequest(github, {
      commit: run.head_sha,
      branch: run.head_branch,
      repository: run.head_repository.full_name,
    });
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    return nothing(`GitHub did not say which pull request it is (${error.message}).`);
  }
  if (found === null) return nothing('no single open pull request has this head commit and head repository.');
  const view = viewOf({ report }, { key: inputs.key, reported: true, reportUrl: runUrl(ports.env, run.id) });
  const outcome = await publishReview({
    api: createPullRequestApi({ ...github, pullRequest: found }),
    clock: ports.clock,
    log: ports.log,
    head: run.head_sha,
    draft: (diff) => renderReview(view, diff, new Map(), { style: 'comments' }),
  });
  ports.log.info(outcome.status === 'not-posted' ? outcome.message : `Review ${outcome.status}: ${outcome.url}`);
}

async function readRun(runtime: ActionRuntime, { env }: Ports): Promise<Run> {
  const name = env.get('GITHUB_EVENT_NAME') ?? '';
  const parsed = RunPayload.safeParse(await runtime.event());
  if (name === 'workflow_run' && parsed.success) return parsed.data.workflow_run;
  throw new UsageError({
    code: 'usage/event',
    stage: 'usage',
    message: `The input mode is publish, which is for workflow_run; this run was started by ${name}${parsed.success ? '' : `: ${z.prettifyError(parsed.error)}`}.`,
    remedy: 'Use the example workflow docs/examples/workflows/publish-fork-reviews.yaml.',
  });
}

/** The report, or why there is none that could be shown. */
async function readReport(path: string, { files }: Ports): Promise<Report | string> {
  if (path === '') throw wrongInput('report', 'the path of the report that was downloaded from the run');
  let bytes: Uint8Array | null;
  try {
    bytes = await files.read(resolve(path), MAX_REPORT_BYTES);
  } catch {
    return `the report could not be read, or has more than ${MAX_REPORT_BYTES} bytes.`;
  }
  if (bytes === null) return 'there is no report file: the run decided nothing, or kept none.';
  if (bytes.byteLength > MAX_REPORT_BYTES) return `the report has more than ${MAX_REPORT_BYTES} bytes.`;
  try {
    const parsed = ReportSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : 'the file is no report of this version of the gate.';
  } catch {
    return 'the report is not JSON.';
  }
}

function wrongInput(name: string, expected: string): UsageError {
  return new UsageError({
    code: 'usage/input',
    stage: 'usage',
    message: `The input ${name} is empty, and mode publish needs it.`,
    remedy: `It must be ${expected}.`,
  });
}
