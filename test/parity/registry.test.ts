import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ContentStore, createRegistryHandler, startRegistry } from '../../src/demo/registry/index.ts';
import { type Registry, RegistryError } from '../../src/domain/index.ts';
import { parseImageReference } from '../../src/images/index.ts';
import { createClock } from '../../src/io/clock.ts';
import { createEnv } from '../../src/io/env.ts';
import { createFiles } from '../../src/io/files.ts';
import { createHttp, type HttpOptions } from '../../src/io/http.ts';
import { serveLoopback } from '../../src/io/http-server.ts';
import { createRegistry } from '../../src/registry/index.ts';
import { closedAfterAll } from '../support/closing.ts';
import { createPorts } from '../support/ports.ts';
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
  putImage,
  tagged,
  USER,
  withTokenAuth,
} from '../support/registry/index.ts';
import { pushStore, type RealRegistry, startCraneRegistry, startDistribution } from '../support/registry/real.ts';
import { fill, type Sample } from '../support/registry/reference-samples.ts';
import { requireTool } from '../support/tools.ts';

const run = promisify(execFile);
const NAMED = 'registry.test';

const keep = closedAfterAll();

function client(
  options: Partial<HttpOptions> & {
    readonly variables?: Record<string, string>;
    readonly insecureHosts?: string[];
  } = {},
): Registry {
  const env = createEnv(options.variables ?? {});
  const http = keep(createHttp({ ...options, env }));
  return createRegistry({
    ports: createPorts({ http, env, clock: createClock(), random: { fraction: Math.random }, files: createFiles() }),
    policy: { mirrors: {} },
    admission: { admits: () => true, namesHostLiterally: () => true },
    insecureHosts: options.insecureHosts ?? [],
    offline: false,
    cache: null,
    pullRequest: false,
  });
}

const limit = pLimit(4);

