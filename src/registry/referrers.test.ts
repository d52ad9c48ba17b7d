import { describe, expect, test } from 'vitest';
import { nextPage, referrersTag } from './referrers.ts';

const url = new URL('https://ghcr.io/v2/acme/api/referrers/sha256:aa');

test('the fallback tag cuts the hash to 64 characters', () => {
  expect(referrersTag(`sha256:${'a'.repeat(64)}`)).toBe(`sha256-${'a'.repeat(64)}`);
  expect(referrersTag(`sha512:${'b'.repeat(128)}`)).toBe(`sha512-${'b'.repeat(64)}`);
});

describe('the next page', () => {
  test.each([
    [undefined, null],
    ['</v2/acme/api/referrers/sha256:aa?n=2>; rel="next"', '?n=2'],
    ['<?n=2>; rel=next', '?n=2'],
    ['<?n=0>; rel="prev", <?n=2>; title="x"; rel="next"', '?n=2'],
    ['<https://ghcr.io/v2/acme/api/referrers/sha256:aa?x=1>;rel="next"', '?x=1'],
    ['<?n=2>; rel="nextish"', null],
    ['<?n=2>', null],
  ])('%s', (header, next) => expect(nextPage(header, url)).toBe(next));

  test.each([
    '<https://evil.example/v2/acme/api/referrers/sha256:aa?n=2>; rel="next"',
    '</v2/other/referrers/sha256:aa?n=2>; rel="next"',
    '<http://ghcr.io/v2/acme/api/referrers/sha256:aa?n=2>; rel="next"',
    `<?${'n'.repeat(5000)}>; rel="next"`,
  ])('%s is refused', (header) => expect(() => nextPage(header, url)).toThrow());
});
