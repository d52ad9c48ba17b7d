import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VulnerabilityPolicy } from '../src/policy/index.ts';
import { HIGH, LEGACY, LOW, MEDIUM, UNFIXED, warned } from './support/legacy-image.ts';
import { checkOn, startScanRegistry, summarize } from './support/scanning.ts';

/** Which vulnerabilities block, warn or say nothing, and what a finding says, on what the real Trivy reports. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

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
