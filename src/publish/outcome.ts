import type { GithubError, GithubFailure } from './github-port.ts';

/** What became of the review. The verdict and the exit code never depend on it; the log says it. */
export type PublishOutcome =
  | {
      readonly status: 'posted' | 'updated';
      readonly reviewId: number;
      readonly url: string;
      readonly comments: CommentCounts;
      /** What could not be done beside it, a sentence each. */
      readonly warnings: readonly string[];
    }
  | {
      readonly status: 'not-posted';
      readonly reason: 'nothing-to-say' | 'closed' | 'outdated' | GithubFailure;
      /** Why, and what to do about it. */
      readonly message: string;
    };

export interface CommentCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly kept: number;
}

const REMEDIES: Readonly<Record<GithubFailure, string>> = {
  unauthorized: 'Give the step a valid github-token.',
  forbidden:
    'Give the job "permissions: pull-requests: write". Pull requests from forks and from Dependabot have a read-only token: there the summary and the annotations stand in for the review.',
  'not-found': 'Check that the token may read this repository and that the pull request still exists.',
  conflict: 'Run the job again.',
  rejected: 'Please report this with the message above; the summary holds the same findings.',
  throttled: 'Run the job again later; the summary holds the same findings.',
  'server-error': 'Run the job again; the summary holds the same findings.',
  network: 'Check that the runner reaches the GitHub API, and run the job again.',
  malformed: 'Check that GITHUB_API_URL names a GitHub API.',
};

export function notPosted(error: GithubError): PublishOutcome {
  return {
    status: 'not-posted',
    reason: error.failure,
    message: `The review was not posted: ${describe(error)}. ${REMEDIES[error.failure]}`,
  };
}

/** `GitHub answered 403 to POST /repos/.../reviews (Resource not accessible by integration)`. */
export function describe(error: GithubError): string {
  if (error.status === null) return `no answer to ${error.request} (${error.message})`;
  return `GitHub answered ${error.status} to ${error.request} (${error.message})`;
}
