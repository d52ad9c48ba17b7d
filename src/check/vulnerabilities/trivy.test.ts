import { describe, expect, test, vi } from 'vitest';
import { DIGEST, OTHER_DIGEST } from '../../../test/support/findings.ts';
import {
  check,
  descriptor,
  exited,
  fatal,
  registryWith,
  report,
  resolved,
  scansOf,
  targetOf,
  world,
} from '../../../test/support/vulnerability-check.ts';
import type { Command, Digest, ResolvedImage } from '../../domain/index.ts';

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

  test('what is in images is asked for while the database is fetched', async () => {
    const { ports, ...here } = world((command) => exited(report(command)));
    const asked = Promise.withResolvers<void>();
    const registry = registryWith(null);
    const manifest: typeof registry.manifest = (...what) => {
      asked.resolve();
      return registry.manifest(...what);
    };
    const run: typeof ports.exec.run = async (command) => {
      if (isDownload(command)) await asked.promise;
      return ports.exec.run(command);
    };
    const exec = { ...ports.exec, run };
    const { outcomes } = await check({ ...here, ports: { ...ports, exec } }, { registry: { ...registry, manifest } });
    expect([...outcomes.values()]).toEqual(['pass']);
  });

  test('a fetched database is kept for the next run while images are scanned, and the check waits for it', async () => {
    const scanned = Promise.withResolvers<void>();
    const { ports, ...here } = world((command) => {
      scanned.resolve();
      return exited(report(command));
    });
    const copy: typeof ports.files.copy = async () => {
      await scanned.promise;
      return '';
    };
    const databaseHome = { userCache: false, sealed: { directory: '/kept', key: 'k'.repeat(64) } };
    await check({ ...here, ports: { ...ports, files: { ...ports.files, copy } } }, { databaseHome });
    expect([...here.files.keys()].filter((path) => /^\/kept\/trivy-db-v2\/.*\/seal$/.test(path))).toHaveLength(1);
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
    const scratches = here.commands.map(({ scratch }) => scratch?.directory ?? '');
    expect(scratches.filter((path) => !path.startsWith('/tmp/scg-trivy/tmp/'))).toEqual([]);
    expect(new Set(scratches).size).toBe(here.commands.length);
    for (const { program, args, cwd, env, timeoutMs, maxOutputBytes, maxMemoryBytes } of here.commands) {
      expect([program, cwd]).toEqual(['/opt/trivy', '/tmp/scg-trivy/empty']);
      expect(Object.keys(env).filter((name) => /TRIVY|GITHUB|PATH/.test(name))).toEqual([]);
      expect(env.HTTPS_PROXY).toBe('http://proxy.example:3128');
      // No cloud is asked who this machine is.
      expect(env).toMatchObject({
        AWS_EC2_METADATA_DISABLED: 'true',
        GOOGLE_APPLICATION_CREDENTIALS: expect.stringMatching(/\/none$/),
      });
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

  test.each([
    ['one of many small images', 4, 1_000_000, '1'],
    ['one of few', 3, 1_000_000, undefined],
    ['a large one', 4, 50_000_000, undefined],
  ])('%s: %d images of %d bytes, two at a time, have processors: %s', async (_, count, bytes, processors) => {
    const here = world((command) => exited(report(command)));
    const images = Array.from({ length: count }, (_each, at) =>
      resolved(`ghcr.io/acme/api:${at}`, `sha256:${String(at).repeat(64)}`),
    );
    await check(here, { images, registry: registryWith(null, bytes) });
    expect(scansOf(here).map(({ env }) => env.GOMAXPROCS)).toEqual(Array(count).fill(processors));
  });

  test('one that is too slow on one processor is scanned once more on all', async () => {
    const here = world((command, attempt) =>
      attempt === 1 && targetOf(command).endsWith('0'.repeat(64))
        ? { status: 'timeout', reason: 'no answer within 305 s', stderr: '' }
        : exited(report(command)),
    );
    const images = [0, 1, 2, 3].map((at) => resolved(`ghcr.io/acme/api:${at}`, `sha256:${String(at).repeat(64)}`));
    const { outcomes } = await check(here, { images });
    expect([...outcomes.values()]).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(scansOf(here).map(({ env }) => env.GOMAXPROCS)).toEqual(['1', '1', '1', '1', undefined]);
  });

  test('without a database no more images are looked up than were on the way', async () => {
    const here = world((command) => exited(report(command)), {
      metadata: null,
      download: exited('', fatal('no such host'), 1),
    });
    const images = Array.from({ length: 200 }, (_, at) =>
      resolved(`ghcr.io/acme/api:${at}`, `sha256:${String(at).padStart(64, '0')}`),
    );
    const registry = registryWith(null);
    let count = 0;
    const manifest: typeof registry.manifest = async (...what) => {
      count += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return registry.manifest(...what);
    };
    const { outcomes } = await check(here, { images, registry: { ...registry, manifest } });
    expect(new Set(outcomes.values())).toEqual(new Set(['unknown']));
    expect(count).toBeLessThan(200);
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
