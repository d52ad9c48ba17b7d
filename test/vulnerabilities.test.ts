import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ContentStore, createRegistryHandler, loadLayout, reply, startRegistry } from '../src/demo/registry/index.ts';
import { DATABASE_NAME, freshenDatabase } from '../src/demo/trivy-database.ts';
import type { Command } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { type RequestHandler, serveLoopback } from '../src/io/http-server.ts';
import type { VulnerabilityPolicy } from '../src/policy/index.ts';
import { vulnerabilities as vulnerabilityOptions } from '../src/policy/sections/vulnerabilities.ts';
import { attestBundle, putBundleReferrer } from './support/attestations.ts';
import { withBasicAuth, withTokenAuth } from './support/registry/index.ts';
import { checkOn, type FileTree, layoutReader, putFiles, startScanRegistry, summarize } from './support/scanning.ts';
import { createKey, type TestKey } from './support/signatures.ts';

const USER = { name: 'robot', password: 'correct-horse-battery' };

let server: Awaited<ReturnType<typeof startScanRegistry>>;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const LEGACY = 'shop/legacy:2.0.9';
const HIGH = ['block high DEMO-2024-0001 libcrypto3', 'block high DEMO-2024-0001 libssl3'];
const warned = (lines: readonly string[]): string[] => lines.map((line) => line.replace('block', 'warn'));
const MEDIUM = [
  'block medium CVE-2023-42366 busybox',
  'block medium CVE-2023-6129 libcrypto3',
  'block medium CVE-2023-6129 libssl3',
];
const LOW = ['block low DEMO-2024-0002 busybox'];
const UNFIXED = ['block critical DEMO-2024-0003 busybox'];

describe('thresholds', () => {
  const rows: readonly [VulnerabilityPolicy['severity'], boolean, 'pass' | 'fail', readonly string[]][] = [
    ['LOW', true, 'fail', [...HIGH, ...MEDIUM, ...LOW]],
    ['UNKNOWN', true, 'fail', [...HIGH, ...MEDIUM, ...LOW]],
    ['MEDIUM', true, 'fail', [...HIGH, ...MEDIUM, ...warned(LOW)]],
    ['HIGH', true, 'fail', [...HIGH, ...warned([...MEDIUM, ...LOW])]],
    ['CRITICAL', true, 'pass', warned([...HIGH, ...MEDIUM, ...LOW])],
    ['CRITICAL', false, 'fail', [...UNFIXED, ...warned([...HIGH, ...MEDIUM, ...LOW])]],
    ['HIGH', false, 'fail', [...UNFIXED, ...HIGH, ...warned([...MEDIUM, ...LOW])]],
  ];
  test.each(rows)('severity %s, only fixed %s: %s', async (severity, ignoreUnfixed, outcome, expected) => {
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { severity, ignoreUnfixed } });
    expect(summarize(check)).toEqual([...expected].sort());
    expect(check.outcomes).toEqual(new Map([[`${server.host}/${LEGACY}`, outcome]]));
    expect(check.trivy?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Date.now() - Date.parse(check.trivy?.database?.updatedAt ?? '')).toBeLessThan(600_000);
  });

  test('severity off skips, and needs no program', async () => {
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { severity: 'off' } });
    expect([[...check.outcomes.values()], check.findings, check.trivy]).toEqual([['skipped'], [], null]);
  });

  test('the repaired image passes without a word', async () => {
    const check = await checkOn(server, { images: ['shop/legacy:2.0.10', 'shop/api:1.4.0'] });
    expect([...check.outcomes.values()]).toEqual(['pass', 'pass']);
    expect(check.findings).toEqual([]);
  });
});

