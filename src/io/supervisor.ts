import type { Scratch } from '../domain/index.ts';

/** What the supervisor is told, on its standard input: see `encodeWork` in supervisors.ts. */
export interface SupervisorWork {
  /** How many programs run at a time. */
  readonly atOnce: number;
  /** What the gate would remove at its end, and cannot where it is killed meanwhile. */
  readonly temporary: readonly string[];
  readonly jobs: readonly SupervisorJob[];
}

export interface SupervisorJob {
  /** The program that must exist; `argv[0]` is it, or a wrapper that limits it. */
  readonly program: string;
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  readonly scratch?: Scratch;
  /** From when the work came. */
  readonly expiresInMs?: number;
  /** How much of what follows the work is this program's standard input. */
  readonly inputBytes: number;
}

/**
 * The supervisor: runs programs under limits of time, output and temporary files (`overfull`: see scratch.ts), and ends a
 * program's whole process group at any limit. It is a program of its own, so that it outlives a gate that is killed, and
 * because `@actions/exec` has no limit and never hands out its child. One supervisor may run many programs, so many at a
 * time: it takes longer to start than some of them to run.
 *
 * `supervisors.ts` runs the text of both functions with `node -e`, so that it works the same from the sources and from the
 * bundle. They must stay self-contained: nothing from outside their bodies, built-in modules by `getBuiltinModule` only.
 *
 * Input: two lengths (4 bytes each, big-endian), the work as JSON, then the programs' standard inputs one after the
 * other. Another work may follow once all programs of the one before have ended; the end of the input ends the supervisor.
 * Output: frames of `type (1 byte), job (4 bytes, big-endian), length (4 bytes), payload, CR LF`; `o` and `e` hold bytes
 * of a program's output and error, `r` its result as JSON, once, at its end. The line ends keep the line buffer of
 * `@actions/exec` short.
 */
