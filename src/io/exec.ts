import { dirname } from 'node:path';
import { exec } from '@actions/exec';
import { z } from 'zod';
import type { Command, CommandResult, Exec } from '../domain/index.ts';
import { BLACK_HOLE_PROXY, type Confinement, detectConfinement } from './confine.ts';
import { FrameReader } from './frames.ts';
import { type SupervisorJob, supervise } from './supervisor.ts';

const Result = z.union([
  z.strictObject({ status: z.literal('exited'), code: z.int() }),
  z.strictObject({ status: z.enum(['timeout', 'output-limit', 'killed', 'not-started']), reason: z.string() }),
]);

function encodeJob(job: SupervisorJob, stdin: string | Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify(job));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, typeof stdin === 'string' ? Buffer.from(stdin) : stdin]);
}

/** One program under the supervisor. The job goes by standard input, so that no secret of it shows in a process list. */
async function runSupervised(job: SupervisorJob, stdin: string | Uint8Array): Promise<CommandResult> {
  const stdout = new FrameReader();
  const stray: Buffer[] = [];
  let failure: string | null = null;
  try {
    await exec(`"${process.execPath}"`, ['--input-type=commonjs', '-e', `(${supervise.toString()})()`], {
      silent: true,
      ignoreReturnCode: true,
      cwd: dirname(process.execPath),
      env: {},
      input: encodeJob(job, stdin),
      listeners: {
        stdout: (chunk) => stdout.push(chunk),
        stderr: (chunk) => {
          if (stray.length < 16) stray.push(chunk);
        },
      },
    });
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  const { output, errors, result } = stdout.end();
  const stderr = errors.toString('utf8');
  const parsed = Result.safeParse(result);
  if (!parsed.success) {
    const detail = failure ?? Buffer.concat(stray).toString('utf8').trim().split('\n').at(-1) ?? '';
    return { status: 'killed', reason: `the supervisor of the program ended early: ${detail}`, stderr };
  }
  if (parsed.data.status === 'exited') {
    return { status: 'exited', code: parsed.data.code, stdout: output, stderr };
  }
  return { status: parsed.data.status, reason: parsed.data.reason, stderr };
}

/** The Go tools shrink their heap before they meet the hard limit; others do not read this. */
function memoryEnvironment(bytes: number | undefined): Record<string, string> {
  return bytes === undefined ? {} : { GOMEMLIMIT: String(Math.floor(bytes * 0.8)) };
}

function confinedArgv(command: Command, confinement: Confinement): [string, ...string[]] {
  const argv: [string, ...string[]] = [command.program, ...command.args];
  const withNetwork: [string, ...string[]] =
    command.network === 'none' && confinement.networkNamespace !== null
      ? [...confinement.networkNamespace, ...argv]
      : argv;
  if (command.maxMemoryBytes === undefined || confinement.prlimit === null) return withNetwork;
  // Private writable memory: what a program really takes. Go reserves far more address space than it ever touches.
  return [confinement.prlimit, `--data=${command.maxMemoryBytes}`, '--core=0', '--', ...withNetwork];
}

/**
 * The Exec port on `@actions/exec`, silent, with a supervisor between it and the program: see supervisor.ts.
 *
 * PATH is empty unless the command's own environment says otherwise. What the system offers (network namespace,
 * resource limits) is found out once, at the first command that can use it.
 */
export function createExec(): Exec {
  let detected: Promise<Confinement> | null = null;
  const works = async (argv: readonly [string, ...string[]]): Promise<boolean> => {
    const job = { program: argv[0], argv, cwd: '/', env: { PATH: '' }, timeoutMs: 5000, maxOutputBytes: 4096 };
    const result = await runSupervised(job, '');
    return result.status === 'exited' && result.code === 0;
  };
  return {
    async run(command) {
      const confinable = command.network === 'none' || command.maxMemoryBytes !== undefined;
      if (confinable) detected ??= detectConfinement(works);
      const confinement = (confinable ? await detected : null) ?? { prlimit: null, networkNamespace: null };
      const job: SupervisorJob = {
        program: command.program,
        argv: confinedArgv(command, confinement),
        cwd: command.cwd,
        env: {
          PATH: '',
          ...memoryEnvironment(command.maxMemoryBytes),
          ...command.env,
          ...(command.network === 'none' ? BLACK_HOLE_PROXY : {}),
        },
        timeoutMs: command.timeoutMs,
        maxOutputBytes: command.maxOutputBytes,
      };
      return runSupervised(job, command.stdin ?? '');
    },
  };
}
