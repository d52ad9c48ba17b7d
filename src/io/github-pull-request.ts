import { getOctokit } from '@actions/github';
import { z } from 'zod';
import { toGithubError } from './github-errors.ts';

const TIMEOUT_MS = 15_000;
const Pulls = z.array(
  z.object({
    number: z.int().positive(),
    state: z.string(),
    head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
  }),
);

/**
 * The open pull request with this head (GET /repos/{owner}/{repo}/pulls by `head=owner:branch`, then compared). Null where
 * there is none, or more than one. @throws GithubError, or z.ZodError.
 */
export async function findPullRequest(
  options: { readonly token: string; readonly apiUrl: string; readonly repository: string },
  head: { readonly commit: string; readonly branch: string; readonly repository: string },
): Promise<number | null> {
  const [owner = '', repo = ''] = options.repository.split('/');
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = getOctokit(options.token, { baseUrl: options.apiUrl.replace(/\/+$/, ''), log: quiet });
  const route = 'GET /repos/{owner}/{repo}/pulls';
  let data: unknown;
  try {
    const request = { signal: AbortSignal.timeout(TIMEOUT_MS) };
    const from = `${head.repository.split('/')[0]}:${head.branch}`;
    data = (await octokit.request(route, { owner, repo, state: 'open', head: from, per_page: 100, request })).data;
  } catch (error) {
    throw toGithubError(error, route, options.token);
  }
  const same = Pulls.parse(data).filter(({ state, head: { sha, repo: from } }) => {
    return state === 'open' && sha === head.commit && from?.full_name.toLowerCase() === head.repository.toLowerCase();
  });
  const [only] = same;
  return only !== undefined && same.length === 1 ? only.number : null;
}
