import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistryHandler, type RegistryServer } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { alpineWith, DEBIAN_RELEASE, debianWith } from './support/installed-systems.ts';
import { withRecord } from './support/registry/index.ts';
import {
  type CheckRequest,
  checkOn,
  type FileTree,
  type LayerFormat,
  putLayers,
  realPorts,
  startScanRegistry,
  summarize,
} from './support/scanning.ts';

/** The real Trivy on images that share layers: each is read once, and what it finds is what it finds in each alone. */

const PACKED: LayerFormat = {
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  compress: (layer) => gzipSync(layer),
};
const BASE = alpineWith({ libssl3: '3.1.4-r2', musl: '1.2.4-r2', busybox: '1.36.1-r15' });
const node = (name: string, version: string): FileTree => {
  return { [`app/node_modules/${name}/package.json`]: JSON.stringify({ name, version }) };
};

let server: RegistryServer;
beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const put = (name: string, layers: readonly FileTree[], format: Partial<LayerFormat> = {}): Promise<string> =>
  putLayers(server.store, `shared/${name}`, '1', layers, {}, { ...PACKED, ...format });

const layersOf = (name: string): readonly string[] => {
  const bytes = server.store.findManifest(`shared/${name}`, '1')?.bytes ?? new Uint8Array();
  return [
    ...Buffer.from(bytes)
      .toString()
      .matchAll(/tar\+gzip","digest":"(sha256:[0-9a-f]{64})"/g),
  ].map(([, digest = '']) => digest);
};

interface Way extends Pick<CheckRequest, 'workers' | 'ports' | 'vulnerabilities'> {
  readonly isPullRequest?: boolean;
}

/** What is said of each image where all are scanned, and how often each layer was asked for. */
async function scan(names: readonly string[], { workers = 1, isPullRequest = false, ...rest }: Way = {}) {
  const recorded = withRecord(createRegistryHandler(server.store));
  const registry = await serveLoopback(recorded);
  try {
    const check = await checkOn(
      { host: registry.host, store: server.store },
      {
        images: names.map((name) => `shared/${name}:1`),
        databases: [`${server.host}/${DATABASE_NAME}`],
        workers,
        ...rest,
        ...(isPullRequest ? { pullRequest: [registry.host, server.host] } : {}),
      },
    );
    const asked = (layer: string): number =>
      recorded.requests.filter(({ line }) => line.startsWith('GET ') && line.endsWith(layer)).length;
    const said = new Map(
      names.map((name) => {
        const mine = check.findings.filter(({ image }) => image?.includes(`/shared/${name}:`));
        return [name, summarize({ ...check, findings: mine })];
      }),
    );
    return { said, asked };
  } finally {
    await registry.close();
  }
}

/** Each in a run of its own, where it shares with nobody. */
async function alone(names: readonly string[]) {
  const all = new Map<string, readonly string[]>();
  for (const name of names) for (const [one, said] of (await scan([name])).said) all.set(one, said);
  return all;
}

describe('images on one base', () => {
  const names = ['one', 'two', 'three', 'four'];
  beforeAll(async () => {
    await put('one', [BASE, node('lodash', '4.17.20')]);
    await put('two', [BASE, { 'srv/note': 'nothing to see' }]);
    // A later version of the package database, and one more layer.
    await put('three', [BASE, alpineWith({ libssl3: '3.1.4-r9', musl: '1.2.4-r2' }), node('minimist', '1.2.5')]);
    await put('four', [node('lodash', '4.17.20'), BASE]);
  });

  test.each([
    ['on the command line', false],
    ['on a pull request, through the gate', true],
  ])('%s: it is read once, and nothing else changes', async (_, isPullRequest) => {
    const together = await scan(names, { isPullRequest });
    expect(together.said).toEqual(await alone(names));
    expect([...together.said.values()].flat().length).toBeGreaterThan(4);
    const [base = '', app = ''] = layersOf('one');
    expect([together.asked(base), together.asked(app)]).toEqual([1, 1]);
  });

  test('several at a time: each reads it at most once', async () => {
    const { said, asked } = await scan(names, { workers: 2 });
    expect(said).toEqual(await alone(names));
    expect(asked(layersOf('one')[0] ?? '')).toBeLessThanOrEqual(2);
  });

  test('where secrets are looked for, each is scanned alone: a base is one by what the image says', async () => {
    const { said, asked } = await scan(names, { vulnerabilities: { secrets: 'warn' } });
    expect([...said.values()].flat().length).toBeGreaterThan(4);
    expect(asked(layersOf('one')[0] ?? '')).toBe(4);
  });

  test('where nobody may listen, each is scanned alone', async () => {
    const { serve } = realPorts().loopback;
    const serveValues = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    const { said, asked } = await scan(names, { ports: { loopback: { serve, serveValues } } });
    expect(said).toEqual(await alone(names));
    expect(asked(layersOf('one')[0] ?? '')).toBe(4);
  });

  test('where what is kept is lost, each is scanned alone', async () => {
    const { serve, serveValues } = realPorts().loopback;
    const forgetful = async () => {
      const values = await serveValues();
      return { ...values, admit: () => values.admit({ get: () => null, set: () => true }) };
    };
    const { said } = await scan(names, { ports: { loopback: { serve, serveValues: forgetful } } });
    expect(said).toEqual(await alone(names));
  });
});

describe('an image that gives its own layer the name of another', () => {
  const sound = ['honest', 'plain'];
  beforeAll(async () => {
    await put('honest', [BASE, node('lodash', '4.17.20')]);
    await put('plain', [BASE]);
    const [truth = ''] = await contentsOf('honest');
    const harmless = alpineWith({ musl: '1.2.4-r9' });
    // It says that its first layer holds what the base does: who believes it takes either for the other.
    await put('liar', [harmless, { 'srv/a': 'b' }], { diffIds: (own) => [truth, ...own.slice(1)] });
    // Both layers are there, each with the name of the other.
    await put('swapped', [BASE, harmless], { diffIds: (own) => [...own].reverse() });
  });

  /** What its configuration says that its layers hold. */
  async function contentsOf(name: string): Promise<readonly string[]> {
    const manifest = JSON.parse(Buffer.from(server.store.findManifest(`shared/${name}`, '1')?.bytes ?? []).toString());
    const config = server.store.findBlob(`shared/${name}`, manifest.config.digest);
    return JSON.parse(Buffer.from(config ?? []).toString()).rootfs.diff_ids;
  }

  test.each([
    ['first', ['liar', 'honest', 'plain']],
    ['last', ['honest', 'plain', 'liar']],
    ['with a sharer of its own', ['liar', 'swapped', 'honest', 'plain']],
    ['and comes first with it', ['swapped', 'liar', 'plain', 'honest']],
  ])('comes %s: all is as if each were alone', async (_, names) => {
    const { said } = await scan(names);
    expect(said).toEqual(await alone(names));
    for (const name of sound) expect(said.get(name)?.join()).toContain('libssl3');
  });
});

test('what Trivy passed over in a shared layer is unknown in every image that has it', async () => {
  const broken = debianWith({ openssl: '3.0.11-1~deb12u2' });
  const status = `${broken['var/lib/dpkg/status']}Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: not a version\n\n`;
  const base = { ...broken, 'etc/os-release': DEBIAN_RELEASE, 'var/lib/dpkg/status': status };
  const names = ['passed-a', 'passed-b', 'passed-c'];
  for (const name of names) await put(name, [base, { 'srv/name': name }]);
  const { said } = await scan(names);
  for (const name of names) expect(said.get(name)?.join()).toContain('packages-unread');
});
