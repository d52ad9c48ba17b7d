import type { Ports, Tree } from '../domain/index.ts';
import { createPullRequestApi } from '../io/github.ts';
import { publishReview } from '../publish/index.ts';
import { type DiffFile, type ReportView, renderReview } from '../report/index.ts';
import type { PullRequestEvent } from './action-event.ts';
import type { ActionInputs } from './action-inputs.ts';

/** Posts or updates the review. The verdict never depends on it: what could not be posted is said in the log. */
export async function postReview(
  view: ReportView,
  { token, comment }: ActionInputs,
  event: PullRequestEvent,
  head: Tree,
  ports: Ports,
): Promise<void> {
  if (comment === 'off') return;
  if (token === '') {
    ports.log.warn('No github-token was given: the review was not posted; the summary holds the same findings.');
    return;
  }
  const api = createPullRequestApi({
    token,
    apiUrl: ports.env.get('GITHUB_API_URL') ?? 'https://api.github.com',
    repository: ports.env.get('GITHUB_REPOSITORY') ?? '',
    pullRequest: event.number,
  });
  const style = comment === 'comments' ? 'comments' : 'requests';
  const outcome = await publishReview({
    api,
    clock: ports.clock,
    log: ports.log,
    head: event.head,
    draft: async (diff) => renderReview(view, diff, await judgedTexts(diff, head), { style }),
  });
  ports.log.info(outcome.status === 'not-posted' ? outcome.message : `Review ${outcome.status}: ${outcome.url}`);
}

/** The judged text of the diff's files: a suggestion is made only where the diff shows the same. */
async function judgedTexts(diff: readonly DiffFile[], head: Tree): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { path } of diff) {
    const entry = await head.stat(path);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') continue;
    texts.set(path, new TextDecoder().decode(await head.read(path)));
  }
  return texts;
}
