import { expect, test } from 'vitest';
import { DIGEST, image } from '../../test/support/findings.ts';
import { report } from '../../test/support/reports.ts';
import type { Outcome } from '../domain/index.ts';
import { summaries } from './summary.ts';

const CONTEXT = {
  now: new Date('2026-11-23T12:00:00Z'),
  toolVersion: '0.1.0',
  repositoryUrl: 'https://github.com/acme/shop',
  policyCommit: '1'.repeat(40),
};

test.each<[Outcome, Outcome, Outcome, number]>([
  ['pass', 'pass', 'pass', 1],
  // What was found is excepted, or is less than what blocks: it was looked for.
  ['pass', 'pass', 'fail', 1],
  ['pass', 'pass', 'unknown', 0],
  ['pass', 'pass', 'skipped', 0],
  ['pass', 'fail', 'pass', 0],
  ['pass', 'unknown', 'pass', 0],
  ['pass', 'skipped', 'pass', 0],
  ['fail', 'skipped', 'skipped', 0],
])('lists %s, signatures %s, vulnerabilities %s, all excepted: %i summaries', (allowlist, signatures, found, count) => {
  const written = `ghcr.io/acme/api@${DIGEST}`;
  const passed = report({ images: [image(written, { tag: null, digest: DIGEST })] });
  const images = passed.images.map((one) => ({
    ...one,
    pinned: true,
    digest: DIGEST,
    checks: { allowlist, signatures, vulnerabilities: found },
  }));
  expect(passed.verdict).toBe('pass');
  expect(summaries({ ...passed, images }, CONTEXT)).toHaveLength(count);
});
