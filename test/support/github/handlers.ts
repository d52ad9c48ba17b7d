import type { Objects } from './objects.ts';
import { type Account, type CommentState, commentable, type RepositoryState, type ReviewState } from './state.ts';

export interface Call {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Already valid by GitHub's description. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly account: Account;
}

export interface Reply {
  readonly status: number;
  /** Undefined for no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Handler {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly template: string;
  readonly handle: (call: Call) => Reply;
}

const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';
const REVIEW = `${PULL}/reviews/{review_id}`;
const COMMENT = '/repos/{owner}/{repo}/pulls/comments/{comment_id}';
const CHECK_RUNS = '/repos/{owner}/{repo}/check-runs';
const MAX_BODY = 65_536;

/** GitHub's behaviour, as far as the gate meets it; what a description cannot say is said here. */
export function handlers(state: RepositoryState, objects: Objects): readonly Handler[] {
  const { pull } = state;
  let lastId = 1000;
  const nextId = (): number => {
    lastId += 1;
    return lastId;
  };
  const page = (call: Call, items: readonly unknown[]): Reply => {
    const size = Number(call.query.get('per_page') ?? 30);
    const number = Number(call.query.get('page') ?? 1);
    return { status: 200, body: items.slice((number - 1) * size, number * size) };
  };
  const onPull = (handle: Handler['handle']): Handler['handle'] => {
    return (call) => (Number(call.path.pull_number) === pull.number ? handle(call) : notFound());
  };
  const findReview = (call: Call): ReviewState | undefined =>
    pull.reviews.find(({ id }) => id === Number(call.path.review_id));
  const findComment = (call: Call): CommentState | undefined =>
    pull.comments.find(({ id }) => id === Number(call.path.comment_id));

  function createReview({ body, account }: Call): Reply {
    const event = body.event;
    const text = String(body.body ?? '');
    if (event !== 'COMMENT' && event !== 'REQUEST_CHANGES') return simpleInvalid('the double knows no such event');
    if (text === '') return simpleInvalid('Body can not be blank');
    if (text.length > MAX_BODY) return simpleInvalid('Body is too long (maximum is 65536 characters)');
    if (event === 'REQUEST_CHANGES' && account.login === pull.author) {
      return simpleInvalid('Review Can not request changes on your own pull request');
    }
    if (body.commit_id !== pull.head) return simpleInvalid('commit_id is not part of the pull request');
    const wanted = (body.comments ?? []) as readonly Record<string, unknown>[];
    for (const comment of wanted) {
      const problem = commentProblem(state, comment);
      if (problem !== null) return simpleInvalid(problem);
    }
    const review: ReviewState = {
      id: nextId(),
      author: account,
      state: event === 'COMMENT' ? 'COMMENTED' : 'CHANGES_REQUESTED',
      body: text,
      commit: pull.head,
      dismissal: null,
    };
    pull.reviews.push(review);
    for (const comment of wanted) pull.comments.push(newComment(comment, review.id, account, nextId()));
    return { status: 200, body: objects.review(review) };
  }

  function createComment({ body, account }: Call): Reply {
    if (body.commit_id !== pull.head) return invalid('commit_id is not part of the pull request');
    const problem = commentProblem(state, body);
    if (problem !== null) return invalid(problem);
    const review: ReviewState = {
      id: nextId(),
      author: account,
      state: 'COMMENTED',
      body: '',
      commit: pull.head,
      dismissal: null,
    };
    pull.reviews.push(review);
    const comment = newComment(body, review.id, account, nextId());
    pull.comments.push(comment);
    return { status: 201, body: objects.comment(comment) };
  }

  function updateReview(call: Call): Reply {
    const review = findReview(call);
    if (review === undefined) return notFound();
    if (call.account.type === 'Bot' && review.author.login !== call.account.login) return forbidden();
    review.body = String(call.body.body);
    if (review.body.length > MAX_BODY) return simpleInvalid('Body is too long (maximum is 65536 characters)');
    return { status: 200, body: objects.review(review) };
  }

  function dismissReview(call: Call): Reply {
    const review = findReview(call);
    if (review === undefined) return notFound();
    if (review.state !== 'CHANGES_REQUESTED' && review.state !== 'APPROVED') {
      return simpleInvalid('Can not dismiss a commented pull request review');
    }
    review.state = 'DISMISSED';
    review.dismissal = String(call.body.message);
    return { status: 200, body: objects.review(review) };
  }

  function updateComment(call: Call): Reply {
    const comment = findComment(call);
    if (comment === undefined) return notFound();
    comment.body = String(call.body.body);
    return { status: 200, body: objects.comment(comment) };
  }

  function deleteComment(call: Call): Reply {
    const at = pull.comments.findIndex(({ id }) => id === Number(call.path.comment_id));
    if (at === -1) return notFound();
    pull.comments.splice(at, 1);
    return { status: 204 };
  }

  /** `head=owner:branch` is a filter of owners alone here: the double knows no branch names of forks. */
  function listPulls(call: Call): Reply {
    const owner = (call.query.get('head') ?? '').split(':')[0];
    const matches = pull.state === 'open' && (owner === '' || owner === pull.headRepository.split('/')[0]);
    return { status: 200, body: matches ? [objects.listedPull()] : [] };
  }

  function getBranch(call: Call): Reply {
    const name = call.path.branch ?? '';
    const branch = state.branches.get(name);
    return branch === undefined ? notFound() : { status: 200, body: objects.branch(name, branch) };
  }

  function saveCheckRun(call: Call): Reply {
    const id = call.path.check_run_id;
    const known = state.checkRuns.find((run) => run.id === Number(id));
    if (id !== undefined && known === undefined) return notFound();
    const run = known ?? { id: nextId(), fields: {}, annotations: [] };
    const output = call.body.output as { annotations?: readonly unknown[] } | undefined;
    if ((output?.annotations?.length ?? 0) > 50) return invalid('no more than 50 annotations');
    run.annotations.push(...(output?.annotations ?? []));
    run.fields = { ...run.fields, ...call.body };
    if (known === undefined) state.checkRuns.push(run);
    return { status: known === undefined ? 201 : 200, body: objects.checkRun(run) };
  }

  return [
    { method: 'GET', template: '/repos/{owner}/{repo}', handle: () => ({ status: 200, body: objects.repository() }) },
    { method: 'GET', template: '/repos/{owner}/{repo}/branches/{branch}', handle: getBranch },
    { method: 'GET', template: '/repos/{owner}/{repo}/pulls', handle: listPulls },
    { method: 'GET', template: PULL, handle: onPull(() => ({ status: 200, body: objects.pull() })) },
    {
      method: 'GET',
      template: `${PULL}/files`,
      handle: onPull((call) =>
        page(
          call,
          pull.files.slice(0, 3000).map((each) => objects.file(each)),
        ),
      ),
    },
    {
      method: 'GET',
      template: `${PULL}/reviews`,
      handle: onPull((call) =>
        page(
          call,
          pull.reviews.map((each) => objects.review(each)),
        ),
      ),
    },
    { method: 'POST', template: `${PULL}/reviews`, handle: onPull(createReview) },
    { method: 'PUT', template: REVIEW, handle: onPull(updateReview) },
    { method: 'PUT', template: `${REVIEW}/dismissals`, handle: onPull(dismissReview) },
    {
      method: 'GET',
      template: `${PULL}/comments`,
      handle: onPull((call) =>
        page(
          call,
          pull.comments.map((each) => objects.comment(each)),
        ),
      ),
    },
    { method: 'POST', template: `${PULL}/comments`, handle: onPull(createComment) },
    { method: 'PATCH', template: COMMENT, handle: updateComment },
    { method: 'DELETE', template: COMMENT, handle: deleteComment },
    { method: 'POST', template: CHECK_RUNS, handle: saveCheckRun },
    { method: 'PATCH', template: `${CHECK_RUNS}/{check_run_id}`, handle: saveCheckRun },
  ];
}

/** Why GitHub would not take a comment there; null where it would. */
function commentProblem({ pull }: RepositoryState, comment: Readonly<Record<string, unknown>>): string | null {
  const file = pull.files.find(({ path }) => path === comment.path);
  if (file === undefined) return 'Path could not be resolved';
  if (String(comment.body).length > MAX_BODY) return 'Body is too long (maximum is 65536 characters)';
  const line = comment.line;
  const startLine = comment.start_line ?? line;
  if (typeof line !== 'number' || typeof startLine !== 'number' || comment.side !== 'RIGHT') {
    return 'Line could not be resolved';
  }
  if (comment.start_line !== undefined && startLine >= line) return 'start_line must precede the end line.';
  const inOneHunk = commentable(file.patch).some((lines) => lines.includes(startLine) && lines.includes(line));
  return inOneHunk ? null : 'Line could not be resolved';
}

function newComment(
  fields: Readonly<Record<string, unknown>>,
  review: number,
  author: Account,
  id: number,
): CommentState {
  return {
    id,
    review,
    author,
    path: String(fields.path),
    line: Number(fields.line),
    startLine: fields.start_line === undefined ? null : Number(fields.start_line),
    body: String(fields.body),
    replyTo: null,
  };
}

function notFound(): Reply {
  return { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } };
}

export function forbidden(): Reply {
  const message = 'Resource not accessible by integration';
  return { status: 403, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

function invalid(message: string): Reply {
  const error = { resource: 'PullRequestReviewComment', code: 'custom', message };
  const documentation_url = 'https://docs.github.com/rest';
  return { status: 422, body: { message: 'Validation Failed', errors: [error], documentation_url } };
}

function simpleInvalid(message: string): Reply {
  const documentation_url = 'https://docs.github.com/rest';
  return { status: 422, body: { message: 'Unprocessable Entity', errors: [message], documentation_url } };
}
