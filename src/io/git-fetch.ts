import { GateError, type Ports } from '../domain/index.ts';
import { type GitRepository, tryGit } from './git-command.ts';
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
  const result = await repository.exec.run({
    program: repository.git,
    args: [
      ...SETTINGS.flatMap((setting) => ['-c', setting]),
      ...['-c', `safe.directory=${repository.directory}`, '-C', repository.directory],
      ...['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'],
      // A depth would cut a complete clone off at this commit.
      ...((await isShallow(repository)) ? ['--depth=1'] : []),
      ...['--end-of-options', 'origin', commit],
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
  if (result.status === 'exited' && result.code === 0) return;
  throw new GateError({
    code: 'tree/fetch-failed',
    stage: 'tree',
    message: `The base commit ${commit.slice(0, 7)} is not in this checkout and could not be fetched, so there is no trusted policy to decide by.`,
    remedy: 'Give actions/checkout `fetch-depth: 2` (the base is the first parent of the merge commit), or 0.',
  });
}
