import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGlob } from './glob.ts';

test.each([
  ['ghcr.io/acme/api', 'ghcr.io/acme/api', true],
  ['ghcr.io/acme/api', 'ghcr.io/acme/api2', false],
  ['ghcr.io/acme/api', 'xghcr.io/acme/api', false],
  // A dot is a dot.
  ['ghcr.io/acme/api', 'ghcrxio/acme/api', false],
  // One star: within a segment.
  ['ghcr.io/acme/*', 'ghcr.io/acme/api', true],
  ['ghcr.io/acme/*', 'ghcr.io/acme/team/api', false],
  ['ghcr.io/acme/*', 'ghcr.io/acme', false],
  ['ghcr.io/*/api', 'ghcr.io/acme/api', true],
  ['ghcr.io/*/api', 'ghcr.io/acme/team/api', false],
  ['ghcr.io/acme/api-*', 'ghcr.io/acme/api-server', true],
  ['ghcr.io/acme/api-*', 'ghcr.io/acme/api-', true],
  ['ghcr.io/acme/api-*', 'ghcr.io/acme/api', false],
  ['ghcr.io/acme/*-api-*', 'ghcr.io/acme/a-api-b', true],
  ['ghcr.io/a*e/x', 'ghcr.io/a/e/x', false],
  // Two stars: across segments.
  ['ghcr.io/acme/**', 'ghcr.io/acme/api', true],
  ['ghcr.io/acme/**', 'ghcr.io/acme/team/api', true],
  ['ghcr.io/acme/**', 'ghcr.io/acme', false],
  ['ghcr.io/acme/**', 'ghcr.io/acme-evil/api', false],
  ['ghcr.io/acme**', 'ghcr.io/acme-evil/api', true],
  ['ghcr.io/**', 'ghcr.io/acme/team/api', true],
  ['**', 'ghcr.io/acme/team/api', true],
  // As a segment of its own in front of others: any number of segments, none too.
  ['ghcr.io/**/api', 'ghcr.io/acme/team/api', true],
  ['ghcr.io/**/api', 'ghcr.io/api', true],
  ['ghcr.io/**/api', 'ghcr.io/my-api', false],
  ['**/api', 'api', true],
  ['**/api', 'ghcr.io/acme/api', true],
  ['**/acme/**', 'evil.example/acme/x', true],
  ['ghcr.io/**/a/**/b', 'ghcr.io/x/a/y/z/b', true],
  ['ghcr.io/**/a/**/b', 'ghcr.io/a/b', true],
  // Nothing else is special.
  ['ghcr.io/{acme,evil}/api', 'ghcr.io/acme/api', false],
  ['ghcr.io/[a]cme/api', 'ghcr.io/acme/api', false],
  ['!ghcr.io/acme/api', 'ghcr.io/other/api', false],
  ['ghcr.io/acm?/api', 'ghcr.io/acme/api', false],
  ['ghcr.io/@(acme)/api', 'ghcr.io/acme/api', false],
  ['', '', true],
  ['', 'a', false],
])('%s matches %s: %s', (pattern, text, expected) => {
  expect(compileGlob(pattern).matches(text)).toBe(expected);
});

const SEGMENTS = fc.array(fc.stringMatching(/^[ab.-]{1,4}$/), { minLength: 1, maxLength: 5 });

/** The same meaning said another way: a regular expression, which may take for ever where the matcher may not. */
function asRegExp(pattern: string): RegExp {
  const source = pattern.replaceAll(/(^|(?<=\/))\*\*\/|\*{2,}|\*|[^*]/g, (token, _start, offset: number) => {
    if (token === '**/' && (offset === 0 || pattern[offset - 1] === '/')) return '(?:[^/]*/)*';
    if (token.startsWith('**')) return '.*';
    return token === '*' ? '[^/]*' : token.replace(/[.+^${}()|[\]\\?]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}

test('agrees with the regular expression that says the same', () => {
  const piece = fc.constantFrom('a', 'b', '.', '-', '*', '**', '/', '/', '**/');
  const pattern = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(pattern, SEGMENTS, (glob, segments) => {
      const text = segments.join('/');
      expect(compileGlob(glob).matches(text)).toBe(asRegExp(glob).test(text));
    }),
    { numRuns: 5_000 },
  );
});

test('a name matches itself, its folder with **, and every segment as *', () => {
  fc.assert(
    fc.property(SEGMENTS, (segments) => {
      const text = segments.join('/');
      const stars = segments.map(() => '*').join('/');
      const patterns = [text, '**', stars, ...(segments.length > 1 ? [`${segments[0]}/**`] : [])];
      expect(patterns.filter((pattern) => !compileGlob(pattern).matches(text))).toEqual([]);
    }),
  );
});

test('a hostile pair takes no time', () => {
  const started = performance.now();
  for (const star of ['*', '**', '*a*', '**/']) {
    expect(compileGlob(`${star}a`.repeat(120)).matches(`${'a/a'.repeat(2_000)}!`)).toBe(false);
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});
