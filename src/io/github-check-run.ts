import { getOctokit } from '@actions/github';
import { z } from 'zod';
import { type CheckRunApi, type CheckRunFields, GithubError } from '../publish/index.ts';
import { toGithubError } from './github-errors.ts';

const TIMEOUT_MS = 30_000;
const Created = z.object({ id: z.int() });

/** Check runs by GitHub's REST API (POST and PATCH /repos/{owner}/{repo}/check-runs). Failures are GithubErrors. */
export function createCheckRunApi(options: {
  readonly token: string;
  readonly apiUrl: string;
  readonly repository: string;
}): CheckRunApi {
  const [owner = '', repo = ''] = options.repository.split('/');
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = getOctokit(options.token, { baseUrl: options.apiUrl.replace(/\/+$/, ''), log: quiet });

  async function send(route: string, parameters: Record<string, unknown>): Promise<number> {
    let data: unknown;
    try {
      const request = { signal: AbortSignal.timeout(TIMEOUT_MS) };
      data = (await octokit.request(route, { owner, repo, ...parameters, request })).data;
    } catch (error) {
      throw toGithubError(error, route, options.token);
    }
    const parsed = Created.safeParse(data);
    if (parsed.success) return parsed.data.id;
    const message = 'the answer is not what the API describes';
    throw new GithubError({ failure: 'malformed', status: null, message, retryAfterMs: null, request: route });
  }

  return {
    createCheckRun: (run) =>
      send('POST /repos/{owner}/{repo}/check-runs', { name: run.name, head_sha: run.commit, ...fieldsOf(run) }),
    updateCheckRun: async (id, run) => {
      await send('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { check_run_id: id, ...fieldsOf(run) });
    },
  };
}

function fieldsOf({ conclusion, title, summary, annotations }: CheckRunFields): Record<string, unknown> {
  return {
    status: 'completed',
    conclusion,
    output: {
      title,
      summary,
      annotations: annotations.map(({ path, startLine, endLine, columns, level, title: heading, message }) => ({
        path,
        start_line: startLine,
        end_line: endLine,
        ...(columns === null ? {} : { start_column: columns.start, end_column: columns.end }),
        annotation_level: level,
        title: heading,
        message,
      })),
    },
  };
}
