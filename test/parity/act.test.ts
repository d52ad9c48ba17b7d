import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegistryServer } from '../../src/demo/registry/index.ts';
import { ReportSchema } from '../../src/report/index.ts';
import { runToEnd } from '../support/action-run.ts';
import { type GithubDouble, startGithubDouble } from '../support/github/server.ts';
import {
  type Changes,
  POLICY_FILE,
  PullRequestRepository,
  pullRequestEvent,
  shopFiles,
  shopPolicy,
} from '../support/pull-request.ts';
import { startScanRegistry } from '../support/scanning.ts';
import { requireTool } from '../support/tools.ts';

/**
 * The action as it is shipped (action.yml and dist/), in a workflow that act runs: `actions/checkout`, `uses: ./`, and a
 * last step that keeps what the gate left behind.
 */

const ROOT = join(import.meta.dirname, '..', '..');

const WORKFLOW = `name: Gate
on: pull_request
permissions:
  contents: read
  pull-requests: write
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          fetch-depth: 2
          persist-credentials: false
      - id: gate
        uses: ./
      - if: always()
        run: node -e "$KEEP"
        env:
          KEEP: |
            const { copyFileSync, writeFileSync } = require('node:fs');
            const { RECORD, OUTPUTS, OUTCOME } = process.env;
            const outputs = JSON.parse(OUTPUTS);
            writeFileSync(RECORD + '/kept.json', JSON.stringify({ outputs, outcome: OUTCOME }));
            for (const name of ['report', 'sarif']) copyFileSync(outputs[name + '-path'], RECORD + '/' + name + '.json');
          OUTPUTS: \${{ toJSON(steps.gate.outputs) }}
          OUTCOME: \${{ steps.gate.outcome }}
`;

let registry: RegistryServer;
let github: GithubDouble;
let record: string;
let own: Changes;

beforeAll(async () => {
  registry = await startScanRegistry();
  github = await startGithubDouble();
  record = mkdtempSync(join(tmpdir(), 'scg-act-'));
  const dist = join(ROOT, 'dist', 'action');
  const built = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const shipped = [join(ROOT, 'action.yml'), ...built].map((file) => [
    relative(ROOT, file),
    readFileSync(file, 'utf8'),
  ]);
  own = {
    ...Object.fromEntries(shipped),
    '.github/workflows/gate.yaml': WORKFLOW,
    [POLICY_FILE]: await shopPolicy(registry.host),
  };
});

afterAll(async () => {
  rmSync(record, { recursive: true, force: true });
  await Promise.all([registry.close(), github.close()]);
});

test('a workflow with `uses: ./` on a pull request: review, annotations, summary, outputs, failing exit', async () => {
  const act = await requireTool('act');
  const repository = new PullRequestRepository({ ...shopFiles('shop-repaired', registry.host), ...own });
  try {
    const commits = repository.propose({ ...shopFiles('shop', registry.host), ...own });
    repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    Object.assign(github.state.pull, { head: commits.head, base: { ref: 'main', commit: commits.base } });
    github.state.branches.set('main', { commit: commits.base, protected: true });
    github.state.pull.files = [...repository.files(commits)];
    const event = join(record, 'event.json');
    writeFileSync(event, JSON.stringify(pullRequestEvent(commits)));
    // Without it act asks which container image it should use.
    mkdirSync(join(record, 'config', 'act'), { recursive: true });
    writeFileSync(join(record, 'config', 'act', 'actrc'), '');

    const variables = { GITHUB_API_URL: github.url, RECORD: record };
    const args = [
      ...['pull_request', '--eventpath', event, '--workflows', '.github/workflows/gate.yaml'],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--secret', 'GITHUB_TOKEN=ghs_test', '--pull=false'],
      ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ];
    const node = dirname(process.execPath);
    const env = {
      PATH: `${node}${delimiter}${process.env.PATH ?? ''}`,
      HOME: record,
      XDG_CONFIG_HOME: join(record, 'config'),
      XDG_CACHE_HOME: join(record, 'cache'),
    };
    const run = await runToEnd(act, args, { cwd: repository.directory, env });
    const log = `${run.stdout}\n${run.stderr}`;
    expect(log).toContain('Main actions/checkout');
    expect(log).toContain('Job failed');
    expect(run.code).toBe(1);

    const kept: unknown = JSON.parse(readFileSync(join(record, 'kept.json'), 'utf8'));
    const report = ReportSchema.parse(JSON.parse(readFileSync(join(record, 'report.json'), 'utf8')));
    const blocking = report.stats.findings.block;
    expect(blocking).toBeGreaterThan(5);
    expect(kept).toMatchObject({
      outcome: 'failure',
      outputs: { verdict: 'fail', findings: String(report.findings.length), blocking: String(blocking) },
    });
    expect(JSON.parse(readFileSync(join(record, 'sarif.json'), 'utf8'))).toMatchObject({ version: '2.1.0' });

    expect(log).toMatch(/::error file=manifests\/worker\.yaml,line=19,.*signature\/missing/);
    expect(log).toMatch(/::error file=manifests\/worker\.yaml,line=24,.*pss\/privileged/);
    expect(log).toMatch(/::error file=charts\/shop\/values\.yaml,line=4,.*image\/unpinned/);
    // act shows what GITHUB_STEP_SUMMARY holds when the step ends.
    expect(log).toMatch(/Summary - > \[!CAUTION\]\n> \*\*Do not deploy: \d+ problems block this change\.\*\*/);
    expect(log).toMatch(/^\| \*\*block\*\* critical \| `manifests\/worker\.yaml:24` \| `pss\/privileged` \|/m);

    github.assertClean();
    const { reviews, comments } = github.state.pull;
    expect(reviews.map(({ state, commit }) => [state, commit])).toEqual([['CHANGES_REQUESTED', commits.head]]);
    const pin = comments.find(({ path, line }) => path === 'charts/shop/values.yaml' && line === 4);
    expect(pin?.body).toMatch(/```suggestion\n {4}tag: 1\.4\.0@sha256:9b502b2abdea/);
    expect(comments.map(({ path, line }) => `${path}:${line}`)).toContain('manifests/worker.yaml:24');
  } finally {
    repository.remove();
  }
});
