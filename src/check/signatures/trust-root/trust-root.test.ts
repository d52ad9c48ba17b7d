import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { FakeRegistry, policyText, resolvedImage, sha256 } from '../../../../test/support/signatures.ts';
import { type SigstoreServices, signKeyless, startSigstore } from '../../../../test/support/sigstore.ts';
import { keylessAuthority, LOGGED } from '../../../../test/support/sigstore-documents.ts';
import {
  describedTargets,
  makeTufRepository,
  packTufRepository,
  type TufRepository,
  trustedRootJson,
} from '../../../../test/support/tuf-repository.ts';
import { type Http, HttpError, type HttpRequest } from '../../../domain/index.ts';
import { completePolicy } from '../../../policy/schema.ts';
import { checkSignatures } from '../index.ts';
import { createTrustRoots, type TrustRootOptions } from './create.ts';
import type { TufStart } from './document.ts';
import { PUBLIC_GOOD } from './services.ts';
import { readTufTarget, type TufFetch } from './tuf.ts';

const DAY = 86_400_000;
const NOW = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000);
const REPOSITORY = 'ghcr.io/acme/api';
const DIGEST = sha256('the image');

let services: SigstoreServices;
let target: string;
beforeAll(async () => {
  services = await startSigstore(NOW);
  target = trustedRootJson(services);
});

/** A web server in memory that holds the repository below `/tuf/`. */
class Mirror implements Http {
  readonly asked: HttpRequest[] = [];
  readonly files: ReadonlyMap<string, Buffer>;
  constructor(files: ReadonlyMap<string, Buffer>) {
    this.files = files;
  }
  async send(request: HttpRequest) {
    this.asked.push(request);
    const body = this.files.get(request.url.pathname.replace(/^\/tuf\//, ''));
    return { status: body === undefined ? 404 : 200, headers: {}, body: body ?? Buffer.alloc(0) };
  }
}

const DOWN: Http = {
  send: async () => {
    throw new HttpError('timeout', 'no answer within 10 s');
  },
};

interface Run {
  readonly root: string;
  readonly http?: Http;
  readonly offline?: boolean;
  readonly signed?: boolean;
}

async function run({ root, http = DOWN, offline = false, signed = true }: Run) {
  const registry = new FakeRegistry();
  if (signed) registry.putLegacy(REPOSITORY, DIGEST, [await signKeyless(services, DIGEST)]);
  return checkSignatures([resolvedImage(`${REPOSITORY}@${DIGEST}`, DIGEST)], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'] } }),
    documents: [
      { file: 'p.yaml', text: policyText({ authorities: [keylessAuthority({ extra: LOGGED })] }) },
      { file: 'r.yaml', text: root },
    ],
    registry,
    now: new Date(NOW.getTime() + 10 * DAY),
    http,
    offline,
  });
}

function rootText(kind: 'repository' | 'remote', lines: readonly string[]): string {
  const head = 'apiVersion: policy.sigstore.dev/v1alpha1\nkind: TrustRoot\nmetadata:\n  name: ours\nspec:';
  return [head, `  ${kind}:`, ...lines.map((line) => `    ${line}`), ''].join('\n');
}

async function repositoryText(made: TufRepository, prefix?: string): Promise<string> {
  const archive = await packTufRepository(made, prefix);
  return rootText('repository', [
    `root: ${made.root.toString('base64')}`,
    'targets: targets',
    `mirrorFS: ${archive.toString('base64')}`,
  ]);
}

function remoteText(made: TufRepository): string {
  return rootText('remote', [`root: ${made.root.toString('base64')}`, 'mirror: https://tuf.acme.example/tuf/']);
}

async function outcome(one: Run): Promise<string> {
  const { outcomes, findings } = await run(one);
  const [finding] = findings;
  return [...outcomes.values(), ...(finding === undefined ? [] : [finding.message])].join(': ');
}

describe('a TUF repository inside a TrustRoot', () => {
  test.each(['repository/', '', './'])('with its files below "%s"', async (prefix) => {
    expect(await outcome({ root: await repositoryText(makeTufRepository({ target }), prefix), offline: true })).toBe(
      'pass',
    );
  });

  test('of the older kind, whose targets say what they are for', async () => {
    const made = makeTufRepository({ target: describedTargets(services) });
    expect(await outcome({ root: await repositoryText(made) })).toBe('pass');
    const without = makeTufRepository({ target: describedTargets(services).slice(1) });
    expect(await outcome({ root: await repositoryText(without) })).toMatch(/^unknown: .*holds no trusted root/);
  });

  test('after its root was renewed', async () => {
    expect(await outcome({ root: await repositoryText(makeTufRepository({ target, roots: 4 })) })).toBe('pass');
  });

  test.each(['timestamp', 'snapshot', 'targets', 'root'] as const)('with an expired %s', async (role) => {
    const expired = { role, at: new Date(NOW.getTime() + DAY) };
    const message = await outcome({ root: await repositoryText(makeTufRepository({ target, expired })) });
    expect(message).toMatch(/^unknown: .*the TrustRoot "ours" cannot be used, from its mirrorFS: .*expired/);
  });

  test('signed by somebody else', async () => {
    const [ours, theirs] = [makeTufRepository({ target }), makeTufRepository({ target })];
    const message = await outcome({ root: await repositoryText({ ...theirs, root: ours.root }) });
    expect(message).toMatch(/^unknown: .*cannot be trusted/);
  });

  test('with another target than its metadata say', async () => {
    const made = makeTufRepository({ target });
    const files = new Map(
      [...made.files].map(([name, body]) => [name, name.startsWith('targets/') ? Buffer.from('{}') : body]),
    );
    expect(await outcome({ root: await repositoryText({ ...made, files }) })).toMatch(
      /^unknown: .*is not what the metadata says/,
    );
  });

  test('with a trusted root that is none', async () => {
    const root = await repositoryText(makeTufRepository({ target: 'not JSON' }));
    expect(await outcome({ root })).toMatch(/^unknown: .*holds no trusted root that can be read/);
  });

  test('that is no archive', async () => {
    const made = makeTufRepository({ target });
    const root = rootText('repository', [
      `root: ${made.root.toString('base64')}`,
      'targets: targets',
      `mirrorFS: ${Buffer.from('no archive').toString('base64')}`,
    ]);
    expect(await outcome({ root })).toMatch(/^unknown: .*is not a tar archive under gzip/);
  });
});

test('a TUF repository with any region of any file changed gives the same keys or none', async () => {
  const made = makeTufRepository({ target });
  const files = [...made.files].filter(([name]) => !/^(1\.root|root|snapshot|targets)\.json$/.test(name));
  const untouched = await readTufTarget(startOf(made), reading(made.files), NOW);
  expect(untouched.status).toBe('current');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.nat(),
      fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 8 }),
      async ([name, bytes], at, masks) => {
        const from = at % bytes.length;
        const changed = Buffer.from([...bytes].map((byte, index) => byte ^ (masks[index - from] ?? 0)));
        const result = await readTufTarget(startOf(made), reading(new Map([...made.files, [name, changed]])), NOW);
        if (result.status === 'current') expect(result).toEqual(untouched);
      },
    ),
    { numRuns: 300 },
  );
});

