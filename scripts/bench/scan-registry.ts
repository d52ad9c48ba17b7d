import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Served } from './scan-scene.ts';

/** The registry of scan-server.ts in a process of its own, when it has all its images. `close` ends it. */
export async function startScanServer(...args: readonly number[]): Promise<{ served: Served; close(): void }> {
  const server = fork(join(import.meta.dirname, 'scan-server.ts'), args.map(String));
  const served = await new Promise<Served>((resolve, reject) => {
    server.once('message', (value) => resolve(Served.parse(value)));
    server.once('exit', (code) => reject(new Error(`the registry of the benchmark ended with ${code}`)));
  });
  return { served, close: () => server.disconnect() };
}
