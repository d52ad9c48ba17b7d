import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { RegistryServer } from '../../src/demo/registry/index.ts';
import { ReportSchema } from '../../src/report/index.ts';
import { type ActionCall, type ActionRun, runActionProcess } from './action-run.ts';
import { type GithubDouble, startGithubDouble } from './github/server.ts';
import { pushHead } from './github/state.ts';
import {
  type Changes,
  type Commits,
  PullRequestRepository,
  pullRequestEvent,
  type ShopSides,
  shopSides,
} from './pull-request.ts';
import { startScanRegistry } from './scanning.ts';

/** The action in a process of its own, on a real repository, with real Trivy, helm and kustomize. */

export const WORKFLOW = '.github/workflows/gate.yaml';

interface RunOptions extends Partial<ActionCall> {
  /** The base branch. */
  readonly into?: string;
  /** The branches as GitHub's API gives them now. */
  readonly branches?: Readonly<Record<string, { readonly commit: string; readonly protected: boolean }>>;
}

interface ActionScene {
  /** Its base holds the good side. */
  readonly repository: PullRequestRepository;
  readonly github: GithubDouble;
  readonly shop: ShopSides;
  /** In place of the repository, one whose base holds these files. */
  rebase(base: Changes): void;
  /** Pushes what the pull request now holds, and runs the action for it. */
  run(changes: Changes, options?: RunOptions): Promise<ActionRun & { commits: Commits }>;
}

/** A new one for each test of a file. */
export function actionScene(): ActionScene {
  let registry: RegistryServer;
  let repository: PullRequestRepository;
  let github: GithubDouble;
  let shop: ShopSides;
  beforeAll(async () => {
    registry = await startScanRegistry();
    shop = await shopSides(registry.host, { [WORKFLOW]: 'on: pull_request\n' });
  });
  afterAll(() => registry.close());
  beforeEach(async () => {
    repository = new PullRequestRepository(shop.good);
    github = await startGithubDouble();
  });
  afterEach(async () => {
    repository.remove();
    await github.close();
    github.assertClean();
  });
  return {
    get repository() {
      return repository;
    },
    get github() {
      return github;
    },
    get shop() {
      return shop;
    },
    rebase(base) {
      repository.remove();
      repository = new PullRequestRepository(base);
    },
    async run(changes, options = {}) {
      const commits = repository.propose(changes);
      const { into = 'main', branches = { main: { commit: commits.base, protected: true } }, ...call } = options;
      github.state.pull.base = { ref: into, commit: commits.base };
      for (const [name, branch] of Object.entries(branches)) github.state.branches.set(name, branch);
      pushHead(github.state, commits.head, repository.files(commits));
      const event = { name: 'pull_request', payload: pullRequestEvent(commits, into) };
      const ended = await runActionProcess({ workspace: repository.directory, event, apiUrl: github.url, ...call });
      return { ...ended, commits };
    },
  };
}

export const rulesOf = ({ report }: ActionRun, effect: string): readonly string[] => [
  ...new Set(
    ReportSchema.parse(report)
      .findings.filter((finding) => finding.effect === effect)
      .map(({ rule }) => rule),
  ),
];
