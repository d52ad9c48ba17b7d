import { describe, expect, test } from 'vitest';
import { lintPattern } from './pattern.ts';

describe('sound', () => {
  test.each([
    ['^https://issuer\\.example$'],
    ['\\Ahttps://issuer\\.example\\z'],
    ['^https://github\\.com/acme/'],
    ['^https://github\\.com/acme/.*'],
    ['^https://github\\.com/acme/.+$'],
    ['^(a|b)$'],
    ['^a$|^b$'],
    ['^[|]$'],
    ['^a\\|b$'],
    ['^\\Qa|b\\E$'],
    [''],
  ])('%s', (regex) => expect(lintPattern(regex)).toBeNull());
});

describe('open', () => {
  test.each([
    ['https://github.com/acme/.*', 'Write ^https://github.com/acme/.* and escape its dots.'],
    ['https://github.com/acme/', 'Write ^https://github.com/acme/ and escape its dots.'],
    [
      '^https://github.com/acme',
      'Write ^https://github.com/acme$ for this name alone, or ^https://github.com/acme/ for all below it, and escape its dots.',
    ],
    ['^a\\$', 'Write ^a\\$$ for this name alone, or ^a\\$/ for all below it, and escape its dots.'],
    ['^a|b$', 'Put all alternatives between ^( and )$, and escape their dots.'],
    ['^a$|b', 'Put all alternatives between ^( and )$, and escape their dots.'],
  ])('%s', (regex, remedy) => expect(lintPattern(regex)?.remedy).toBe(remedy));

  test('it names the alternative that is open', () => {
    expect(lintPattern('^a$|b')?.message).toContain('its alternative "b" also matches');
  });
});
