import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadLayout, type RegistryServer, startRegistry } from '../../src/demo/registry/index.ts';
import type { Digest, Registry, ResolvedImage } from '../../src/domain/index.ts';
import { parseImageReference } from '../../src/images/index.ts';
import { createTestRegistry } from './registry/index.ts';
import { resolvedImage } from './signatures.ts';

const DIRECTORY = fileURLToPath(new URL('../../fixtures/demo/images/', import.meta.url));

/** Absolute path of a demo key; `.key` is the private half. */
export function demoKey(name: 'shop' | 'stranger', half: 'pub' | 'key' = 'pub'): string {
  return `${DIRECTORY}keys/${name}.demo.${half}`;
}

export async function readDemoKey(name: 'shop' | 'stranger'): Promise<string> {
  return readFile(demoKey(name), 'utf8');
}

export interface SampleRegistry {
  /** `127.0.0.1:PORT`, where the shop's images are. */
  readonly host: string;
  readonly server: RegistryServer;
  readonly registry: Registry;
  /** `shop/api:1.4.0`, resolved as a run of the gate would. */
  resolve(name: string): Promise<ResolvedImage>;
  close(): Promise<void>;
}

/** The committed sample images, served on loopback, and the real registry client on them. */
export async function serveSampleImages(): Promise<SampleRegistry> {
  const server = await startRegistry();
  await loadLayout(server.store, (path) => readFile(`${DIRECTORY}${path}`));
  const client = createTestRegistry({ wrapHttp: (http) => http });
  return {
    host: server.host,
    server,
    registry: client.registry,
    async resolve(name) {
      const written = `${server.host}/${name}`;
      const parsed = parseImageReference(written);
      if ('problem' in parsed) throw new Error(`${written}: ${parsed.problem}`);
      const digest: Digest = await client.registry.resolve(parsed.reference);
      return resolvedImage(written, digest);
    },
    async close() {
      await client.close();
      await server.close();
    },
  };
}
