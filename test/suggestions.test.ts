import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportFinding } from '../src/report/index.ts';
import { type InProcessRun, runActionInProcess } from './support/action-in-process.ts';
import { chart, podWith } from './support/charts.ts';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { pushHead } from './support/github/state.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';
import { requireTool } from './support/tools.ts';

/**
 * Suggestions of hardening repairs in the review of a real run on real tools. A reader's click is made by hand: the lines
 * of the comment are replaced by what its block holds, and the next run must not find what the comment said it settles.
 */

let policy: string;
let repository: PullRequestRepository;
let github: GithubDouble;

beforeEach(async () => {
  const tools = ['helm', 'kustomize'] as const;
  const paths = await Promise.all(tools.map(async (name) => `  ${name}: { path: ${await requireTool(name)} }\n`));
  policy = [
    'version: 1\nimages: { digest: off }\nvulnerabilities: { severity: off }\n',
    'hardening: { rules: { "*": off, "pss/*": error, "rbac/default-service-account": warn } }\n',
    `tools:\n${paths.join('')}`,
  ].join('');
  github = await startGithubDouble();
});

afterEach(async () => {
  repository.remove();
  await github.close();
  github.assertClean();
});

async function run(changes: Changes): Promise<InProcessRun> {
  const commits = repository.propose(changes);
  github.state.pull.base = { ref: 'main', commit: commits.base };
  github.state.branches.set('main', { commit: commits.base, protected: true });
  pushHead(github.state, commits.head, repository.files(commits));
  return runActionInProcess({
    workspace: repository.directory,
    event: { name: 'pull_request', payload: pullRequestEvent(commits) },
    apiUrl: github.url,
  });
}

interface Clicked {
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  readonly text: string;
}

