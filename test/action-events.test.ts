import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runActionProcess } from './support/action-run.ts';
import { actionScene, rulesOf } from './support/action-scene.ts';
import { type Commits, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';

/** What the action does on other events, and with other checkouts than it needs. */

const scene = actionScene();

describe('other events and checkouts', () => {
  test('pull_request_target is refused', async () => {
    const commits = scene.repository.propose(scene.shop.bad);
    const event = { name: 'pull_request_target', payload: pullRequestEvent(commits) };
    const ended = await runActionProcess({ workspace: scene.repository.directory, event, apiUrl: scene.github.url });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: .*pull_request_target/m);
    expect(ended.outputs).toEqual({ verdict: 'unknown' });
    expect(ended.code).toBe(1);
    expect(scene.github.requests).toEqual([]);
  });

  test('a push is judged whole, by its own policy, and nobody is written to', async () => {
    scene.repository.propose(scene.shop.bad);
    const event = { name: 'push', payload: { ref: 'refs/heads/main' } };
    const ended = await runActionProcess({ workspace: scene.repository.directory, event, apiUrl: scene.github.url });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(ended.stdout).toMatch(/^::error file=manifests\/worker\.yaml,line=24/m);
    expect(ended.code).toBe(1);
    expect(scene.github.requests).toEqual([]);
  });

  /** A clone of the merge commit alone, as actions/checkout makes it by default. */
  function shallowClone(commits: Commits): PullRequestRepository {
    scene.repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = new PullRequestRepository({});
    clone.git('remote', 'add', 'origin', pathToFileURL(scene.repository.directory).href);
    clone.git('fetch', '--quiet', '--depth=1', 'origin', commits.merge);
    clone.git('checkout', '--quiet', '--detach', commits.merge);
    return clone;
  }

  test('a shallow checkout fetches the base by itself', async () => {
    const commits = scene.repository.propose({
      'manifests/worker.yaml': scene.shop.bad['manifests/worker.yaml'] ?? '',
    });
    const clone = shallowClone(commits);
    try {
      const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
      const call = { workspace: clone.directory, event, apiUrl: scene.github.url, inputs: { comment: 'off' } };
      const ended = await runActionProcess(call);
      expect(ended.outputs).toMatchObject({ verdict: 'fail' });
      expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    } finally {
      clone.remove();
    }
  });

  test('a shallow checkout that cannot: an error that names fetch-depth', async () => {
    const commits = scene.repository.propose(scene.shop.bad);
    const clone = shallowClone(commits);
    try {
      clone.git('remote', 'set-url', 'origin', pathToFileURL(join(clone.directory, 'nowhere')).href);
      const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
      const ended = await runActionProcess({ workspace: clone.directory, event, apiUrl: scene.github.url });
      expect(ended.stdout).toMatch(/^::error::Nothing was decided: The base commit .*fetch-depth: 2/m);
      expect(ended.outputs).toEqual({ verdict: 'unknown' });
      expect(ended.code).toBe(1);
    } finally {
      clone.remove();
    }
  });

  test.each([
    ['comment', 'loud', 'review, comments or off'],
    ['mode', 'deploy', 'check, data-only, release or publish'],
    ['key', 'a b', 'letters, digits'],
  ])('the input %s: %s is refused with what it may be', async (name, value, expected) => {
    const ended = await scene.run({ 'README.md': 'x\n' }, { inputs: { [name]: value } });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: The input/m);
    expect(ended.stdout).toContain(expected);
    expect(ended.code).toBe(1);
  });

  test('no checkout: an error that names actions/checkout', async () => {
    const commits = scene.repository.propose(scene.shop.bad);
    rmSync(join(scene.repository.directory, '.git'), { recursive: true });
    const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
    const ended = await runActionProcess({ workspace: scene.repository.directory, event, apiUrl: scene.github.url });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: .*actions\/checkout/m);
    expect(ended.code).toBe(1);
  });
});
