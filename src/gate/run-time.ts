import { type Command, type CommandResult, HttpError, type Ports } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';

const MINUTE_MS = 60_000;

/**
 * How long a run may take, in milliseconds, but for reading the repository and publishing: longer than hundreds of images
 * take that nobody has scanned before. The workflows in docs/examples leave it ten minutes more (`timeout-minutes`), since
 * GitHub ends a job that takes longer without a verdict.
 */
export const RUN_LIMIT_MS = 50 * MINUTE_MS;

/** Whatever took the time may be what the change brings: nothing is softened where it ran out. */
export function policyForShortage(policy: Policy): Policy {
  return { ...policy, gate: { ...policy.gate, onUnknown: 'fail' } };
}

export interface RunTime {
  /** The ports of the run: what they are asked for beyond its time is refused, and what is under way then is ended. */
  readonly ports: Ports;
  /** Whether something could not be asked or run, or not to its end. */
  ranOut(): boolean;
}

/**
 * Each request and each program has limits of its own, and each image a budget for what fails. A registry that answers
 * everything as slowly as it may is within all of them, a thousand times over: the whole needs a limit too.
 */
export function limitRunTime(ports: Ports, limitMs: number): RunTime {
  const { clock, exec, http, log } = ports;
  const ends = clock.elapsed() + limitMs;
  const left = (): number => Math.max(0, ends - clock.elapsed());
  const reason = `the ${limitMs >= MINUTE_MS ? `${limitMs / MINUTE_MS} minutes` : `${limitMs / 1000} s`} that a run may take are over`;
  let isOver = false;
  const over = (): string => {
    if (!isOver) log.warn(`From here on nothing is asked or run any more, and is unknown: ${reason}.`);
    isOver = true;
    return reason;
  };

  const bounded = (command: Command): Command => ({ ...command, expiresInMs: left() });
  const named = (result: CommandResult): CommandResult =>
    result.status === 'out-of-time' ? { ...result, reason: over() } : result;
  return {
    ranOut: () => isOver,
    ports: {
      ...ports,
      clock: {
        now: () => clock.now(),
        elapsed: () => clock.elapsed(),
        sleep: (milliseconds, signal) => clock.sleep(Math.min(milliseconds, left()), signal),
      },
      exec: {
        prepare: () => exec.prepare?.(),
        run: async (command) => named(await exec.run(bounded(command))),
        runAll: (commands, atOnce) =>
          exec.runAll(commands.map(bounded), atOnce).map(async (result) => named(await result)),
      },
      http: {
        async send(request) {
          const timeoutMs = Math.ceil(left());
          if (timeoutMs === 0) throw new HttpError('out-of-time', over());
          if (timeoutMs >= request.timeoutMs) return http.send(request);
          try {
            return await http.send({ ...request, timeoutMs });
          } catch (error) {
            if (error instanceof HttpError && error.failure === 'timeout') {
              throw new HttpError('out-of-time', over(), error);
            }
            throw error;
          }
        },
      },
    },
  };
}
