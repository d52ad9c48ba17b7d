import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rulesWith, runActionInProcess } from './support/action-in-process.ts';
import { type Commits, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';
import { BAD, GOOD, trustScene, WORKFLOW } from './support/trust-scene.ts';

const scene = trustScene();

describe('data-only, on pull_request_target', () => {
  const TARGET = { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/heads/main' };

  /** The base checked out, as actions/checkout does it there; the pull request only at the remote. */
  function checkout(commits: Commits): PullRequestRepository {
    scene.repository.git('update-ref', 'refs/pull/7/merge', commits.merge);
    scene.repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = new PullRequestRepository({});
    clone.git('remote', 'add', 'origin', pathToFileURL(scene.repository.directory).href);
    clone.git('fetch', '--quiet', '--depth=1', 'origin', commits.base);
    clone.git('checkout', '--quiet', '--detach', commits.base);
    return clone;
  }

  async function target(commits: Commits, clone: PullRequestRepository, inputs: Readonly<Record<string, string>> = {}) {
    const event = { name: 'pull_request_target', payload: pullRequestEvent(commits) };
    const call = { workspace: clone.directory, event, env: TARGET, inputs: { mode: 'data-only', ...inputs } };
    return runActionInProcess(call);
  }

  test('the head is judged as objects, authoritatively, and never checked out', async () => {
    const commits = scene.repository.propose({ 'deploy/web.yaml': BAD, [WORKFLOW]: 'on: push\n', evil: 'x\n' });
    const clone = checkout(commits);
    try {
      const ended = await target(commits, clone);
      expect(rulesWith(ended, 'block')).toContain('pss/privileged');
      expect(rulesWith(ended, 'warn')).toContain('gate/workflow-changed');
      expect(ended.report?.judged).toMatchObject({ trust: 'authoritative', commit: commits.merge, base: commits.base });
      expect(clone.git('status', '--porcelain')).toBe('');
      expect(clone.git('rev-parse', 'HEAD').trim()).toBe(commits.base);
    } finally {
      clone.remove();
    }
  });

  test('a head that is checked out, there or in a directory below, is refused', async () => {
    const commits = scene.repository.propose({ 'deploy/web.yaml': GOOD });
    const clone = checkout(commits);
    try {
      clone.git('fetch', '--quiet', '--depth=1', 'origin', commits.merge);
      clone.git('worktree', 'add', '--quiet', '--detach', 'below/pr', commits.merge);
      expect((await target(commits, clone)).failure).toMatch(
        /head of the pull request is checked out .* Remove `ref:`/s,
      );
      clone.git('worktree', 'remove', 'below/pr');
      expect((await target(commits, clone)).failure).toBeNull();
      clone.git('checkout', '--quiet', '--detach', commits.merge);
      expect((await target(commits, clone)).failure).toContain('is checked out');
    } finally {
      clone.remove();
    }
  });

  test('a merge of another head, or none, decides nothing', async () => {
    const first = scene.repository.propose({ 'deploy/web.yaml': GOOD });
    const second = scene.repository.propose({ 'deploy/web.yaml': BAD });
    const clone = checkout(first);
    try {
      const stale = await target(second, clone);
      expect(stale.failure).toMatch(/GitHub's merge of the pull request is commit .* Run the job again/s);
      scene.repository.git('update-ref', '-d', 'refs/pull/7/merge');
      expect((await target(second, clone)).failure).toMatch(/could not be fetched: it has conflicts/);
    } finally {
      clone.remove();
    }
  });

  test('the mode is refused on other events, and pull_request_target without it', async () => {
    const commits = scene.repository.propose({ 'README.md': 'x\n' });
    expect((await scene.run(commits, { inputs: { mode: 'data-only' } })).failure).toContain(
      'is for pull_request_target',
    );
    const event = { name: 'pull_request_target', payload: pullRequestEvent(commits) };
    expect((await scene.run(commits, { event })).failure).toContain('mode: data-only');
  });
});
