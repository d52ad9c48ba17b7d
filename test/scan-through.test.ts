import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistryHandler, reply } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { type ServedRequest, type ServedResponse, serveLoopback } from '../src/io/http-server.ts';
import { alpineWith, debianWith } from './support/installed-systems.ts';
import { JAVA, FOUND as JAVA_FOUND, javaScans, LIBRARY, SYSTEM } from './support/java-scans.ts';
import { LEGACY } from './support/legacy-image.ts';
import {
  type CheckRequest,
  checkOn,
  type FileTree,
  putFiles,
  putLayers,
  startScanRegistry,
} from './support/scanning.ts';

/** The real Trivy that reads through the gate finds what it finds when it asks registries itself, and asks nobody else. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const GZIP = {
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  compress: (layer: Uint8Array) => gzipSync(layer),
};
const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA'.repeat(20)}\n-----END RSA PRIVATE KEY-----\n`;
const NPM = JSON.stringify({ name: 'lodash', version: '4.17.4' });

/** Both ways, on the same images. */
async function bothWays(images: readonly string[], request: Partial<CheckRequest> = {}) {
  const direct = await checkOn(server, { images, ...request });
  const through = await checkOn(server, { images, ...request, pullRequest: [server.host] });
  return { direct, through };
}

describe('what is found is the same', () => {
  const images: readonly (readonly [string, readonly FileTree[], NonNullable<CheckRequest['vulnerabilities']>])[] = [
    ['packages of a system', [alpineWith({ libssl3: '3.1.4-r0' })], {}],
    ['of another system', [debianWith({ openssl: '3.0.11-1~deb12u2' })], {}],
    ['libraries above a system', [alpineWith({ musl: '1' }), { 'app/node_modules/lodash/package.json': NPM }], {}],
    ['a package that a later layer removes', [alpineWith({ libssl3: '3.1.4-r0' }), alpineWith({ musl: '1' })], {}],
    ['libraries and no system', [{ 'app/node_modules/lodash/package.json': NPM }], {}],
    [
      'a system that Trivy does not know',
      [{ 'etc/os-release': 'ID=arch\n', 'app/node_modules/lodash/package.json': NPM }],
      {},
    ],
    ['nothing', [{ 'app/readme': 'hello' }], {}],
    [
      'secrets and variables',
      [alpineWith({ musl: '1' }), { 'root/key.pem': KEY }],
      { secrets: 'block', misconfiguration: 'block' },
    ],
  ];

  test.each(images)('%s', async (name, layers, vulnerabilities) => {
    const repository = `same/${name.replaceAll(' ', '-').toLowerCase()}`;
    const run = { User: '', Env: [`TOKEN=ghp_${'a1B2'.repeat(9)}`] };
    await putLayers(server.store, repository, '1', layers, run, GZIP);
    const { direct, through } = await bothWays([`${repository}:1`], { vulnerabilities });
    expect(through).toEqual(direct);
    expect(direct.findings.length + direct.outcomes.size).toBeGreaterThan(0);
  });

  test('all platforms of an index, and the rest of the demo', async () => {
    const { direct, through } = await bothWays([LEGACY, 'shop/web:1.4.0', 'shop/api:1.4.0']);
    expect(through).toEqual(direct);
    expect([...through.outcomes.values()]).toEqual(['fail', 'pass', 'pass']);
  });
});

describe('Java archives', () => {
  const scans = javaScans();
  test('are known by the same index, which comes through the gate too', async () => {
    const properties = strToU8('groupId=com.acme\nartifactId=library\nversion=1.0.0\n');
    const named = zipSync({ 'META-INF/maven/com.acme/library/pom.properties': properties });
    await putFiles(scans.server.store, 'java/both', '1', { ...SYSTEM, 'app/x.jar': named, 'srv/y.jar': LIBRARY });
    await scans.withIndex({}, async (host) => {
      const pullRequest = [host, scans.server.host];
      const images = [JAVA, 'java/both:1'];
      const through = await scans.check(images, [host], { pullRequest });
      expect(through).toEqual(await scans.check(images, [host]));
      expect(through.findings.map(({ rule }) => rule)).toContain(`vulnerability/${JAVA_FOUND.split(' ')[2]}`);
    });
  });
});

