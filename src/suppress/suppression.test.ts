import { expect, test } from 'vitest';
import { fileLocation } from '../domain/index.ts';
import { parseSuppression } from './suppression.ts';

const HERE = fileLocation('api.yaml');

test.each<[written: string, rules: readonly string[], reason: string, expires: string]>([
  ['pss/privileged -- CNI, until 2027-01-31', ['pss/privileged'], 'CNI', '2027-01-31'],
  [
    ' a/b, vulnerability/CVE-2024-1 -- two -- dashes, and a comma, until 2027-01-31 ',
    ['a/b', 'vulnerability/CVE-2024-1'],
    'two -- dashes, and a comma',
    '2027-01-31',
  ],
])('%s', (written, rules, reason, expires) => {
  expect(parseSuppression(written, HERE)).toEqual({ text: written.trim(), rules, reason, expires, location: HERE });
});

test.each<[written: string, why: RegExp]>([
  ['', /no reason/],
  ['pss/privileged', /no reason/],
  ['pss/privileged until 2027-01-31', /no reason/],
  ['pss/privileged -- CNI', /until/],
  ['pss/privileged -- CNI, until next year', /until/],
  ['pss/privileged -- , until 2027-01-31', /until/],
  ['pss/privileged -- CNI, until 2027-02-30', /2027-02-30 is no date/],
  ['pss/* -- all, until 2027-01-31', /"pss\/\*" is not the whole id/],
  ['* -- all, until 2027-01-31', /"\*" is not the whole id/],
])('%j is none', (written, why) => {
  const parsed = parseSuppression(written, HERE);
  expect('why' in parsed ? parsed.why : '').toMatch(why);
});
