import { describe, expect, test } from 'vitest';
import {
  DIGEST,
  finding,
  image,
  imageUse,
  location,
  manifestRef,
  OTHER_DIGEST,
  UNKNOWN,
  unpinned,
} from '../../test/support/findings.ts';
import { type Given, judged } from '../../test/support/judged.ts';
import type { Finding, Image } from '../domain/index.ts';
import { fingerprintOf } from './index.ts';

const effects = (given: Given) => judged(given).findings.map((each) => each.effect);

describe('verdict', () => {
  test.each<[string, readonly Finding[], Record<string, unknown>, string]>([
    ['nothing found', [], {}, 'pass'],
    ['a blocking failure', [finding()], {}, 'fail'],
    ['a warning', [finding({ enforcement: 'warn' })], {}, 'pass'],
    ['a blocking unknown', [finding({ result: UNKNOWN.infrastructure })], {}, 'unknown'],
    ['a failure beside an unknown', [finding({ result: UNKNOWN.content }), finding({ path: 'a' })], {}, 'fail'],
    [
      'a fault of infrastructure, softened',
      [finding({ result: UNKNOWN.infrastructure })],
      { onUnknown: 'warn' },
      'pass',
    ],
    [
      'an unknown of the content is not softened',
      [finding({ result: UNKNOWN.content })],
      { onUnknown: 'warn' },
      'unknown',
    ],
    ['a failure is not softened', [finding()], { onUnknown: 'warn' }, 'fail'],
  ])('%s', (_, head, gate, verdict) => {
    expect(judged({ head, policy: { gate } }).verdict).toBe(verdict);
  });
});

describe('baseline', () => {
  const moved = finding({
    location: location('deploy/renamed.yaml', 99),
    manifest: manifestRef({ file: 'deploy/renamed.yaml' }),
  });

  test.each<[string, Given, readonly string[]]>([
    ['known at the base', { head: [finding()], base: [finding()] }, ['baseline']],
    ['moved to another line and file', { head: [moved], base: [finding()] }, ['baseline']],
    ['a second one of the same kind is new', { head: [finding(), moved], base: [finding()] }, ['block', 'baseline']],
    ['another object', { head: [finding({ manifest: manifestRef({ name: 'web' }) })], base: [finding()] }, ['block']],
    [
      'what a whole lacks, told at another object and path',
      {
        head: [finding({ subject: 'the repository', manifest: manifestRef({ name: 'web' }), path: 'spec.x' })],
        base: [finding({ subject: 'the repository' })],
      },
      ['baseline'],
    ],
    [
      'what another whole lacks',
      { head: [finding({ subject: 'namespace web' })], base: [finding({ subject: 'namespace shop' })] },
      ['block'],
    ],
    ['another path', { head: [finding({ path: 'spec.x' })], base: [finding({ path: 'spec.y' })] }, ['block']],
    ['another value', { head: [finding({ identity: ['b'] })], base: [finding({ identity: ['a'] })] }, ['block']],
    [
      'another API version of the same object',
      { head: [finding()], base: [finding({ manifest: manifestRef({ apiVersion: 'apps/v1beta1' }) })] },
      ['baseline'],
    ],
    [
      'one of two problems repaired',
      { head: [finding({ identity: ['a'], path: 'a' })], base: [finding({ identity: ['b', 'a'], path: 'b' })] },
      ['baseline'],
    ],
    [
      'one repaired and another made',
      { head: [finding({ identity: ['a', 'c'] })], base: [finding({ identity: ['a', 'b'] })] },
      ['block'],
    ],
    [
      'a problem twice that was there once',
      { head: [finding({ identity: ['a', 'a'] })], base: [finding({ identity: ['a', 'b', 'c'] })] },
      ['block'],
    ],
    [
      'an unknown at the base is not known',
      { head: [finding()], base: [finding({ result: UNKNOWN.content })] },
      ['block'],
    ],
    [
      'an unknown at the head is not a known failure',
      { head: [finding({ result: UNKNOWN.content })], base: [finding()] },
      ['block'],
    ],
    ['no base', { head: [finding()], base: null }, ['block']],
    ['scope all', { head: [finding()], base: [finding()], policy: { gate: { scope: 'all' } } }, ['block']],
    [
      'one broken file does not excuse another',
      {
        head: [finding({ rule: 'manifest/invalid', manifest: null, location: location('b.yaml') })],
        base: [finding({ rule: 'manifest/invalid', manifest: null, location: location('a.yaml') })],
      },
      ['block'],
    ],
  ])('%s', (_, given, expected) => {
    expect(effects(given)).toEqual(expected);
  });

  const written = 'ghcr.io/acme/api:1.2.3';
  const here = imageUse(written);
  const below: typeof here = { ...here, path: ['spec', 'template', 'spec', 'containers', 1, 'image'] };
  const there = imageUse(
    written,
    location('deploy/web.yaml', 9),
    manifestRef({ file: 'deploy/web.yaml', name: 'web' }),
  );

  test.each<[string, readonly Image[], readonly Image[], string]>([
    ['the same uses', [image(written, {}, [here])], [image(written, {}, [here])], 'baseline'],
    ['a container was added above it', [image(written, {}, [below])], [image(written, {}, [here])], 'baseline'],
    ['one use fewer', [image(written, {}, [here])], [image(written, {}, [here, there])], 'baseline'],
    ['a use in another object is new', [image(written, {}, [here, there])], [image(written, {}, [here])], 'block'],
    [
      'a second use in the same object is new',
      [image(written, {}, [here, below])],
      [image(written, {}, [here])],
      'block',
    ],
    ['the use went elsewhere', [image(written, {}, [there])], [image(written, {}, [here])], 'block'],
  ])('image uses: %s', (_, images, baseImages, effect) => {
    expect(effects({ head: [unpinned()], base: [unpinned()], images, baseImages })).toEqual([effect]);
  });

  test('what was repaired is counted, unless something could not be checked', () => {
    const gone = finding({ path: 'gone' });
    expect(judged({ head: [finding()], base: [finding(), gone] }).repaired).toBe(1);
    expect(judged({ head: [finding({ result: UNKNOWN.content })], base: [finding(), gone] }).repaired).toBe(0);
  });
});

