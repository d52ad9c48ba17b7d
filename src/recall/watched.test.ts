import { describe, expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import {
  type BlobSource,
  type Command,
  type CommandResult,
  type Digest,
  HttpError,
  type HttpRequest,
  type Ports,
  type Registry,
  RegistryError,
} from '../domain/index.ts';
import { memoryTree } from '../tree/index.ts';
import { holds } from './holds.ts';
import { Notebook } from './notes.ts';
import { witnessPorts } from './witness-ports.ts';
import { witnessRegistry } from './witness-registry.ts';
import { witnessTree } from './witness-tree.ts';

const DIGEST: Digest = `sha256:${'a'.repeat(64)}`;
const OTHER: Digest = `sha256:${'b'.repeat(64)}`;
const REPOSITORY = { registry: 'ghcr.io', path: 'acme/api' };
const NOW = new Date('2026-11-28T12:00:00Z');

const failed = (failure: RegistryError['failure']): RegistryError =>
  new RegistryError({ failure, host: 'ghcr.io', message: 'no', remedy: 'try', attempts: 1 });

/** A small world, of which a test changes one thing. */
interface World {
  variables: Record<string, string>;
  files: Record<string, string>;
  tree: Record<string, string>;
  tag: Digest | RegistryError;
  referrers: readonly Digest[] | RegistryError;
  page: string | HttpError;
  result: CommandResult;
  now: Date;
}

const plain = (): World => ({
  variables: { HOME: '/home/me' },
  files: { '/etc/config': 'a' },
  tree: { 'pod.yaml': 'kind: Pod', 'chart/values.yaml': 'a: 1' },
  tag: DIGEST,
  referrers: [DIGEST],
  page: 'root',
  result: { status: 'exited', code: 0, stdout: Buffer.from('fine'), stderr: '' },
  now: NOW,
});

function portsOf(world: World): Ports {
  const ports = createPorts({});
  const stamp = (path: string) => {
    const text = world.files[path];
    return text === undefined
      ? null
      : { realPath: path, size: text.length, changedAt: new Date(0), identity: `${path} ${text}` };
  };
  return {
    ...ports,
    clock: { ...ports.clock, now: () => world.now },
    env: { get: (name) => world.variables[name] },
    files: {
      ...ports.files,
      read: async (path) => (world.files[path] === undefined ? null : Buffer.from(world.files[path])),
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
        if (typeof world.page !== 'string') throw world.page;
        return { status: 200, headers: {}, body: Buffer.from(world.page) };
      },
    },
    loopback: {
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

interface Watched {
  readonly ports: Ports;
  readonly registry: Registry & BlobSource;
  readonly tree: ReturnType<typeof memoryTree>;
}
type Run = (watched: Watched) => Promise<unknown>;

/** What a run leaves that asks so. Null: nothing. */
async function watch(run: Run, world = plain()) {
  const notebook = new Notebook();
  await run({
    ports: witnessPorts(portsOf(world), notebook, { seal: (text) => `sealed ${text}`, sealed: ['/kept/scans-v2'] }),
    registry: witnessRegistry(registryOf(world), notebook),
    tree: witnessTree(memoryTree(world.tree), notebook),
  }).catch(() => {});
  return notebook.finish();
}

/** Does a run that asked so hold in that world? */
async function holdsIn(run: Run, world: World, before = plain()): Promise<boolean | null> {
  const notes = await watch(run, before);
  if (notes === null) return null;
  const kept = { ...notes, asked: '', madeAt: NOW.getTime(), mirrors: {}, exitCode: 0, output: '' };
  return holds(kept, {
    ports: portsOf(world),
    registry: registryOf(world),
    tree: memoryTree(world.tree),
    seal: (text) => `sealed ${text}`,
  });
}

const command: Command = {
  program: '/bin/trivy',
  args: [],
  cwd: '/',
  env: {},
  network: 'none',
  timeoutMs: 1,
  maxOutputBytes: 1,
};
const request: HttpRequest = {
  method: 'GET',
  url: new URL('https://tuf.example/1.root.json'),
  headers: {},
  timeoutMs: 1,
  maxBodyBytes: 1,
  publicAddressesOnly: true,
};
const latest = { ...REPOSITORY, tag: '1', digest: null };

const ASKED: readonly (readonly [what: string, run: Run, other: Partial<World>])[] = [
  ['a variable', async ({ ports }) => ports.env.get('HOME'), { variables: { HOME: '/root' } }],
  [
    'a variable that there was none of',
    async ({ ports }) => ports.env.get('CI'),
    { variables: { HOME: '/home/me', CI: '' } },
  ],
  ['a file', ({ ports }) => ports.files.read('/etc/config'), { files: { '/etc/config': 'b' } }],
  [
    'a file that was not there',
    ({ ports }) => ports.files.read('/etc/more'),
    { files: { '/etc/config': 'a', '/etc/more': '' } },
  ],
  ['a file that is gone', ({ ports }) => ports.files.exists('/etc/config'), { files: {} }],
  ['a program', ({ ports }) => ports.files.hash('/etc/config'), { files: { '/etc/config': 'b' } }],
  [
    'what the system says of a file',
    ({ ports }) => ports.files.stamp('/etc/config'),
    { files: { '/etc/config': 'b' } },
  ],
  ['a manifest', ({ tree }) => tree.read('pod.yaml'), { tree: { 'pod.yaml': 'kind: Job' } }],
  ['a manifest that is gone', ({ tree }) => tree.read('pod.yaml'), { tree: {} }],
  ['one that was not there', ({ tree }) => tree.read('new.yaml'), { tree: { ...plain().tree, 'new.yaml': '' } }],
  ['what is at a path', ({ tree }) => tree.stat('chart'), { tree: { chart: '' } }],
  ['a folder', ({ tree }) => tree.list('chart'), { tree: { ...plain().tree, 'chart/more': '' } }],
  ['all of it', ({ tree }) => tree.list(), { tree: { ...plain().tree, more: '' } }],
  ['a tag', ({ registry }) => registry.resolve(latest), { tag: OTHER }],
  ['the manifest of a tag', ({ registry }) => registry.manifest(REPOSITORY, { tag: '1' }), { tag: OTHER }],
  ['a tag that is gone', ({ registry }) => registry.resolve(latest), { tag: failed('not-found') }],
  ['what is attached', ({ registry }) => registry.referrers(REPOSITORY, DIGEST), { referrers: [] }],
  ['another one attached', ({ registry }) => registry.referrers(REPOSITORY, DIGEST), { referrers: [DIGEST, OTHER] }],
  ['a registry that does not answer', ({ registry }) => registry.resolve(latest), { tag: failed('network') }],
  ['a page', ({ ports }) => ports.http.send(request), { page: 'another root' }],
  ['a page that is not to be had', ({ ports }) => ports.http.send(request), { page: new HttpError('timeout', 'slow') }],
];

describe('a run holds while what it asked is answered as it was, and no longer', () => {
  test.each(ASKED)('%s', async (_, run, other) => {
    expect(await holdsIn(run, plain())).toBe(true);
    expect(await holdsIn(run, { ...plain(), ...other })).toBe(false);
  });

  test('a tag that was not there holds until it is', async () => {
    const before = { ...plain(), tag: failed('not-found') };
    const run: Run = ({ registry }) => registry.resolve(latest);
    expect(await holdsIn(run, before, before)).toBe(true);
    expect(await holdsIn(run, plain(), before)).toBe(false);
  });

  test.each([
    ['the same moment', 0, true],
    ['a moment before', -1, false],
    ['just a day later', 86_400_000 - 1, true],
    ['a day later', 86_400_000, false],
  ])('%s', async (_, distance, expected) => {
    const world = { ...plain(), now: new Date(NOW.getTime() + distance) };
    expect(await holdsIn(async () => {}, world)).toBe(expected);
  });
});

describe('of what is no part of the answer nothing is noted', () => {
  test.each<[what: string, run: Run]>([
    [
      'files of the run itself',
      ({ ports }) => ports.files.withTemporaryDirectory('x', (at) => ports.files.read(`${at}/a`)),
    ],
    ['results under seal', ({ ports }) => ports.files.read('/kept/scans-v2/a/b')],
    ['content under a digest', ({ registry }) => registry.blob(REPOSITORY, DIGEST, 1)],
    ['a manifest under a digest', ({ registry }) => registry.manifest(REPOSITORY, DIGEST)],
  ])('%s', async (_, run) => expect((await watch(run))?.noted).toEqual([]));
});

test('what a run wrote itself is as it should be, and nobody else may change it', async () => {
  const run: Run = async ({ ports }) => {
    await ports.files.read('/etc/config');
    await ports.files.write('/etc/config', 'written');
    await ports.files.read('/etc/config');
  };
  const before = plain();
  expect(await holdsIn(run, before, before)).toBe(true);
  expect(await holdsIn(run, plain())).toBe(false);
});

describe('what cannot be asked again leaves nothing of the run', () => {
  test.each<[what: string, run: Run, other?: Partial<World>]>([
    ['the time itself', async ({ ports }) => ports.clock.now().getTime()],
    ['a program that may ask for anything', ({ ports }) => ports.exec.run(command)],
    ['several of them', ({ ports }) => Promise.all(ports.exec.runAll([command], 1))],
    [
      'a program that was ended',
      ({ ports }) => ports.exec.run({ ...command, repeatable: true }),
      { result: { status: 'timeout', reason: 'slow', stderr: '' } },
    ],
    [
      'a server for programs',
      ({ ports }) =>
        ports.loopback.serve(async () => ({ status: 200, contentType: '', length: 0, write: async () => {} })),
    ],
    ['a request with a login', ({ ports }) => ports.http.send({ ...request, headers: { Authorization: 'Bearer x' } })],
    ['a request that changes something', ({ ports }) => ports.http.send({ ...request, method: 'POST', body: 'x' })],
    ['a body that was passed on', ({ ports }) => ports.http.send({ ...request, sink: async () => {} })],
    [
      'a login in an address',
      ({ ports }) => ports.http.send({ ...request, url: new URL('https://me:secret@tuf.example/') }),
    ],
    ['no answer', ({ ports }) => ports.http.send(request), { page: new HttpError('timeout', 'slow') }],
    ['a registry without an answer', ({ registry }) => registry.resolve(latest), { tag: failed('throttled') }],
    [
      'content that was not there',
      ({ registry }) => registry.blob(REPOSITORY, DIGEST, 1),
      { tag: failed('not-found') },
    ],
  ])('%s', async (_, run, other = {}) => {
    expect(await watch(run, { ...plain(), ...other })).toBeNull();
  });

  test('a file that another one changed while the run went on', async () => {
    const world = plain();
    const run: Run = async ({ ports }) => {
      await ports.files.read('/etc/config');
      world.files['/etc/config'] = 'b';
      await ports.files.read('/etc/config');
    };
    expect(await watch(run, world)).toBeNull();
  });

  test('a program that says the same each time is known by its file', async () => {
    const notes = await watch(({ ports }) => ports.exec.run({ ...command, repeatable: true }));
    expect(notes?.noted.map(({ question }) => question)).toEqual([{ of: 'stamp', path: '/bin/trivy' }]);
  });
});
