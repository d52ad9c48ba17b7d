import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type InProcessCall, type InProcessRun, rulesWith, runActionInProcess } from './support/action-in-process.ts';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { pod, RESTRICTED } from './support/pods.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';
import { requireTool } from './support/tools.ts';

/**
 * Attacks, a pull request each, on real git repositories with the real renderers: each is decided as the base decides, or
 * blocks. What needs a registry or a scanner is in attacks-registry.test.ts, attacks-network.test.ts and
 * attacks-cache.test.ts, a forged report in publisher.test.ts, a changed program in the runner's tool cache in
 * release.test.ts, who decides in trust.test.ts.
 */

const WORKFLOW = '.github/workflows/gate.yaml';
const GOOD = pod(RESTRICTED);
const BAD = pod('{ privileged: true }');
const LAX =
  'version: 1\nimages: { digest: off }\nvulnerabilities: { severity: off }\nhardening: { podSecurity: { level: privileged }, rules: { "*": off } }\n';
const SECRET = 'ghp_thisTokenStaysInTheRunnersConfig00';

let policy: string;
let base: Changes;
let repository: PullRequestRepository | null = null;
let github: GithubDouble | null = null;

beforeAll(async () => {
  const [helm, kustomize] = await Promise.all([requireTool('helm'), requireTool('kustomize')]);
  policy = `version: 1
images: { allow: ["registry.invalid/acme/**"], digest: off }
vulnerabilities: { severity: off }
tools: { helm: { path: ${JSON.stringify(helm)} }, kustomize: { path: ${JSON.stringify(kustomize)} } }
`;
  base = {
    [POLICY_FILE]: policy,
    [WORKFLOW]: 'on: pull_request\njobs: { gate: { steps: [{ uses: acme/supply-chain-gate@v1 }] } }\n',
    'deploy/web.yaml': GOOD,
    'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'charts/shop/templates/pod.yaml': pod(RESTRICTED, { name: 'chart' }),
  };
});

afterEach(async () => {
  repository?.remove();
  repository = null;
  await github?.close();
  github = null;
});

interface Attack {
  readonly base?: Changes;
  readonly changes?: Changes;
  /** More than files: with git, in the repository, before the commit. */
  readonly also?: (repository: PullRequestRepository) => void;
  readonly call?: Partial<InProcessCall>;
}

async function run(attack: Attack): Promise<InProcessRun> {
  const own = new PullRequestRepository({ ...base, ...attack.base });
  repository = own;
  const commits = own.propose(attack.changes ?? {}, () => attack.also?.(own));
  const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
  return runActionInProcess({ workspace: own.directory, event, ...attack.call });
}

const link = (path: string, target: string) => (own: PullRequestRepository) => {
  const blob = join(own.directory, '..', `scg-link-${process.pid}`);
  writeFileSync(blob, target);
  const id = own.git('hash-object', '-w', blob).trim();
  rmSync(blob);
  own.git('update-index', '--add', '--replace', '--cacheinfo', `120000,${id},${path}`);
  own.git('checkout-index', '--force', path);
};

const submodule = (path: string) => (own: PullRequestRepository) => {
  own.git('rm', '--quiet', '-r', '--ignore-unmatch', path);
  own.git('update-index', '--add', '--cacheinfo', `160000,${'c'.repeat(40)},${path}`);
};

