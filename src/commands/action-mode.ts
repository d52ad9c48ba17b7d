/**
 * What a run of the action is for. `check` decides about what was checked out; `data-only` about a pull request that is
 * read as git objects (pull_request_target); `release` about a tag, a release or a deployment; `publish` writes the review
 * of a run that may not (workflow_run).
 */
export const MODES = ['check', 'data-only', 'release', 'publish'] as const;
export type Mode = (typeof MODES)[number];
