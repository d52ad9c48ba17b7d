import {
  type BlobSource,
  type CommandResult,
  type Digest,
  HttpError,
  type Ports,
  type Registry,
  RegistryError,
  type Tree,
} from '../../src/domain/index.ts';
import { holds } from '../../src/recall/holds.ts';
import { Notebook } from '../../src/recall/notes.ts';
import { witnessPorts } from '../../src/recall/witness-ports.ts';
import { witnessRegistry } from '../../src/recall/witness-registry.ts';
import { witnessTree } from '../../src/recall/witness-tree.ts';
import { memoryTree, unreadable } from '../../src/tree/index.ts';
import { createPorts } from './ports.ts';

/** A run that asks a small world something, under a witness, and another world that it may hold in. */

export const DIGEST: Digest = `sha256:${'a'.repeat(64)}`;
export const OTHER: Digest = `sha256:${'b'.repeat(64)}`;
export const REPOSITORY = { registry: 'ghcr.io', path: 'acme/api' };
export const NOW = new Date('2026-11-28T12:00:00Z');

export const failed = (failure: RegistryError['failure']): RegistryError =>
  new RegistryError({ failure, host: 'ghcr.io', message: 'no', remedy: 'try', attempts: 1 });

/** A small world, of which a test changes one thing. */
export interface World {
  variables: Record<string, string>;
  files: Record<string, string>;
  tree: Record<string, string>;
  tag: Digest | RegistryError;
  referrers: readonly Digest[] | RegistryError;
  page: string | HttpError | Promise<string>;
  /** No file and no manifest can be read. */
  broken: boolean;
  result: CommandResult;
  now: Date;
  /** How the time passes while others are asked: not at all, but where a test says so. */
  sleep: () => Promise<void>;
}

export const plain = (): World => ({
  variables: { HOME: '/home/me' },
  files: { '/etc/config': 'a', '/bin/trivy': 'program', '/bin/link': 'link' },
  tree: { 'pod.yaml': 'kind: Pod', 'chart/values.yaml': 'a: 1' },
  tag: DIGEST,
  referrers: [DIGEST],
  page: 'root',
  broken: false,
  result: { status: 'exited', code: 0, stdout: Buffer.from('fine'), stderr: '' },
  now: NOW,
  sleep: () => new Promise(() => {}),
});

function portsOf(world: World): Ports {
  const ports = createPorts({});
  const stamp = (path: string) => {
    const text = world.files[path];
    return text === undefined
      ? null
      : {
          realPath: text === 'link' ? '/bin/trivy' : path,
          size: text === 'script' ? 100 : 100_000_000,
          changedAt: new Date(0),
          identity: `${path} ${text}`,
        };
  };
  return {
    ...ports,
    clock: {
      ...ports.clock,
      now: () => world.now,
      sleep: world.sleep,
    },
    env: { get: (name) => world.variables[name] },
    files: {
      ...ports.files,
      async read(path) {
        if (world.broken) throw Object.assign(new Error('no'), { code: 'EIO' });
        return world.files[path] === undefined ? null : Buffer.from(world.files[path]);
      },
      exists: async (path) => world.files[path] !== undefined,
      stamp: async (path) => stamp(path),
      hash: async (path) => world.files[path] ?? null,
      write: async (path, text) => {
        world.files[path] = Buffer.from(text).toString();
      },
      remove: async (path) => {
        for (const each of Object.keys(world.files)) if (each.startsWith(path)) delete world.files[each];
      },
      withTemporaryDirectory: (_, use) => use('/tmp/run'),
    },
    exec: { run: async () => world.result, runAll: (commands) => commands.map(async () => world.result) },
    http: {
      async send() {
        if (world.page instanceof HttpError) throw world.page;
        return { status: 200, headers: {}, body: Buffer.from(await world.page) };
      },
    },
    loopback: {
      serveValues: async () => ({
        host: '127.0.0.1:1',
        admit: () => ({ password: '', end: () => {} }),
        close: async () => {},
      }),
      serve: async () => ({ host: '127.0.0.1:1', login: { username: '', password: '' }, close: async () => {} }),
    },
  };
}

function registryOf(world: World): Registry & BlobSource {
  const given = <T>(value: T | RegistryError): T => {
    if (value instanceof RegistryError) throw value;
    return value;
  };
  const manifest = (digest: Digest) => ({
    kind: 'image' as const,
    digest,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: '', digest, size: 0 },
    layers: [],
    annotations: {},
    artifactType: null,
    subject: null,
    size: 0,
  });
  return {
    resolve: async ({ digest }) => digest ?? given(world.tag),
    manifest: async (_, reference) => manifest(typeof reference === 'string' ? reference : given(world.tag)) as never,
    blob: async () => {
      given(world.tag);
      return Buffer.from('');
    },
    referrers: async () => given(world.referrers).map((digest) => ({ mediaType: '', digest, size: 0 })) as never,
    pass: async () => {},
    renew: () => {},
  };
}

function treeOf(world: World): Tree {
  const tree = memoryTree(world.tree);
  if (!world.broken) return tree;
  return { ...tree, read: (path) => Promise.reject(unreadable(path, 'the tree', 'the system refuses (EIO)')) };
}

interface Watched {
  readonly ports: Ports;
  readonly registry: Registry & BlobSource;
  readonly tree: ReturnType<typeof memoryTree>;
}
export type Run = (watched: Watched) => Promise<unknown>;

/** What a run leaves that asks so. Null: nothing. */
export async function watch(run: Run, world = plain()) {
  const notebook = new Notebook();
  await run({
    ports: witnessPorts(portsOf(world), notebook, {
      seal: (text) => `sealed ${text}`,
      isSealed: (path) => path.startsWith('/kept/scans-v2'),
    }),
    registry: witnessRegistry(registryOf(world), notebook),
    tree: witnessTree(treeOf(world), notebook),
  }).catch(() => {});
  return notebook.finish();
}

/** Does a run that asked so hold in that world? */
export async function holdsIn(run: Run, world: World, before = plain()): Promise<boolean | null> {
  const notes = await watch(run, before);
  if (notes === null) return null;
  const kept = { ...notes, asked: '', madeAt: NOW.getTime(), mirrors: {}, exitCode: 0, output: '' };
  return holds(kept, {
    ports: portsOf(world),
    registry: registryOf(world),
    tree: treeOf(world),
    seal: (text) => `sealed ${text}`,
  });
}
