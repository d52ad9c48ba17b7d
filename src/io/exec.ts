import { dirname } from 'node:path';
import { exec } from '@actions/exec';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { Command, CommandResult, Exec, Scratch } from '../domain/index.ts';
import { BLACK_HOLE_PROXY, type Confinement, detectConfinement } from './confine.ts';
import { type Ended, FrameReader } from './frames.ts';
import type { SupervisorJob } from './supervisor.ts';
import { encodeWork, SUPERVISOR, Supervisors } from './supervisors.ts';
import { temporaryPaths } from './temporary.ts';

const Result = z.union([
  z.strictObject({ status: z.literal('exited'), code: z.int() }),
  z.strictObject({
    status: z.enum(['timeout', 'output-limit', 'disk-limit', 'out-of-time', 'killed', 'not-started']),
    reason: z.string(),
  }),
]);

const SUPERVISOR_ENDED = 'the supervisor of the program ended early';

type Input = string | Uint8Array;

/**
 * Programs under one supervisor, so many at a time; the result of each as soon as it has ended. The work goes by
 * standard input, so that no secret of it shows in a process list.
 */
function runSupervised(
  jobs: readonly Omit<SupervisorJob, 'inputBytes'>[],
  inputs: readonly Input[],
  atOnce: number,
): readonly Promise<CommandResult>[] {
  const bytes = inputs.map((input) => (typeof input === 'string' ? Buffer.from(input) : input));
  const work = {
    atOnce,
    temporary: temporaryPaths(),
    jobs: jobs.map((job, index) => ({ ...job, inputBytes: bytes[index]?.length ?? 0 })),
  };
  const waiting = jobs.map(() => Promise.withResolvers<CommandResult>());
  const stdout = new FrameReader((job, ended) => {
    const parsed = Result.safeParse(ended.result);
    if (parsed.success) waiting[job]?.resolve(resultOf(parsed.data, ended));
  });
  const stray: Buffer[] = [];
  const supervised = exec(`"${process.execPath}"`, [...SUPERVISOR], {
    silent: true,
    ignoreReturnCode: true,
    cwd: dirname(process.execPath),
    env: {},
    input: encodeWork(work, bytes),
    listeners: {
      stdout: (chunk) => stdout.push(chunk),
      stderr: (chunk) => {
        if (stray.length < 16) stray.push(chunk);
      },
    },
  }).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  void supervised.then((failure) => {
    const detail = failure ?? Buffer.concat(stray).toString('utf8').trim().split('\n').at(-1) ?? '';
    const reason = `${SUPERVISOR_ENDED}: ${detail}`;
    // Those that have their result keep it.
    for (const [job, { resolve }] of waiting.entries()) {
      resolve({ status: 'killed', reason, stderr: stdout.rest(job).errors.toString('utf8') });
    }
  });
  return waiting.map(({ promise }) => promise);
}

/** Of the whole process, since they live as long as it does. */
const kept = new Supervisors();

/** One program under a supervisor that is kept for the next one. */
async function runKept(job: Omit<SupervisorJob, 'inputBytes'>, input: Input): Promise<CommandResult> {
  try {
    const { ended, stray } = await kept.run(job, typeof input === 'string' ? Buffer.from(input) : input);
    const parsed = Result.safeParse(ended.result);
    if (parsed.success) return resultOf(parsed.data, ended);
    const detail = stray.trim().split('\n').at(-1) ?? '';
    return { status: 'killed', reason: `${SUPERVISOR_ENDED}: ${detail}`, stderr: ended.errors.toString('utf8') };
  } catch (error) {
    // No process, no file descriptor, no memory left.
    const detail = error instanceof Error ? error.message : String(error);
    return { status: 'not-started', reason: `its supervisor could not be started: ${detail}`, stderr: '' };
  }
}

function resultOf(result: z.output<typeof Result>, { output, errors }: Ended): CommandResult {
  const stderr = errors.toString('utf8');
  return result.status === 'exited'
    ? { status: 'exited', code: result.code, stdout: output, stderr }
    : { status: result.status, reason: result.reason, stderr };
}

/** The Go tools shrink their heap before they meet the hard limit; others do not read this. */
function memoryEnvironment(bytes: number | undefined): Record<string, string> {
  return bytes === undefined ? {} : { GOMEMLIMIT: String(Math.floor(bytes * 0.8)) };
}

