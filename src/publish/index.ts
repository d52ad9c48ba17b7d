export { type CheckRunApi, type CheckRunFields, publishCheckRun } from './check-run.ts';
export { readDiff } from './diff.ts';
export {
  type ExistingComment,
  GithubError,
  type GithubFailure,
  type NewComment,
  type NewReview,
  type PullRequest,
  type PullRequestApi,
  type PullRequestFile,
  type Review,
} from './github-port.ts';
export type { CommentCounts, PublishOutcome } from './outcome.ts';
export { type PublishInput, publishReview } from './publish.ts';
