import { z } from 'zod';
import { UsageError } from '../domain/index.ts';

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

const RunOfPullRequest = z.object({ workflow_run: z.object({ event: z.string().startsWith('pull_request') }) });
const CommentOnPullRequest = z.object({ issue: z.object({ pull_request: z.object({}) }) });

/** What the run is about: a pull request with a base to compare with, or a commit on its own. */
export type ActionEvent =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      readonly head: string;
      /** The base branch's tip when the event happened. */
      readonly base: string;
      readonly baseBranch: string;
      /** Null where the event does not say. */
      readonly defaultBranch: string | null;
      /** From another repository: its token is read-only. */
      readonly fork: boolean;
    }
  | { readonly kind: 'commit' };

export type PullRequestEvent = Extract<ActionEvent, { kind: 'pull-request' }>;

/** Reads the event by its name (GITHUB_EVENT_NAME) and payload. @throws UsageError for an event that is refused. */
export function readEvent(name: string, payload: unknown): ActionEvent {
  if (name === 'pull_request_target') {
    throw new UsageError({
      code: 'usage/pull-request-target',
      stage: 'usage',
      message:
        'The gate was started by pull_request_target, which runs with the repository’s secrets: rendering a stranger’s charts there could leak them.',
      remedy: 'Start the workflow with `on: pull_request`.',
    });
  }
  if (isOutsidePullRequest(name, payload)) {
    throw new UsageError({
      code: 'usage/outside-pull-request',
      stage: 'usage',
      message: `The gate was started by ${name} about a pull request. Such a run has the repository's secrets, and nothing says which commit the policy is to be taken from.`,
      remedy: 'Start the workflow with `on: pull_request`.',
    });
  }
  if (!PULL_REQUEST_EVENTS.includes(name)) return { kind: 'commit' };
  const parsed = PullRequestPayload.safeParse(payload);
  if (!parsed.success) {
    throw new UsageError({
      code: 'usage/event',
      stage: 'usage',
      message: `The event file of this run is not a pull_request event: ${z.prettifyError(parsed.error)}`,
      remedy: 'Run the action in a workflow that `on: pull_request` starts.',
    });
  }
  const { number, head, base } = parsed.data.pull_request;
  const fork = head.repo?.full_name !== base.repo?.full_name;
  const defaultBranch = base.repo?.default_branch ?? null;
  return { kind: 'pull-request', number, head: head.sha, base: base.sha, baseBranch: base.ref, defaultBranch, fork };
}

/** Started by a pull request, and run with the default branch's rights on whatever was checked out. */
function isOutsidePullRequest(name: string, payload: unknown): boolean {
  if (name === 'workflow_run') return RunOfPullRequest.safeParse(payload).success;
  return name === 'issue_comment' && CommentOnPullRequest.safeParse(payload).success;
}