test('a finding names the update first, and the place', async () => {
  const { findings } = await checkOn(server, { images: [LEGACY] });
  const finding = findings.find(({ rule, identity }) => rule.endsWith('DEMO-2024-0001') && identity[2] === 'libssl3');
  expect(finding?.message).toBe(
    `Update libssl3 3.1.4-r0 to 3.1.4-r3 in ${server.host}/${LEGACY}: DEMO-2024-0001 (high): openssl: invented for the demo, high and fixed. Rebuild the image with it and deploy that digest.`,
  );
  expect(finding).toMatchObject({
    image: `${server.host}/${LEGACY}`,
    path: 'spec.template.spec.containers[0].image',
    location: { file: 'deploy/api.yaml', startLine: 12 },
  });
});

test('each platform of an index that counts is scanned, and no other', async () => {
  const asked: string[] = [];
  const watched = await startRegistry({ store: server.store });
  const proxied = await serveLoopback(async (request) => {
    asked.push(request.path);
    const answer = await fetch(`${watched.url}${request.path}`, { method: request.method });
    const headers = Object.fromEntries(answer.headers);
    delete headers['content-length'];
    return reply(answer.status, headers, new Uint8Array(await answer.arrayBuffer()));
  });
  try {
    const through = { ...proxied, store: server.store };
    const both = await checkOn(through, { images: ['shop/web:1.4.0'] });
    expect([...both.outcomes.values()]).toEqual(['pass']);
    const configs = (): number => new Set(asked.filter((path) => /shop\/web\/manifests\/sha256/.test(path))).size;
    expect(configs()).toBe(3);
    asked.length = 0;
    await checkOn(through, { images: ['shop/web:1.4.0'], platforms: ['linux/arm64'] });
    expect(configs()).toBe(2);
    const none = await checkOn(through, { images: ['shop/web:1.4.0'], platforms: ['linux/s390x'] });
    expect(summarize(none)).toEqual(['unknown (content) no-platform']);
  } finally {
    await proxied.close();
    await watched.close();
  }
});

const OS_RELEASE = 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\n';
const APK = 'P:libssl3\nV:3.1.4-r0\nA:x86_64\no:openssl\n\n';
const alpine = { 'etc/os-release': OS_RELEASE, 'etc/alpine-release': '3.19.1\n', 'lib/apk/db/installed': APK };

describe('an image that hides what is in it', () => {
  const rows: readonly [string, string, FileTree][] = [
    ['holds nothing', 'nothing-recognised', { 'app/service': 'binary' }],
    ['has no os-release', 'system-unnamed', { 'lib/apk/db/installed': APK }],
    ['removed its package database', 'packages-missing', { ...alpine, 'lib/apk/db/installed': '' }],
    [
      'removed its package database and brings a library',
      'packages-missing',
      {
        'etc/os-release': OS_RELEASE,
        'etc/alpine-release': '3.19.1\n',
        'app/node_modules/x/package.json': '{"name":"x","version":"1.0.0"}',
      },
    ],
    [
      'says it is a release that is not known',
      'system-unknown',
      { ...alpine, 'etc/os-release': 'ID=alpine\nVERSION_ID=9.99.0\n', 'etc/alpine-release': '9.99.0\n' },
    ],
    [
      'takes packages from a release that is not known',
      'system-unknown',
      { ...alpine, 'etc/apk/repositories': 'https://dl-cdn.alpinelinux.org/alpine/v9.99/main\n' },
    ],
  ];
  test.each(rows)('%s: unknown', async (name, what, files) => {
    const image = `hidden/${what}:${rows.findIndex((row) => row[0] === name)}`;
    await putFiles(server.store, `hidden/${what}`, image.split(':')[1] ?? '', files);
    const check = await checkOn(server, { images: [image] });
    expect(summarize(check)).toEqual([`unknown (content) ${what}`]);
    expect([...check.outcomes.values()]).toEqual(['unknown']);
  });

  test('nothing but a library is something', async () => {
    await putFiles(server.store, 'scratch/node', '1', {
      'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
    });
    expect(summarize(await checkOn(server, { images: ['scratch/node:1'] }))).toEqual([
      'block critical CVE-2019-10744 lodash',
    ]);
  });

  test('a .trivyignore or trivy.yaml in the image or beside the gate changes nothing', async () => {
    const ignore = 'DEMO-2024-0001\nCVE-2023-6129\n';
    await putFiles(server.store, 'sly/api', '1', {
      ...alpine,
      '.trivyignore': ignore,
      'trivy.yaml': 'severity: [LOW]',
    });
    const check = await checkOn(server, { images: ['sly/api:1'] });
    expect(summarize(check)).toContain('block high DEMO-2024-0001 libssl3');
  });
});

