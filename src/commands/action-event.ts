import { z } from 'zod';
import { UsageError } from '../domain/index.ts';
import type { Mode } from './action-mode.ts';

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

/**
 * They run on the pull request's merge commit, as `pull_request` does: read as a commit, its own policy would decide.
 */
const PULL_REQUEST_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

const PullRequestPayload = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({ sha, repo: z.object({ full_name: z.string() }).nullish() }),
    base: z.object({
      sha,
      ref: z.string(),
      repo: z.object({ full_name: z.string(), default_branch: z.string().optional() }).nullish(),
    }),
  }),
});

const MergeGroupPayload = z.object({
  merge_group: z.object({ head_sha: sha, base_sha: sha, base_ref: z.string().startsWith('refs/heads/') }),
  repository: z.object({ default_branch: z.string().optional() }).optional(),
});

const RunOfPullRequest = z.object({ workflow_run: z.object({ event: z.string().startsWith('pull_request') }) });
const CommentOnPullRequest = z.object({ issue: z.object({ pull_request: z.object({}) }) });

/** A change to a branch: a pull request, or a group of a merge queue. The branch's policy decides. */
interface ChangeEvent {
  /** Full commit id of what is proposed. */
  readonly head: string;
  /** What it is compared with: the base branch's tip when the event happened. */
  readonly base: string;
  readonly baseBranch: string;
  /** Null where the event does not say. */
  readonly defaultBranch: string | null;
}

export interface PullRequestEvent extends ChangeEvent {
  readonly kind: 'pull-request';
  readonly number: number;
  /** From another repository: its token is read-only. */
  readonly fork: boolean;
  /** The run has the base's workflow and rights (pull_request_target): the head is data. */
  readonly dataOnly: boolean;
}

export interface MergeGroupEvent extends ChangeEvent {
  readonly kind: 'merge-group';
}

/** What the run is about: a change with a base to compare with, or a commit on its own. */
export type ActionEvent = PullRequestEvent | MergeGroupEvent | { readonly kind: 'commit' };

/** Reads the event by its name (GITHUB_EVENT_NAME) and payload. @throws UsageError for an event that is refused. */
export function readEvent(name: string, payload: unknown, mode: Mode): ActionEvent {
  const target = name === 'pull_request_target';
  if (target && mode !== 'data-only') {
    throw refused(
      'usage/pull-request-target',
      'The gate was started by pull_request_target, which runs with the repository’s secrets: rendering a stranger’s charts from a checkout there could leak them.',
      'Start the workflow with `on: pull_request`, or set `mode: data-only`, which reads the pull request as git objects, and check out nothing of it.',
    );
  }
  if (mode === 'data-only' && !target) {
    throw refused(
      'usage/mode',
      `The input mode is data-only, which is for pull_request_target; this run was started by ${name}.`,
      'Leave the input mode out, or start the workflow with `on: pull_request_target`.',
    );
  }
  if (isOutsidePullRequest(name, payload)) {
    throw refused(
      'usage/outside-pull-request',
      `The gate was started by ${name} about a pull request. Such a run has the repository's secrets, and nothing says which commit the policy is to be taken from.`,
      'Start the workflow with `on: pull_request`. To post the review of a fork, set `mode: publish`.',
    );
  }
  const change = target || PULL_REQUEST_EVENTS.includes(name) || name === 'merge_group';
  if (mode === 'release' && change) {
    throw refused(
      'usage/mode',
      `The input mode is release, which is for tags, releases and deployments; this run was started by ${name}.`,
      'Leave the input mode out: a change is judged by the policy of its base.',
    );
  }
  if (name === 'merge_group') return readMergeGroup(payload);
  return change ? readPullRequest(payload, target) : { kind: 'commit' };
}

function readMergeGroup(payload: unknown): MergeGroupEvent {
  const parsed = MergeGroupPayload.safeParse(payload);
  if (!parsed.success) throw unreadable('merge_group', parsed.error);
  const { head_sha, base_sha, base_ref } = parsed.data.merge_group;
  return {
    kind: 'merge-group',
    head: head_sha,
    base: base_sha,
    baseBranch: base_ref.slice('refs/heads/'.length),
    defaultBranch: parsed.data.repository?.default_branch ?? null,
  };
}

function readPullRequest(payload: unknown, dataOnly: boolean): PullRequestEvent {
  const parsed = PullRequestPayload.safeParse(payload);
  if (!parsed.success) throw unreadable('pull_request', parsed.error);
  const { number, head, base } = parsed.data.pull_request;
  const fork = head.repo?.full_name !== base.repo?.full_name;
  const defaultBranch = base.repo?.default_branch ?? null;
  const change = { head: head.sha, base: base.sha, baseBranch: base.ref, defaultBranch };
  return { kind: 'pull-request', number, ...change, fork, dataOnly };
}

/** Started by a pull request, and run with the default branch's rights on whatever was checked out. */
function isOutsidePullRequest(name: string, payload: unknown): boolean {
  if (name === 'workflow_run') return RunOfPullRequest.safeParse(payload).success;
  return name === 'issue_comment' && CommentOnPullRequest.safeParse(payload).success;
}

function unreadable(name: string, error: z.ZodError): UsageError {
  return refused(
    'usage/event',
    `The event file of this run is not a ${name} event: ${z.prettifyError(error)}`,
    `Run the action in a workflow that \`on: ${name}\` starts.`,
  );
}

function refused(code: `usage/${string}`, message: string, remedy: string): UsageError {
  return new UsageError({ code, stage: 'usage', message, remedy });
}