/** `crane digest`: null where it finds nothing. */
function crane(
  reference: string,
  env: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<string | null> {
  return limit(async () => {
    const program = await requireTool('crane');
    const home = { HOME: tmpdir(), ...env };
    try {
      const { stdout } = await run(program, ['digest', ...flags, reference], { env: home, timeout: 60_000 });
      return stdout.trim();
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      if (/404 Not Found|MANIFEST_UNKNOWN|NAME_UNKNOWN/.test(said)) return null;
      throw new Error(`crane digest ${reference}: ${said}`, { cause: error });
    }
  });
}

async function gate(registry: Registry, text: string): Promise<string | null> {
  const read = parseImageReference(text);
  if ('problem' in read) throw new Error(`${text}: ${read.problem}`);
  try {
    return await registry.resolve(read.reference);
  } catch (error) {
    if (error instanceof RegistryError && error.failure === 'not-found') return null;
    throw error;
  }
}

async function compare(
  samples: readonly Sample[],
  ours: (name: string) => Promise<string | null>,
  theirs: (name: string) => Promise<string | null>,
) {
  const rows = await Promise.all(
    samples.map(async ({ name, exists }) => {
      const [gateSays, craneSays] = await Promise.all([ours(name), theirs(name)]);
      return { name, exists, gateSays, craneSays };
    }),
  );
  expect(rows.filter(({ gateSays, craneSays }) => gateSays !== craneSays)).toEqual([]);
  expect(rows.filter(({ exists, gateSays }) => exists !== (gateSays !== null))).toEqual([]);
  return rows.length;
}

describe('the same digests as crane digest', () => {
  const store = new ContentStore();
  const samples = fill(store);

  test('there are about 500 references of every kind', () => {
    expect(samples.length).toBeGreaterThan(450);
    const types = new Set(
      [...store.repositories.values()].flatMap(({ manifests }) => [...manifests.values()].map((m) => m.mediaType)),
    );
    expect([...types].sort()).toEqual([DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST].sort());
  });

  test('on the in-memory registry', async () => {
    const { host } = keep(await startRegistry({ store }));
    const registry = client();
    await compare(
      samples,
      (name) => gate(registry, `${host}/${name}`),
      (name) => crane(`${host}/${name}`),
    );
  });

  test('on the in-memory registry with token authentication', async () => {
    const { host } = keep(await serveLoopback(withTokenAuth(createRegistryHandler(store))));
    const registry = client();
    const some = samples.filter((_, index) => index % 7 === 0);
    await compare(
      some,
      (name) => gate(registry, `${host}/${name}`),
      (name) => crane(`${host}/${name}`),
    );
  });

  test('on crane registry serve', async () => {
    const real = keep(await startCraneRegistry());
    await pushStore(store, real);
    const registry = client();
    await compare(
      samples,
      (name) => gate(registry, `${real.host}/${name}`),
      (name) => crane(`${real.host}/${name}`),
    );
  });

  describe("on Debian's docker-registry, over TLS and with a login", () => {
    let real: RealRegistry;
    let directory: string;
    let certificateFile: string;
    beforeAll(async () => {
      real = keep(await startDistribution(USER));
      await pushStore(store, real, USER);
      directory = await mkdtemp(join(tmpdir(), 'registry-parity-'));
      const auth = Buffer.from(`${USER.name}:${USER.password}`).toString('base64');
      const port = real.host.split(':')[1];
      const auths = { [real.host]: { auth }, [`${NAMED}:${port}`]: { auth } };
      await writeFile(join(directory, 'config.json'), JSON.stringify({ auths }));
      certificateFile = join(directory, 'ca.pem');
      await writeFile(certificateFile, real.certificate ?? '');
    });
    afterAll(() => rm(directory, { recursive: true, force: true }));
    const lookup = async () => [{ address: '127.0.0.1', family: 4 }];
    const named = () => real.host.replace('127.0.0.1', NAMED);

    test('the digests', async () => {
      const registry = client({ certificateFile, lookup, variables: { DOCKER_CONFIG: directory } });
      const env = { DOCKER_CONFIG: directory, SSL_CERT_FILE: certificateFile };
      await compare(
        samples,
        (name) => gate(registry, `${named()}/${name}`),
        (name) => crane(`${real.host}/${name}`, env),
      );
    });

    test('manifests, blobs and referrers are read too', async () => {
      const registry = client({ certificateFile, lookup, variables: { DOCKER_CONFIG: directory } });
      const repository = { registry: named(), path: 'acme/api' };
      const image = putImage(new ContentStore(), 'acme/api', 'latest');
      const known = [...(store.repositories.get('acme/api')?.blobs.keys() ?? [])];
      const manifest = await registry.manifest(repository, { tag: 'latest' });
      const child = manifest.kind === 'index' ? manifest.manifests[0] : null;
      const single =
        child === null || child === undefined ? manifest : await registry.manifest(repository, child.digest);
      if (single.kind !== 'image') throw new Error('no image');
      const [layer] = single.layers;
      if (layer === undefined) throw new Error('no layer');
      expect(known).toContain(layer.digest);
      expect(await registry.blob(repository, layer.digest, 1000)).toHaveLength(layer.size);
      // It has no referrers API, and none under the fallback tag.
      expect(await registry.referrers(repository, image.digest)).toEqual([]);
    });

    test.each([
      ['no login', {}, true, 'unauthorized'],
      ['no trust in its certificate', null, false, 'tls'],
    ] as const)('with %s', async (_, variables, trusted, failure) => {
      const registry = client({
        lookup,
        ...(trusted ? { certificateFile } : {}),
        variables: variables === null ? { DOCKER_CONFIG: directory } : {},
      });
      const error: unknown = await registry
        .resolve(tagged(named(), 'app', 'latest'))
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ failure });
      expect(String(error)).not.toContain(USER.password);
    });
  });

  test('under the default registry name, by a proxy', async () => {
    const hub = new ContentStore();
    for (const path of ['library/nginx', 'acme/api']) for (const tag of ['latest', '1']) putImage(hub, path, tag);
    const handle = createRegistryHandler(hub);
    const asked = new Set<string>();
    const proxy = keep(
      await serveLoopback(async (request) => {
        const url = new URL(request.path, 'http://none.invalid');
        asked.add(url.host);
        return handle({ ...request, path: url.pathname });
      }),
    );
    const registry = client({ variables: { HTTP_PROXY: proxy.url }, insecureHosts: ['registry-1.docker.io'] });
    const names = [
      'nginx',
      'nginx:1',
      'library/nginx',
      'docker.io/nginx',
      'docker.io/library/nginx:1',
      'index.docker.io/nginx',
      'index.docker.io/library/nginx',
      'acme/api',
      'docker.io/acme/api:1',
      'index.docker.io/acme/api',
      'nginx:2',
      'acme/none',
    ];
    const there = names.map((name) => ({ name, exists: !/:2$|none$/.test(name) }));
    const env = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
    await compare(
      there,
      (name) => gate(registry, name),
      (name) => crane(name, env, ['--insecure']),
    );
    expect([...asked].sort()).toEqual(['index.docker.io', 'registry-1.docker.io']);
  });
});
