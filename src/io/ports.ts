import type { Log, Ports } from '../domain/index.ts';
import { createClock } from './clock.ts';
import { createEnv } from './env.ts';
import { createExec } from './exec.ts';
import { createFiles } from './files.ts';
import { createHttp } from './http.ts';
import { createRandom } from './random.ts';

/** The real world. `close` ends idle connections, so that the process can end. */
export function createPorts(log: Log): Ports & { close(): Promise<void> } {
  const env = createEnv();
  const http = createHttp({ env });
  return {
    clock: createClock(),
    env,
    log,
    exec: createExec(),
    http,
    files: createFiles(),
    random: createRandom(),
    close: () => http.close(),
  };
}
