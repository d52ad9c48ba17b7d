import { GateError, type Ports } from '../domain/index.ts';
import type { GitRepository } from '../io/git-command.ts';
import { fetchCommit } from '../io/git-fetch.ts';
import { readBranch } from '../io/github-branch.ts';
import type { MergeGroupEvent, PullRequestEvent } from './action-event.ts';

/**
 * The commit whose policy decides about a change: the base branch's tip as it is now, since an event may be old when
 * a job runs again. A base branch that nothing protects could be written by whoever opened the pull request, so that the
 * default branch's policy decides instead. Where GitHub does not say, the event's base does, on the default branch: on
 * another one nobody can tell whether it is protected. The commit is fetched.
 *
 * @throws GateError `tree/base-unknown` for such a branch, `tree/fetch-failed` where not even the event's base can be had.
 */
export async function policyCommit(
  event: PullRequestEvent | MergeGroupEvent,
  repository: GitRepository,
  token: string,
  ports: Ports,
): Promise<string> {
  try {
    const commit = await currentTip(event, token, ports);
    await fetchCommit(repository, commit, ports);
    return commit;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (event.baseBranch !== event.defaultBranch) throw unknownBase(event.baseBranch, why);
    ports.log.warn(
      `the tip of ${event.baseBranch} is not known (${why}); the policy of the event's base ${event.base.slice(0, 7)} decides.`,
    );
  }
  await fetchCommit(repository, event.base, ports);
  return event.base;
}

async function currentTip(event: PullRequestEvent | MergeGroupEvent, token: string, { env }: Ports): Promise<string> {
  if (token === '') throw new Error('no github-token was given');
  const options = {
    token,
    apiUrl: env.get('GITHUB_API_URL') ?? 'https://api.github.com',
    repository: env.get('GITHUB_REPOSITORY') ?? '',
  };
  const base = await readBranch(options, event.baseBranch);
  const { defaultBranch } = event;
  if (base.protected || defaultBranch === null || defaultBranch === event.baseBranch) return base.commit;
  return (await readBranch(options, defaultBranch)).commit;
}

function unknownBase(branch: string, why: string): GateError {
  return new GateError({
    code: 'tree/base-unknown',
    stage: 'tree',
    message: `GitHub did not say whether the base branch ${JSON.stringify(branch.slice(0, 200))} is protected (${why}), and the policy of an unprotected one must not decide.`,
    remedy: 'Run the job again, with a github-token that may read the repository (permissions: contents: read).',
  });
}