const LFS = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 400\n`;
const sources = (...paths: string[]): string =>
  `${policy}sources: [${paths.map((path) => `{ path: ${path} }`).join(', ')}]\n`;
const cip = (action: string): string =>
  `apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: { name: all }\nspec: { images: [{ glob: "**" }], authorities: [{ static: { action: ${action} } }] }\n`;
const pinned = pod(RESTRICTED, { image: `registry.invalid/acme/web@sha256:${'b'.repeat(64)}` });

/** The name, the attack, and a rule that blocks. */
const ATTACKS: readonly (readonly [string, () => Attack, RegExp])[] = [
  ['weaken the policy', () => ({ changes: { [POLICY_FILE]: LAX, 'deploy/web.yaml': BAD } }), /^pss\/privileged$/],
  [
    'add an exception',
    () => ({
      changes: {
        [POLICY_FILE]: `${policy}exceptions: [{ rules: ["pss/*"], reason: "mine", expires: 2026-12-31 }]\n`,
        'deploy/web.yaml': BAD,
      },
    }),
    /^pss\/privileged$/,
  ],
  [
    'move the policy',
    () => ({ changes: { [POLICY_FILE]: null, '.github/gate.yaml': LAX, 'deploy/web.yaml': BAD } }),
    /^pss\/privileged$/,
  ],
  [
    'add a second policy',
    () => ({
      changes: { '.github/supply-chain-gate.yml': LAX, 'supply-chain-gate.yaml': LAX, 'deploy/web.yaml': BAD },
    }),
    /^pss\/privileged$/,
  ],
  [
    'replace what signatures are checked by',
    () => ({
      base: { [POLICY_FILE]: `${policy}signatures: { policies: ["policy/*.yaml"] }\n`, 'policy/all.yaml': cip('fail') },
      changes: { 'policy/all.yaml': cip('pass'), 'deploy/web.yaml': pinned },
    }),
    /^(signature|image)\//,
  ],
  [
    'an ignore comment',
    () => ({
      changes: {
        'deploy/web.yaml': pod('{ privileged: true }', { note: ' # supply-chain-gate: ignore pss/privileged -- mine' }),
      },
    }),
    /^pss\/privileged$/,
  ],
  ['a link out of the repository', () => ({ also: link('deploy/web.yaml', '/etc/hosts') }), /./],
  ['a link to the git directory', () => ({ also: link('deploy/web.yaml', '../.git/config') }), /./],
  [
    'a submodule in a source',
    () => ({ base: { [POLICY_FILE]: sources('deploy') }, also: submodule('deploy/more') }),
    /./,
  ],
  [
    'a source that becomes a submodule',
    () => ({ base: { [POLICY_FILE]: sources('deploy') }, also: submodule('deploy') }),
    /./,
  ],
  ['an LFS pointer', () => ({ changes: { 'deploy/web.yaml': LFS } }), /./],
  [
    '.gitattributes with a filter',
    () => ({ changes: { '.gitattributes': '* filter=clean ident\n', 'deploy/web.yaml': BAD } }),
    /^pss\/privileged$/,
  ],
  [
    '.gitattributes with export-ignore',
    () => ({ changes: { '.gitattributes': 'deploy/** export-ignore\n', 'deploy/web.yaml': BAD } }),
    /^pss\/privileged$/,
  ],
  ['names that differ by case', () => ({ changes: { 'deploy/WEB.yaml': BAD } }), /^pss\/privileged$/],
  [
    'a deleted source',
    () => ({ base: { [POLICY_FILE]: sources('deploy', 'charts/shop') }, changes: { 'deploy/web.yaml': null } }),
    /./,
  ],
  [
    'a renamed chart',
    () => ({
      changes: {
        'charts/shop/Chart.yaml': null,
        'charts/shop/templates/pod.yaml': null,
        'charts/renamed/Chart.yaml': base['charts/shop/Chart.yaml'] ?? '',
        'charts/renamed/templates/pod.yaml': pod('{ privileged: true }', { name: 'chart' }),
      },
    }),
    /^pss\/privileged$/,
  ],
  [
    'a chart with two faces',
    () => ({
      changes: {
        'charts/shop/templates/pod.yaml': pod(
          `{{ if .Release.IsUpgrade }}{ privileged: true }{{ else }}${RESTRICTED}{{ end }}`,
          { name: 'chart' },
        ),
      },
    }),
    /^pss\/privileged$/,
  ],
  ['the workflow edited', () => ({ changes: { [WORKFLOW]: 'on: push\n' } }), /^gate\/workflow-changed$/],
  [
    "the workflow's inputs edited",
    () => ({ changes: { [WORKFLOW]: (base[WORKFLOW] ?? '').replace('@v1', '@v1, with: { paths: docs }') } }),
    /^gate\/workflow-changed$/,
  ],
  ['the workflow deleted', () => ({ changes: { [WORKFLOW]: null } }), /^gate\/workflow-changed$/],
  [
    'a host alias',
    () => ({ changes: { 'deploy/web.yaml': pod(RESTRICTED, { image: 'registry-1.docker.io/acme/web:1' }) } }),
    /^image\/denied-registry$/,
  ],
  ...['127.1:9', '2130706433:9', '0x7f000001:9', 'localhost:9', '[::1]:9', '169.254.169.254'].map(
    (host) =>
      [
        `the host ${host}`,
        () => ({ changes: { 'deploy/web.yaml': pod(RESTRICTED, { image: `"${host}/acme/web:1"` }) } }),
        /^image\/(denied-registry|unresolvable)$/,
      ] as const,
  ),
  ['a manifest that is not YAML', () => ({ changes: { 'deploy/web.yaml': `${BAD}\t: [` } }), /^manifest\/invalid$/],
];

test.each(ATTACKS)('%s', async (_, attack, rule) => {
  const ended = await run(attack());
  expect(ended.failure).not.toBeNull();
  expect(ended.outputs.verdict).not.toBe('pass');
  if (ended.report === null) expect(ended.failure).toMatch(/^Nothing was decided/);
  else expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(rule)]));
});

test('.git/config is not for charts: what the checkout keeps there is never shown', async () => {
  const read =
    '{{ range $path, $_ := .Files.Glob "**" }}{{ $path }}{{ end }}{{ .Files.Get "config" }}{{ .Files.Get "../../.git/config" }}';
  const ended = await run({
    changes: {
      'charts/shop/templates/note.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: note, namespace: shop }\ndata: { all: ${JSON.stringify(read).replaceAll('\\"', "'")} }\n`,
    },
    also: (own) => {
      own.git('config', 'http.https://github.com/.extraheader', `AUTHORIZATION: basic ${SECRET}`);
      link('charts/shop/config', '../../.git/config')(own);
    },
  });
  expect(JSON.stringify([ended.report, ended.summary, ended.commands, ended.log, [...ended.files]])).not.toContain(
    SECRET,
  );
  expect(ended.failure).not.toBeNull();
});

