import type { Env } from '../domain/index.ts';

/**
 * The page of a workflow run, whose summary and artifacts hold the whole report: what a review and a check run link to. Null
 * where the runner does not say which run it is. `id`: of another run of this repository than the present one.
 */
export function runUrl(env: Env, id?: number): string | null {
  const run = id === undefined ? (env.get('GITHUB_RUN_ID') ?? '') : String(id);
  const repository = env.get('GITHUB_REPOSITORY') ?? '';
  if (!/^[0-9]+$/.test(run) || !/^[^/\s]+\/[^/\s]+$/.test(repository)) return null;
  return `${env.get('GITHUB_SERVER_URL') ?? 'https://github.com'}/${repository}/actions/runs/${run}`;
}