test('registries are asked by the gate alone, on a pull request; by Trivy too elsewhere', async () => {
  const agents = new Set<string>();
  const handler = createRegistryHandler(server.store);
  const watched = await serveLoopback(async (request) => {
    agents.add(request.headers['user-agent'] ?? '');
    return handler(request);
  });
  try {
    const at = { ...server, host: watched.host };
    const through = await checkOn(at, { images: [LEGACY], pullRequest: [watched.host] });
    expect([[...through.outcomes.values()], [...agents]]).toEqual([['fail'], ['supply-chain-gate']]);
    await checkOn(at, { images: [LEGACY] });
    expect(agents.size).toBeGreaterThan(1);
  } finally {
    await watched.close();
  }
});

describe('a database that fails for the gate', () => {
  const manifest = ({ path }: ServedRequest): boolean => path.includes('/trivy-db/manifests/');
  const layer = ({ path }: ServedRequest): boolean => path.includes('/trivy-db/blobs/');
  const half = (answer: ServedResponse): ServedResponse => ({ ...answer, cutAfter: answer.body.length / 2 });

  /** The gate asks no more than four times for what breaks off. */
  test.each<[string, (request: ServedRequest, sound: ServedResponse) => ServedResponse | 'drop' | null]>([
    ['broken connections', (request) => (manifest(request) ? 'drop' : null)],
    ['a layer that breaks off', (request, sound) => (layer(request) ? half(sound) : null)],
  ])('by %s is asked for again, after a second', async (_, fault) => {
    const faults = 4;
    const handler = createRegistryHandler(server.store);
    let asked = 0;
    const failing = await serveLoopback(async (request) => {
      const answer = await handler(request);
      const wrong = answer === 'drop' ? null : fault(request, answer);
      if (wrong === null) return answer;
      asked += 1;
      return asked > faults ? answer : wrong;
    });
    try {
      const databases = [`${failing.host}/${DATABASE_NAME}`];
      const pullRequest = [failing.host, server.host];
      const check = await checkOn(server, { images: [LEGACY], databases, pullRequest });
      expect([[...check.outcomes.values()], asked > faults]).toEqual([['fail'], true]);
    } finally {
      await failing.close();
    }
  });
});

describe('a registry that leads to another port of this machine', () => {
  async function lured(pullRequest: boolean) {
    const asked: string[] = [];
    const handler = createRegistryHandler(server.store);
    const inside = await serveLoopback(async (request) => {
      asked.push(request.path);
      return handler(request);
    });
    const luring = await serveLoopback(async (request) =>
      request.path.includes('/shop/legacy/blobs/')
        ? reply(307, { location: `${inside.url}${request.path}` })
        : handler(request),
    );
    try {
      const at = { ...server, host: luring.host };
      const check = await checkOn(at, { images: [LEGACY], ...(pullRequest ? { pullRequest: [luring.host] } : {}) });
      return { asked, check, hosts: { inside: inside.host, luring: luring.host } };
    } finally {
      await Promise.all([inside.close(), luring.close()]);
    }
  }

  test('is not followed on a pull request, whose policy names the registry alone', async () => {
    const { asked, check, hosts } = await lured(true);
    expect(asked).toEqual([]);
    const [{ message, identity } = { message: '', identity: [] }] = check.findings;
    expect([check.findings.length, identity[1]]).toEqual([1, 'registry-private-address']);
    expect(message).toContain(`${hosts.inside} may not be contacted`);
    expect(message).toContain('leads to a loopback address');
  });

  test('is followed elsewhere, as any client does', async () => {
    const { asked, check } = await lured(false);
    expect([...check.outcomes.values()]).toEqual(['fail']);
    expect(asked.length).toBeGreaterThan(0);
  });
});
