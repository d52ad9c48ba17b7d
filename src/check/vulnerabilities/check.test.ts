import { describe, expect, test, vi } from 'vitest';
import { DIGEST, image, imageUse, location, OTHER_DIGEST } from '../../../test/support/findings.ts';
import { createPorts } from '../../../test/support/ports.ts';
import {
  type Command,
  type CommandResult,
  type Descriptor,
  type Digest,
  GateError,
  type ImageIndex,
  type Ports,
  type Registry,
  RegistryError,
  type ResolvedImage,
  type Toolbox,
} from '../../domain/index.ts';
import { DEFAULT_POLICY, type VulnerabilityDocuments, type VulnerabilityPolicy } from '../../policy/index.ts';
import { checkVulnerabilities, type VulnerabilityCheckOptions } from './check.ts';

const NOW = new Date('2026-05-04T12:00:00Z');
const TOOLBOX: Toolbox = {
  locate: async (name) => ({ name, path: '/opt/trivy', version: '0.69.3', sha256: 'a'.repeat(64) }),
};

function exited(stdout: unknown, stderr = '', code = 0): CommandResult {
  const text = typeof stdout === 'string' ? stdout : JSON.stringify(stdout);
  return { status: 'exited', code, stdout: Buffer.from(text), stderr };
}

const CANARY = exited({
  SchemaVersion: 2,
  ArtifactName: 'canary',
  Results: [{ Class: 'lang-pkgs', Vulnerabilities: [{ VulnerabilityID: 'CVE-2019-10744', PkgName: 'lodash' }] }],
});

