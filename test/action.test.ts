import { describe, expect, test } from 'vitest';
import { ReportSchema } from '../src/report/index.ts';
import { actionScene, rulesOf, WORKFLOW } from './support/action-scene.ts';
import { type Changes, POLICY_FILE } from './support/pull-request.ts';

/** What the action leaves on a pull request, and who decides. */

const API_PIN = 'tag: 1.4.0@sha256:9b502b2abdea330d03f522465eb06f0ca6764f05198bfb348396d0835680fe8b';
const scene = actionScene();

describe('a pull request that may not be deployed', () => {
  test('the review, the annotations, the summary, the outputs, the exit code; then the repair', async () => {
    const broken = await scene.run(scene.shop.bad, { env: { GITHUB_RUN_ID: '4711' } });
    expect(broken.stderr).not.toContain('    at ');
    expect(broken.outputs).toMatchObject({ verdict: 'fail' });
    expect(broken.code).toBe(1);

    const report = ReportSchema.parse(broken.report);
    expect(report.verdict).toBe('fail');
    expect(broken.outputs.findings).toBe(String(report.findings.length));
    expect(broken.outputs.blocking).toBe(String(report.stats.findings.block));
    expect(rulesOf(broken, 'block')).toEqual(
      expect.arrayContaining([
        'image/unpinned',
        'image/denied-registry',
        'signature/missing',
        'vulnerability/DEMO-2024-0001',
        'pss/privileged',
        'pss/runAsNonRoot',
      ]),
    );
    expect(broken.sarif).toMatchObject({ version: '2.1.0' });

    expect(broken.stdout).toMatch(/^::error file=manifests\/worker\.yaml,line=24,.*\(pss\/privileged\)::/m);
    expect(broken.stdout).toMatch(/^::error file=charts\/shop\/values\.yaml,line=4,.*\(image\/unpinned\)::/m);
    expect(broken.stdout.match(/^::error file=/gm)?.length).toBeLessThanOrEqual(10);
    expect(broken.summary).toContain('Do not deploy');
    expect(broken.summary).toContain('pss/privileged');
    expect(broken.stdout).toContain(`commit ${broken.commits.merge.slice(0, 7)}`);
    expect(broken.stdout).toContain('tamper-evident');

    const { reviews, comments } = scene.github.state.pull;
    expect(reviews.map(({ state, commit }) => [state, commit])).toEqual([['CHANGES_REQUESTED', broken.commits.head]]);
    expect(reviews[0]?.body).toContain('[Full report](https://github.com/acme/shop/actions/runs/4711)');
    const places = comments.map(({ path, line }) => `${path}:${line}`);
    expect(places).toEqual(
      expect.arrayContaining(['manifests/worker.yaml:24', 'charts/shop/values.yaml:4', 'charts/shop/values.yaml:9']),
    );
    const pin = comments.find(({ path, line }) => path === 'charts/shop/values.yaml' && line === 4);
    expect(pin?.body).toContain(`\`\`\`suggestion\n    ${API_PIN} # the release of the week\n\`\`\``);
    const unsigned = comments.find(({ path, line }) => path === 'manifests/worker.yaml' && line === 19);
    expect(unsigned?.body).toContain('signature/missing');
    expect(unsigned?.body).not.toContain('```suggestion');

    const repaired = await scene.run({ ...scene.shop.good, 'README.md': 'The shop.\n' });
    expect(repaired.stdout).not.toMatch(/^::error/m);
    expect(repaired.outputs).toMatchObject({ verdict: 'pass', blocking: '0' });
    expect(repaired.code).toBe(0);
    expect(scene.github.state.pull.reviews.map(({ state }) => state)).toEqual(['DISMISSED']);
    expect(scene.github.state.pull.comments).toEqual([]);
  });

  test('what the base has already does not block, and comment: off posts nothing', async () => {
    scene.rebase(scene.shop.bad);
    const ended = await scene.run({ 'README.md': 'The shop.\n' }, { inputs: { comment: 'off' } });
    expect(ended.outputs).toMatchObject({ verdict: 'pass', blocking: '0' });
    expect(rulesOf(ended, 'baseline')).toContain('pss/privileged');
    expect(ended.code).toBe(0);
    expect(scene.github.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /repos/acme/shop/branches/main',
    ]);
  });

  test('a token that may only read, as forks have it: the rest says the same, and the step fails for the findings', async () => {
    scene.github.state.tokens.set('ghs_test', { login: 'github-actions[bot]', type: 'Bot', readOnly: true });
    const ended = await scene.run({ 'manifests/worker.yaml': scene.shop.bad['manifests/worker.yaml'] ?? '' });
    expect(scene.github.state.pull.reviews).toEqual([]);
    expect(ended.outputs).toMatchObject({ verdict: 'fail' });
    expect(ended.summary).toContain('pss/privileged');
    expect(ended.code).toBe(1);
  });
});

