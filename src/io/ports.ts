import { resolve } from 'node:path';
import type { Log, Ports } from '../domain/index.ts';
import { createClock } from './clock.ts';
import { createEnv } from './env.ts';
import { createExecOnDemand } from './exec-on-demand.ts';
import { createFiles } from './files.ts';
import { createHttp } from './http.ts';
import { createLoopback } from './loopback.ts';
import { createRandom } from './random.ts';

/**
 * The real world. `close` ends idle connections, so that the process can end. `certificateFile` holds authorities to
 * trust beside the system's: by requests, and by programs that take SSL_CERT_FILE.
 */
export function createPorts(
  log: Log,
  { certificateFile = null }: { readonly certificateFile?: string | null } = {},
): Ports & { close(): Promise<void> } {
  const own = certificateFile === null ? {} : { SSL_CERT_FILE: resolve(certificateFile) };
  const env = createEnv({ ...process.env, ...own });
  const http = createHttp({ env, certificateFile });
  return {
    clock: createClock(),
    env,
    log,
    exec: createExecOnDemand(),
    http,
    loopback: createLoopback(),
    files: createFiles(),
    random: createRandom(),
    close: () => http.close(),
  };
}
