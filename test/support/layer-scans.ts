import { gzipSync } from 'node:zlib';
import { createRegistryHandler, type RegistryServer } from '../../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import { serveLoopback } from '../../src/io/http-server.ts';
import { withRecord } from './registry/index.ts';
import { type CheckRequest, checkOn, type FileTree, type LayerFormat, putLayers, summarize } from './scanning.ts';

export const PACKED: LayerFormat = {
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  compress: (layer) => gzipSync(layer),
};

/** A program of a language in an image. */
export const node = (name: string, version: string): FileTree => {
  return { [`app/node_modules/${name}/package.json`]: JSON.stringify({ name, version }) };
};

export interface Way extends Pick<CheckRequest, 'workers' | 'ports' | 'vulnerabilities' | 'results' | 'databases'> {
  readonly isPullRequest?: boolean;
}

/** What is said of images, and how often each layer was asked for. */
export interface Said {
  readonly said: ReadonlyMap<string, readonly string[]>;
  readonly asked: (layer: string) => number;
}

/** Images of one registry, which are scanned together or each alone. */
export interface LayerScans {
  readonly store: RegistryServer['store'];
  put(name: string, layers: readonly FileTree[], format?: Partial<LayerFormat>): Promise<string>;
  /** The digests of an image's layers. */
  layersOf(name: string): readonly string[];
  scan(names: readonly string[], way?: Way): Promise<Said>;
  /** What is said of each in a run of its own, where it shares with nobody. */
  alone(names: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  close(): Promise<void>;
}

export async function openLayerScans(server: RegistryServer): Promise<LayerScans> {
  const { store } = server;
  const recorded = withRecord(createRegistryHandler(store));
  const registry = await serveLoopback(recorded);
  const own = [`${server.host}/${DATABASE_NAME}`];
  const scan = async (names: readonly string[], way: Way = {}) => {
    const { workers = 1, isPullRequest = false, databases = own, ...rest } = way;
    const before = recorded.requests.length;
    const hosts = [registry.host, ...databases.map((repository) => repository.replace(/\/.*/, ''))];
    const check = await checkOn(
      { host: registry.host, store },
      {
        images: names.map((name) => `shared/${name}:1`),
        databases,
        workers,
        ...rest,
        ...(isPullRequest ? { pullRequest: hosts } : {}),
      },
    );
    const requests = recorded.requests.slice(before);
    const asked = (layer: string): number =>
      requests.filter(({ line }) => line.startsWith('GET ') && line.endsWith(layer)).length;
    const said = new Map(
      names.map((name) => {
        const mine = check.findings.filter(({ image }) => image?.includes(`/shared/${name}:`));
        return [name, summarize({ ...check, findings: mine })];
      }),
    );
    return { said, asked };
  };
  return {
    store,
    put: (name, layers, format = {}) => putLayers(store, `shared/${name}`, '1', layers, {}, { ...PACKED, ...format }),
    layersOf(name) {
      const bytes = store.findManifest(`shared/${name}`, '1')?.bytes ?? new Uint8Array();
      return [
        ...Buffer.from(bytes)
          .toString()
          .matchAll(/tar\+gzip","digest":"(sha256:[0-9a-f]{64})"/g),
      ].map(([, digest = '']) => digest);
    },
    scan,
    async alone(names) {
      const all = new Map<string, readonly string[]>();
      for (const name of names) for (const [one, said] of (await scan([name])).said) all.set(one, said);
      return all;
    },
    close: () => registry.close(),
  };
}