test('two gates of one pull request, told apart by their keys: a review, a check run and files for each', async () => {
  const gate = (key: string, paths: string) =>
    scene.run(scene.shop.bad, { inputs: { key, paths, 'check-run': 'true' } });
  const [charts, manifests] = [await gate('charts', 'charts'), await gate('manifests', 'manifests')];
  const { reviews, comments } = scene.github.state.pull;
  expect(reviews.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED', 'CHANGES_REQUESTED']);
  const folders = new Set(comments.map(({ path }) => path.split('/')[0]));
  expect([...folders].sort()).toEqual(['charts', 'manifests']);
  const names = scene.github.state.checkRuns.map(({ fields }) => fields.name);
  expect(names).toEqual(['supply-chain-gate report (charts)', 'supply-chain-gate report (manifests)']);
  expect(charts.outputs['report-path']).toContain('/charts/');
  expect(manifests.outputs['report-path']).toContain('/manifests/');

  // What one of them no longer finds is settled for that one alone.
  const before = comments.filter(({ path }) => path.startsWith('manifests/')).length;
  await scene.run(
    { ...scene.shop.bad, 'charts/shop/values.yaml': scene.shop.good['charts/shop/values.yaml'] ?? '' },
    { inputs: { key: 'charts', paths: 'charts' } },
  );
  expect(reviews.map(({ state }) => state)).toEqual(['DISMISSED', 'CHANGES_REQUESTED']);
  expect(comments.filter(({ path }) => path.startsWith('manifests/')).length).toBe(before);
  expect(comments.filter(({ path }) => path.startsWith('charts/'))).toEqual([]);
});

describe('who decides', () => {
  test('a policy that the pull request edits is reported, and the base decides', async () => {
    const lax = 'version: 1\nvulnerabilities: { severity: off }\nhardening: { rules: { "*": off } }\n';
    const ended = await scene.run({
      [POLICY_FILE]: lax,
      'manifests/worker.yaml': scene.shop.bad['manifests/worker.yaml'] ?? '',
    });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(rulesOf(ended, 'warn')).toContain('gate/policy-changed');
    expect(ended.outputs).toMatchObject({ verdict: 'fail' });
    expect(ended.code).toBe(1);
  });

  test('an edited signature policy is reported too', async () => {
    const stranger = `${scene.shop.good['policy/shop.yaml'] ?? ''}# anyone\n`;
    const ended = await scene.run({ 'policy/shop.yaml': stranger });
    expect(rulesOf(ended, 'warn')).toContain('gate/policy-changed');
    expect(ended.code).toBe(0);
  });

  test('an edited workflow blocks', async () => {
    const ended = await scene.run({ [WORKFLOW]: 'on: pull_request\npermissions: {}\n' });
    expect(rulesOf(ended, 'block')).toEqual(['gate/workflow-changed']);
    expect(ended.stdout).toMatch(/^::error file=\.github\/workflows\/gate\.yaml/m);
    expect(ended.code).toBe(1);
  });

  test('an edited workflow only warns where the base says so', async () => {
    scene.rebase({ ...scene.shop.good, [POLICY_FILE]: `${scene.shop.policy}gate: { workflowChanges: warn }\n` });
    const ended = await scene.run({ [WORKFLOW]: 'on: pull_request\npermissions: {}\n' });
    expect(rulesOf(ended, 'warn')).toEqual(['gate/workflow-changed']);
    expect(ended.code).toBe(0);
  });

  test('another workflow of the repository may change', async () => {
    const ended = await scene.run({ '.github/workflows/other.yaml': 'on: push\n' });
    expect(ended.outputs).toMatchObject({ verdict: 'pass', findings: '0' });
  });

  const LAX = 'version: 1\nvulnerabilities: { severity: off }\nhardening: { rules: { "*": off } }\n';
  const privileged = (): Changes => ({ 'manifests/worker.yaml': scene.shop.bad['manifests/worker.yaml'] ?? '' });

  test('the base branch has a stricter policy since the event: its tip decides', async () => {
    scene.rebase({ ...scene.shop.good, [POLICY_FILE]: LAX });
    const tip = scene.repository.propose({ [POLICY_FILE]: scene.shop.policy }).head;
    const ended = await scene.run(privileged(), { branches: { main: { commit: tip, protected: true } } });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(ended.summary).toContain(`by the policy of commit ${tip.slice(0, 7)}`);
    expect(ended.code).toBe(1);
  });

  test('a base branch that nothing protects: the default branch’s policy decides', async () => {
    scene.rebase({ ...scene.shop.good, [POLICY_FILE]: LAX });
    const main = scene.repository.propose({ [POLICY_FILE]: scene.shop.policy }).head;
    const own = scene.repository.propose({}).base;
    const branches = { main: { commit: main, protected: true }, mine: { commit: own, protected: false } };
    const ended = await scene.run(privileged(), { branches, into: 'mine' });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    const guarded = { ...branches, mine: { commit: own, protected: true } };
    expect(rulesOf(await scene.run(privileged(), { branches: guarded, into: 'mine' }), 'block')).not.toContain(
      'pss/privileged',
    );
  });

  test('GitHub does not answer: the event’s base decides, and the log says so', async () => {
    scene.github.fail({
      method: 'GET',
      path: '/branches/',
      times: 9,
      answer: { status: 500, message: 'Server Error' },
    });
    const ended = await scene.run(privileged(), { inputs: { comment: 'off' } });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(ended.stderr).toMatch(/^warning: the tip of main is not known .*event's base/m);
  });

  test('a policy at the base that is wrong: nothing is decided, with file and line', async () => {
    scene.rebase({ ...scene.shop.good, [POLICY_FILE]: 'version: 1\nimage: {}\n' });
    const ended = await scene.run({ 'README.md': 'The shop.\n' });
    expect(ended.outputs).toMatchObject({ verdict: 'unknown' });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: .*supply-chain-gate\.yaml.*2.*image/m);
    expect(ended.code).toBe(1);
  });
});
