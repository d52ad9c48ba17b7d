import { expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import { checkCacheKey, userCacheKey } from './cache-key.ts';

function machine(variables: Readonly<Record<string, string>>, fails = false) {
  const disk = new Map<string, { readonly text: string; readonly own: boolean }>();
  const ports = createPorts({
    env: { get: (name) => variables[name] },
    files: {
      ...createPorts({}).files,
      read: async (path) => {
        const found = disk.get(path);
        return found === undefined ? null : Buffer.from(found.text);
      },
      write: async (path, content, options) => {
        if (fails) throw new Error('read-only');
        disk.set(path, { text: Buffer.from(content).toString(), own: options?.private === true });
      },
    },
  });
  return { disk, ports };
}

test('a user has a key of their own, the same in every run, readable by nobody else', async () => {
  const { disk, ports } = machine({ HOME: '/home/dev' });
  const key = await userCacheKey(ports);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await userCacheKey(ports)).toBe(key);
  expect([...disk.values()].map(({ own }) => own)).toEqual([true]);
  expect(await userCacheKey(machine({ HOME: '/home/dev' }).ports)).not.toBe(key);
});

test.each<[string, Readonly<Record<string, string>>, boolean, string | null]>([
  ['the variable wins', { HOME: '/h', SUPPLY_CHAIN_GATE_CACHE_KEY: 'x'.repeat(32) }, false, 'x'.repeat(32)],
  ['no home', {}, false, null],
  ['a home that cannot be written', { HOME: '/h' }, true, null],
])('%s', async (_, variables, fails, expected) => {
  expect(await userCacheKey(machine(variables, fails).ports)).toBe(expected);
});

test('a file that holds no key is replaced', async () => {
  const { disk, ports } = machine({ HOME: '/h' });
  disk.set('/h/.cache/supply-chain-gate/cache-key', { text: '', own: false });
  expect(await userCacheKey(ports)).toMatch(/^[0-9a-f]{64}$/);
});

test('a short key is refused, and not said', () => {
  expect(() => checkCacheKey('hunter2', 'The input cache-key')).toThrow(/^The input cache-key has 7 characters/);
  expect(() => checkCacheKey('hunter2', 'The input cache-key')).not.toThrow(/hunter2/);
});
