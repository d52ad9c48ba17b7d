import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GateError, type Ports, type Tree, UsageError } from '../domain/index.ts';
import type { GateRequest } from '../gate/request.ts';
import type { GitRepository } from '../io/git-command.ts';
import { fetchCommit, fetchMerge, parentsOf } from '../io/git-fetch.ts';
import { gitTree, resolveCommit } from '../io/git-tree.ts';
import { DEFAULT_POLICY_FILE } from '../policy/index.ts';
import type { ActionEvent, MergeGroupEvent, PullRequestEvent } from './action-event.ts';
import type { ActionInputs } from './action-inputs.ts';
import { policyCommit } from './action-policy-commit.ts';
import { standingOf } from './action-standing.ts';
import { identityOfRun } from './repository-identity.ts';
import { gitRepository, openWorkspace } from './workspace.ts';

/** The tree that would be merged, read as git objects; of a change with the base's policy. */
export async function openRequest(
  inputs: ActionInputs,
  event: ActionEvent,
  // Of a release: the commit whose policy decides; null: the tree's own.
  releasePolicy: string | null,
  ports: Ports,
): Promise<GateRequest> {
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
  const common = {
    policyFile: inputs.policy,
    paths: inputs.paths,
    mode: 'action' as const,
    offline: false,
    registryCache: inputs.registryCache,
    cacheKey: inputs.cacheKey,
    credentials: inputs.credentials,
    insecureHosts: [],
    githubToken: inputs.token,
    resolveAll: false,
    repository: identityOfRun(ports.env),
  };
  if (event.kind === 'commit') {
    const head = await gitTree(repository, await resolveCommit(repository, 'HEAD'));
    if (releasePolicy === null)
      return { ...common, head, base: null, policyTree: head, pullRequest: false, trust: null };
    await fetchCommit(repository, releasePolicy, ports);
    const policyTree = await gitTree(repository, releasePolicy);
    // What was recorded in an earlier run says nothing of this release.
    return {
      ...common,
      head,
      base: null,
      policyTree,
      pullRequest: false,
      trust: null,
      registryCache: null,
      release: true,
    };
  }
  const { head, into } = await headOf(event, repository, ports);
  await fetchCommit(repository, into, ports);
  const base = await gitTree(repository, into);
  const decisive = await policyCommit(event, repository, inputs.token, ports);
  const policyTree = decisive === into ? base : await gitTree(repository, decisive);
  const policyFile = inputs.policy ?? DEFAULT_POLICY_FILE;
  const trust = { head, base, policyFile, ...standingOf(event, ports.env) };
  return { ...common, head, base, policyTree, pullRequest: true, trust };
}

/**
 * What was proposed: the checkout, which must be of the event's head; in data-only mode GitHub's merge of it, fetched.
 * A workflow that checks out something else would have the gate judge what nobody proposed. `into`: the commit it is
 * compared with, of the base branch.
 */
async function headOf(
  event: PullRequestEvent | MergeGroupEvent,
  repository: GitRepository,
  ports: Ports,
): Promise<{ readonly head: Tree; readonly into: string }> {
  const dataOnly = event.kind === 'pull-request' && event.dataOnly;
  if (dataOnly) await refuseCheckoutOfHead(event, repository, ports);
  const commit = dataOnly ? await fetchMerge(repository, event.number, ports) : await resolveCommit(repository, 'HEAD');
  if (commit === event.head) return { head: await gitTree(repository, commit), into: event.base };
  const [into, merged] = await parentsOf(repository, commit);
  // What the base branch has gained since the event is in the merge too, and is not the change's.
  if (into !== undefined && merged === event.head) return { head: await gitTree(repository, commit), into };
  throw new GateError({
    code: 'tree/other-commit',
    stage: 'tree',
    message: `${dataOnly ? "GitHub's merge of the pull request" : 'The checkout'} is commit ${commit.slice(0, 7)}, which is neither the proposed ${event.head.slice(0, 7)} nor a merge of it.`,
    remedy: dataOnly
      ? 'Run the job again: the pull request has moved on, or GitHub has not merged it yet.'
      : 'Let actions/checkout fetch its default ref, which is the commit that would be merged.',
  });
}

const MAX_DEPTH = 3;

/** With the rights of pull_request_target, files of the head must not lie where a later step may run them. */
async function refuseCheckoutOfHead(event: PullRequestEvent, repository: GitRepository, ports: Ports): Promise<void> {
  for (const directory of checkouts(repository.directory, MAX_DEPTH)) {
    const other = await gitRepository(directory, ports);
    const commit = await resolveCommit(other, 'HEAD').catch(() => null);
    if (commit === null) continue;
    if (commit !== event.head && !(await parentsOf(other, commit)).includes(event.head)) continue;
    throw new UsageError({
      code: 'usage/head-checked-out',
      stage: 'usage',
      message: `The head of the pull request is checked out (commit ${commit.slice(0, 7)}) in a run of pull_request_target, which has the repository's secrets: whatever runs there runs with them.`,
      remedy: 'Remove `ref:` from actions/checkout: data-only mode fetches the head itself, as git objects.',
    });
  }
}

function checkouts(directory: string, depth: number): readonly string[] {
  const own = existsSync(join(directory, '.git')) ? [directory] : [];
  if (depth === 0) return own;
  const below = readdirSync(directory, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules',
  );
  return [...own, ...below.flatMap(({ name }) => checkouts(join(directory, name), depth - 1))];
}
