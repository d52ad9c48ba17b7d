import type { Ports } from '../domain/index.ts';
import { createCheckRunApi } from '../io/github-check-run.ts';
import { publishCheckRun } from '../publish/index.ts';
import { type ReportView, renderCheckRun } from '../report/index.ts';
import type { ActionInputs } from './action-inputs.ts';

/** Posts the check run where the workflow asks for it. It is a report: the job's own check is the one to require. */
export async function postCheckRun(
  view: ReportView,
  { token, checkRun }: ActionInputs,
  commit: string | null,
  { clock, env, log }: Ports,
): Promise<void> {
  if (!checkRun || commit === null) return;
  if (token === '') {
    log.warn('No github-token was given: the check run was not posted; the log holds the worst annotations.');
    return;
  }
  const api = createCheckRunApi({
    token,
    apiUrl: env.get('GITHUB_API_URL') ?? 'https://api.github.com',
    repository: env.get('GITHUB_REPOSITORY') ?? '',
  });
  if (await publishCheckRun(renderCheckRun(view), { api, clock, log, commit })) log.info('The check run was posted.');
}
