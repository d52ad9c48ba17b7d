import { ContentStore, createRegistryHandler, type RegistryOptions } from '../../../src/demo/registry/index.ts';
import { RegistryError } from '../../../src/domain/index.ts';
import { type RequestHandler, serveLoopback } from '../../../src/io/http-server.ts';
import { closedAfterEach } from '../closing.ts';
import { createTestRegistry } from './client.ts';
import { withRecord } from './wrappers.ts';

export const USER = { name: 'robot', password: 'correct-horse-battery' };
export const LOGIN = { kind: 'basic', username: USER.name, password: USER.password } as const;

/** Registries and clients for the tests of a file, closed after each of them. */
export function servedRegistries() {
  const keep = closedAfterEach();
  return {
    /** A registry whose requests are written down, behind what `wrap` puts in front of it. */
    async serve(wrap: (sound: RequestHandler) => RequestHandler = (sound) => sound, options: RegistryOptions = {}) {
      const store = new ContentStore();
      const recorded = withRecord(wrap(createRegistryHandler(store, options)));
      const server = keep(await serveLoopback(recorded));
      return {
        host: server.host,
        store,
        requests: recorded.requests,
        lines: () => recorded.requests.map(({ line }) => line),
      };
    },
    client: (options: Parameters<typeof createTestRegistry>[0] = {}) => keep(createTestRegistry(options)),
  };
}

export async function failureOf(work: Promise<unknown>): Promise<RegistryError> {
  const error = await work.then(
    (value) => new Error(`it gave ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RegistryError)) throw error;
  return error;
}
