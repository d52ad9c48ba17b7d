import { expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import { restoreKept } from './action-cache.ts';
import type { ActionInputs } from './action-inputs.ts';

const INPUTS: ActionInputs = {
  token: '',
  policy: null,
  paths: [],
  comment: 'off',
  key: 'default',
  checkRun: false,
  mode: 'check',
  credentials: new Map(),
  registryCache: null,
  cacheKey: 'k'.repeat(64),
};
const DIRECTORY = '/runner/_temp/supply-chain-gate-cache';

async function run(inputs: Partial<ActionInputs>, given: { available?: boolean; found?: boolean; at?: string } = {}) {
  const asked: string[] = [];
  const cache = {
    available: given.available ?? true,
    restore: async (directory: string, key: string, prefix: string) => {
      asked.push(`restore ${directory} ${key} ${prefix}`);
      return given.found ?? false;
    },
    save: async (directory: string, key: string) => void asked.push(`save ${directory} ${key}`),
  };
  const kept = await restoreKept({ ...INPUTS, ...inputs }, cache, {
    ...createPorts({}),
    clock: { now: () => new Date(given.at ?? '2026-05-04T12:00:00Z'), elapsed: () => 0, sleep: async () => {} },
    env: { get: (name) => (name === 'RUNNER_TEMP' ? '/runner/_temp' : undefined) },
  });
  await kept.save();
  return { asked, directory: kept.inputs.registryCache };
}

test('with a key: the day’s own, else the newest of the week; kept where there was none of today', async () => {
  const [prefix, key] = ['supply-chain-gate-1-default-2939-', 'supply-chain-gate-1-default-2939-2026-05-04'];
  expect(await run({})).toEqual({
    asked: [`restore ${DIRECTORY} ${key} ${prefix}`, `save ${DIRECTORY} ${key}`],
    directory: DIRECTORY,
  });
  expect((await run({}, { found: true })).asked).toEqual([`restore ${DIRECTORY} ${key} ${prefix}`]);
});

test('a week later nothing of it is restored', async () => {
  const first = await run({});
  const later = await run({}, { at: '2026-05-11T12:00:00Z' });
  const prefixOf = ({ asked }: typeof first): string => asked[0]?.split(' ')[3] ?? '';
  expect(later.asked[0]).not.toContain(prefixOf(first));
});

test.each<[string, Partial<ActionInputs>, boolean, string | null]>([
  ['no key, as in the run of a fork', { cacheKey: null }, true, null],
  ['a directory of the workflow’s own', { registryCache: '/mine' }, true, '/mine'],
  ['a run with the repository’s rights on a fork’s change', { mode: 'data-only' }, true, null],
  ['a release', { mode: 'release' }, true, null],
  ['a server without a cache', {}, false, null],
])('%s: nothing is restored, nothing is kept', async (_, inputs, available, directory) => {
  expect(await run(inputs, { available })).toEqual({ asked: [], directory });
});
