import { expect, test } from 'vitest';
import { tokenIn } from './tokens.ts';

// Put together here, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NSJ9', 'c2lnbmF0dXJlLW9mLWl0'].join('.');
const MEBIBYTE = 1 << 20;

test.each<[what: string, text: string, kind: string | null]>([
  ['a token', GITHUB, 'GitHub token'],
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----', 'private key'],
  ['an AWS key', `ASIA${'ABCD'.repeat(4)}`, 'AWS access key'],
  ['a fine-grained GitHub token', `github_pat_${'a1'.repeat(41)}`, 'GitHub token'],
  ['a GitHub token of an app, which may be longer', `ghs_${'a1B2'.repeat(20)}`, 'GitHub token'],
  ['a GitLab token', `glpat-${'a1B2'.repeat(5)}`, 'GitLab token'],
  ['a GitLab token that ends in a dash', `glpat-${'a1B2'.repeat(4)}a1B-`, 'GitLab token'],
  ['a GitLab token that says where it belongs', `glpat-${'a1B2'.repeat(9)}.01.1a2b3c4d5`, 'GitLab token'],
  ['a Slack token', `xoxb-${'1234-'.repeat(5)}abc`, 'Slack token'],
  ['a Google key that ends in a dash', `AIza${'a1B2'.repeat(8)}a1-`, 'Google API key'],
  ['a Stripe key', `sk_live_${'a1B2'.repeat(6)}`, 'Stripe key'],
  ['an npm token', `npm_${'a1B2'.repeat(9)}`, 'npm token'],
  ['a PyPI token', `pypi-AgEIcHlwaS5vcmc${'a1B2'.repeat(13)}`, 'PyPI token'],
  ['a SendGrid key', `SG.${'a1'.repeat(11)}.${'a1B'.repeat(14)}-`, 'SendGrid key'],
  ['a Docker Hub token', `dckr_pat_${'a1B'.repeat(9)}`, 'Docker Hub token'],
  ['a DigitalOcean token', `dop_v1_${'a1b2'.repeat(16)}`, 'DigitalOcean token'],
  ['a Vault token', `hvs.${'a1B2'.repeat(6)}`, 'HashiCorp Vault token'],
  ['a URL with a password', 'amqps://shop:hunter22@mq.shop:5671/x', 'URL with a password'],
  ['what stands for a password', `amqps://shop:$${'{PASSWORD}'}@mq.shop`, null],
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
