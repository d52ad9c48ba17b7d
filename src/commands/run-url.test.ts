import { expect, test } from 'vitest';
import { runUrl } from './run-url.ts';

const RUN = { GITHUB_RUN_ID: '4711', GITHUB_REPOSITORY: 'acme/shop' };

test.each<[string, Readonly<Record<string, string>>, number | undefined, string | null]>([
  ['this run', RUN, undefined, 'https://github.com/acme/shop/actions/runs/4711'],
  ['another one', RUN, 12, 'https://github.com/acme/shop/actions/runs/12'],
  [
    'an Enterprise Server',
    { ...RUN, GITHUB_SERVER_URL: 'https://git.acme.example' },
    undefined,
    'https://git.acme.example/acme/shop/actions/runs/4711',
  ],
  ['no number', { ...RUN, GITHUB_RUN_ID: '1)](https://evil.example' }, undefined, null],
  ['no repository', { GITHUB_RUN_ID: '4711' }, undefined, null],
])('%s', (_, variables, id, expected) => {
  expect(runUrl({ get: (name) => variables[name] }, id)).toBe(expected);
});
