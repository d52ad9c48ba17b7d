import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { openShop, type RunConditions } from './support/earlier-runs.ts';
import { alpineWith } from './support/installed-systems.ts';
import { putFiles, startScanRegistry } from './support/scanning.ts';

/** What a run of `check --cache` is known again by: real Trivy, real signatures, a registry that answers as it is told. */

let shop: Awaited<ReturnType<typeof openShop>>;
const digests = new Map<string, string>();

const put = async (name: string, tag: string, musl: string): Promise<string> =>
  putFiles(shop.server.store, name, tag, alpineWith({ musl }));

beforeAll(async () => {
  shop = await openShop();
  for (const name of shop.names) {
    const digest = await put(name, '1', '1.2.4-r2');
    digests.set(name, digest);
    shop.sign(name, digest);
  }
  await shop.policy();
  await shop.pods();
});
afterAll(() => shop.close());

/** Until a run is known again: what was just written is fetched, scanned and kept first. */
async function settle(conditions: RunConditions = {}) {
  await shop.run(conditions);
  const again = await shop.run(conditions);
  expect(again.isRecalled).toBe(true);
  return again;
}

test('a run that nothing changed for is known again: the same words, and no question but whether anything changed', async () => {
  const first = await shop.run();
  const second = await shop.run();
  expect([first.isRecalled, second.isRecalled]).toEqual([false, true]);
  expect(second).toMatchObject({ exitCode: first.exitCode, output: first.output });
  const since = /^Nothing has changed since the run of 20\d\d-\d\d-\d\d \d\d:\d\d UTC, so that its outcome holds\.$/;
  expect(second.said).toEqual([expect.stringMatching(since), ...first.said]);
  expect(JSON.parse(first.output)).toMatchObject({ verdict: 'pass', stats: { images: 2 } });
  // A tag and what is attached, of each image.
  expect(second.requests).toBeLessThanOrEqual(3 * shop.names.length + 1);
  expect(second.requests).toBeGreaterThanOrEqual(2 * shop.names.length);
  // Nothing holds the process up.
  expect(second.waiting).toBe(0);
});

describe('what changed is seen, and judged anew', () => {
  test.each<[what: string, change: () => Promise<unknown>, back: () => Promise<unknown>, exitCode: number]>([
    [
      'a tag is moved to an image that nobody signed',
      async () => put('shop/cart', '1', '1.2.4-r3'),
      async () => {
        const { store } = shop.server;
        const found = store.findManifest('shop/cart', digests.get('shop/cart') ?? '');
        if (found === null) throw new Error('it is gone');
        store.putManifest('shop/cart', found.bytes, found.mediaType, '1');
      },
      1,
    ],
    [
      'an image is signed once more',
      async () => shop.sign('shop/pay', digests.get('shop/pay') ?? ''),
      async () => {},
      0,
    ],
    ['another image is deployed', () => shop.pods([`${shop.server.host}/shop/none:1`]), () => shop.pods(), 1],
    [
      'a manifest is added',
      () =>
        shop.write(
          'deploy/more.yaml',
          'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: evil.example/a:1}]}\n',
        ),
      () => shop.remove('deploy/more.yaml'),
      1,
    ],
    ['the policy asks for more', () => shop.policy({ images: { digest: 'required' } }), () => shop.policy(), 1],
    [
      'another key counts',
      async () => shop.write('signed.yaml', (await shop.read('signed.yaml')).replace('name: team', 'name: other')),
      () => shop.policy(),
      0,
    ],
    ['a file is beside the manifests', () => shop.write('README', 'x'), () => shop.remove('README'), 0],
  ])('%s', async (_, change, back, exitCode) => {
    await settle();
    await change();
    const changed = await shop.run();
    await back();
    expect(changed.isRecalled).toBe(false);
    expect(changed.exitCode).toBe(exitCode);
    expect((await shop.run()).exitCode).toBe(0);
  });

  test.each<[what: string, conditions: RunConditions]>([
    ['another build of the gate', { build: 'another build' }],
    ['another format', { options: { format: 'text' } }],
    ['other paths', { paths: ['deploy'] }],
    ['a proxy that programs get', { variables: { NO_PROXY: 'example.com' } }],
    ['another secret', { variables: { SUPPLY_CHAIN_GATE_CACHE_KEY: 'k'.repeat(64) } }],
    ['tomorrow', { at: new Date(Date.now() + 25 * 3_600_000) }],
    ['a clock that was set back', { at: new Date(Date.now() - 60_000) }],
  ])('%s', async (_, conditions) => {
    await settle();
    expect((await shop.run(conditions)).isRecalled).toBe(false);
  });
});