function scratchEnvironment(scratch: Scratch | undefined): Record<string, string> {
  return scratch === undefined ? {} : { TMPDIR: scratch.directory, TEMP: scratch.directory, TMP: scratch.directory };
}

function confinedArgv(command: Command, confinement: Confinement): [string, ...string[]] {
  const argv: [string, ...string[]] = [command.program, ...command.args];
  const withNetwork: [string, ...string[]] =
    command.network === 'none' && confinement.networkNamespace !== null
      ? [...confinement.networkNamespace, ...argv]
      : argv;
  const { maxMemoryBytes, scratch } = command;
  const limits = [
    // Private writable memory: what a program really takes. Go reserves far more address space than it ever touches.
    ...(maxMemoryBytes === undefined ? [] : [`--data=${maxMemoryBytes}`]),
    // Only for what nobody saw in time: a program that may go on without a file may not say that it had to.
    ...(scratch === undefined ? [] : [`--fsize=${2 * scratch.maxBytes}`]),
  ];
  if (limits.length === 0 || confinement.prlimit === null) return withNetwork;
  return [confinement.prlimit, ...limits, '--core=0', '--', ...withNetwork];
}

/**
 * The Exec port: many programs at once on `@actions/exec`, silent, with a supervisor between it and them: see supervisor.ts.
 * Those that come one by one share supervisors, which `@actions/exec` could not keep open: see supervisors.ts.
 *
 * PATH is empty unless the command's own environment says otherwise. What the system offers (network namespace,
 * resource limits) is found out once, at the first command that can use it, or as soon as one is to be prepared for.
 */
export function createExec(): Exec {
  let detected: Promise<Confinement> | null = null;
  const works = async (argv: readonly [string, ...string[]]): Promise<boolean> => {
    const job = { program: argv[0], argv, cwd: '/', env: { PATH: '' }, timeoutMs: 5000, maxOutputBytes: 4096 };
    const result = await runKept(job, '');
    return result.status === 'exited' && result.code === 0;
  };
  const detect = (): Promise<Confinement> => {
    detected ??= detectConfinement(works);
    return detected;
  };
  const jobOf = async (command: Command): Promise<Omit<SupervisorJob, 'inputBytes'>> => {
    const { network, maxMemoryBytes, scratch, expiresInMs } = command;
    const confinable = network === 'none' || maxMemoryBytes !== undefined || scratch !== undefined;
    const confinement = confinable ? await detect() : { prlimit: null, networkNamespace: null };
    return {
      program: command.program,
      argv: confinedArgv(command, confinement),
      cwd: command.cwd,
      env: {
        PATH: '',
        ...memoryEnvironment(maxMemoryBytes),
        ...scratchEnvironment(scratch),
        ...command.env,
        ...(network === 'direct' ? {} : BLACK_HOLE_PROXY),
      },
      timeoutMs: command.timeoutMs,
      maxOutputBytes: command.maxOutputBytes,
      ...(scratch === undefined ? {} : { scratch }),
      ...(expiresInMs === undefined ? {} : { expiresInMs }),
    };
  };
  const run = async (command: Command): Promise<CommandResult> => runKept(await jobOf(command), command.stdin ?? '');
  return {
    // What it ends with is said where a program waits for it.
    prepare: () => void detect().catch(() => {}),
    run,
    runAll(commands, atOnce) {
      if (commands.length === 0) return [];
      const results = Promise.all(commands.map(jobOf)).then((jobs) =>
        runSupervised(
          jobs,
          commands.map(({ stdin }) => stdin ?? ''),
          atOnce,
        ),
      );
      const again = pLimit(atOnce);
      const began = performance.now();
      const rest = ({ expiresInMs }: Command) =>
        expiresInMs === undefined ? {} : { expiresInMs: expiresInMs - (performance.now() - began) };
      return commands.map(async (command, index) => {
        const result = await (await results)[index];
        // The one supervisor is nobody's program: whatever ended it must not be held against all of them.
        const lost = result === undefined || (result.status === 'killed' && result.reason.startsWith(SUPERVISOR_ENDED));
        if (!lost) return result;
        const second = await again(() => run({ ...command, ...rest(command) }));
        return second.status === 'exited' ? { ...second, isAgain: true } : second;
      });
    },
  };
}