describe('the database', () => {
  test.each([
    ['older than the policy takes', 100, {}, 'unknown (infrastructure) database-old'],
    ['from tomorrow', -30, {}, 'unknown (infrastructure) database-future'],
    [
      'without the advisory that it must know',
      1,
      { canary: { purl: 'pkg:npm/left-pad@1.0.0', id: 'CVE-2000-0001' } },
      'unknown (infrastructure) canary-missed',
    ],
  ])('%s: every scan is unknown', async (_, hoursOld, vulnerabilities, expected) => {
    const other = await startScanRegistry({ hoursOld });
    try {
      const check = await checkOn(other, { images: [LEGACY, 'shop/api:1.4.0'], vulnerabilities });
      expect(summarize(check)).toEqual([expected, expected]);
      expect(new Set(check.outcomes.values())).toEqual(new Set(['unknown']));
      expect(check.trivy?.database?.updatedAt).toBeDefined();
    } finally {
      await other.close();
    }
  });

  test('one that is old enough for the policy decides', async () => {
    const other = await startScanRegistry({ hoursOld: 100 });
    try {
      const vulnerabilities = { maxDatabaseAge: 120 * 3_600_000 };
      expect(
        (await checkOn(other, { images: [LEGACY], vulnerabilities })).outcomes.get(`${other.host}/${LEGACY}`),
      ).toBe('fail');
    } finally {
      await other.close();
    }
  });

  const throttled = JSON.stringify({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] });
  test.each([
    ['throttled', 429, throttled, 'database-throttled'],
    ['refused', 401, '{"errors":[{"code":"UNAUTHORIZED"}]}', 'database-unauthorized'],
    ['missing', 404, '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}', 'database-trivy-failed'],
  ])('%s: unknown, with what to do', async (_, status, body, what) => {
    const broken = await serveLoopback(async ({ path }) =>
      path === '/v2/' ? reply(200) : reply(status, { 'content-type': 'application/json' }, Buffer.from(body)),
    );
    try {
      const check = await checkOn(server, { images: [LEGACY], databases: [`${broken.host}/trivy-db`] });
      expect(summarize(check)).toEqual([`unknown (infrastructure) ${what}`]);
      expect(check.findings[0]?.message).toContain(`${broken.host}/trivy-db:2`);
    } finally {
      await broken.close();
    }
  });

  test('a repository that throttles for a moment is asked again, after the others', async () => {
    const serve = createRegistryHandler(server.store);
    let refused = 0;
    const busy = await serveLoopback(async (request) => {
      if (!request.path.includes('/manifests/') || refused === 2) return serve(request);
      refused += 1;
      return reply(429, { 'content-type': 'application/json' }, Buffer.from(throttled));
    });
    try {
      const databases = [`${busy.host}/nothing/there`, `${busy.host}/${DATABASE_NAME}`];
      const check = await checkOn(server, { images: [LEGACY], databases });
      expect([...check.outcomes.values(), refused]).toEqual(['fail', 2]);
    } finally {
      await busy.close();
    }
  });

  test('the next repository is asked when the first one fails', async () => {
    const databases = ['127.0.0.1:9/nothing/there', `${server.host}/aquasecurity/trivy-db`];
    expect([...(await checkOn(server, { images: [LEGACY], databases })).outcomes.values()]).toEqual(['fail']);
  });

  describe('in a directory of the machine', () => {
    const nowhere = ['127.0.0.1:9/nothing/there'];

    async function withDirectory(hoursOld: number | null, use: (directory: string) => Promise<void>): Promise<void> {
      const directory = await mkdtemp(join(tmpdir(), 'scg-database-'));
      try {
        if (hoursOld !== null) {
          const updatedAt = new Date(Date.now() - hoursOld * 3_600_000);
          const read = await freshenDatabase(layoutReader('trivy-db'), updatedAt);
          const store = new ContentStore();
          await loadLayout(store, read);
          const [name = ''] = store.repositories.keys();
          const archive = [...store.repository(name).blobs.values()].find((bytes) => bytes[0] === 0x1f);
          const files = await unpackTar(gunzipSync(archive ?? new Uint8Array()));
          await mkdir(join(directory, 'db'));
          for (const { header, data } of files) await writeFile(join(directory, 'db', header.name), data ?? '');
        }
        await use(directory);
      } finally {
        await rm(directory, { recursive: true });
      }
    }

    test.each<[string, number | null, string, readonly string[]]>([
      ['that decides', 1, 'fail', []],
      ['that is too old', 100, 'unknown', ['unknown (infrastructure) database-old']],
      ['that is empty', null, 'unknown', ['unknown (infrastructure) database-missing']],
    ])('%s, without a download', (_, hoursOld, outcome, lines) =>
      withDirectory(hoursOld, async (databaseDirectory) => {
        const before = await readdir(databaseDirectory, { recursive: true });
        const request = { images: [LEGACY], databases: nowhere, vulnerabilities: { databaseDirectory } };
        const check = await checkOn(server, request);
        expect([...check.outcomes.values()]).toEqual([outcome]);
        if (lines.length > 0) expect(summarize(check)).toEqual(lines);
        else expect(summarize(check)).toEqual([...HIGH, ...warned([...MEDIUM, ...LOW])].sort());
        expect(await readdir(databaseDirectory, { recursive: true })).toEqual(before);
      }));

    test('images with Java archives are unknown where their index is not there', () =>
      withDirectory(1, async (databaseDirectory) => {
        const empty = Buffer.from('504b0506000000000000000000000000000000000000', 'hex').toString('latin1');
        await putFiles(server.store, 'java/app', '1', { ...alpine, 'app/app.jar': empty });
        const request = { images: ['java/app:1'], databases: nowhere, vulnerabilities: { databaseDirectory } };
        const check = await checkOn(server, request);
        expect(summarize(check)).toEqual(['unknown (infrastructure) java-database']);
        expect(check.findings[0]?.message).toContain('vulnerabilities.databaseDirectory');
      }));
  });

  test.each([
    ['a login', withBasicAuth],
    ['a token service', (handle: RequestHandler) => withTokenAuth(handle, { user: USER })],
  ])('a mirror behind %s is opened with its own credentials', async (_, lock) => {
    const locked = await serveLoopback(lock(createRegistryHandler(server.store), USER));
    try {
      const request = { images: [LEGACY], databases: [`${locked.host}/${DATABASE_NAME}`] };
      const without = await checkOn(server, request);
      expect(summarize(without)).toEqual(['unknown (infrastructure) database-unauthorized']);
      const credentials = new Map([
        [locked.host, { kind: 'basic', username: USER.name, password: USER.password } as const],
      ]);
      const check = await checkOn(server, { ...request, credentials });
      expect([...check.outcomes.values()]).toEqual(['fail']);
    } finally {
      await locked.close();
    }
  });

  test('an image is no database', async () => {
    const check = await checkOn(server, { images: [LEGACY], databases: [`${server.host}/shop/api:1.4.0`] });
    expect(summarize(check)).toEqual(['unknown (infrastructure) database-trivy-failed']);
  });

  test('a repository that is no reference is bad usage', async () => {
    await expect(
      checkOn(server, { images: [LEGACY], databases: ['registry.example/Not A Reference'] }),
    ).rejects.toMatchObject({
      name: 'UsageError',
      code: 'check/database-repository',
    });
  });
});

