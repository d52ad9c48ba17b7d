import { getOctokit } from '@actions/github';
import { z } from 'zod';
import { toGithubError } from './github-errors.ts';

export interface BranchTip {
  /** Full commit id. */
  readonly commit: string;
  /** Whether a rule guards what comes into it. */
  readonly protected: boolean;
}

const TIMEOUT_MS = 15_000;
const Branch = z.object({
  commit: z.object({ sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/) }),
  protected: z.boolean(),
});

/** The branch as it is now (GET /repos/{owner}/{repo}/branches/{branch}). @throws GithubError, or z.ZodError. */
export async function readBranch(
  options: { readonly token: string; readonly apiUrl: string; readonly repository: string },
  branch: string,
): Promise<BranchTip> {
  const [owner = '', repo = ''] = options.repository.split('/');
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = getOctokit(options.token, { baseUrl: options.apiUrl.replace(/\/+$/, ''), log: quiet });
  const route = 'GET /repos/{owner}/{repo}/branches/{branch}';
  let data: unknown;
  try {
    const request = { signal: AbortSignal.timeout(TIMEOUT_MS) };
    data = (await octokit.request(route, { owner, repo, branch, request })).data;
  } catch (error) {
    throw toGithubError(error, route, options.token);
  }
  const { commit, protected: guarded } = Branch.parse(data);
  return { commit: commit.sha, protected: guarded };
}
