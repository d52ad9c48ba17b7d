import type { Clock, Log } from '../domain/index.ts';
import type { DiffFile, ReviewDraft } from '../report/index.ts';
import { readDiff } from './diff.ts';
import { GithubError, type PullRequest, type PullRequestApi, type Review } from './github-port.ts';
import { type CommentCounts, describe, notPosted, type PublishOutcome } from './outcome.ts';
import { type Plan, planReview, sameText } from './plan.ts';
import { createRetry, type Retry } from './retry.ts';

export interface PublishInput {
  readonly api: PullRequestApi;
  readonly clock: Clock;
  readonly log: Log;
  /** The head commit that was judged: a review of another one would point at other lines. */
  readonly head: string;
  /** Makes the review, once the lines of the diff are known. */
  readonly draft: (diff: readonly DiffFile[]) => ReviewDraft | Promise<ReviewDraft>;
}

/**
 * Makes the pull request say what the gate found: one review, updated and never repeated. What is done is found by
 * hidden markers, so a run that was killed half-way, or two at once, end in the same review. Never throws for what
 * GitHub does.
 */
export async function publishReview(input: PublishInput): Promise<PublishOutcome> {
  try {
    return await publish(input, createRetry(input.clock));
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const outcome = notPosted(error);
    if (outcome.status === 'not-posted') input.log.warn(outcome.message);
    return outcome;
  }
}

async function publish(input: PublishInput, retry: Retry): Promise<PublishOutcome> {
  const { api, log } = input;
  const passed = passedBy(await retry.read(() => api.pullRequest()), input);
  if (passed !== null) return passed;
  const diff = readDiff(await retry.read(() => api.files()));
  const draft = await input.draft(diff);
  const [reviews, comments] = [await retry.read(() => api.reviews()), await retry.read(() => api.comments())];
  const plan = planReview(draft, reviews, comments);
  if (plan.review.action === 'none') {
    return skipped('nothing-to-say', 'Nothing was found, so no review was posted.', log);
  }
  try {
    return await carryOut({ ...input, retry }, draft, plan, plan.review);
  } catch (error) {
    // GitHub takes no review of a commit that was pushed over meanwhile, and says only that something is wrong with it.
    const now = error instanceof GithubError ? await api.pullRequest().catch(() => null) : null;
    const late = now === null ? null : passedBy(now, input);
    if (late === null) throw error;
    return late;
  }
}

/** What is said instead of a review where the pull request is no longer what was judged; null where it is. */
function passedBy({ state, head: current }: PullRequest, { head, log }: PublishInput): PublishOutcome | null {
  if (state === 'closed') return skipped('closed', 'The pull request is closed: no review was posted.', log);
  if (current === head) return null;
  const message = `The pull request moved on to ${current.slice(0, 7)} while ${head.slice(0, 7)} was judged: its own run posts the review.`;
  return skipped('outdated', message, log);
}

type Decided = Exclude<Plan['review'], { readonly action: 'none' }>;
type Run = PublishInput & { readonly retry: Retry };

async function carryOut(run: Run, draft: ReviewDraft, plan: Plan, decided: Decided): Promise<PublishOutcome> {
  const warnings: string[] = [];
  const attempt: Attempt = (what, action, landed) => attemptTo(run, what, action, warnings, landed);
  const updated = decided.action === 'update' ? await update(run, draft, decided.earlier) : null;
  let review: Review;
  let added: number;
  if (decided.action === 'update' && updated !== null) {
    review = updated;
    for (const old of decided.dismiss) {
      const twin = old.id !== review.id;
      const message = twin
        ? 'Another run said the same at the same time.'
        : 'supply-chain-gate no longer asks for changes.';
      await attempt('dismiss an earlier review', () => run.api.dismissReview(old.id, message));
      if (twin) await pointTo(review, old, draft, run, attempt);
    }
    added = await addComments(run, plan.newComments, attempt);
  } else {
    ({ review, added } = await post(run, draft, plan, warnings));
    for (const old of decided.action === 'post' ? decided.replaces : []) {
      await pointTo(review, old, draft, run, attempt);
    }
  }
  let changed = 0;
  for (const { id, body } of plan.changedComments) {
    if (await attempt('update a comment', () => run.api.updateComment(id, body))) changed += 1;
  }
  let removed = 0;
  for (const id of plan.settledComments) {
    if (await attempt('remove a settled comment', () => run.api.deleteComment(id))) removed += 1;
  }
  const comments: CommentCounts = { added, changed, removed, kept: plan.keptComments };
  for (const warning of warnings) run.log.warn(warning);
  return { status: updated === null ? 'posted' : 'updated', reviewId: review.id, url: review.url, comments, warnings };
}

