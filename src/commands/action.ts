import { join } from 'node:path';
import { type Ports, type Tree, UsageError } from '../domain/index.ts';
import { gate } from '../gate.ts';
import type { GateRequest } from '../gate-request.ts';
import type { ActionRuntime } from '../io/action-runtime.ts';
import { fetchCommit } from '../io/git-fetch.ts';
import { gitTree, resolveCommit } from '../io/git-tree.ts';
import { createPullRequestApi } from '../io/github.ts';
import { DEFAULT_POLICY_FILE } from '../policy/index.ts';
import { publishReview } from '../publish/index.ts';
import { type DiffFile, type ReportView, renderReport, renderReview } from '../report/index.ts';
import { type ActionEvent, type PullRequestEvent, readEvent } from './action-event.ts';
import { type ActionInputs, checkCertificates, readInputs } from './action-inputs.ts';
import { policyCommit } from './action-policy-commit.ts';
import { refuseEmpty, viewOf } from './check.ts';
import { lintPolicy } from './policy-lint.ts';
import { gitRepository, openWorkspace } from './workspace.ts';

/** The action: inputs and event to a request, the gate, and everything a workflow can show. Fails the step for 1, 2 and 3. */
export async function runAction(runtime: ActionRuntime, ports: Ports): Promise<void> {
  try {
    const inputs = readInputs(runtime);
    await checkCertificates(runtime, ports);
    const event = readEvent(ports.env.get('GITHUB_EVENT_NAME') ?? '', await runtime.event());
    const request = await openRequest(inputs, event, ports);
    const result = await gate(request, ports);
    refuseEmpty(result, request, false);
    for (const mistake of lintPolicy(result.policy)) ports.log.warn(`${mistake.message} ${mistake.remedy}`);

    const view = viewOf(result, { key: inputs.key, notices: noticesFor(event, request, result.policy.from) });
    await writeReports(view, inputs, runtime, ports);
    runtime.write(renderReport('annotations', view));
    await runtime.appendSummary(renderReport('markdown', view));
    if (event.kind === 'pull-request') await postReview(view, inputs, event, request.head, ports);
    if (result.report.verdict !== 'pass') runtime.fail(view.headline);
  } catch (error) {
    const expected = error instanceof Error && 'remedy' in error && typeof error.remedy === 'string';
    const remedy = expected ? ` ${error.remedy}` : ' Please report this as a defect of the gate.';
    runtime.output('verdict', 'unknown');
    runtime.fail(`Nothing was decided: ${error instanceof Error ? error.message : String(error)}${remedy}`);
  }
}

/** The tree that would be merged, read as git objects; on a pull request with the base's policy. */
async function openRequest(inputs: ActionInputs, event: ActionEvent, ports: Ports): Promise<GateRequest> {
  const workspace = openWorkspace(ports.env.get('GITHUB_WORKSPACE') ?? process.cwd());
  if (!workspace.git) {
    throw new UsageError({
      code: 'usage/no-checkout',
      stage: 'usage',
      message: 'There is no git checkout in the workspace.',
      remedy: 'Run actions/checkout in a step before this one.',
    });
  }
  const repository = await gitRepository(workspace.root, ports);
  const head = await gitTree(repository, await resolveCommit(repository, 'HEAD'));
  const common = {
    head,
    policyFile: inputs.policy,
    paths: inputs.paths,
    mode: 'action' as const,
    offline: false,
    registryCache: inputs.registryCache,
    credentials: inputs.credentials,
    insecureHosts: [],
    githubToken: inputs.token,
    resolveAll: false,
  };
  if (event.kind === 'commit') {
    return { ...common, base: null, policyTree: head, pullRequest: false, trust: null };
  }
  await fetchCommit(repository, event.base, ports);
  const base = await gitTree(repository, await resolveCommit(repository, event.base));
  const decisive = await policyCommit(event, repository, inputs.token, ports);
  const policyTree = decisive === event.base ? base : await gitTree(repository, decisive);
  const trust = {
    head,
    base,
    policyFile: inputs.policy ?? DEFAULT_POLICY_FILE,
    workflowFile: workflowFile(ports),
    authoritative: false,
  };
  return { ...common, base, policyTree, pullRequest: true, trust };
}

/** `owner/repo/.github/workflows/gate.yaml@refs/...` to the path in this repository; null for another one's workflow. */
function workflowFile({ env }: Ports): string | null {
  const repository = env.get('GITHUB_REPOSITORY') ?? '';
  const [path = ''] = (env.get('GITHUB_WORKFLOW_REF') ?? '').split('@');
  return repository !== '' && path.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : null;
}

function noticesFor(event: ActionEvent, request: GateRequest, policyFrom: string): readonly string[] {
  if (event.kind === 'commit') return [];
  return [
    `Judged ${request.head.label} against ${request.base?.label ?? 'nothing'}, by the policy of ${policyFrom}.`,
    'The workflow came from the pull request, so this verdict is tamper-evident: a change to the workflow is reported.',
  ];
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
  await ports.files.write(report, renderReport('json', view));
  await ports.files.write(sarif, renderReport('sarif', view));
  const { findings } = view.report;
  runtime.output('verdict', view.report.verdict);
  runtime.output('findings', findings.length);
  runtime.output('blocking', view.report.stats.findings.block);
  runtime.output('report-path', report);
  runtime.output('sarif-path', sarif);
}

async function postReview(
  view: ReportView,
  { token, comment }: ActionInputs,
  event: PullRequestEvent,
  head: Tree,
  ports: Ports,
): Promise<void> {
  if (comment === 'off') return;
  if (token === '') {
    ports.log.warn('No github-token was given: the review was not posted; the summary holds the same findings.');
    return;
  }
  const api = createPullRequestApi({
    token,
    apiUrl: ports.env.get('GITHUB_API_URL') ?? 'https://api.github.com',
    repository: ports.env.get('GITHUB_REPOSITORY') ?? '',
    pullRequest: event.number,
  });
  const style = comment === 'comments' ? 'comments' : 'requests';
  const outcome = await publishReview({
    api,
    clock: ports.clock,
    log: ports.log,
    head: event.head,
    draft: async (diff) => renderReview(view, diff, await judgedTexts(diff, head), { style }),
  });
  ports.log.info(outcome.status === 'not-posted' ? outcome.message : `Review ${outcome.status}: ${outcome.url}`);
}

/** The judged text of the diff's files: a suggestion is made only where the diff shows the same. */
async function judgedTexts(diff: readonly DiffFile[], head: Tree): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { path } of diff) {
    const entry = await head.stat(path);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') continue;
    texts.set(path, new TextDecoder().decode(await head.read(path)));
  }
  return texts;
}
