import { type CommandResult, type Exec, GateError } from '../domain/index.ts';

/** A repository, and the git that reads it. */
export interface GitRepository {
  /** Absolute path of a working tree or of a bare repository. */
  readonly directory: string;
  /** Absolute path of the git program. */
  readonly git: string;
  readonly exec: Exec;
  /** Left out: 2 minutes for each command. */
  readonly timeoutMs?: number;
}

const NULL_DEVICE = process.platform === 'win32' ? 'NUL' : '/dev/null';

/**
 * Nothing but the objects: no configuration of the system or the user, no hooks, no replaced objects or grafts, no
 * prompts, and no fetch of objects that a partial clone left out (newer git knows GIT_NO_LAZY_FETCH; where it does not,
 * no protocol is allowed). What the repository's own configuration can start is switched off by name.
 */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: NULL_DEVICE,
  GIT_CONFIG_GLOBAL: NULL_DEVICE,
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: NULL_DEVICE,
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
} as const;

const CONFIGURATION = ['core.fsmonitor=false', `core.hooksPath=${NULL_DEVICE}`, `core.attributesFile=${NULL_DEVICE}`];

export interface GitCall {
  readonly args: readonly string[];
  readonly stdin?: Uint8Array;
  readonly maxOutputBytes: number;
}

/** Runs git and says how it ended. */
export function tryGit(repository: GitRepository, call: GitCall): Promise<CommandResult> {
  // Who asks for this directory has decided to read it; git would compare file owners instead, which differ in
  // containers.
  const settings = [...CONFIGURATION, `safe.directory=${repository.directory}`];
  return repository.exec.run({
    program: repository.git,
    args: [...settings.flatMap((setting) => ['-c', setting]), '-C', repository.directory, ...call.args],
    cwd: repository.directory,
    env: ENVIRONMENT,
    network: 'none',
    ...(call.stdin === undefined ? {} : { stdin: call.stdin }),
    timeoutMs: repository.timeoutMs ?? 120_000,
    maxOutputBytes: call.maxOutputBytes,
  });
}

/** Runs git for its output. @throws GateError `tree/git-failed` where it fails or takes too long. */
export async function runGit(repository: GitRepository, call: GitCall): Promise<Uint8Array> {
  const result = await tryGit(repository, call);
  if (result.status === 'exited' && result.code === 0) return result.stdout;
  throw gitFailed(call, result);
}

export function gitFailed(call: GitCall, result: CommandResult): GateError {
  const said = result.stderr.trim().split('\n').at(-1) ?? '';
  const why = result.status === 'exited' ? said || `exit code ${result.code}` : result.reason;
  return new GateError({
    code: 'tree/git-failed',
    stage: 'tree',
    message: `git ${call.args[0] ?? ''} failed: ${why.slice(0, 500)}.`,
    remedy: 'Make sure that the commit and all of its files are in the clone (with actions/checkout: fetch-depth: 0).',
  });
}
