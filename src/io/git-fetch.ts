import { GateError, type Ports } from '../domain/index.ts';
import { type GitRepository, runGit, tryGit } from './git-command.ts';
import { resolveCommit } from './git-tree.ts';

const TIMEOUT_MS = 120_000;
/** What a remote may be reached by; `ext::` and the like would start programs. */
const PROTOCOLS = 'https:http:ssh:file';
/** What git needs to reach the remote that the checkout came from: proxies, certificates, an agent's keys. */
const INHERITED = [
  ...['PATH', 'HOME', 'SSH_AUTH_SOCK', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO'],
  ...['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'],
];
/** Nothing runs but the fetch itself: no hooks, no monitors, no maintenance afterwards. */
const SETTINGS = [
  `core.hooksPath=${process.platform === 'win32' ? 'NUL' : '/dev/null'}`,
  ...['core.fsmonitor=false', 'gc.auto=0', 'maintenance.auto=false', 'fetch.writeCommitGraph=false'],
];

async function isShallow(repository: GitRepository): Promise<boolean> {
  const result = await tryGit(repository, { args: ['rev-parse', '--is-shallow-repository'], maxOutputBytes: 1024 });
  return result.status === 'exited' && Buffer.from(result.stdout).toString('utf8').trim() === 'true';
}

/**
 * Makes a commit present in a shallow clone, with the credentials that actions/checkout left in the repository's
 * configuration. Does nothing where the commit is there. The commit is data: nothing of it is checked out.
 *
 * @throws GateError `tree/fetch-failed` with what to set in the workflow instead.
 */
export async function fetchCommit(repository: GitRepository, commit: string, ports: Pick<Ports, 'env'>): Promise<void> {
  try {
    await resolveCommit(repository, commit);
    return;
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'tree/no-such-commit') throw error;
  }
  // A depth would cut a complete clone off at this commit.
  const depth = (await isShallow(repository)) ? ['--depth=1'] : [];
  if (await fetched(repository, [...depth, '--end-of-options', 'origin', commit], ports)) return;
  throw new GateError({
    code: 'tree/fetch-failed',
    stage: 'tree',
    message: `The base commit ${commit.slice(0, 7)} is not in this checkout and could not be fetched, so there is no trusted policy to decide by.`,
    remedy: 'Give actions/checkout `fetch-depth: 2` (the base is the first parent of the merge commit), or 0.',
  });
}

/**
 * The merge of a pull request as GitHub made it (`refs/pull/7/merge`), fetched as objects and never checked out.
 *
 * @returns the full id of the merge commit
 * @throws GateError `tree/fetch-failed` where there is none (a conflict), or no right to fetch it.
 */
export async function fetchMerge(
  repository: GitRepository,
  pullRequest: number,
  ports: Pick<Ports, 'env'>,
): Promise<string> {
  const kept = `refs/supply-chain-gate/${pullRequest}`;
  // Two commits deep: the merge and its parents, which say what was merged.
  const depth = (await isShallow(repository)) ? ['--depth=2'] : [];
  const refspec = `+refs/pull/${pullRequest}/merge:${kept}`;
  if (await fetched(repository, [...depth, '--end-of-options', 'origin', refspec], ports)) {
    return resolveCommit(repository, kept);
  }
  throw new GateError({
    code: 'tree/fetch-failed',
    stage: 'tree',
    message: `The merge of pull request ${pullRequest} could not be fetched: it has conflicts with its base, or the checkout kept no credentials.`,
    remedy:
      'Resolve the conflicts; and leave `persist-credentials` of actions/checkout at its default in a private repository.',
  });
}

/** Parents as the commit itself names them, which a shallow clone does not have. */
export async function parentsOf(repository: GitRepository, commit: string): Promise<readonly string[]> {
  const text = await runGit(repository, { args: ['cat-file', 'commit', commit], maxOutputBytes: 1024 * 1024 });
  const [header = ''] = Buffer.from(text).toString('utf8').split('\n\n');
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, id = '']) => id);
}

async function fetched(
  repository: GitRepository,
  args: readonly string[],
  ports: Pick<Ports, 'env'>,
): Promise<boolean> {
  const result = await repository.exec.run({
    program: repository.git,
    args: [
      ...SETTINGS.flatMap((setting) => ['-c', setting]),
      ...['-c', `safe.directory=${repository.directory}`, '-C', repository.directory],
      ...['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'],
      ...args,
    ],
    cwd: repository.directory,
    env: {
      GIT_TERMINAL_PROMPT: '0',
      GIT_ALLOW_PROTOCOL: PROTOCOLS,
      ...Object.fromEntries(INHERITED.flatMap((name) => [[name, ports.env.get(name)]]).filter(([, value]) => value)),
    },
    network: 'direct',
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: 1024 * 1024,
  });
  return result.status === 'exited' && result.code === 0;
}