/** An older review says where the newer one is. */
async function pointTo(newer: Review, old: Review, draft: ReviewDraft, run: Run, attempt: Attempt): Promise<void> {
  const body = `${draft.body.split('\n', 1)[0] ?? ''}\n\nReplaced by [a newer review](${newer.url}).`;
  if (sameText(old.body, body)) return;
  await attempt('replace the body of an earlier review', () => run.api.updateReview(old.id, body));
}

/** Replaces the body; null where the review turns out not to be ours to change, or gone: then a new one is posted. */
async function update(run: Run, draft: ReviewDraft, earlier: Review): Promise<Review | null> {
  if (sameText(earlier.body, draft.body)) return earlier;
  try {
    const done = async (): Promise<Review> => {
      await run.api.updateReview(earlier.id, draft.body);
      return earlier;
    };
    return await run.retry.write(done, async () => null);
  } catch (error) {
    const refused = error instanceof GithubError && ['forbidden', 'not-found', 'rejected'].includes(error.failure);
    if (!refused) throw error;
    run.log.warn(`Could not update the earlier review, so a new one is posted: ${describe(error)}.`);
    return null;
  }
}

/**
 * One bad line fails a whole review with 422, and GitHub does not say which: then the body goes alone. Nobody can
 * request changes on their own pull request: then the review is a comment.
 */
async function post(run: Run, draft: ReviewDraft, plan: Plan, warnings: string[]) {
  const { newComments } = plan;
  try {
    return { review: await create(run, draft, draft.event, newComments), added: newComments.length };
  } catch (error) {
    if (!(error instanceof GithubError) || error.failure !== 'rejected') throw error;
    const own = /own pull request/i.test(error.message);
    if (!own && newComments.length === 0) throw error;
    const comments = own ? newComments : [];
    const without = own ? 'as a comment' : `without its ${newComments.length} line comments`;
    warnings.push(`The review was posted ${without}: ${describe(error)}.`);
    return { review: await create(run, draft, own ? 'COMMENT' : draft.event, comments), added: comments.length };
  }
}

function create(run: Run, draft: ReviewDraft, event: ReviewDraft['event'], comments: Plan['newComments']) {
  const { api, head, retry } = run;
  return retry.write(
    () => api.createReview({ commit: head, event, body: draft.body, comments }),
    async () => {
      const wanted = event === 'REQUEST_CHANGES' ? 'CHANGES_REQUESTED' : 'COMMENTED';
      const reviews = await api.reviews();
      return (
        reviews.findLast(({ body, state, ours }) => ours && state === wanted && sameText(body, draft.body)) ?? null
      );
    },
  );
}

type Attempt = (what: string, action: () => Promise<void>, landed?: () => Promise<boolean>) => Promise<boolean>;

async function addComments(run: Run, wanted: Plan['newComments'], attempt: Attempt): Promise<number> {
  let added = 0;
  for (const comment of wanted) {
    const landed = async (): Promise<boolean> => {
      const comments = await run.api.comments();
      return comments.some(({ path, line, body }) => {
        return path === comment.path && line === comment.line && sameText(body, comment.body);
      });
    };
    if (await attempt(`comment on ${comment.path}`, () => run.api.createComment(comment, run.head), landed)) added += 1;
  }
  return added;
}

/** What comes beside the body: one that fails is said, and stops nothing. */
async function attemptTo(
  run: Run,
  what: string,
  action: () => Promise<void>,
  warnings: string[],
  landed: () => Promise<boolean> = async () => false,
): Promise<boolean> {
  try {
    const done = async (): Promise<true> => {
      await action();
      return true;
    };
    return await run.retry.write(done, async () => ((await landed()) ? true : null));
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    warnings.push(`Could not ${what}: ${describe(error)}.`);
    return false;
  }
}

function skipped(reason: 'nothing-to-say' | 'closed' | 'outdated', message: string, log: Log): PublishOutcome {
  log.info(message);
  return { status: 'not-posted', reason, message };
}
