import { expect, test } from 'vitest';
import { tokenIn } from './tokens.ts';

// Put together here, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NSJ9', 'c2lnbmF0dXJlLW9mLWl0'].join('.');
const MEBIBYTE = 1 << 20;

test.each<[what: string, text: string, kind: string | null]>([
  ['a token', GITHUB, 'GitHub token'],
  ['a web token behind its scheme', `Authorization: Bearer ${JWT}`, 'JSON web token'],
  ['a web token as the value of a flag', `--token=${JWT}`, 'JSON web token'],
  ['two parts of three', JWT.split('.').slice(0, 2).join('.'), null],
  ['behind a mebibyte of something else', `${'x '.repeat(MEBIBYTE)}${GITHUB}`, 'GitHub token'],
  ['across the border of what is searched at once', `${' '.repeat((1 << 18) - 20)}${GITHUB}`, 'GitHub token'],
  ['the beginning of a token again and again', 'eyJ-'.repeat(MEBIBYTE / 4), null],
  ['the beginning of a key again and again', '-----BEGIN A '.repeat(MEBIBYTE / 13), null],
  ['the beginning of a URL again and again', 'a://a:'.repeat(MEBIBYTE / 6), null],
  ['the beginning of a PyPI token again and again', 'pypi-AgEIcHlwaS5vcmc.'.repeat(MEBIBYTE / 21), null],
])('%s', (_, text, kind) => {
  expect(tokenIn(text)).toBe(kind);
});