const JAVA_CANARY = exited({ components: [{ purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1' }] });

function targetOf({ args }: Command): string {
  return args.at(-1) ?? '';
}

function report(
  command: Command,
  results: readonly object[] = [],
  os: object | null = { Family: 'alpine', Name: '3.19' },
) {
  return {
    SchemaVersion: 2,
    ArtifactName: targetOf(command),
    Metadata: { OS: os },
    Results: [{ Class: 'os-pkgs', Type: 'alpine', Packages: [{ Name: 'musl' }], Vulnerabilities: results }],
  };
}

const OPENSSL = {
  VulnerabilityID: 'CVE-2024-6119',
  PkgName: 'libssl3',
  InstalledVersion: '3.1.4-r0',
  FixedVersion: '3.1.7-r0',
  Severity: 'HIGH',
  Title: 'openssl: possible denial of service',
};

interface World {
  readonly commands: Command[];
  readonly files: Map<string, string>;
  /** Where databases were put. */
  readonly moved: readonly string[];
  readonly ports: Ports;
}

/** A machine where Trivy is `scan`, its database is fine and the canary is known, unless a test says otherwise. */
function world(
  scan: (command: Command, attempt: number) => CommandResult,
  other: {
    readonly download?: CommandResult;
    readonly canary?: CommandResult;
    readonly metadata?: string | null;
    readonly isKept?: boolean;
    /** Why nothing can be put in the user's cache. */
    readonly refused?: string;
    /** What was fetched has no database in it. */
    readonly isNothing?: boolean;
  } = {},
  environment: Readonly<Record<string, string>> = {},
): World {
  const commands: Command[] = [];
  const files = new Map<string, string>();
  const moved: string[] = [];
  const attempts = new Map<string, number>();
  const metadata = other.metadata === undefined ? '{"Version":2,"UpdatedAt":"2026-05-04T06:00:00Z"}' : other.metadata;
  const ports = createPorts({
    clock: { now: () => NOW, elapsed: () => 0, sleep: async () => {} },
    env: { get: (name) => environment[name] },
    exec: {
      run: async (command) => {
        commands.push(command);
        if (command.args[0] === 'sbom') return other.canary ?? CANARY;
        if (command.args[0] === 'rootfs') return JAVA_CANARY;
        if (command.args.some((one) => one.startsWith('--download-'))) return other.download ?? exited('');
        const attempt = (attempts.get(targetOf(command)) ?? 0) + 1;
        attempts.set(targetOf(command), attempt);
        return scan(command, attempt);
      },
    },
    files: {
      read: async (path) => {
        if (path.endsWith('java-db/metadata.json'))
          return Buffer.from('{"Version":1,"UpdatedAt":"2026-05-04T06:00:00Z"}');
        // What could not be put in the cache is where it was fetched to alone.
        const isMoved = other.refused === undefined && other.isNothing !== true;
        if (!isMoved && !path.includes('/fetched/')) return null;
        if (metadata === 'too large')
          throw new GateError({ code: 'io/too-large', stage: 'io', message: '', remedy: '' });
        return path.endsWith('metadata.json') && metadata !== null ? Buffer.from(metadata) : null;
      },
      writePieces: async () => {},
      write: async (path, content) => {
        files.set(path, Buffer.from(content).toString('utf8'));
      },
      exists: async (path) => other.isKept === true && path.endsWith('db/trivy.db'),
      copy: async () => '',
      hash: async () => null,
      move: async (_, to) => {
        if (other.refused !== undefined) throw Object.assign(new Error('no'), { code: other.refused });
        moved.push(to);
        return other.isNothing !== true;
      },
      makeDirectory: async () => {},
      remove: async () => {},
      withTemporaryDirectory: (prefix, use) => use(`/tmp/${prefix}`),
    },
  });
  return { commands, files, moved, ports };
}

function descriptor(digest: Digest, platform: string, annotations: Record<string, string> = {}): Descriptor {
  const [os = '', architecture = '', variant = null] = platform.split('/');
  return {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest,
    size: 1,
    annotations,
    artifactType: null,
    platform: { os, architecture, variant },
  };
}

function registryWith(children: readonly Descriptor[] | null | RegistryError): Registry {
  const no = (): never => {
    throw new Error('not asked for');
  };
  const seen = new Set<unknown>();
  return {
    resolve: no,
    blob: no,
    referrers: no,
    manifest: async (_, digest) => {
      if (children instanceof RegistryError) throw children;
      const common = { bytes: Buffer.alloc(0), mediaType: '', digest: digest as Digest, annotations: {} };
      // Children of an index are asked for after it, and one may have the digest that it has here.
      const isChild = seen.size > 0 && (children ?? []).some((child) => child.digest === digest);
      seen.add(digest);
      if (children === null || isChild) {
        return {
          ...common,
          kind: 'image',
          config: descriptor(OTHER_DIGEST, 'linux/amd64'),
          layers: [],
          artifactType: null,
        };
      }
      return { ...common, kind: 'index', manifests: children } satisfies ImageIndex;
    },
  };
}

function resolved(written = 'ghcr.io/acme/api:1.2.3', digest: Digest = DIGEST): ResolvedImage {
  const uses = [imageUse(written), imageUse(written, location('deploy/web.yaml', 3))] as const;
  const [path = ''] = written.replace('ghcr.io/', '').split(':');
  const reference = { registry: 'ghcr.io', path, tag: '1.2.3', digest: null };
  return { ...image(written, reference, uses), reference, digest };
}

interface Given {
  readonly images?: readonly ResolvedImage[] | Promise<readonly ResolvedImage[]>;
  readonly registry?: Registry;
  readonly toolbox?: Toolbox;
  readonly vulnerabilities?: Partial<VulnerabilityPolicy>;
  readonly documents?: Partial<VulnerabilityDocuments>;
  readonly insecureHosts?: readonly string[];
  readonly databaseHome?: VulnerabilityCheckOptions['databaseHome'];
  readonly scanned?: VulnerabilityCheckOptions['scanned'];
}

function check({ ports }: World, given: Given = {}) {
  return checkVulnerabilities(given.images ?? [resolved()], {
    policy: {
      ...DEFAULT_POLICY,
      vulnerabilities: { ...DEFAULT_POLICY.vulnerabilities, ...given.vulnerabilities },
    },
    documents: { kev: null, vex: [], ...given.documents },
    registry: given.registry ?? registryWith(null),
    toolbox: given.toolbox ?? TOOLBOX,
    ports,
    insecureHosts: given.insecureHosts ?? [],
    offline: false,
    results: null,
    databaseHome: given.databaseHome ?? { userCache: true, sealed: null },
    ...(given.scanned === undefined ? {} : { scanned: given.scanned }),
    workers: 2,
  });
}

const scansOf = ({ commands }: World): readonly Command[] =>
  commands.filter(({ args }) => args[0] === 'image' && !args.some((one) => one.startsWith('--download-')));

describe('what Trivy says becomes findings', () => {
  const rows: readonly [string, object, string, string][] = [
    ['at the threshold', OPENSSL, 'block', 'high'],
    ['above it', { ...OPENSSL, Severity: 'CRITICAL' }, 'block', 'critical'],
    ['below it', { ...OPENSSL, Severity: 'MEDIUM' }, 'warn', 'medium'],
    ['of no known severity', { ...OPENSSL, Severity: 'UNKNOWN' }, 'warn', 'info'],
    ['with no severity at all', { ...OPENSSL, Severity: undefined }, 'warn', 'info'],
  ];
  test.each(rows)('%s', async (_, vulnerability, enforcement, severity) => {
    const here = world((command) => exited(report(command, [vulnerability])));
    const { findings, outcomes, trivy } = await check(here);
    expect(findings).toMatchObject([
      {
        rule: 'vulnerability/CVE-2024-6119',
        enforcement,
        severity,
        result: { outcome: 'fail' },
        image: 'ghcr.io/acme/api:1.2.3',
        digest: DIGEST,
        identity: [DIGEST, 'alpine', 'libssl3'],
        location: { file: 'deploy/api.yaml' },
        related: [{ file: 'deploy/web.yaml' }],
      },
    ]);
    expect([...outcomes.values()]).toEqual([enforcement === 'block' ? 'fail' : 'pass']);
    expect(trivy).toEqual({ version: '0.69.3', database: { updatedAt: '2026-05-04T06:00:00.000Z' } });
  });

  test('unfixed ones count when the policy says so', async () => {
    const here = world((command) => exited(report(command, [{ ...OPENSSL, FixedVersion: '' }])));
    expect((await check(here)).findings).toEqual([]);
    const { findings } = await check(here, { vulnerabilities: { ignoreUnfixed: false } });
    expect(findings[0]?.message).toBe(
      'libssl3 3.1.4-r0 in ghcr.io/acme/api:1.2.3 has CVE-2024-6119 (high): openssl: possible denial of service. No version fixes it yet: replace the package or the image, or let it pass for a while with an exception.',
    );
  });

  test('one finding for an advisory and a package, whatever versions and platforms it is in', async () => {
    const here = world((command) => {
      const old = { ...OPENSSL, InstalledVersion: '3.0.0-r0' };
      return exited(report(command, targetOf(command).endsWith(OTHER_DIGEST) ? [OPENSSL] : [OPENSSL, old]));
    });
    const registry = registryWith([descriptor(DIGEST, 'linux/amd64'), descriptor(OTHER_DIGEST, 'linux/arm64/v8')]);
    const { findings } = await check(here, { registry });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(
      'Update libssl3 3.0.0-r0 and 3.1.4-r0 to 3.1.7-r0 in ghcr.io/acme/api:1.2.3 (linux/amd64 and linux/arm64/v8)',
    );
  });

  test('an id from the database cannot break out of a rule id', async () => {
    const id = 'CVE 1\n::error::*/[x](y)';
    const here = world((command) => exited(report(command, [{ ...OPENSSL, VulnerabilityID: id }])));
    expect((await check(here)).findings[0]?.rule).toMatch(/^vulnerability\/[A-Za-z0-9._:-]+$/);
  });
});

describe('how Trivy is run', () => {
  const isDownload = ({ args }: Command): boolean => args.includes('--download-db-only');

  test('Trivy and its database are made ready while digests are still asked for', async () => {
    const here = world((command) => exited(report(command)));
    const images = Promise.withResolvers<readonly ResolvedImage[]>();
    const checking = check(here, { images: images.promise });
    await vi.waitFor(() => expect(here.commands.filter(isDownload)).toHaveLength(1));
    expect(scansOf(here)).toEqual([]);
    images.resolve([resolved()]);
    expect([...(await checking).outcomes.values()]).toEqual(['pass']);
    expect(scansOf(here)).toHaveLength(1);
  });

  test('no digest at all is nothing that was scanned', async () => {
    const here = world((command) => exited(report(command)));
    expect(await check(here, { images: Promise.resolve([]) })).toMatchObject({ findings: [], trivy: null });
    expect(here.commands.filter((command) => !isDownload(command))).toEqual([]);
  });

  test('what goes wrong while digests are asked for is what the check ends with', async () => {
    const here = world((command) => exited(report(command)));
    const failed = Promise.reject(new Error('asked in vain'));
    await expect(check(here, { images: failed })).rejects.toThrow('asked in vain');
  });

  test('each digest once, whatever the number of references', async () => {
    const here = world((command) => exited(report(command)));
    const images = [
      resolved('ghcr.io/acme/api:1.2.3'),
      resolved('ghcr.io/acme/copy:1.2.3'),
      resolved('ghcr.io/acme/web:1', OTHER_DIGEST),
    ];
    await check(here, { images });
    expect(scansOf(here).map(targetOf)).toEqual([`ghcr.io/acme/api@${DIGEST}`, `ghcr.io/acme/web@${OTHER_DIGEST}`]);
  });

  test('closed environment, empty directory, explicit files, only one database download', async () => {
    const here = world(
      (command) => exited(report(command)),
      {},
      {
        TRIVY_USERNAME: 'someone',
        TRIVY_PASSWORD: 'secret',
        GITHUB_TOKEN: 'secret',
        PATH: '/usr/bin',
        HTTPS_PROXY: 'http://proxy.example:3128',
      },
    );
    await check(here, { images: [resolved(), resolved('ghcr.io/acme/web:1', OTHER_DIGEST)] });
    expect(here.commands.filter(({ args }) => args.includes('--download-db-only'))).toHaveLength(1);
    for (const { program, args, cwd, env, timeoutMs, maxOutputBytes, maxMemoryBytes } of here.commands) {
      expect([program, cwd]).toEqual(['/opt/trivy', '/tmp/scg-trivy/empty']);
      expect(Object.keys(env).filter((name) => /TRIVY|GITHUB|PATH/.test(name))).toEqual([]);
      expect(env.HTTPS_PROXY).toBe('http://proxy.example:3128');
      expect(args).toEqual(
        expect.arrayContaining([
          '--config=/tmp/scg-trivy/trivy.yaml',
          '--ignorefile=/tmp/scg-trivy/trivyignore',
          '--disable-telemetry',
          '--skip-version-check',
        ]),
      );
      expect(args).not.toContain('--insecure');
      expect(Math.max(timeoutMs, maxOutputBytes, maxMemoryBytes ?? Infinity)).toBeLessThan(2 ** 33);
    }
    expect(here.files.get('/tmp/scg-trivy/trivy.yaml')).toBe('');
    expect(here.files.get('/tmp/scg-trivy/trivyignore')).toBe('');
    for (const { args } of scansOf(here)) {
      expect(args).toEqual(expect.arrayContaining(['--skip-db-update', '--cache-backend=memory', '--scanners=vuln']));
    }
    expect(here.commands.find(({ args }) => args[0] === 'sbom')?.network).toBe('none');
  });

  test('an insecure host gets --insecure and no credentials', async () => {
    const here = world((command) => exited(report(command)));
    await check(here, { insecureHosts: ['ghcr.io'] });
    expect(scansOf(here)[0]?.args).toContain('--insecure');
    expect([...here.files].filter(([path]) => path.endsWith('config.json')).map(([, text]) => text)).toEqual(
      expect.arrayContaining(['{"auths":{}}']),
    );
  });

  test('attestations are not scanned, and a child that two platforms share is scanned once', async () => {
    const here = world((command) => exited(report(command)));
    const third: Digest = `sha256:${'c3'.repeat(32)}`;
    const registry = registryWith([
      descriptor(DIGEST, 'linux/amd64'),
      descriptor(OTHER_DIGEST, 'unknown/unknown', { 'vnd.docker.reference.type': 'attestation-manifest' }),
      descriptor(DIGEST, 'linux/arm64'),
      descriptor(third, 'windows/amd64'),
    ]);
    await check(here, { registry });
    expect(scansOf(here).map(targetOf)).toEqual([`ghcr.io/acme/api@${DIGEST}`]);
  });
});

const fatal = (text: string): string => `2026-05-04T12:00:00Z\tFATAL\tFatal error\trun error: ${text}`;

describe('a scan that fails is unknown, never clean', () => {
  const rows: readonly [string, CommandResult, 'content' | 'infrastructure', string, number][] = [
    ['garbage', exited('not JSON'), 'content', 'trivy-garbage', 1],
    [
      'an empty report of another schema',
      exited({ SchemaVersion: 3, ArtifactName: 'x' }),
      'content',
      'trivy-garbage',
      1,
    ],
    ['a report on something else', exited({ SchemaVersion: 2, ArtifactName: 'x' }), 'content', 'trivy-garbage', 1],
    [
      '1 GB of output',
      { status: 'output-limit', reason: 'more than 128 MiB of output', stderr: '' },
      'content',
      'trivy-output-limit',
      1,
    ],
    [
      'killed, out of memory',
      { status: 'killed', reason: 'ended by SIGKILL', stderr: '' },
      'content',
      'trivy-killed',
      1,
    ],
    ['too slow', { status: 'timeout', reason: 'no answer within 305 s', stderr: '' }, 'content', 'trivy-timeout', 1],
    [
      "Trivy's own time limit",
      exited('', fatal('image scan failed: context deadline exceeded'), 1),
      'content',
      'trivy-timeout',
      1,
    ],
    [
      'not there',
      { status: 'not-started', reason: 'no such file', stderr: '' },
      'infrastructure',
      'trivy-not-started',
      2,
    ],
    ['ends with 1 and says nothing', exited('', '', 1), 'content', 'trivy-failed', 1],
    ['a panic', exited('', 'panic: runtime error\n\ngoroutine 1 [running]:', 2), 'content', 'trivy-failed', 1],
    [
      'throttled',
      exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS: slow down'), 1),
      'infrastructure',
      'throttled',
      2,
    ],
    [
      'refused',
      exited('', fatal('GET https://ghcr.io/v2/acme/api/manifests/1: UNAUTHORIZED: authentication required'), 1),
      'infrastructure',
      'unauthorized',
      1,
    ],
    [
      'unreachable',
      exited('', fatal('Get "https://ghcr.io/v2/": dial tcp 10.0.0.1:443: connect: connection refused'), 1),
      'infrastructure',
      'unreachable',
      2,
    ],
    [
      'broken off by the network',
      exited('', fatal('walk error: read tcp 10.0.0.2:5->10.0.0.1:443: read: connection reset by peer'), 1),
      'infrastructure',
      'unreachable',
      2,
    ],
    [
      'behind a certificate that nobody knows',
      exited('', fatal('Get "https://ghcr.io/v2/": tls: failed to verify certificate: x509: unknown authority'), 1),
      'infrastructure',
      'certificate',
      2,
    ],
    ['a layer that ends too early', exited('', fatal('walk error: unexpected EOF'), 1), 'content', 'cut-off', 2],
    ...[
      'failed to analyze ghcr.io/acme/certificate-tools: invalid tar header',
      'failed to analyze app/x509: TOOMANYREQUESTS 503 UNAUTHORIZED DENIED java db: invalid tar header',
      'failed to analyze app/connection refused: invalid tar header',
      'GET https://ghcr.io/v2/acme/certificate/manifests/1: MANIFEST_UNKNOWN: no 503 UNAUTHORIZED',
    ].map((text): [string, CommandResult, 'content', string, number] => [
      `words of the image: ${text}`,
      exited('', fatal(text), 1),
      'content',
      'trivy-failed',
      1,
    ]),
  ];
  test.each(rows)('%s', async (_, result, cause, what, attempts) => {
    const here = world(() => result);
    const { findings, outcomes } = await check(here);
    expect(findings).toMatchObject([
      {
        rule: 'vulnerability/unscannable',
        result: { outcome: 'unknown', cause },
        enforcement: 'block',
        identity: [DIGEST, what],
      },
    ]);
    expect(findings[0]?.message).toMatch(
      /^ghcr\.io\/acme\/api:1\.2\.3 was not fully checked for vulnerabilities\. .+\. .+\.$/,
    );
    expect([...outcomes.values()]).toEqual(['unknown']);
    expect(scansOf(here)).toHaveLength(attempts);
  });

  test('a fault that passes is not told', async () => {
    const here = world((command, attempt) =>
      attempt === 1 ? exited('', fatal('Get "https://ghcr.io/v2/": EOF'), 1) : exited(report(command)),
    );
    expect([...(await check(here)).outcomes.values()]).toEqual(['pass']);
  });

  test('one platform found wanting and another unknown: both are told, and it fails', async () => {
    const here = world((command) =>
      targetOf(command).endsWith(DIGEST) ? exited(report(command, [OPENSSL])) : exited('?'),
    );
    const registry = registryWith([descriptor(DIGEST, 'linux/amd64'), descriptor(OTHER_DIGEST, 'linux/arm64')]);
    const { findings, outcomes } = await check(here, { registry });
    expect(findings.map(({ rule }) => rule)).toEqual(['vulnerability/CVE-2024-6119', 'vulnerability/unscannable']);
    expect([...outcomes.values()]).toEqual(['fail']);
  });

  test('an image of Java archives fetches their index once', async () => {
    let fetched = 0;
    const here = world((command) => {
      fetched = here.commands.filter(({ args }) => args.includes('--download-java-db-only')).length;
      const missing = fatal("Java DB update failed: '--skip-java-db-update' cannot be specified on the first run");
      return fetched === 0 ? exited('', missing, 1) : exited(report(command));
    });
    const images = [resolved(), resolved('ghcr.io/acme/web:1', OTHER_DIGEST)];
    expect([...(await check(here, { images })).outcomes.values()]).toEqual(['pass', 'pass']);
    expect(fetched).toBe(1);
  });

  test('an image that asks for the index of Java archives when it is there brings that itself', async () => {
    const here = world(() => exited('', fatal("'--skip-java-db-update' cannot be specified on the first run"), 1));
    const { findings } = await check(here);
    expect(findings).toMatchObject([{ result: { cause: 'content' }, identity: [DIGEST, 'java-database'] }]);
  });
});

test.each([
  ["the user's cache", true, '/home/ada/.cache/supply-chain-gate/trivy/'],
  ['nothing', false, '/tmp/scg-trivy/cache'],
])('kept from run to run in %s: the database is in its place', async (_, userCache, folder) => {
  const here = world((command) => exited(report(command)), {}, { HOME: '/home/ada' });
  await check(here, { databaseHome: { userCache, sealed: null } });
  const folderOf = ({ args }: Command) => args.find((each) => each.startsWith('--cache-dir=')) ?? '';
  expect(scansOf(here).map(folderOf)).toEqual([expect.stringContaining(`--cache-dir=${folder}`)]);
  // Where nobody else reads, until it is whole.
  expect(here.commands.map(folderOf)[0]).toBe('--cache-dir=/tmp/scg-trivy/fetched');
});

test.each<[where: string, home: VulnerabilityCheckOptions['databaseHome']]>([
  ["the user's cache", { userCache: true, sealed: null }],
  ['a cache under a seal', { userCache: false, sealed: { directory: '/kept', key: 'k'.repeat(64) } }],
])('a fetched database that misses its canary is not put where other runs read: %s', async (_, databaseHome) => {
  const canary = exited({ SchemaVersion: 2, ArtifactName: 'canary' });
  const here = world((command) => exited(report(command)), { canary }, { HOME: '/home/ada' });
  await check(here, { databaseHome });
  expect(here.moved).toEqual([]);
  const good = world((command) => exited(report(command)), {}, { HOME: '/home/ada' });
  await check(good, { databaseHome });
  expect(good.moved.map((path) => path.split('/').at(-1))).toEqual(['trivy.db', 'metadata.json']);
});

describe('a database that is there', () => {
  const metadata = (next: string, updated = '2026-05-04T06:00:00Z') =>
    `{"Version":2,"UpdatedAt":"${updated}","NextUpdate":"${next}"}`;
  const fetchedAt = (time: string) =>
    `{"Version":2,"UpdatedAt":"2026-05-04T06:00:00Z","NextUpdate":"2026-05-04T11:00:00Z","DownloadedAt":"2026-05-04T${time}:00Z"}`;
  test.each<[string, string, boolean, boolean, string]>([
    ['names a later day: it is not fetched', metadata('2026-05-05T06:00:00Z'), true, false, 'pass'],
    ['is due: it is fetched', metadata('2026-05-04T11:00:00Z'), true, true, 'pass'],
    ['does not say: it is fetched', '{"Version":2,"UpdatedAt":"2026-05-04T06:00:00Z"}', true, true, 'pass'],
    ['has left its metadata alone: it is fetched', metadata('2026-05-05T06:00:00Z'), false, true, 'pass'],
    ['is due, and was fetched within the hour: it is not fetched again', fetchedAt('11:30'), true, false, 'pass'],
    ['is due, and was fetched before that: it is fetched', fetchedAt('10:30'), true, true, 'pass'],
    [
      'is too old for the policy, whatever day it names: it is fetched',
      metadata('2099-01-01T00:00:00Z', '2026-04-01T06:00:00Z'),
      true,
      true,
      'unknown',
    ],
    [
      'is from the future: it is fetched',
      metadata('2099-01-02T00:00:00Z', '2099-01-01T00:00:00Z'),
      true,
      true,
      'unknown',
    ],
    ['has metadata without end: it is fetched', 'too large', true, true, 'unknown'],
  ])('%s', async (_, text, isKept, fetches, outcome) => {
    const here = world((command) => exited(report(command)), { metadata: text, isKept }, { HOME: '/home/ada' });
    const { outcomes } = await check(here);
    expect([...outcomes.values()]).toEqual([outcome]);
    expect(here.commands.some(({ args }) => args.includes('--download-db-only'))).toBe(fetches);
  });
});

describe('without a database that can be trusted every image is unknown, and none is scanned', () => {
  const rows: readonly [string, Parameters<typeof world>[1], string][] = [
    ['no metadata', { metadata: null }, 'database-metadata'],
    ['garbled metadata', { metadata: '{"Version":2' }, 'database-metadata'],
    ['another schema', { metadata: '{"Version":1,"UpdatedAt":"2026-05-04T06:00:00Z"}' }, 'database-metadata'],
    ['too old', { metadata: '{"Version":2,"UpdatedAt":"2026-05-01T06:00:00Z"}' }, 'database-old'],
    ['from the future', { metadata: '{"Version":2,"UpdatedAt":"2026-05-05T06:00:00Z"}' }, 'database-future'],
    [
      'throttled',
      { metadata: null, download: exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1) },
      'database-throttled',
    ],
    ['a place where nothing can be put', { refused: 'ENOSPC' }, 'database-not-kept'],
    ['an archive without a database', { isNothing: true }, 'database-missing'],
    ['a canary that is not found', { canary: exited({ SchemaVersion: 2, ArtifactName: 'canary' }) }, 'canary-missed'],
    ['a canary that makes Trivy crash', { canary: exited('', 'panic: db corrupted', 2) }, 'trivy-failed'],
  ];
  test.each(rows)('%s', async (_, other, what) => {
    const here = world(() => exited(''), other);
    const { findings, outcomes } = await check(here, {
      images: [resolved(), resolved('ghcr.io/acme/web:1', OTHER_DIGEST)],
    });
    expect(findings).toMatchObject([
      { result: { outcome: 'unknown', cause: 'infrastructure' }, identity: [DIGEST, what] },
      { result: { outcome: 'unknown', cause: 'infrastructure' }, identity: [OTHER_DIGEST, what] },
    ]);
    expect([...outcomes.values()]).toEqual(['unknown', 'unknown']);
    expect(scansOf(here)).toEqual([]);
  });

  test('a cached one that is young enough serves when no new one can be had', async () => {
    const here = world((command) => exited(report(command)), {
      download: exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1),
    });
    expect([...(await check(here)).outcomes.values()]).toEqual(['pass']);
  });

  test('each of several canaries has to be known', async () => {
    const known = { purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' };
    const system = { purl: 'pkg:apk/alpine/openssl@3.1.4-r0?distro=3.19', id: 'CVE-2019-10744' };
    const missed = { purl: 'pkg:npm/left-pad@1.0.0', id: 'CVE-2000-0001' };
    const here = world((command) => exited(report(command)));
    const good = await check(here, { vulnerabilities: { canary: [known, system] } });
    expect([...good.outcomes.values()]).toEqual(['pass']);
    expect(here.commands.filter(({ args }) => args[0] === 'sbom')).toHaveLength(2);
    const bad = await check(here, { vulnerabilities: { canary: [known, system, missed] } });
    expect(bad.findings).toMatchObject([{ identity: [DIGEST, 'canary-missed'] }]);
    expect(bad.findings[0]?.message).toContain('does not know CVE-2000-0001 of pkg:npm/left-pad@1.0.0');
  });

  test('canary off asks nothing', async () => {
    const here = world((command) => exited(report(command)));
    await check(here, { vulnerabilities: { canary: 'off' } });
    expect(here.commands.filter(({ args }) => args[0] === 'sbom')).toEqual([]);
  });
});

describe('an image with libraries and no system is asked whether it names one', () => {
  const library = { Class: 'lang-pkgs', Type: 'node-pkg', Packages: [{ Name: 'lodash' }] };
  const throttled = exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1);
  const named = exited({ SchemaVersion: 2, ArtifactName: 'x', Results: [{ Secrets: [{ RuleID: 'names-a-system' }] }] });
  const nameless = exited({ SchemaVersion: 2, ArtifactName: 'x' });

  test.each<[string, readonly CommandResult[], string, number]>([
    ['it names none', [nameless], 'pass', 1],
    ['it names one', [named], 'system-unknown', 1],
    ['the registry throttles once', [throttled, nameless], 'pass', 2],
    ['the registry throttles once, and it names one', [throttled, named], 'system-unknown', 2],
    ['the registry throttles on', [throttled, throttled], 'throttled', 2],
    ['Trivy fails by what is in it', [exited('', fatal('semaphore acquire'), 1)], 'trivy-failed', 1],
  ])('%s', async (_, answers, expected, asked) => {
    let asks = 0;
    const here = world((command) => {
      if (!command.args.some((arg) => arg.startsWith('--secret-config='))) {
        return exited({ ...report(command), Metadata: {}, Results: [library] });
      }
      asks += 1;
      return answers[asks - 1] ?? exited('', 'asked too often', 1);
    });
    const { findings } = await check(here);
    expect([findings.map(({ identity }) => identity.at(-1))[0] ?? 'pass', asks]).toEqual([expected, asked]);
  });
});

test('a tool that cannot be had is unknown, with its own remedy', async () => {
  const error = new GateError({
    code: 'tools/not-found',
    stage: 'tools',
    message: 'trivy is missing.',
    remedy: 'Get it.',
  });
  const { findings, trivy } = await check(
    world(() => exited('')),
    { toolbox: { locate: () => Promise.reject(error) } },
  );
  expect(findings[0]?.message).toBe(
    'ghcr.io/acme/api:1.2.3 was not fully checked for vulnerabilities. trivy is missing. Get it.',
  );
  expect(trivy).toBeNull();
});

test('a registry that does not answer is unknown', async () => {
  const error = new RegistryError({
    failure: 'timeout',
    host: 'ghcr.io',
    message: 'ghcr.io did not answer.',
    remedy: 'Run again.',
    attempts: 3,
  });
  const { findings } = await check(
    world(() => exited('')),
    { registry: registryWith(error) },
  );
  expect(findings).toMatchObject([
    { result: { outcome: 'unknown', cause: 'infrastructure' }, identity: [DIGEST, 'registry-timeout'] },
  ]);
});

describe('a second check of the same run', () => {
  const images = [resolved(), resolved('ghcr.io/acme/web:1', OTHER_DIGEST)];
  const failing = (command: Command): CommandResult =>
    targetOf(command).includes(OTHER_DIGEST) ? exited('', 'panic', 2) : exited(report(command, [OPENSSL]));

  test('scans nothing again but what went wrong, and finds the same', async () => {
    const scanned: NonNullable<Given['scanned']> = new Map();
    const here = world(failing);
    const first = await check(here, { images, scanned });
    const before = scansOf(here).length;
    const second = await check(here, { images, scanned });
    expect(scansOf(here).slice(before).map(targetOf)).toEqual([`ghcr.io/acme/web@${OTHER_DIGEST}`]);
    expect([second.findings, second.outcomes]).toEqual([first.findings, first.outcomes]);
  });

  test('by other options scans all of them', async () => {
    const scanned: NonNullable<Given['scanned']> = new Map();
    const here = world((command) => exited(report(command)));
    await check(here, { images, scanned });
    await check(here, { images, scanned, vulnerabilities: { secrets: 'block' } });
    expect(scansOf(here)).toHaveLength(4);
  });
});

test('no images need no Trivy', async () => {
  const here = world(() => exited(''));
  expect(await check(here, { images: [] })).toEqual({
    outcomes: new Map(),
    findings: [],
    settled: new Map(),
    bills: new Map(),
    trivy: null,
  });
  expect(here.commands).toEqual([]);
});