/** Every suggestion in the comments of the pull request. */
function suggestions(): Clicked[] {
  return github.state.pull.comments.flatMap(({ path, line, startLine, body }) => {
    const text = /^(`{3,})suggestion\n([\s\S]*?)\n\1$/m.exec(body)?.[2];
    return text === undefined || line === null ? [] : [{ path, startLine: startLine ?? line, line, text }];
  });
}

/** All of them applied as GitHub does: the lines are replaced, and no two may want the same one. */
function click(files: Readonly<Record<string, string>>): Record<string, string> {
  const after = { ...files };
  const made = suggestions().sort((a, b) => b.line - a.line);
  for (const [index, { path, startLine, line, text }] of made.entries()) {
    const before = made.slice(0, index).filter((other) => other.path === path);
    expect(before.every((other) => other.startLine > line)).toBe(true);
    const lines = (after[path] ?? '').split('\n');
    lines.splice(startLine - 1, line - startLine + 1, ...text.split('\n'));
    after[path] = lines.join('\n');
  }
  return after;
}

const REPAIRED = [
  'pss/allowPrivilegeEscalation',
  'pss/capabilities_restricted',
  'pss/runAsNonRoot',
  'pss/seccompProfile_restricted',
  'rbac/default-service-account',
];

const rulesOf = (findings: readonly ReportFinding[]) => [...new Set(findings.map(({ rule }) => rule))].sort();

const deployment = (pod: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
${pod}`;

const POD = `    spec:
      containers:
        - name: api # the server
          image: registry.example/api:1
`;

const VALUES = 'podSecurityContext: {}\n# for the server\nsecurityContext: {}\n';
const TEMPLATE = deployment(`    spec:
      securityContext:
        {{- toYaml .Values.podSecurityContext | nindent 8 }}
      containers:
        - name: api
          image: registry.example/api:1
          securityContext:
            {{- toYaml .Values.securityContext | nindent 12 }}
`);

/** What the pull request adds. */
const CHANGES: Record<
  string,
  { readonly files: Readonly<Record<string, string>>; readonly edited: readonly string[] }
> = {
  'a Deployment': { files: { 'deploy/api.yaml': deployment(POD) }, edited: ['deploy/api.yaml'] },
  'a Deployment with two containers in flow style': {
    files: {
      'deploy/api.yaml': deployment(
        '    spec: {containers: [{name: api, image: "registry.example/api:1"}, {name: b, image: "registry.example/b:1"}]}\n',
      ),
    },
    edited: ['deploy/api.yaml'],
  },
  'a Pod with two containers': {
    files: { 'deploy/pod.yaml': podWith('registry.example/a:1', 'registry.example/b:1') },
    edited: ['deploy/pod.yaml'],
  },
  'a chart that offers values': {
    files: Object.fromEntries(
      Object.entries(chart(VALUES, { 'api.yaml': TEMPLATE })).map(([path, text]) => [path, String(text)]),
    ),
    edited: ['charts/demo/templates/api.yaml', 'charts/demo/values.yaml'],
  },
  'an overlay with a patch': {
    files: {
      'base/kustomization.yaml': 'resources: [api.yaml]\n',
      'base/api.yaml': deployment(POD),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      securityContext:
        runAsNonRoot: false
      containers:
        - name: api
          securityContext:
            allowPrivilegeEscalation: true
`,
    },
    edited: ['base/api.yaml', 'over/patch.yaml'],
  },
};

describe('the suggestions of a review settle what they say', () => {
  test.each(Object.entries(CHANGES))('%s', async (_, { files, edited }) => {
    repository = new PullRequestRepository({ [POLICY_FILE]: policy });
    const found = await run(files);
    const fixable = (found.report?.findings ?? []).filter(({ fix }) => fix !== null);
    expect(rulesOf(fixable)).toEqual(REPAIRED);
    expect([...new Set(suggestions().map(({ path }) => path))].sort()).toEqual(edited);
    const sarif = [...found.files].find(([name]) => name.endsWith('.sarif'))?.[1] ?? '';
    expect(JSON.parse(sarif).runs[0].results.filter((each: { fixes?: unknown }) => each.fixes).length).toBe(
      fixable.length,
    );

    const posted = github.state.pull.comments.length;
    await run(files);
    expect(github.state.pull.comments.length).toBe(posted);

    const clicked = await run(click(files));
    const left = (clicked.report?.findings ?? []).filter(({ rule }) => REPAIRED.includes(rule));
    expect(left.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
    expect(suggestions()).toEqual([]);
  });

  test('what the base has already is not suggested', async () => {
    repository = new PullRequestRepository({ [POLICY_FILE]: policy, 'deploy/api.yaml': deployment(POD) });
    const { report } = await run({ 'deploy/api.yaml': `${deployment(POD)}# the end\n` });
    expect(rulesOf((report?.findings ?? []).filter(({ effect }) => effect === 'baseline'))).toEqual(REPAIRED);
    expect((report?.findings ?? []).filter(({ fix }) => fix !== null)).toEqual([]);
    expect(suggestions()).toEqual([]);
  });

  test('what the diff does not show is in the text of the review', async () => {
    const template = 'charts/demo/templates/api.yaml';
    const files = Object.fromEntries(
      Object.entries(chart(VALUES, { 'api.yaml': TEMPLATE })).map(([path, text]) => [path, String(text)]),
    );
    const { [template]: added = '', ...before } = files;
    repository = new PullRequestRepository({ [POLICY_FILE]: policy, ...before });
    const { report } = await run({ [template]: added });
    const edited = (report?.findings ?? []).flatMap(({ fix }) => (fix?.edits ?? []).map(({ file }) => file));
    expect([...new Set(edited)].sort()).toEqual([template, 'charts/demo/values.yaml']);
    expect([...new Set(suggestions().map(({ path }) => path))]).toEqual([template]);
    const [review] = github.state.pull.reviews;
    expect(review?.body).toContain('# charts/demo/values.yaml:3\nallowPrivilegeEscalation: false');
  });
});
