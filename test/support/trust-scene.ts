import { afterEach, beforeEach } from 'vitest';
import { type InProcessCall, type InProcessRun, runActionInProcess } from './action-in-process.ts';
import { type GithubDouble, startGithubDouble } from './github/server.ts';
import { pod, RESTRICTED } from './pods.ts';
import { type Changes, type Commits, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './pull-request.ts';

/** A repository whose workflow runs the gate by way of another workflow and an action of its own. */

export const WORKFLOW = '.github/workflows/gate.yaml';
export const POLICY = 'version: 1\nimages: { digest: off }\nvulnerabilities: { severity: off }\n';
export const LAX = `${POLICY}hardening: { rules: { "*": off }, podSecurity: { level: privileged } }\n`;
export const GOOD = pod(RESTRICTED);
export const BAD = pod('{ privileged: true }');

export const BASE: Changes = {
  'deploy/web.yaml': GOOD,
  [POLICY_FILE]: POLICY,
  [WORKFLOW]: [
    'on: pull_request',
    'jobs:',
    '  gate: { uses: ./.github/workflows/reusable.yaml }',
    '  other: { uses: acme/other/.github/workflows/x.yaml@v1 }',
    '',
  ].join('\n'),
  '.github/workflows/reusable.yaml':
    'on: workflow_call\njobs:\n  gate:\n    steps:\n      - uses: ./.github/actions/prepare\n      - uses: acme/supply-chain-gate@v1\n',
  '.github/actions/prepare/action.yml': 'runs: { using: node24, main: lib/main.js }\n',
  '.github/actions/prepare/lib/main.js': 'console.log("prepare");\n',
  '.github/actions/unused/action.yml': 'runs: { using: node24, main: main.js }\n',
};

interface TrustScene {
  readonly repository: PullRequestRepository;
  /** In place of the repository, one whose base has these files as well. */
  rebase(base: Changes): void;
  run(commits: Commits, call?: Partial<InProcessCall>, into?: string): Promise<InProcessRun>;
  propose(changes: Changes, call?: Partial<InProcessCall>): Promise<InProcessRun>;
  openGithub(): Promise<GithubDouble>;
}

/** A new one for each test of a file. */
export function trustScene(): TrustScene {
  let repository: PullRequestRepository;
  let github: GithubDouble | null = null;
  beforeEach(() => {
    repository = new PullRequestRepository(BASE);
  });
  afterEach(async () => {
    repository.remove();
    const used = github;
    github = null;
    await used?.close();
    used?.assertClean();
  });

  const run: TrustScene['run'] = (commits, call = {}, into = 'main') => {
    const event = { name: 'pull_request', payload: pullRequestEvent(commits, into) };
    return runActionInProcess({ workspace: repository.directory, event, ...call });
  };
  return {
    get repository() {
      return repository;
    },
    rebase(base) {
      repository.remove();
      repository = new PullRequestRepository({ ...BASE, ...base });
    },
    run,
    propose: (changes, call) => run(repository.propose(changes), call),
    async openGithub() {
      github = await startGithubDouble();
      return github;
    },
  };
}

export const messageOf = (ended: InProcessRun, rule: string): string =>
  ended.report?.findings.find((each) => each.rule === rule)?.message ?? '';
