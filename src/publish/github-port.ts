/** What publishing asks of GitHub, for one pull request. `src/io/github.ts` is the real one. */
export interface PullRequestApi {
  pullRequest(): Promise<PullRequest>;
  /** At most 3,000, which is what GitHub lists. */
  files(): Promise<readonly PullRequestFile[]>;
  reviews(): Promise<readonly Review[]>;
  comments(): Promise<readonly ExistingComment[]>;
  createReview(review: NewReview): Promise<Review>;
  updateReview(id: number, body: string): Promise<void>;
  dismissReview(id: number, message: string): Promise<void>;
  createComment(comment: NewComment, commit: string): Promise<void>;
  updateComment(id: number, body: string): Promise<void>;
  deleteComment(id: number): Promise<void>;
}

export interface PullRequest {
  readonly state: 'open' | 'closed';
  /** Full commit id. */
  readonly head: string;
}

export interface PullRequestFile {
  readonly path: string;
  /** Null where GitHub shows none: binary, too large, or only renamed. */
  readonly patch: string | null;
}

export interface Review {
  readonly id: number;
  readonly url: string;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  readonly body: string;
  /** False where its author cannot be this token's. Anyone can write a marker, so it takes both. */
  readonly ours: boolean;
}

export interface ExistingComment {
  readonly id: number;
  readonly path: string;
  /** Null where the diff no longer shows the line (an outdated comment). */
  readonly line: number | null;
  readonly body: string;
  /** As for a review. */
  readonly ours: boolean;
  /** The comment that this one answers. */
  readonly replyTo: number | null;
}

export interface NewComment {
  readonly path: string;
  readonly startLine: number | null;
  readonly line: number;
  readonly body: string;
}

export interface NewReview {
  readonly commit: string;
  readonly event: 'REQUEST_CHANGES' | 'COMMENT';
  readonly body: string;
  readonly comments: readonly NewComment[];
}

export type GithubFailure =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rejected'
  | 'throttled'
  | 'server-error'
  | 'network'
  | 'malformed';

/** A request that GitHub did not grant. `message` is GitHub's own, bounded, and never holds a token. */
export class GithubError extends Error {
  readonly failure: GithubFailure;
  /** Null where there was no answer. */
  readonly status: number | null;
  /** How long GitHub asks to wait, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** `POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews`. */
  readonly request: string;

  constructor(details: {
    readonly failure: GithubFailure;
    readonly status: number | null;
    readonly message: string;
    readonly retryAfterMs: number | null;
    readonly request: string;
    readonly cause?: unknown;
  }) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'GithubError';
    this.failure = details.failure;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.request = details.request;
  }
}
