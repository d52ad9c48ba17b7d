import type { Clock, Log } from '../domain/index.ts';
import type { CheckAnnotation, CheckRunDraft } from '../report/index.ts';
import { GithubError } from './github-port.ts';
import { describe } from './outcome.ts';
import { createRetry } from './retry.ts';

/** What a check run asks of GitHub. */
export interface CheckRunApi {
  /** @returns the id of the run; nothing of a run that is not completed counts. */
  createCheckRun(run: CheckRunFields): Promise<number>;
  /** GitHub adds the annotations to those that are there. */
  updateCheckRun(id: number, run: CheckRunFields): Promise<void>;
}

export interface CheckRunFields {
  readonly name: string;
  readonly commit: string;
  /** Null while annotations are still to come. */
  readonly conclusion: 'success' | 'failure' | null;
  readonly title: string;
  readonly summary: string;
  /** At most 50. */
  readonly annotations: readonly CheckAnnotation[];
}

const BATCH = 50;

/**
 * A check run with all annotations that fit, 50 a request. True where it is there; false where the token may not or GitHub
 * failed, which is said in the log: the annotations of the log stand in. Its state is the verdict's, so it is never better
 * than the job that made it.
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
  const batches: (readonly CheckAnnotation[])[] = [];
  for (let at = 0; at < draft.annotations.length; at += BATCH) batches.push(draft.annotations.slice(at, at + BATCH));
  const fields = (index: number): CheckRunFields => ({
    name: draft.name,
    commit,
    conclusion: index >= batches.length - 1 ? draft.conclusion : null,
    title: draft.title,
    summary: draft.summary,
    annotations: batches[index] ?? [],
  });
  try {
    // A run that may have been made is not made again: two of one name would be told apart by nobody.
    const id = await retry.write(
      () => api.createCheckRun(fields(0)),
      () => lost('the check run'),
    );
    for (let index = 1; index < batches.length; index += 1) {
      await retry.write(
        () => api.updateCheckRun(id, fields(index)),
        () => lost('annotations'),
      );
    }
    return true;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    log.info(
      `The check run with all annotations was not completed: ${describe(error)}. The log's annotations hold the worst.`,
    );
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