test('a fake tool on PATH is not run', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'scg-path-'));
  try {
    const ran = join(directory, 'ran');
    mkdirSync(join(directory, 'bin'));
    for (const name of ['helm', 'kustomize', 'trivy']) {
      writeFileSync(join(directory, 'bin', name), `#!/bin/sh\necho v4.0.1\ntouch ${ran}\n`);
      chmodSync(join(directory, 'bin', name), 0o755);
    }
    const env = { PATH: `${join(directory, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
    const ended = await run({
      changes: { 'charts/shop/templates/pod.yaml': pod('{ privileged: true }', { name: 'chart' }) },
      call: { env },
    });
    expect(existsSync(ran)).toBe(false);
    expect(rulesWith(ended, 'block')).toContain('pss/privileged');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('retargeting to a weak branch that nothing protects: the default branch decides', async () => {
  github = await startGithubDouble();
  const weak = new PullRequestRepository({ ...base, [POLICY_FILE]: LAX });
  repository = weak;
  const strict = weak.propose({ [POLICY_FILE]: policy }).head;
  const commits = weak.propose({ 'deploy/web.yaml': BAD });
  github.state.branches.set('main', { commit: strict, protected: true });
  github.state.branches.set('weak', { commit: commits.base, protected: false });
  const event = { name: 'pull_request', payload: pullRequestEvent(commits, 'weak') };
  const ended = await runActionInProcess({
    workspace: weak.directory,
    event,
    apiUrl: github.url,
    inputs: { comment: 'off' },
  });
  expect(rulesWith(ended, 'block')).toContain('pss/privileged');
});