describe('credentials', () => {
  const PASSWORD = 'correct-horse-battery';
  const BASIC = `Basic ${Buffer.from(`robot:${PASSWORD}`).toString('base64')}`;

  /** The registry behind a login, and what each request to it brought along. */
  async function startLocked(): Promise<{ host: string; sent: string[]; close(): Promise<void> }> {
    const sent: string[] = [];
    const handler = createRegistryHandler(server.store);
    const locked = await serveLoopback(async (request) => {
      sent.push(request.headers.authorization ?? 'nothing');
      if (request.headers.authorization === BASIC) return handler(request);
      return reply(401, { 'www-authenticate': 'Basic realm="shop"' });
    });
    return { ...locked, sent };
  }

  test.each([
    ['the right ones open the registry, and go to no other', PASSWORD, ['fail']],
    ['wrong ones are unknown', 'wrong', ['unknown']],
  ])('%s', async (_, password, outcomes) => {
    const locked = await startLocked();
    const asked: string[] = [];
    const handler = createRegistryHandler(server.store);
    const open = await serveLoopback(async (request) => {
      asked.push(request.headers.authorization ?? 'nothing');
      return handler(request);
    });
    const home = await mkdtemp(join(tmpdir(), 'scg-home-'));
    try {
      const auth = Buffer.from(`robot:${password}`).toString('base64');
      const auths = { [locked.host]: { auth }, 'registry.example': { auth } };
      await writeFile(join(home, 'config.json'), JSON.stringify({ auths }));
      const variables: Record<string, string> = {
        DOCKER_CONFIG: home,
        TRIVY_USERNAME: 'robot',
        TRIVY_PASSWORD: password,
      };
      const check = await checkOn(
        { ...server, host: locked.host },
        {
          images: [LEGACY],
          databases: [`${open.host}/aquasecurity/trivy-db:2`],
          ports: { env: { get: (name) => variables[name] } },
        },
      );
      expect([...check.outcomes.values()]).toEqual(outcomes);
      expect(JSON.stringify(check.findings)).not.toContain(password === PASSWORD ? PASSWORD : 'robot');
      expect(locked.sent).toContain(`Basic ${auth}`);
      expect(new Set(asked)).toEqual(new Set(['nothing']));
    } finally {
      await Promise.all([locked.close(), open.close(), rm(home, { recursive: true })]);
    }
  });
});

