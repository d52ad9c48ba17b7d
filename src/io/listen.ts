import { once } from 'node:events';
import type { Server } from 'node:net';

/**
 * Listens on 127.0.0.1, at a port that the system picks. @throws an error with a `code` where the system does not let it.
 *
 * @returns `127.0.0.1:40123`
 */
export async function listenOnLoopback(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  // Rejects where `error` comes first.
  await once(server, 'listening');
  // A connection that cannot be taken later is the trouble of whoever wanted it.
  server.on('error', () => {});
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
