import { type LoopbackServer, serveLoopback } from '../../io/http-server.ts';
import { ContentStore } from './content.ts';
import { createRegistryHandler, type RegistryOptions } from './handler.ts';

export interface RegistryServer extends LoopbackServer {
  readonly store: ContentStore;
}

/** A registry on loopback, over `store` or an empty one. The caller closes it. */
export async function startRegistry(
  options: RegistryOptions & { readonly store?: ContentStore } = {},
): Promise<RegistryServer> {
  const store = options.store ?? new ContentStore();
  const server = await serveLoopback(createRegistryHandler(store, options));
  return { ...server, store };
}
