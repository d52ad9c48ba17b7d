import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type RunConditions, type Taken } from './support/earlier-runs.ts';
import { alpineWith } from './support/installed-systems.ts';
import { putFiles } from './support/scanning.ts';
import { createKey, putSignatures, signPayload, simpleSigning } from './support/signatures.ts';

/** Images that an earlier run verified and scanned, in a run that is another one: real Trivy, real signatures, real requests. */

let shop: Awaited<ReturnType<typeof openShop>>;
const digests = new Map<string, string>();
/** How often the manifests were written: each time another text. */
let written = 0;

async function putImage(name: string, packages: Parameters<typeof alpineWith>[0]): Promise<void> {
  const digest = await putFiles(shop.server.store, name, '1', alpineWith(packages));
  digests.set(name, digest);
  shop.sign(name, digest);
}

beforeAll(async () => {
  shop = await openShop();
  await putImage('shop/cart', { musl: '1.2.4-r2', libssl3: '3.1.4-r0' });
  await putImage('shop/pay', { musl: '1.2.4-r2', libssl3: '3.1.4-r0', libcrypto3: '3.1.4-r0' });
  await putImage('shop/new', { libssl3: '3.1.4-r0' });
  await shop.policy();
});
afterAll(() => shop.close());

async function pods(...names: string[]): Promise<void> {
  written += 1;
  await shop.pods(names.map((name) => `${shop.server.host}/${name}:1`));
  await shop.write(
    'deploy/other.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: turn-${written}, namespace: a}\n`,
  );
}

/** The same run where all is known that can be, and where nothing is. */
async function twice(conditions: RunConditions = {}): Promise<{ readonly known: Taken; readonly fresh: Taken }> {
  const known = await shop.run(conditions);
  const cache = join(shop.cache, '..', `fresh-${written}`);
  const fresh = await shop.run({ ...conditions, options: { ...conditions.options, cache } });
  expect([known.isRecalled, fresh.isRecalled]).toEqual([false, false]);
  return { known, fresh };
}

/** What both runs say, without what they say of the database's way. */
const outcome = ({ exitCode, output }: Taken) => ({ exitCode, report: JSON.parse(output) as unknown });

test('an image that is known costs two questions, and the report is the same to the letter', async () => {
  await pods('shop/cart', 'shop/pay');
  await shop.run();
  await pods('shop/cart', 'shop/pay');
  const { known, fresh } = await twice();
  expect(outcome(known)).toEqual(outcome(fresh));
  expect(known.exitCode).toBe(1);
  // Its tag, and the tag of its signatures.
  expect(known.requests).toBeLessThanOrEqual(2 * 2 + 1);
  expect(fresh.requests).toBeGreaterThanOrEqual(known.requests + 4);
});

test('a new one among them is verified and scanned, as if it came alone', async () => {
  await pods('shop/cart', 'shop/pay');
  await shop.run();
  await pods('shop/cart', 'shop/new', 'shop/pay');
  const { known, fresh } = await twice();
  expect(outcome(known)).toEqual(outcome(fresh));
  await pods('shop/cart', 'shop/new', 'shop/pay');
  expect(outcome(await shop.run())).toEqual(expect.objectContaining({ exitCode: 1 }));
});

describe('what changed of an image that is known is seen', () => {
  const sign = (key: ReturnType<typeof createKey>): void => {
    const digest = digests.get('shop/cart') ?? '';
    putSignatures(shop.server.store, 'shop/cart', digest, [signPayload(key, simpleSigning(digest))]);
  };
  test.each<[what: string, change: () => Promise<unknown> | unknown, says: string]>([
    ['somebody else signed it', () => sign(createKey()), 'signature/invalid'],
    [
      'its tag is moved to an image that nobody signed',
      () => putFiles(shop.server.store, 'shop/cart', '1', alpineWith({ musl: '1.2.4-r4' })),
      'signature/missing',
    ],
    [
      'another key counts',
      async () => {
        const other = createKey().pem.trim().replaceAll('\n', '\n          ');
        const text = await shop.read('signed.yaml');
        await shop.write('signed.yaml', text.replace(/-----BEGIN[\s\S]*-----END PUBLIC KEY-----/, other));
      },
      'signature/invalid',
    ],
    ['the policy blocks less', () => shop.policy({ vulnerabilities: { severity: 'off' } }), 'verdict": "pass"'],
  ])('%s', async (_, change, says) => {
    await putImage('shop/cart', { musl: '1.2.4-r2', libssl3: '3.1.4-r0' });
    await shop.policy();
    await pods('shop/cart', 'shop/pay');
    await shop.run();
    await change();
    await pods('shop/cart', 'shop/pay');
    const { known, fresh } = await twice();
    expect(outcome(known)).toEqual(outcome(fresh));
    expect(known.output).toContain(says);
  });
});

test('without a network a signature counts where what it consists of was recorded, and not since it was verified once', async () => {
  await putImage('shop/cart', { musl: '1.2.4-r2' });
  await shop.policy({ vulnerabilities: { severity: 'off' } });
  await pods('shop/cart');
  const cache = join(shop.cache, '..', 'offline');
  const at = { options: { cache, offline: true } };
  expect((await shop.run({ options: { cache } })).exitCode).toBe(0);
  expect((await shop.run(at)).exitCode).toBe(0);
  const folder = join(cache, 'registry-v2');
  const contents = (await readdir(folder)).filter((name) => name !== 'answers');
  expect(contents.length).toBeGreaterThan(0);
  for (const name of contents) await rm(join(folder, name), { recursive: true });
  const gone = await shop.run(at);
  expect([gone.exitCode, gone.requests]).toEqual([3, 0]);
});