describe('exceptions', () => {
  const reason = 'known, tracked';
  const cve = unpinned({ rule: 'vulnerability/CVE-2024-1234', digest: DIGEST });
  const signature = unpinned({ rule: 'signature/missing', digest: DIGEST });
  const denied = unpinned({ rule: 'image/denied-registry', digest: DIGEST });
  const unscannable = unpinned({ rule: 'vulnerability/unscannable', digest: DIGEST, result: UNKNOWN.content });
  const exact = `ghcr.io/acme/api@${DIGEST}`;

  test.each<[string, Finding, Record<string, unknown>, readonly string[]]>([
    ['by rule', finding(), { rules: ['pss/privileged'] }, ['excepted']],
    ['by prefix', finding(), { rules: ['pss/*'] }, ['excepted']],
    ['another rule', finding(), { rules: ['pss/hostPath'] }, ['block']],
    ['by path', finding(), { rules: ['*'], paths: ['deploy/**'] }, ['excepted']],
    ['another path', finding(), { rules: ['*'], paths: ['charts/**'] }, ['block']],
    ['by repository', cve, { rules: [cve.rule], images: ['ghcr.io/acme/*'] }, ['excepted']],
    ['a star stays in its segment', cve, { rules: [cve.rule], images: ['ghcr.io/*'] }, ['block']],
    ['two stars cross', cve, { rules: [cve.rule], images: ['ghcr.io/**'] }, ['excepted']],
    ['by digest', cve, { rules: [cve.rule], images: [exact] }, ['excepted']],
    ['another digest', cve, { rules: [cve.rule], images: [`ghcr.io/acme/api@${OTHER_DIGEST}`] }, ['block']],
    ['an image pattern never covers what has no image', finding(), { rules: ['*'], images: ['**'] }, ['block']],
    ['a signature by exact rule and digest', signature, { rules: [signature.rule], images: [exact] }, ['excepted']],
    ['a signature by prefix', signature, { rules: ['signature/*'], images: [exact] }, ['block', 'warn']],
    [
      'a signature without digest',
      signature,
      { rules: [signature.rule], images: ['ghcr.io/acme/*'] },
      ['block', 'warn'],
    ],
    ['a signature by everything', signature, { rules: ['*'] }, ['block']],
    ['a denied registry by exact rule and digest', denied, { rules: [denied.rule], images: [exact] }, ['excepted']],
    ['a denied registry by prefix', denied, { rules: ['image/*'], images: [exact] }, ['block']],
    ['an unknown by exact rule and digest', unscannable, { rules: [unscannable.rule], images: [exact] }, ['excepted']],
    ['an unknown by prefix', unscannable, { rules: ['vulnerability/*'], images: [exact] }, ['block']],
    [
      'an unknown by repository',
      unscannable,
      { rules: [unscannable.rule], images: ['ghcr.io/acme/api'] },
      ['block', 'warn'],
    ],
    ['an unknown without an image', unscannable, { rules: [unscannable.rule] }, ['block', 'warn']],
  ])('%s', (_, given, exception, expected) => {
    const policy = { exceptions: [{ reason, expires: '2027-01-31', ...exception }] };
    expect(effects({ head: [given], images: [image()], policy })).toEqual(expected);
  });

  test.each<[string, string, string, readonly string[]]>([
    ['its last day', '2026-11-23', '2026-11-23T23:59:59.999Z', ['excepted']],
    ['the day after', '2026-11-23', '2026-11-24T00:00:00.000Z', ['block', 'gate/exception-expired']],
    ['the farthest day allowed', '2026-12-03', '2026-11-23T12:00:00Z', ['excepted']],
    ['a day too far', '2026-12-04', '2026-11-23T12:00:00Z', ['block', 'gate/exception-refused']],
  ])('on %s', (_, expires, now, expected) => {
    const policy = { exceptions: [{ rules: ['pss/*'], reason, expires }], gate: { maxExceptionAge: '10d' } };
    const { findings } = judged({ head: [finding()], policy, now: new Date(now) });
    expect(findings.map((each) => (each.rule.startsWith('gate/') ? each.rule : each.effect))).toEqual(expected);
  });

  test('an image is covered by path only when each of its uses is', () => {
    const written = 'ghcr.io/acme/api:1.2.3';
    const uses = [imageUse(written), imageUse(written, location('other/web.yaml'))] as const;
    const policy = { exceptions: [{ rules: ['image/unpinned'], paths: ['deploy/**'], reason, expires: '2027-01-31' }] };
    expect(effects({ head: [unpinned()], images: [image(written, {}, [uses[0]])], policy })).toEqual(['excepted']);
    expect(effects({ head: [unpinned()], images: [image(written, {}, [...uses])], policy })).toEqual(['block']);
  });

  test('the applied exception is named', () => {
    const policy = { exceptions: [{ rules: ['*'], reason, expires: '2027-01-31' }] };
    expect(judged({ head: [finding()], policy }).findings[0]?.exception).toEqual({ reason, expires: '2027-01-31' });
  });
});

test('what blocks comes first, then the worst, then by place', () => {
  const { findings } = judged({
    head: [
      finding({ enforcement: 'warn', path: 'w' }),
      finding({ severity: 'low', path: 'l' }),
      finding({ location: location('b.yaml', 2), path: '3' }),
      finding({ location: location('a.yaml', 9), path: '2' }),
      finding({ location: location('a.yaml', 1), path: '1' }),
    ],
  });
  expect(findings.map((each) => each.path)).toEqual(['1', '2', '3', 'l', 'w']);
});

test('a fingerprint is 64 hexadecimal digits and holds neither file nor line', () => {
  const one = fingerprintOf(finding());
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprintOf(finding({ location: location('x.yaml', 1), message: 'else', severity: 'low' }))).toBe(one);
});
