import type { Clock, Log } from '../domain/index.ts';
import type { CheckAnnotation, CheckRunDraft } from '../report/index.ts';
import { GithubError } from './github-port.ts';
import { describe } from './outcome.ts';
import { createRetry } from './retry.ts';

/** What a check run asks of GitHub. */
export interface CheckRunApi {
  /** @returns the id of the run. */
  createCheckRun(run: CheckRunFields): Promise<number>;
  /** GitHub adds the annotations to those that are there. */
  updateCheckRun(id: number, run: CheckRunFields): Promise<void>;
}

export interface CheckRunFields {
  readonly name: string;
  readonly commit: string;
  readonly conclusion: 'success' | 'failure';
  readonly title: string;
  readonly summary: string;
  /** At most 50. */
  readonly annotations: readonly CheckAnnotation[];
}

const BATCH = 50;

/**
 * A check run with all annotations that fit, 50 a request. True where it is there with all of them; what the token may not, or
 * GitHub failed to do, is said in the log, where the worst annotations are too. Its state is the verdict's, so it is never
 * better than the job that made it, and it has that state from the first request on: none is ever left in progress, whatever
 * becomes of a later request or of the job.
 */
export async function publishCheckRun(
  draft: CheckRunDraft,
  {
    api,
    clock,
    log,
    commit,
  }: { readonly api: CheckRunApi; readonly clock: Clock; readonly log: Log; readonly commit: string },
): Promise<boolean> {
  const retry = createRetry(clock);
  const { annotations } = draft;
  const fields = (from: number): CheckRunFields => ({
    name: draft.name,
    commit,
    conclusion: draft.conclusion,
    title: draft.title,
    summary: draft.summary,
    annotations: annotations.slice(from, from + BATCH),
  });
  let written = 0;
  try {
    // A run that may have been made is not made again: two of one name would be told apart by nobody.
    const id = await retry.write(
      () => api.createCheckRun(fields(0)),
      () => lost('the check run'),
    );
    for (written = BATCH; written < annotations.length; written += BATCH) {
      await retry.write(
        () => api.updateCheckRun(id, fields(written)),
        () => lost('annotations'),
      );
    }
    return true;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const what =
      written === 0
        ? 'The check run was not posted'
        : `The check run has ${written} of ${annotations.length} annotations, and the verdict`;
    log.info(`${what}: ${describe(error)}. The log's annotations hold the worst.`);
    return false;
  }
}

function lost(what: string): never {
  throw new GithubError({
    failure: 'malformed',
    status: null,
    message: `the connection was lost after ${what} may have been written`,
    retryAfterMs: null,
    request: 'check-runs',
  });
}