function startOf({ root }: TufRepository): TufStart {
  return { root, targets: 'targets', target: 'trusted_root.json' };
}

function reading(files: ReadonlyMap<string, Buffer>): TufFetch {
  return async (path) => files.get(path) ?? null;
}

describe('a TUF repository elsewhere', () => {
  test('is fetched once a run', async () => {
    const made = makeTufRepository({ target });
    const http = new Mirror(made.files);
    const { outcomes, trustRoots } = await run({ root: remoteText(made), http });
    expect([...outcomes.values()]).toEqual(['pass']);
    expect(trustRoots).toEqual([
      { name: 'ours', source: 'fetched', updatedAt: new Date(NOW.getTime() + 10 * DAY).toISOString() },
    ]);
    expect(http.asked.map(({ url }) => url.pathname.replace(/[0-9a-f]{64}/, 'HASH'))).toEqual([
      '/tuf/2.root.json',
      '/tuf/timestamp.json',
      '/tuf/1.snapshot.json',
      '/tuf/1.targets.json',
      '/tuf/targets/HASH.trusted_root.json',
    ]);
    expect(http.asked.every(({ publicAddressesOnly }) => publicAddressesOnly)).toBe(false);
  });

  test('that does not answer, or may not be asked', async () => {
    const root = remoteText(makeTufRepository({ target }));
    expect(await outcome({ root })).toMatch(
      /^unknown: .*tuf\.acme\.example, and could not be: tuf\.acme\.example: no answer/,
    );
    expect(await outcome({ root, offline: true })).toMatch(/^unknown: .*this run is offline/);
  });
});

test('a trust root is looked up only when there is a signature', async () => {
  const http = new Mirror(new Map());
  const { outcomes, findings, trustRoots } = await run({
    root: remoteText(makeTufRepository({ target })),
    http,
    signed: false,
  });
  expect([...outcomes.values()]).toEqual(['fail']);
  expect(findings.map(({ rule }) => rule)).toEqual(['signature/missing']);
  expect([http.asked, trustRoots]).toEqual([[], []]);
});

describe("sigstore's public services", () => {
  const options: TrustRootOptions = {
    documents: [],
    http: DOWN,
    now: new Date(Date.parse(PUBLIC_GOOD.publishedAt) + 100 * DAY),
    offline: false,
    maxAge: 180 * DAY,
    mirrors: { sigstore: null, github: null },
  };

  test('are as they were shipped where nothing can be fetched', async () => {
    const roots = createTrustRoots(options);
    const answer = await roots.get({ kind: 'public-good' });
    expect(answer.status).toBe('available');
    expect(roots.used()).toEqual([{ name: 'sigstore', source: 'shipped', updatedAt: PUBLIC_GOOD.publishedAt }]);
    if (answer.status !== 'available') return;
    const { tlogs, ctlogs, certificateAuthorities, timestampAuthorities } = answer.root.material;
    expect([tlogs.length, ctlogs.length, certificateAuthorities.length, timestampAuthorities.length]).toEqual([
      2, 2, 2, 1,
    ]);
  });

  test('are unknown when what was shipped is too old', async () => {
    const answer = await createTrustRoots({ ...options, maxAge: 99 * DAY }).get({ kind: 'public-good' });
    expect(answer).toMatchObject({ status: 'unreadable', cause: 'infrastructure' });
    expect(answer).toMatchObject({ reason: expect.stringContaining('older than signatures.trustRootMaxAge allows') });
  });

  test('are unknown when what is fetched was not signed by their owners', async () => {
    const http = new Mirror(makeTufRepository({ target }).files);
    const mirrors = { sigstore: 'https://mirror.example/tuf', github: null };
    const answer = await createTrustRoots({ ...options, http, mirrors }).get({ kind: 'public-good' });
    expect(answer).toMatchObject({ status: 'unreadable', reason: expect.stringContaining('cannot be trusted') });
    expect(http.asked[0]?.url.href).toMatch(/^https:\/\/mirror\.example\/tuf\/\d+\.root\.json$/);
  });
});
