import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { type Ended, FrameReader } from './frames.ts';
import { overfull } from './scratch.ts';
import { type SupervisorJob, type SupervisorWork, supervise } from './supervisor.ts';
import { temporaryPaths } from './temporary.ts';

/** What a supervisor said of one program, and outside its frames: why it ended early. */
export interface Supervision {
  readonly ended: Ended;
  readonly stray: string;
}

/** More than run at a time need not be kept. */
const MAX_IDLE = 4;

/** The supervisor as an argument list of node. */
export const SUPERVISOR: readonly string[] = [
  '--input-type=commonjs',
  '-e',
  `(${supervise.toString()})(${overfull.toString()})`,
];

export function encodeWork(work: SupervisorWork, inputs: readonly Uint8Array[]): Buffer {
  const json = Buffer.from(JSON.stringify(work));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(json.length, 0);
  lengths.writeUInt32BE(
    inputs.reduce((sum, input) => sum + input.length, 0),
    4,
  );
  return Buffer.concat([lengths, json, ...inputs]);
}

/**
 * Supervisors that are kept from one program to the next: a chart takes a dozen renders, and starting node takes as long
 * as one of them. Idle ones do not keep the process alive, and end with it.
 */
export class Supervisors {
  readonly #idle: ChildProcess[] = [];

  /** @throws what the system says where it starts no process. */
  async run(job: Omit<SupervisorJob, 'inputBytes'>, input: Uint8Array): Promise<Supervision> {
    const idle = this.#takeIdle();
    const first = await this.#runUnder(idle ?? this.#start(), job, input);
    // Whatever ended it while it was idle must not be held against the program, which it never heard of.
    return idle !== null && saidNothing(first) ? this.#runUnder(this.#start(), job, input) : first;
  }

  async #runUnder(
    supervisor: ChildProcess,
    job: Omit<SupervisorJob, 'inputBytes'>,
    input: Uint8Array,
  ): Promise<Supervision> {
    keepAlive(supervisor, true);
    const stray: Buffer[] = [];
    const work = { atOnce: 1, temporary: temporaryPaths(), jobs: [{ ...job, inputBytes: input.length }] };
    const ended = await new Promise<Ended>((resolve) => {
      const { stdin, stdout, stderr } = supervisor;
      const done = (result: Ended): void => {
        stdout?.off('data', onOutput);
        stderr?.off('data', onStray);
        supervisor.off('close', onEnd).off('error', onError);
        resolve(result);
      };
      const frames = new FrameReader((_, result) => done(result));
      const onOutput = (chunk: Buffer): void => frames.push(chunk);
      const onStray = (chunk: Buffer): void => {
        if (stray.length < 16) stray.push(chunk);
      };
      const onEnd = (): void => done(frames.rest(0));
      const onError = (error: Error): void => {
        stray.push(Buffer.from(error.message));
        onEnd();
      };
      stdout?.on('data', onOutput);
      stderr?.on('data', onStray);
      supervisor.on('close', onEnd).on('error', onError);
      stdin?.write(encodeWork(work, [input]));
    });
    if (endedByItself(ended.result) && isAlive(supervisor) && this.#idle.length < MAX_IDLE) this.#keep(supervisor);
    else supervisor.stdin?.end();
    return { ended, stray: Buffer.concat(stray).toString('utf8') };
  }

  #takeIdle(): ChildProcess | null {
    const idle = this.#idle.pop();
    if (idle === undefined) return null;
    return isAlive(idle) ? idle : this.#takeIdle();
  }

  #start(): ChildProcess {
    const supervisor = spawn(process.execPath, SUPERVISOR, {
      cwd: dirname(process.execPath),
      env: {},
      shell: false,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // It may be gone by the time it is written to: that it closed says so.
    supervisor.stdin.on('error', () => {});
    const forget = (): void => {
      const at = this.#idle.indexOf(supervisor);
      if (at !== -1) this.#idle.splice(at, 1);
    };
    supervisor.on('exit', forget).on('error', forget);
    return supervisor;
  }

  #keep(supervisor: ChildProcess): void {
    keepAlive(supervisor, false);
    this.#idle.push(supervisor);
  }
}

/** What a limit or a signal ended may have left something behind: its supervisor has had its day. */
function endedByItself(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'status' in result && result.status === 'exited';
}

/** As far as this process has heard. */
function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

function saidNothing({ ended: { output, errors, result } }: Supervision): boolean {
  return result === null && output.length + errors.length === 0;
}

/** Whether this process waits for the supervisor. */
function keepAlive(supervisor: ChildProcess, wanted: boolean): void {
  for (const one of [supervisor, supervisor.stdin, supervisor.stdout, supervisor.stderr]) {
    if (one !== supervisor && !(one instanceof Socket)) continue;
    if (wanted) one.ref();
    else one.unref();
  }
}
