import type { BlobSource, Ports, Registry } from '../domain/index.ts';

/** Sees all that a run asks the world, and lets it pass unchanged. */
export interface Witness {
  /** For all but the client that images are asked for with. */
  ports(ports: Ports): Ports;
  /** That client: it asks with logins and by way of mirrors, so that only such a client can ask again. */
  registry(registry: Registry & BlobSource): Registry & BlobSource;
}

export const NOBODY: Witness = { ports: (ports) => ports, registry: (registry) => registry };