test('a mirror of the policy is asked first', async () => {
  const asked: string[] = [];
  const handler = createRegistryHandler(server.store);
  const mirror = await serveLoopback(async (request) => {
    asked.push(request.path);
    return handler({ ...request, path: request.path.replace('/v2/mirror/', '/v2/') });
  });
  try {
    const mirrors = { [server.host]: [`${mirror.host}/mirror`] };
    const check = await checkOn(server, { images: [LEGACY], mirrors });
    expect([...check.outcomes.values()]).toEqual(['fail']);
    expect(asked.filter((path) => path.startsWith('/v2/mirror/shop/legacy/blobs/'))).not.toEqual([]);
  } finally {
    await mirror.close();
  }
});

test('nothing is left behind', async () => {
  // A temporary folder of its own: other tests of the same run use the system's at the same time.
  const own = await mkdtemp(join(tmpdir(), 'scg-own-'));
  const home = join(own, 'home');
  await mkdir(home);
  vi.stubEnv('TMPDIR', own);
  try {
    const env = { get: (name: string) => (name === 'HOME' ? home : undefined) };
    await checkOn(server, { images: [LEGACY, 'shop/api:1.4.0'], ports: { env } });
    expect(await readdir(home)).toEqual([]);
    expect(await readdir(own)).toEqual(['home']);
  } finally {
    vi.unstubAllEnvs();
    await rm(own, { recursive: true });
  }
});

