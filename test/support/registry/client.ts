import type { BlobSource, Clock, Http, ImageReference, Ports, Registry } from '../../../src/domain/index.ts';
import { createEnv } from '../../../src/io/env.ts';
import { createHttp } from '../../../src/io/http.ts';
import { createRegistry, type RegistryOptions } from '../../../src/registry/index.ts';
import { createPorts } from '../ports.ts';

/** A clock on which sleeping takes no time. `waited` is all that was slept and all that requests were cut short of. */
export interface TestClock extends Clock {
  readonly waited: number;
  advance(milliseconds: number): void;
}

export function createTestClock(): TestClock {
  let elapsed = 0;
  return {
    get waited() {
      return elapsed;
    },
    advance: (milliseconds) => {
      elapsed += milliseconds;
    },
    now: () => new Date(Date.UTC(2027, 0, 15) + elapsed),
    elapsed: () => elapsed,
    sleep: async (milliseconds) => {
      elapsed += milliseconds;
    },
  };
}

/** The real Http port, where no request waits longer than a moment; the clock is told of the time it would have waited. */
export function impatient(http: Http, clock: TestClock, patienceMs: number): Http {
  return {
    async send(request) {
      const timeoutMs = Math.min(request.timeoutMs, patienceMs);
      try {
        return await http.send({ ...request, timeoutMs });
      } catch (error) {
        if (error instanceof Error && 'failure' in error && error.failure === 'timeout')
          clock.advance(request.timeoutMs);
        throw error;
      }
    },
  };
}

export interface TestRegistry {
  readonly registry: Registry & BlobSource;
  readonly clock: TestClock;
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

/** The client under test, over real connections to loopback servers and with no time spent in waiting. */
export function createTestRegistry(
  options: Partial<Omit<RegistryOptions, 'ports'>> & {
    readonly ports?: Partial<Ports>;
    readonly wrapHttp?: (http: Http, clock: TestClock) => Http;
  } = {},
): TestRegistry {
  const { ports, wrapHttp = (real: Http) => real, ...rest } = options;
  const clock = createTestClock();
  const warnings: string[] = [];
  const env = createEnv({});
  const http = createHttp({ env });
  const registry = createRegistry({
    ports: createPorts({
      clock,
      env,
      http: wrapHttp(http, clock),
      random: { fraction: () => 0.5 },
      log: { progress: () => {}, info: () => {}, warn: (line) => warnings.push(line) },
      ...ports,
    }),
    policy: { mirrors: {} },
    admission: { admits: () => true, namesHostLiterally: () => true },
    insecureHosts: [],
    offline: false,
    cache: null,
    pullRequest: false,
    ...rest,
  });
  return { registry, clock, warnings, close: () => http.close() };
}

export function tagged(registry: string, path: string, tag: string | null): ImageReference {
  return { registry, path, tag, digest: null };
}
