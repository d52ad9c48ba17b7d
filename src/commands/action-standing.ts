import type { Env } from '../domain/index.ts';
import type { MergeGroupEvent, PullRequestEvent } from './action-event.ts';

/** Where the workflow of this run comes from, by GITHUB_WORKFLOW_REF. */
export interface Standing {
  /** Its path in this repository; null where it is another one's, or not known. */
  readonly workflowFile: string | null;
  /** True where no change to the pull request could change the workflow that runs. */
  readonly authoritative: boolean;
}

/**
 * `owner/name/.github/workflows/gate.yaml@refs/pull/7/merge`: the pull request's own, so that the verdict is
 * tamper-evident. A ruleset's required workflow has the ref that the ruleset names, or another repository; the workflow
 * of pull_request_target is the default branch's. A merge queue runs the workflow of its group's temporary branch.
 */
export function standingOf(event: PullRequestEvent | MergeGroupEvent, env: Env): Standing {
  const repository = (env.get('GITHUB_REPOSITORY') ?? '').toLowerCase();
  const reference = env.get('GITHUB_WORKFLOW_REF') ?? '';
  const at = reference.indexOf('@');
  const [path, ref] = at === -1 ? [reference, ''] : [reference.slice(0, at), reference.slice(at + 1)];
  if (repository === '' || !path.includes('/.github/workflows/')) {
    return { workflowFile: null, authoritative: false };
  }
  if (!path.toLowerCase().startsWith(`${repository}/`)) return { workflowFile: null, authoritative: true };
  const proposed = event.kind === 'pull-request' ? 'refs/pull/' : 'refs/heads/gh-readonly-queue/';
  const outside = ref.startsWith('refs/') && !ref.startsWith(proposed);
  const dataOnly = event.kind === 'pull-request' && event.dataOnly;
  return { workflowFile: path.slice(repository.length + 1), authoritative: outside || dataOnly };
}
