import { getOctokit } from '@actions/github';
import { z } from 'zod';
import {
  type ExistingComment,
  GithubError,
  type NewComment,
  type PullRequestApi,
  type PullRequestFile,
  type Review,
} from '../publish/index.ts';
import { toGithubError } from './github-errors.ts';

export interface GithubOptions {
  readonly token: string;
  /** GITHUB_API_URL: `https://api.github.com`, or an Enterprise Server's `https://host/api/v3`. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: number;
}

const TIMEOUT_MS = 30_000;
const PER_PAGE = 100;
const MAX_PAGES = 30;

const user = z.object({ type: z.string() }).nullable();
const pullRequest = z.object({ state: z.enum(['open', 'closed']), head: z.object({ sha: z.string() }) });
const file = z.object({ filename: z.string(), patch: z.string().optional() });
const review = z.object({
  id: z.number(),
  html_url: z.string(),
  state: reviewState(),
  body: z.string().nullish(),
  user,
});
const comment = z.object({
  id: z.number(),
  path: z.string(),
  line: z.number().nullish(),
  body: z.string(),
  user: user.optional(),
  in_reply_to_id: z.number().optional(),
});

function reviewState() {
  return z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']);
}

/** The GitHub REST API for one pull request, through octokit. Every answer is checked; failures are GithubErrors. */
export function createPullRequestApi(options: GithubOptions): PullRequestApi {
  const [owner = '', repo = ''] = options.repository.split('/');
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = getOctokit(options.token, { baseUrl: options.apiUrl.replace(/\/+$/, ''), log: quiet });
  const ours = authorOf(options.token);
  const pull = { owner, repo, pull_number: options.pullRequest };

  async function send<T>(route: string, parameters: Record<string, unknown>, schema: z.ZodType<T>): Promise<T> {
    let data: unknown;
    try {
      const request = { signal: AbortSignal.timeout(TIMEOUT_MS) };
      data = (await octokit.request(route, { ...parameters, request })).data;
    } catch (error) {
      throw toGithubError(error, route, options.token);
    }
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    const message = `the answer is not what the API describes: ${z.prettifyError(parsed.error)}`.slice(0, 500);
    throw new GithubError({ failure: 'malformed', status: null, message, retryAfterMs: null, request: route });
  }

  async function list<T>(route: string, item: z.ZodType<T>): Promise<readonly T[]> {
    const all: T[] = [];
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const items = await send(route, { ...pull, per_page: PER_PAGE, page }, z.array(item));
      all.push(...items);
      if (items.length < PER_PAGE) break;
    }
    return all;
  }

  const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';
  const COMMENT = '/repos/{owner}/{repo}/pulls/comments/{comment_id}';
  return {
    pullRequest: async () => {
      const { state, head } = await send(`GET ${PULL}`, pull, pullRequest);
      return { state, head: head.sha };
    },
    files: async () => (await list(`GET ${PULL}/files`, file)).map(toFile),
    reviews: async () => (await list(`GET ${PULL}/reviews`, review)).map((each) => toReview(each, ours)),
    comments: async () => (await list(`GET ${PULL}/comments`, comment)).map((each) => toComment(each, ours)),
    createReview: async ({ commit, event, body, comments }) => {
      const fields = { commit_id: commit, event, body, comments: comments.map(fromComment) };
      return toReview(await send(`POST ${PULL}/reviews`, { ...pull, ...fields }, review), ours);
    },
    updateReview: async (id, body) => {
      await send(`PUT ${PULL}/reviews/{review_id}`, { ...pull, review_id: id, body }, review);
    },
    dismissReview: async (id, message) => {
      const fields = { review_id: id, message, event: 'DISMISS' };
      await send(`PUT ${PULL}/reviews/{review_id}/dismissals`, { ...pull, ...fields }, review);
    },
    createComment: async (added, commit) => {
      await send(`POST ${PULL}/comments`, { ...pull, commit_id: commit, ...fromComment(added) }, comment);
    },
    updateComment: async (id, body) => {
      await send(`PATCH ${COMMENT}`, { owner, repo, comment_id: id, body }, comment);
    },
    deleteComment: async (id) => {
      await send(`DELETE ${COMMENT}`, { owner, repo, comment_id: id }, z.unknown());
    },
  };
}

type Ours = (authorType: string | undefined) => boolean;

/** An app's token (`ghs_`, as GITHUB_TOKEN is) speaks as a bot, a personal one as a user; of others nothing is known. */
function authorOf(token: string): Ours {
  if (token.startsWith('ghs_')) return (type) => type === 'Bot';
  if (/^(ghp_|github_pat_)/.test(token)) return (type) => type === 'User';
  return () => true;
}

function fromComment({ path, line, startLine, body }: NewComment): Record<string, string | number> {
  const range = startLine === null ? {} : { start_line: startLine, start_side: 'RIGHT' };
  return { path, line, side: 'RIGHT', ...range, body };
}

function toFile({ filename, patch }: z.infer<typeof file>): PullRequestFile {
  return { path: filename, patch: patch ?? null };
}

function toReview({ id, html_url, state, body, user: author }: z.infer<typeof review>, ours: Ours): Review {
  return { id, url: html_url, state, body: body ?? '', ours: ours(author?.type) };
}

function toComment(entry: z.infer<typeof comment>, ours: Ours): ExistingComment {
  return {
    id: entry.id,
    path: entry.path,
    line: entry.line ?? null,
    body: entry.body,
    ours: ours(entry.user?.type),
    replyTo: entry.in_reply_to_id ?? null,
  };
}