test('an exception holds to the end of its day, in runs of before too', async () => {
  const now = new Date();
  const expires = now.toISOString().slice(0, 10);
  const midnight = Date.parse(expires) + 86_400_000;
  shop.sign('shop/old', await putFiles(shop.server.store, 'shop/old', '1', alpineWith({ libssl3: '3.1.4-r0' })));
  await shop.pods([`${shop.server.host}/shop/old:1`]);
  await shop.policy({ exceptions: [{ rules: ['vulnerability/*'], reason: 'mended soon', expires }] });
  try {
    await shop.run({ at: now });
    const verdicts: unknown[] = [];
    for (const at of [now, new Date(midnight - 1), new Date(midnight)]) {
      const { exitCode, isRecalled } = await shop.run({ at });
      verdicts.push([exitCode, isRecalled]);
    }
    expect(verdicts).toEqual([
      [0, true],
      [0, true],
      [1, false],
    ]);
  } finally {
    await shop.policy();
    await shop.pods();
  }
});

test('a database that this run fetched holds until it is due; the one before, where none can be had, is asked for each time', async () => {
  const day = Math.floor(Date.now() / 86_400_000 + 1) * 86_400_000;
  const at = (hours: number): Date => new Date(day + hours * 3_600_000);
  // Due at noon.
  const databases = await startScanRegistry({ hoursOld: (Date.now() - at(-12).getTime()) / 3_600_000 });
  const repository = `${databases.host}/${DATABASE_NAME}`;
  await shop.policy({ vulnerabilities: { canary: 'off', databaseRepositories: [repository] } });
  try {
    const recalled: boolean[] = [];
    for (const hours of [11, 11, 11.9, 12.1]) recalled.push((await shop.run({ at: at(hours) })).isRecalled);
    expect(recalled).toEqual([false, true, true, false]);
    await databases.close();
    for (const hours of [14, 14]) {
      const { isRecalled, exitCode, said } = await shop.run({ at: at(hours) });
      expect([isRecalled, exitCode]).toEqual([false, 0]);
      expect(said.join()).toContain('in the cache is used');
    }
  } finally {
    await databases.close().catch(() => {});
    await shop.policy();
  }
});

describe('what cannot be known again is not kept', () => {
  test('an output that nobody read to its end', async () => {
    await shop.write('deploy/one-more.txt', 'x');
    await shop.run({ reads: 0 });
    const whole = await shop.run();
    await shop.remove('deploy/one-more.txt');
    expect(whole.isRecalled).toBe(false);
    expect(JSON.parse(whole.output)).toMatchObject({ verdict: 'pass' });
  });

  test.each<[what: string, reference: () => string]>([
    ['a registry that gives no answer', () => '127.0.0.1:1/shop/cart:1'],
    ['an image that is not there', () => `${shop.server.host}/shop/absent:1`],
  ])('%s', async (_, reference) => {
    await shop.policy({ gate: { onUnknown: 'warn' }, images: { digest: 'off' } });
    await shop.pods([reference()]);
    try {
      await shop.run();
      expect((await shop.run()).isRecalled).toBe(false);
    } finally {
      await shop.policy();
      await shop.pods();
    }
  });
});

describe('a record that somebody else wrote', () => {
  test.each<[what: string, write: (text: string) => string]>([
    ['with another output', (text) => text.replace('"verdict": "pass"', '"verdict": "fail"')],
    ['under another key', (text) => resealed(text, 'x'.repeat(64))],
    ['without its end', (text) => text.slice(0, -10)],
    ['empty', () => ''],
    ['of another kind', () => '\n\n\n'],
    ['with more behind it', (text) => `${text} `],
  ])('%s is none', async (_, write) => {
    await settle();
    for (const file of await shop.records()) await writeFile(file, write(await readFile(file, 'utf8')));
    expect(await shop.run()).toMatchObject({ isRecalled: false, exitCode: 0 });
    expect((await shop.run()).isRecalled).toBe(true);
  });

  test('the key of this user alone makes one: with it, it is believed', async () => {
    await settle();
    const key = (await readFile(join(shop.home, '.cache', 'supply-chain-gate', 'cache-key'), 'utf8')).trim();
    for (const file of await shop.records()) {
      const text = (await readFile(file, 'utf8')).replace('"verdict": "pass"', '"verdict": "fail"');
      await writeFile(file, resealed(text, key));
    }
    const run = await shop.run();
    expect(run.isRecalled).toBe(true);
    expect(run.output).toContain('"verdict": "fail"');
    for (const file of await shop.records()) await writeFile(file, '');
  });
});

function resealed(text: string, key: string): string {
  const body = text.slice(text.indexOf('\n') + 1);
  return `${createHmac('sha256', key).update('run\n').update(body).digest('hex')}\n${body}`;
}
