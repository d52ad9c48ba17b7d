import { describe, expect, test } from 'vitest';
import {
  DIGEST,
  failed,
  holdsIn,
  NOW,
  OTHER,
  plain,
  REPOSITORY,
  type Run,
  type World,
  watch,
} from '../../test/support/watched-run.ts';
import { type Command, HttpError, type HttpRequest } from '../domain/index.ts';

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
    { files: { ...plain().files, '/etc/more': '' } },
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
    ['the time is over first', async () => {}],
    ['the clock itself fails', () => Promise.reject(new Error('no clock'))],
  ])('a registry that does not answer at all, and %s', async (_, sleep) => {
    const silent: Partial<World> = { page: new Promise<string>(() => {}), sleep };
    expect(await holdsIn(({ ports }) => ports.http.send(request), { ...plain(), ...silent })).toBe(false);
  });

  test('what could not be read once, and can be now, is another answer', async () => {
    const broken = { ...plain(), broken: true };
    const run: Run = async ({ tree, ports }) => {
      await tree.read('pod.yaml').catch(() => {});
      await ports.files.read('/etc/config').catch(() => {});
    };
    expect(await holdsIn(run, broken, broken)).toBe(true);
    expect(await holdsIn(run, plain(), broken)).toBe(false);
  });

  test.each([
    ['the same moment', 0, true],
    ['a moment before', -1, false],
    ['nearly a day later', 86_400_000 - 1, true],
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

test('what programs keep with the run for one another is no question', async () => {
  const run: Run = async ({ ports }) => {
    const values = await ports.loopback.serveValues();
    values.admit({ get: () => null, set: () => true }).end();
    await values.close();
  };
  expect(await holdsIn(run, plain())).toBe(true);
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
      'a small program, which hands on to another',
      ({ ports }) => ports.exec.run({ ...command, repeatable: true }),
      { files: { '/bin/trivy': 'script' } },
    ],
    ['a link to a program', ({ ports }) => ports.exec.run({ ...command, program: '/bin/link', repeatable: true })],
    [
      'a program that is not there',
      ({ ports }) => ports.exec.run({ ...command, program: '/bin/none', repeatable: true }),
    ],
    [
      'a program that had no answer',
      ({ ports }) => ports.exec.run({ ...command, network: 'direct', repeatable: true }),
      { result: { status: 'exited', code: 1, stdout: Buffer.from(''), stderr: '' } },
    ],
    [
      'an address with a query',
      ({ ports }) => ports.http.send({ ...request, url: new URL('https://tuf.example/?sig=x') }),
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
