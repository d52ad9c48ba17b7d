import { beforeAll, expect, test } from 'vitest';
import { createPorts } from '../../../../test/support/ports.ts';
import { type SigstoreServices, startSigstore } from '../../../../test/support/sigstore.ts';
import { makeTufRepository, type TufRepository, trustedRootJson } from '../../../../test/support/tuf-repository.ts';
import { type Files, type Http, HttpError } from '../../../domain/index.ts';
import { createTrustRoots } from './create.ts';
import { createKeptRepositories } from './kept.ts';
import { PUBLIC_GOOD } from './services.ts';

const DAY = 86_400_000;
const NOW = new Date(Math.ceil(Date.now() / 1000) * 1000);
const OURS = { kind: 'named', name: 'ours' } as const;

let target: string;
let services: SigstoreServices;
beforeAll(async () => {
  services = await startSigstore(NOW);
  target = trustedRootJson(services);
});

class Disk {
  readonly contents = new Map<string, Uint8Array>();
  readonly files: Files = {
    ...createPorts({}).files,
    read: async (path) => this.contents.get(path) ?? null,
    write: async (path, content) => {
      this.contents.set(path, Buffer.from(content));
    },
  };
}

class Mirror implements Http {
  readonly asked: string[] = [];
  repository: TufRepository;
  isDown = false;
  constructor(repository: TufRepository) {
    this.repository = repository;
  }
  async send({ url }: { readonly url: URL }) {
    if (this.isDown) throw new HttpError('timeout', 'no answer within 10 s');
    const path = url.pathname.replace(/^\/tuf\//, '');
    this.asked.push(path.replace(/[0-9a-f]{64}/, 'HASH'));
    const body = this.repository.files.get(path);
    return { status: body === undefined ? 404 : 200, headers: {}, body: body ?? Buffer.alloc(0) };
  }
}

interface Run {
  readonly disk: Disk;
  readonly mirror: Mirror;
  readonly offline?: boolean;
  readonly after?: number;
  readonly root?: Buffer;
}

/** One run, with a TrustRoot document that names the mirror. */
async function run({ disk, mirror, offline = false, after = 0, root = mirror.repository.root }: Run) {
  mirror.asked.length = 0;
  const start = { root, targets: 'targets', target: 'trusted_root.json' };
  const content = { kind: 'remote' as const, start, mirror: new URL('https://tuf.acme.example/tuf/') };
  const location = { file: 'r.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: true };
  const roots = createTrustRoots({
    documents: [{ name: 'ours', location, contentLocation: location, content }],
    http: mirror,
    now: new Date(NOW.getTime() + after),
    offline,
    kept: createKeptRepositories('/cache', { files: disk.files, log: createPorts({}).log }),
    maxAge: 180 * DAY,
    mirrors: { sigstore: null, github: null },
  });
  const answer = await roots.get(OURS);
  const reason = answer.status === 'available' ? null : answer.reason;
  return { reason, use: roots.used()[0] ?? null, asked: [...mirror.asked] };
}

const WHOLE = ['2.root.json', 'timestamp.json', '1.snapshot.json', '1.targets.json', 'targets/HASH.trusted_root.json'];

test('a second run asks only for what may have changed', async () => {
  const [disk, mirror] = [new Disk(), new Mirror(makeTufRepository({ target }))];
  expect((await run({ disk, mirror })).asked).toEqual(WHOLE);
  const { asked, use, reason } = await run({ disk, mirror });
  expect([reason, use?.source, asked]).toEqual([null, 'fetched', ['2.root.json', 'timestamp.json']]);
});

test('roots that were kept are followed, and the next one is asked for', async () => {
  const [disk, mirror] = [new Disk(), new Mirror(makeTufRepository({ target, roots: 3 }))];
  await run({ disk, mirror });
  expect((await run({ disk, mirror })).asked).toEqual(['4.root.json', 'timestamp.json']);
});

test.each([
  ['offline', true, false],
  ['where the mirror is down', false, true],
])('%s, what was kept counts until it expires', async (_, offline, isDown) => {
  const expires = new Date(NOW.getTime() + 7 * DAY);
  const [disk, mirror] = [new Disk(), new Mirror(makeTufRepository({ target, expires }))];
  await run({ disk, mirror });
  mirror.isDown = isDown;
  const before = await run({ disk, mirror, offline, after: 6 * DAY });
  expect(before).toEqual({
    reason: null,
    use: { name: 'ours', source: 'cached', updatedAt: NOW.toISOString() },
    asked: [],
  });
  const { reason, use } = await run({ disk, mirror, offline, after: 8 * DAY });
  expect(use).toBeNull();
  expect(reason).toMatch(/an earlier run kept of it is no use either: .*expired/);
});

test('without a network, nothing kept is nothing to verify with', async () => {
  const mirror = new Mirror(makeTufRepository({ target }));
  const { reason } = await run({ disk: new Disk(), mirror, offline: true });
  expect(reason).toMatch(/could not be: this run is offline$/);
});

test('what was kept from one root is not followed from another', async () => {
  const [disk, mirror] = [new Disk(), new Mirror(makeTufRepository({ target }))];
  await run({ disk, mirror });
  const { reason } = await run({ disk, mirror, offline: true, root: makeTufRepository({ target }).root });
  expect(reason).toMatch(/this run is offline$/);
});

test('whatever somebody writes into one kept file, offline the keys are the same or none, and online they are the same', async () => {
  const [disk, mirror] = [new Disk(), new Mirror(makeTufRepository({ target }))];
  await run({ disk, mirror });
  const forged = makeTufRepository({ target: target.replace(/"uri":"/, '"uri":"x') });
  const unlike = [...disk.contents].filter(([, bytes]) => bytes.toString().startsWith('{'));
  expect(unlike).toHaveLength(4);
  for (const [name, bytes] of unlike) {
    const poisons = [
      Buffer.from('{}'),
      Buffer.alloc(0),
      Buffer.concat([bytes, Buffer.from(' x')]),
      ...forged.files.values(),
    ];
    for (const poison of poisons) {
      const poisoned = new Disk();
      for (const [path, content] of disk.contents) poisoned.contents.set(path, path === name ? poison : content);
      const offline = await run({ disk: poisoned, mirror, offline: true });
      expect([offline.use, offline.reason]).toEqual([null, expect.stringContaining('an earlier run kept')]);
      const online = await run({ disk: poisoned, mirror });
      expect([online.reason, online.use?.source]).toEqual([null, 'fetched']);
    }
  }
});

test('what was refused is not kept', async () => {
  const [disk, mirror] = [new Disk(), new Mirror(makeTufRepository({ target }))];
  const { reason } = await run({ disk, mirror, root: makeTufRepository({ target }).root });
  expect(reason).toMatch(/cannot be trusted/);
  expect(disk.contents.size).toBe(0);
});

test('what is shipped counts by its own age where what was kept has expired', async () => {
  const disk = new Disk();
  const mirror = new URL(PUBLIC_GOOD.mirror);
  const kept = createKeptRepositories('/cache', { files: disk.files, log: createPorts({}).log });
  const { files } = makeTufRepository({ target });
  await kept.open(mirror, PUBLIC_GOOD.start.root).keep(files, NOW);
  const roots = createTrustRoots({
    documents: [],
    http: createPorts({}).http,
    now: new Date(Date.parse(PUBLIC_GOOD.publishedAt) + DAY),
    offline: true,
    kept,
    maxAge: 2 * DAY,
    mirrors: { sigstore: null, github: null },
  });
  expect((await roots.get({ kind: 'public-good' })).status).toBe('available');
  expect(roots.used().map(({ source }) => source)).toEqual(['shipped']);
});

test('a date in what was kept that lies ahead is not believed', async () => {
  const [disk, mirror] = [new Disk(), new Mirror(makeTufRepository({ target }))];
  await run({ disk, mirror, after: DAY });
  const { use } = await run({ disk, mirror, offline: true });
  expect(use).toEqual({ name: 'ours', source: 'cached', updatedAt: null });
});