describe('results kept from run to run', () => {
  const KEY = 'k'.repeat(64);

  /** What a program is run for. */
  const purposeOf = ({ args }: Command): string => {
    if (args.includes('--version')) return 'version';
    return args.includes('--download-db-only') ? 'database' : args[0] === 'sbom' ? 'canary' : 'scan';
  };

  /** A check in a folder that keeps results, and what Trivy was run for. */
  async function checkIn(directory: string, key = KEY) {
    const exec = createExec();
    const ran: string[] = [];
    const noted = {
      run: (command: Command) => {
        ran.push(purposeOf(command));
        return exec.run(command);
      },
      runAll: (commands: readonly Command[], atOnce: number) => {
        ran.push(...commands.map(purposeOf));
        return exec.runAll(commands, atOnce);
      },
    };
    const check = await checkOn(server, { images: [LEGACY], results: { directory, key }, ports: { exec: noted } });
    return { findings: check.findings, outcomes: [...check.outcomes.values()], ran };
  }

  test('the same image, database and Trivy are not scanned again; what another key signed is', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'scg-results-'));
    try {
      const first = await checkIn(directory);
      const all = ['version', 'database', 'canary', 'scan'];
      expect([first.outcomes, first.ran]).toEqual([['fail'], all]);
      expect(await checkIn(directory)).toEqual({ ...first, ran: ['version'] });
      expect(await checkIn(directory, 'forged'.repeat(8))).toEqual({ ...first, ran: all });
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

test('offline: unknown, and no connection', async () => {
  const check = await checkOn(server, { images: [LEGACY], offline: true });
  expect(summarize(check)).toEqual(['unknown (infrastructure) offline']);
});

test('what a library of an image without package database has is still told', async () => {
  await putFiles(server.store, 'hidden/lodash', '1', {
    ...alpine,
    'lib/apk/db/installed': '',
    'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
  });
  const check = await checkOn(server, { images: ['hidden/lodash:1'] });
  expect(summarize(check)).toEqual(['block critical CVE-2019-10744 lodash', 'unknown (content) packages-missing']);
  expect([...check.outcomes.values()]).toEqual(['fail']);
});

describe('what the policy and its documents say, on what Trivy itself reports', () => {
  const CVE = 'CVE-2023-6129';
  const vex = (id: string) => ({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Acme',
    timestamp: '2026-01-01T00:00:00Z',
    statements: [
      { vulnerability: { name: CVE }, products: [{ '@id': id }], status: 'not_affected', impact_statement: 'unused' },
    ],
  });
  const file = (value: object) => ({ file: 'given.json', text: JSON.stringify(value) });

  test('a catalogue of exploited ones blocks below the threshold', async () => {
    const documents = { kev: file({ vulnerabilities: [{ cveID: 'CVE-2023-42366' }] }) };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { severity: 'CRITICAL' }, documents });
    const [blocked = '', ...others] = MEDIUM;
    expect(summarize(check)).toEqual([blocked, ...warned([...HIGH, ...others, ...LOW])].sort());
  });

  test('grace counts from the day that the database gives', async () => {
    const grace = { HIGH: 36_500 * 86_400_000 };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { grace } });
    expect(summarize(check)).toEqual(warned([...HIGH, ...MEDIUM, ...LOW]).sort());
    expect(check.findings.filter(({ message }) => / It blocks from 21\d\d-\d\d-\d\d on\.$/.test(message))).toHaveLength(
      2,
    );
    expect([...check.outcomes.values()]).toEqual(['pass']);
  });

  test.each<[string, VulnerabilityPolicy['ignoreStatuses'], readonly string[]]>([
    ['the status that it has', ['affected'], []],
    ['statuses of others', ['will_not_fix', 'end_of_life'], UNFIXED],
  ])('an advisory without a fix is left out by %s', async (_, ignoreStatuses, unfixed) => {
    const vulnerabilities = { ignoreUnfixed: false, ignoreStatuses };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities });
    expect(summarize(check)).toEqual([...unfixed, ...HIGH, ...warned([...MEDIUM, ...LOW])].sort());
  });

  test.each<[string, readonly string[], boolean]>([
    ['the folder of a library', ['app/node_modules/**'], false],
    ['another folder', ['usr/share/**'], true],
    ['a folder of that name elsewhere', ['node_modules/**'], true],
  ])('packages are left out by file: %s', async (_, ignoreFiles, told) => {
    await putFiles(server.store, 'files/node', '1', {
      ...alpine,
      'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
    });
    const check = await checkOn(server, {
      images: ['files/node:1'],
      vulnerabilities: { ignoreFiles: [...ignoreFiles] },
    });
    const lines = summarize(check);
    expect(lines.includes('block critical CVE-2019-10744 lodash')).toBe(told);
    // Packages of the operating system have no file that would leave them out.
    expect(lines).toContain('block high DEMO-2024-0001 libssl3');
  });

  test('packages of the operating system stay, whatever files are left out', async () => {
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { ignoreFiles: ['**'] } });
    expect(summarize(check)).toEqual([...HIGH, ...warned([...MEDIUM, ...LOW])].sort());
  });

  test('packages are left out by name', async () => {
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { ignorePackages: ['lib*3'] } });
    expect(summarize(check)).toEqual(warned(MEDIUM.slice(0, 1).concat(LOW)).sort());
  });

  test('a VEX document settles the package that it names, by the package URL that Trivy gives', async () => {
    const documents = { vex: [file(vex('pkg:apk/alpine/libssl3'))] };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { severity: 'MEDIUM' }, documents });
    expect([...check.settled].map(([{ rule, identity }, { reason }]) => [rule, identity[2], reason])).toEqual([
      [`vulnerability/${CVE}`, 'libssl3', 'given.json says not affected: unused'],
    ]);
  });

  test('an OpenVEX attestation by a signer of its own settles it, and no other does', async () => {
    const [security, publisher] = [createKey(), createKey()];
    const image = 'shop/vexed:1';
    const digest = await putFiles(server.store, 'shop/vexed', '1', alpine);
    const attestAs = (key: TestKey, id: string): void => {
      const statement = { predicateType: 'https://openvex.dev/ns/v0.2.0', predicate: vex(id) };
      putBundleReferrer(server.store, 'shop/vexed', { digest, size: 0 }, attestBundle(key, digest, statement));
    };
    const settledFor = async (key: TestKey) => {
      const vulnerabilities = { vexAttestations: [{ signedBy: { key: key.pem, issuer: '' } }] };
      const { settled } = await checkOn(server, { images: [image], vulnerabilities });
      return [...settled].map(([{ rule, identity }, { reason }]) => [rule, identity[2], reason]);
    };
    attestAs(publisher, 'pkg:apk/alpine/libssl3');
    expect(await settledFor(security)).toEqual([]);
    attestAs(security, 'pkg:apk/alpine/busybox');
    expect(await settledFor(security)).toEqual([]);
    attestAs(security, 'pkg:apk/alpine/libssl3');
    expect(await settledFor(security)).toEqual([
      [
        `vulnerability/${CVE}`,
        'libssl3',
        expect.stringMatching(/^An OpenVEX attestation by the key .* says not affected: unused$/),
      ],
    ]);
  });

  test('a release past its end of life is said, and blocks where the policy says so', async () => {
    await putFiles(server.store, 'old/alpine', '1', {
      'etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.10.2\n',
      'etc/alpine-release': '3.10.2\n',
      'lib/apk/db/installed': 'P:musl\nV:1.1.22-r3\nA:x86_64\no:musl\n\n',
    });
    const check = await checkOn(server, { images: ['old/alpine:1'], vulnerabilities: { endOfLife: 'block' } });
    expect(check.findings.map(({ rule, enforcement }) => `${enforcement} ${rule}`)).toContain(
      'block vulnerability/end-of-life',
    );
    expect([...check.outcomes.values()]).toEqual(['fail']);
  });
});

test('every option of the policy has a row in a test on real Trivy', async () => {
  const folder = import.meta.dirname;
  const names = (await readdir(folder)).filter((name) => /^(?:vulnerabilit|scan).*\.test\.ts$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const written = texts.join('\n');
  const missing = Object.keys(vulnerabilityOptions.shape).filter((key) => !new RegExp(`\\b${key}\\b`).test(written));
  expect(missing).toEqual([]);
});
