import { afterEach } from 'vitest';
import type { Clock, Log } from '../../src/domain/index.ts';
import { createPullRequestApi } from '../../src/io/github.ts';
import { type PublishOutcome, publishReview } from '../../src/publish/index.ts';
import { type ReportContext, renderReview } from '../../src/report/index.ts';
import { type DoubleOptions, type GithubDouble, startGithubDouble } from './github/server.ts';
import { HEAD } from './github/state.ts';
import { API_PATCH, API_YAML, type SampleOptions, view } from './reports.ts';

/** Reviews on the double of GitHub's API, as the action publishes them. */

export const FILES = [{ path: 'deploy/api.yaml', status: 'modified', patch: API_PATCH }] as const;
export const TEXTS = new Map([['deploy/api.yaml', API_YAML]]);
export const CLEAN: SampleOptions = {};
export const NEXT_HEAD = 'c0ffee01'.repeat(5);

/** A double for each test of a file, which has taken no request that GitHub would not. */
export function githubDoubles(): (options?: DoubleOptions) => Promise<GithubDouble> {
  let double: GithubDouble | null = null;
  afterEach(async () => {
    const used = double;
    double = null;
    await used?.close();
    used?.assertClean();
  });
  return async (options = {}) => {
    double = await startGithubDouble({ files: FILES, ...options });
    return double;
  };
}

interface RunOptions {
  readonly head?: string;
  readonly token?: string;
  readonly style?: 'requests' | 'comments';
  readonly context?: Partial<ReportContext>;
  readonly lines?: string[];
}

/** One run of the gate's publishing, as the action does it, with the real octokit. */
export function publish(on: GithubDouble, sample: SampleOptions, options: RunOptions = {}): Promise<PublishOutcome> {
  const { head = HEAD, token = 'ghs_test', style = 'requests', context = {}, lines = [] } = options;
  const api = createPullRequestApi({
    token,
    apiUrl: on.url,
    repository: on.state.repository,
    pullRequest: on.state.pull.number,
  });
  return publishReview({
    api,
    clock: sleepless,
    log: logTo(lines),
    head,
    draft: (diff) => renderReview(view(sample, context), diff, TEXTS, { style }),
  });
}

export const sleepless: Clock = { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} };

export function logTo(lines: string[]): Log {
  const add = (line: string): void => {
    lines.push(line);
  };
  return { progress: add, info: add, warn: add };
}
