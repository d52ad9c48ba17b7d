import { describe, expect, test } from 'vitest';
import { rulesWith } from './support/action-in-process.ts';
import { type Changes, type Commits, POLICY_FILE } from './support/pull-request.ts';
import { BAD, GOOD, LAX, messageOf, POLICY, trustScene, WORKFLOW } from './support/trust-scene.ts';

/** Whose word decides (design: Trust), on real git repositories. */

const scene = trustScene();

describe('what runs the gate', () => {
  test('commits, base and policy are recorded', async () => {
    const commits = scene.repository.propose({ 'README.md': 'x\n' });
    const { report } = await scene.run(commits);
    expect(report?.judged).toEqual({
      commit: commits.merge,
      base: commits.base,
      policy: { from: `commit ${commits.base.slice(0, 7)}`, file: POLICY_FILE },
      trust: 'tamper-evident',
      repaired: 0,
    });
  });

  test('a checkout of something else than what is proposed decides nothing', async () => {
    const commits = scene.repository.propose({ 'deploy/web.yaml': BAD });
    scene.repository.git('checkout', '--quiet', '--detach', commits.base);
    const ended = await scene.run(commits);
    expect(ended.failure).toMatch(
      /^Nothing was decided: The checkout is commit .* neither the proposed .* default ref/s,
    );
    expect(ended.outputs.verdict).toBe('unknown');
    scene.repository.git('checkout', '--quiet', '--detach', commits.head);
    expect(rulesWith(await scene.run(commits), 'block')).toContain('pss/privileged');
  });
});

describe("the head's own policy", () => {
  test('a weaker one is previewed, and does not decide', async () => {
    const ended = await scene.propose({ [POLICY_FILE]: LAX, 'deploy/web.yaml': BAD });
    expect(ended.outputs.verdict).toBe('fail');
    expect(rulesWith(ended, 'warn')).toContain('gate/policy-changed');
    expect(messageOf(ended, 'gate/policy-changed')).toContain('By the new one the verdict would be pass (0 blocking');
  });

  test('a stricter one, too', async () => {
    scene.rebase({ [POLICY_FILE]: LAX, 'deploy/web.yaml': GOOD });
    const ended = await scene.propose({ [POLICY_FILE]: POLICY, 'deploy/web.yaml': BAD });
    expect(ended.outputs.verdict).toBe('pass');
    expect(messageOf(ended, 'gate/policy-changed')).toMatch(/the verdict would be fail \([1-9]\d* blocking/);
  });

  test.each([
    ['broken', 'version: 1\nimage: {}\n', 'is not valid, and would end every later run'],
    ['taken away', null, 'Without a policy file the defaults would be'],
  ])('%s', async (_, text, said) => {
    const ended = await scene.propose({ [POLICY_FILE]: text, 'deploy/web.yaml': GOOD });
    expect(messageOf(ended, 'gate/policy-changed')).toContain(said);
    expect(ended.failure).toBeNull();
  });

  test.each<[string, Changes]>([
    ['a catalogue of exploited vulnerabilities that is edited', { 'policy/kev.json': '{}' }],
    ['one that is taken away', { 'policy/kev.json': null }],
    ['a VEX document that is edited', { 'policy/vex/api.json': '{}' }],
    ['a VEX document that is added', { 'policy/vex/more.json': '{}' }],
  ])('%s is part of the policy', async (_, changes) => {
    const named = POLICY.replace('severity: off', 'severity: off, kev: policy/kev.json, vex: ["policy/vex/*.json"]');
    scene.rebase({
      [POLICY_FILE]: named,
      'policy/kev.json': '{"vulnerabilities":[]}',
      'policy/vex/api.json': '{"a":1}',
    });
    const ended = await scene.propose(changes);
    expect(rulesWith(ended, 'warn')).toEqual(['gate/policy-changed']);
    expect(messageOf(ended, 'gate/policy-changed')).toContain(
      `${Object.keys(changes)[0]}, which is part of the policy`,
    );
  });

  test('its programs are not run and its registries not asked', async () => {
    const evil = `${POLICY}tools: { helm: { path: ./evil } }\nimages: { allow: ["127.0.0.1:9/**"] }\n`.replace(
      'images: { digest: off }\n',
      '',
    );
    const ended = await scene.propose({ [POLICY_FILE]: evil, evil: 'x\n' });
    expect(messageOf(ended, 'gate/policy-changed')).toContain('By the new one the verdict would be');
  });
});

describe('a merge queue', () => {
  const payload = ({ base, merge }: Commits, ref = 'main') => ({
    merge_group: {
      head_sha: merge,
      base_sha: base,
      base_ref: `refs/heads/${ref}`,
      head_ref: 'refs/heads/gh-readonly-queue/main/pr-7',
    },
    repository: { default_branch: 'main' },
  });
  const env = { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/heads/gh-readonly-queue/main/pr-7' };

  test("the base's policy decides, and a changed workflow blocks", async () => {
    const commits = scene.repository.propose({
      [POLICY_FILE]: LAX,
      [WORKFLOW]: 'on: merge_group\n',
      'deploy/web.yaml': BAD,
    });
    const ended = await scene.run(commits, { event: { name: 'merge_group', payload: payload(commits) }, env });
    expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining(['gate/workflow-changed', 'pss/privileged']));
    expect(ended.report?.judged.trust).toBe('tamper-evident');
  });

  test("the tip of the base branch decides, not an earlier group's policy", async () => {
    const github = await scene.openGithub();
    const strict = scene.repository.propose({}).base;
    scene.rebase({});
    const main = scene.repository.propose({}).base;
    const earlier = scene.repository.propose({ [POLICY_FILE]: LAX }).merge;
    scene.repository.git('checkout', '--quiet', '--detach', earlier);
    const file = scene.repository.propose({ [POLICY_FILE]: LAX, 'deploy/web.yaml': BAD });
    github.state.branches.set('main', { commit: main, protected: true });
    const event = { name: 'merge_group', payload: payload({ ...file, base: earlier }) };
    const ended = await scene.run(file, { event, env, apiUrl: github.url });
    expect(strict).not.toBe('');
    expect(rulesWith(ended, 'block')).toContain('pss/privileged');
    expect(ended.report?.judged.policy.from).toBe(`commit ${main.slice(0, 7)}`);
    expect(github.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test('without a base nothing is decided', async () => {
    const commits = scene.repository.propose({ 'deploy/web.yaml': BAD });
    const ended = await scene.run(commits, { event: { name: 'merge_group', payload: {} }, env });
    expect(ended.failure).toContain('not a merge_group event');
  });
});

describe('a base branch other than the default', () => {
  test('GitHub does not say whether it is protected: nothing is decided', async () => {
    const ended = await scene.run(scene.repository.propose({ 'README.md': 'x\n' }), {}, 'weak');
    expect(ended.failure).toMatch(
      /^Nothing was decided: GitHub did not say whether the base branch "weak" is protected/,
    );
  });
});
