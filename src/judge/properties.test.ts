import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIGEST, finding, image, location, UNKNOWN } from '../../test/support/findings.ts';
import { judged } from '../../test/support/judged.ts';
import type { Finding } from '../domain/index.ts';

describe('for all findings and policies', () => {
  const aFinding: fc.Arbitrary<Finding> = fc
    .record({
      rule: fc.constantFrom('pss/privileged', 'image/unpinned', 'signature/missing', 'vulnerability/CVE-1'),
      severity: fc.constantFrom('critical', 'low'),
      result: fc.constantFrom({ outcome: 'fail' as const }, UNKNOWN.infrastructure, UNKNOWN.content),
      enforcement: fc.constantFrom('block', 'warn'),
      path: fc.constantFrom(null, 'a', 'b'),
      identity: fc.constantFrom([], ['x']),
      image: fc.constantFrom(null, 'ghcr.io/acme/api:1.2.3'),
      digest: fc.constantFrom(null, DIGEST),
      location: fc.record({ file: fc.constantFrom('deploy/a.yaml', 'b.yaml'), line: fc.integer({ min: 1, max: 3 }) }),
    })
    .map(({ location: at, ...rest }) => finding({ ...rest, location: location(at.file, at.line) } as Partial<Finding>));
  const findings = fc.array(aFinding, { maxLength: 8 });
  const exception = fc.record({
    rules: fc.constantFrom(['*'], ['pss/*'], ['signature/missing'], ['vulnerability/CVE-1', 'image/unpinned']),
    images: fc.constantFrom(undefined, ['ghcr.io/**'], [`ghcr.io/acme/api@${DIGEST}`]),
    paths: fc.constantFrom(undefined, ['deploy/**']),
    reason: fc.constant('r'),
    expires: fc.constantFrom('2026-11-01', '2026-11-23', '2027-01-31', '2099-01-01'),
  });
  const given = fc.record({
    head: findings,
    base: fc.option(findings),
    exceptions: fc.array(exception.map(dropUndefined), { maxLength: 3 }),
    scope: fc.constantFrom('new', 'all'),
    onUnknown: fc.constantFrom('fail', 'warn'),
  });

  const run = ({ head, base, exceptions, scope, onUnknown }: typeof given extends fc.Arbitrary<infer T> ? T : never) =>
    judged({ head, base, images: [image()], policy: { exceptions, gate: { scope, onUnknown } } });

  test('an unknown never passes unless the policy softens or excepts it', () => {
    fc.assert(
      fc.property(given, (input) => {
        const { verdict, findings: out } = run(input);
        const open = out.filter((each) => each.result.outcome === 'unknown' && each.enforcement === 'block');
        for (const each of open) {
          expect(each.effect).not.toBe('baseline');
          const soft =
            input.onUnknown === 'warn' && each.result.outcome === 'unknown' && each.result.cause === 'infrastructure';
          if (!soft && each.exception === null) expect(verdict).not.toBe('pass');
        }
      }),
    );
  });

  test('the order in which checks report makes no difference', () => {
    fc.assert(
      fc.property(
        given.chain((input) => fc.tuple(fc.constant(input), shuffled(input.head), shuffled(input.base ?? []))),
        ([input, head, base]) => {
          expect(run({ ...input, head, base: input.base === null ? null : base })).toEqual(run(input));
        },
      ),
    );
  });

  test('removing an exception never improves the verdict', () => {
    const rank = { pass: 0, unknown: 1, fail: 2 };
    fc.assert(
      fc.property(given, fc.nat(2), (input, index) => {
        const fewer = input.exceptions.filter((_, at) => at !== index);
        expect(rank[run({ ...input, exceptions: fewer }).verdict]).toBeGreaterThanOrEqual(rank[run(input).verdict]);
      }),
    );
  });

  test('a base never makes the verdict worse, and scope all ignores it', () => {
    const rank = { pass: 0, unknown: 1, fail: 2 };
    fc.assert(
      fc.property(given, (input) => {
        const without = run({ ...input, base: null });
        expect(rank[run(input).verdict]).toBeLessThanOrEqual(rank[without.verdict]);
        const all = run({ ...input, scope: 'all' });
        expect(all.findings).toEqual(run({ ...input, scope: 'all', base: null }).findings);
      }),
    );
  });

  test('at most as many are known as the base has', () => {
    fc.assert(
      fc.property(given, (drawn) => {
        const input = { ...drawn, head: drawn.head.filter(isToldOnce) };
        const known = run(input).findings.filter((each) => each.effect === 'baseline').length;
        expect(known).toBeLessThanOrEqual((input.base ?? []).filter((each) => each.result.outcome === 'fail').length);
      }),
    );
  });

  test('nothing is lost', () => {
    fc.assert(
      fc.property(given, (input) => {
        const own = run(input).findings.filter((each) => !each.rule.startsWith('gate/'));
        expect(own.length).toBe(input.head.length);
      }),
    );
  });
});

/** A scan tells an advisory of an image once, and by it a vulnerability is known in its place. */
function isToldOnce(each: Finding, at: number, all: readonly Finding[]): boolean {
  const isSame = ({ rule, image: of }: Finding): boolean => rule === each.rule && of === each.image;
  return !each.rule.startsWith('vulnerability/') || all.findIndex(isSame) === at;
}

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

function dropUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