export function supervise(overfull: (scratch: Scratch, pid: number | undefined) => string | null): void {
  const { spawn } = process.getBuiltinModule('node:child_process');
  const { accessSync, constants, mkdirSync, rm, rmSync } = process.getBuiltinModule('node:fs');
  const windows = process.platform === 'win32';
  const parent = process.ppid;

  const frame = (type: 'o' | 'e' | 'r', job: number, payload: Buffer, written?: () => void): void => {
    const head = Buffer.alloc(9);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(job, 1);
    head.writeUInt32BE(payload.length, 5);
    process.stdout.write(Buffer.concat([head, payload, Buffer.from('\r\n')]), written);
  };
  const running = new Set<() => void>();
  let temporary: readonly string[] = [];
  let over = false;
  const killAll = (): void => {
    over = true;
    for (const killTree of running) killTree();
  };
  const abandon = (): never => {
    killAll();
    process.exit(1);
  };
  // Whoever read our output is gone: nobody is left to tell, and in a moment the system says so too, below.
  process.stdout.on('error', () => {
    killAll();
    setTimeout(abandon, 2000);
  });
  setInterval(() => {
    // The gate itself is gone (cancelled, killed): what it started must not outlive it, nor what it wrote for that.
    if (process.ppid === parent) return;
    killAll();
    try {
      for (const path of temporary) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    } finally {
      abandon();
    }
  }, 100).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abandon);

  const run = (index: number, job: SupervisorJob, came: number, input: Buffer, next: () => void): void => {
    const finish = (result: object): void => {
      frame('r', index, Buffer.from(JSON.stringify(result)), next);
    };
    const timeLeft = job.expiresInMs === undefined ? Infinity : came + job.expiresInMs - performance.now();
    if (timeLeft <= 0) {
      finish({ status: 'out-of-time', reason: 'its turn did not come in time' });
      return;
    }
    try {
      accessSync(job.program, constants.X_OK);
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      finish({ status: 'not-started', reason: missing ? 'no such file' : 'not an executable file' });
      return;
    }
    try {
      accessSync(job.cwd);
    } catch {
      finish({ status: 'not-started', reason: 'no such working directory' });
      return;
    }
    const { scratch } = job;
    try {
      if (scratch !== undefined) mkdirSync(scratch.directory, { recursive: true, mode: 0o700 });
    } catch {
      finish({ status: 'not-started', reason: 'no directory for its temporary files' });
      return;
    }
    /** The temporary files go before the next program comes. */
    const leave = (result: object): void => {
      if (scratch === undefined) finish(result);
      else rm(scratch.directory, { recursive: true, force: true, maxRetries: 5 }, () => finish(result));
    };
    const [program, ...args] = job.argv;
    const child = spawn(program, args, {
      cwd: job.cwd,
      env: job.env,
      shell: false,
      detached: !windows,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });

    let stopped: { status: string; reason: string } | null = null;
    let ended: { code: number | null; signal: string | null } | null = null;
    let done = false;

    const killTree = (): void => {
      if (child.pid === undefined) return;
      if (windows) {
        const taskkill = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
        spawn(taskkill, ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' }).on('error', () => child.kill());
        return;
      }
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // The group is already empty.
      }
    };
    const conclude = (): void => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      clearTimeout(watching);
      running.delete(killTree);
      // What left the group may still write; nobody reads it any more.
      child.stdout.destroy();
      child.stderr.destroy();
      // It may have ended before anybody looked: of a file that could not grow any more, say.
      const reason = stopped === null && scratch !== undefined ? overfull(scratch, child.pid) : null;
      if (reason !== null) stopped = { status: 'disk-limit', reason };
      if (stopped !== null) leave(stopped);
      else if (ended?.code !== null && ended?.code !== undefined) leave({ status: 'exited', code: ended.code });
      else leave({ status: 'killed', reason: `ended by ${ended?.signal ?? 'an unknown signal'}` });
    };
    const stop = (status: string, reason: string): void => {
      if (stopped !== null || done) return;
      stopped = { status, reason };
      killTree();
      // A grandchild that left the group may hold the pipes open for ever.
      setTimeout(conclude, 1000);
    };
    const seconds = job.timeoutMs >= 1000 ? `${Math.round(job.timeoutMs / 100) / 10} s` : `${job.timeoutMs} ms`;
    const timer =
      timeLeft < job.timeoutMs
        ? setTimeout(() => stop('out-of-time', 'it did not end in time'), timeLeft)
        : setTimeout(() => stop('timeout', `no answer within ${seconds}`), job.timeoutMs);
    running.add(killTree);
    const watch = (): void => {
      if (scratch === undefined || stopped !== null || done) return;
      const began = performance.now();
      const reason = overfull(scratch, child.pid);
      if (reason !== null) stop('disk-limit', reason);
      // Little of the time, however many files there are; and still often enough that nobody writes as much again meanwhile.
      watching = setTimeout(watch, Math.min(2000, Math.max(200, 10 * (performance.now() - began))));
    };
    let watching = setTimeout(watch, 200);

    const forward = (type: 'o' | 'e', stream: NodeJS.ReadableStream): void => {
      let left = job.maxOutputBytes;
      stream.on('data', (chunk: Buffer) => {
        if (left > 0 && !done) frame(type, index, chunk.subarray(0, left));
        left -= chunk.length;
        const limit = job.maxOutputBytes;
        const size = limit >= 1 << 20 ? `${Math.floor(limit / (1 << 20))} MiB` : `${limit} bytes`;
        if (left < 0) stop('output-limit', `more than ${size} of output`);
      });
      stream.on('error', () => {});
    };
    forward('o', child.stdout);
    forward('e', child.stderr);

    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      done = true;
      clearTimeout(timer);
      clearTimeout(watching);
      running.delete(killTree);
      leave({ status: 'not-started', reason: 'code' in error ? String(error.code) : error.message });
    });
    child.on('exit', (code, signal) => {
      ended = { code, signal };
      if (!windows) killTree();
      setTimeout(conclude, 1000);
    });
    child.on('close', conclude);
    // A program that does not read its input closes the pipe: that is its right.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  };

  const runAll = (work: SupervisorWork, bytes: Buffer, done: () => void): void => {
    temporary = work.temporary;
    let offset = 0;
    const inputs = work.jobs.map(({ inputBytes }) => {
      const input = bytes.subarray(offset, offset + inputBytes);
      offset += inputBytes;
      return input;
    });
    const came = performance.now();
    let started = 0;
    let left = work.jobs.length;
    const startNext = (): void => {
      const index = started;
      const [job, input] = [work.jobs[index], inputs[index]];
      if (job === undefined || input === undefined || over) return;
      started += 1;
      run(index, job, came, input, () => {
        left -= 1;
        if (left === 0) done();
        else startNext();
      });
    };
    for (let slot = 0; slot < work.atOnce; slot += 1) startNext();
  };

  let waiting: Buffer[] = [];
  let size = 0;
  let busy = false;
  let inputEnded = false;
  /** Starts the next work once it and its inputs are there whole; ends where no more can come. */
  const take = (): void => {
    if (busy) return;
    if (size >= 8 && (waiting[0]?.length ?? 0) < 8) waiting = [Buffer.concat(waiting)];
    const head = size < 8 ? null : (waiting[0] ?? null);
    const from = 8 + (head?.readUInt32BE(0) ?? 0);
    const end = from + (head?.readUInt32BE(4) ?? 0);
    if (size >= end) {
      const all = Buffer.concat(waiting);
      waiting = [all.subarray(end)];
      size = all.length - end;
      busy = true;
      runAll(JSON.parse(all.toString('utf8', 8, from)), all.subarray(from, end), () => {
        busy = false;
        take();
      });
    } else if (inputEnded && !over) process.exit(0);
  };
  process.stdin.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    size += chunk.length;
    take();
  });
  process.stdin.on('end', () => {
    inputEnded = true;
    take();
  });
}
