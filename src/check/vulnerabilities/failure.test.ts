import { describe, expect, test } from 'vitest';
import { DIGEST, OTHER_DIGEST } from '../../../test/support/findings.ts';
import {
  check,
  descriptor,
  exited,
  fatal,
  OPENSSL,
  registryWith,
  report,
  resolved,
  scansOf,
  targetOf,
  world,
} from '../../../test/support/vulnerability-check.ts';
import { type CommandResult, GateError, RegistryError } from '../../domain/index.ts';
import { failureOf } from './failure.ts';

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
    [
      'no time left',
      { status: 'out-of-time', reason: 'the 50 minutes that a run may take are over', stderr: '' },
      'content',
      'trivy-out-of-time',
      1,
    ],
    [
      'too much on the disk',
      { status: 'disk-limit', reason: 'more than 8 GiB of temporary files', stderr: '' },
      'content',
      'trivy-disk-limit',
      1,
    ],
    [
      'a file that may not grow any more',
      exited('', fatal('failed to copy: write /tmp/trivy-1/cached-file-2: file too large'), 1),
      'content',
      'trivy-disk-limit',
      1,
    ],
    [
      'a full disk',
      exited('', fatal('copy error: write /tmp/trivy-1/analyzer-file-2: no space left on device'), 1),
      'content',
      'trivy-disk-full',
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

const said = (line: string) =>
  failureOf(
    {
      status: 'exited',
      code: 1,
      stdout: new Uint8Array(),
      stderr: `2026-05-04T12:00:00Z\tFATAL\tFatal error\trun error: ${line}\n`,
    },
    'scan it',
  );

test.each([
  [
    'the body of an answer, which may be of a host that the registry led to',
    'GET https://10.0.0.1/admin: unexpected status code 403 Forbidden: <html>\ninternal: the secret</html>',
    'Trivy could not scan it: run error: GET https://10.0.0.1/admin: unexpected status code 403 Forbidden.',
    'unauthorized',
  ],
  [
    'the query of an address, which may be signed',
    'Get "https://blobs.example/a?X-Amz-Signature=0123&b=c": dial tcp 10.0.0.1:443: connect: connection refused',
    'Trivy could not scan it: run error: Get "https://blobs.example/a": dial tcp 10.0.0.1:443: connect: connection refused.',
    'unreachable',
  ],
  [
    'the query of an address that a status follows',
    'GET https://auth.example/token?scope=a&service=b: unexpected status code 401 Unauthorized: no',
    'Trivy could not scan it: run error: GET https://auth.example/token: unexpected status code 401 Unauthorized.',
    'unauthorized',
  ],
  [
    'the query of a long word of nobody knows whom',
    `GET https://a.example/${'http://http://'.repeat(20_000)}?signed=0123: nothing`,
    'Trivy could not scan it: run error: GET https://a.example/http://http://',
    'trivy-failed',
  ],
])('%s is not shown', (_, line, message, what) => {
  const problem = said(line);
  expect(problem?.what).toBe(what);
  expect(problem?.message.slice(0, message.length)).toBe(message);
  expect(problem?.message).not.toContain('0123');
});
