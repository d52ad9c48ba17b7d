import { GateError, type Ports } from '../domain/index.ts';
import type { GitRepository } from './git-command.ts';
import { resolveCommit } from './git-tree.ts';

const TIMEOUT_MS = 120_000;

/**
 * Makes a commit present in a shallow clone, with the credentials that actions/checkout left in the repository's
 * configuration. Does nothing where the commit is there. The commit is data: nothing of it is checked out.
 *
 * @throws GateError `tree/fetch-failed` with what to set in the workflow instead.
 */
export async function fetchCommit(repository: GitRepository, commit: string, ports: Ports): Promise<void> {
  try {
    await resolveCommit(repository, commit);
    return;
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'tree/no-such-commit') throw error;
  }
  const inherited = ['PATH', 'HOME', 'SSL_CERT_FILE', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];
  const result = await repository.exec.run({
    program: repository.git,
    args: [
      ...['-c', 'core.hooksPath=/dev/null', '-c', `safe.directory=${repository.directory}`],
      ...['-C', repository.directory, 'fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--depth=1'],
      ...['--end-of-options', 'origin', commit],
    ],
    cwd: repository.directory,
    env: {
      GIT_TERMINAL_PROMPT: '0',
      ...Object.fromEntries(inherited.flatMap((name) => [[name, ports.env.get(name)]]).filter(([, value]) => value)),
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
