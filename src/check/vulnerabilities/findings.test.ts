import { describe, expect, test } from 'vitest';
import { DIGEST, OTHER_DIGEST } from '../../../test/support/findings.ts';
import {
  check,
  descriptor,
  exited,
  OPENSSL,
  registryWith,
  report,
  targetOf,
  world,
} from '../../../test/support/vulnerability-check.ts';

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
