import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop } from './support/earlier-runs.ts';
import { alpineWith } from './support/installed-systems.ts';
import { putFiles } from './support/scanning.ts';
import { policyText, putSignatures } from './support/signatures.ts';
import { signKeyless, startSigstore } from './support/sigstore.ts';
import { keylessAuthority, LOGGED } from './support/sigstore-documents.ts';
import { makeTufRepository, type TufRepository, trustedRootJson } from './support/tuf-repository.ts';

/** Runs of before whose signers have no key, by a trust root that is fetched over TUF, and expires. */

const HOUR = 3_600_000;
const start = Math.ceil(Date.now() / 1000) * 1000 + 60_000;
const at = (hours: number): Date => new Date(start + hours * HOUR);

let shop: Awaited<ReturnType<typeof openShop>>;
let served: TufRepository;
let close = async (): Promise<void> => {};

beforeAll(async () => {
  shop = await openShop();
  const services = await startSigstore(new Date(start - 30_000));
  const target = trustedRootJson(services);
  served = makeTufRepository({ target, expired: { role: 'timestamp', at: at(2) } });
  const server = createServer((request, response) => {
    const body = served.files.get((request.url ?? '').slice(1));
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => new Promise((resolve) => server.close(() => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mirror has no port');
  const digest = await putFiles(shop.server.store, 'shop/cart', '1', alpineWith({ musl: '1.2.4-r2' }));
  putSignatures(shop.server.store, 'shop/cart', digest, [await signKeyless(services, digest)]);
  await shop.pods([`${shop.server.host}/shop/cart:1`]);
  await shop.policy({ signatures: { policies: ['policy/*.yaml'] }, vulnerabilities: { severity: 'off' } });
  const authority = keylessAuthority({ extra: LOGGED });
  await shop.write('policy/ci.yaml', policyText({ name: 'ci', authorities: [authority] }));
  const remote = { mirror: `http://127.0.0.1:${address.port}`, root: served.root.toString('base64') };
  const root = { apiVersion: 'policy.sigstore.dev/v1alpha1', kind: 'TrustRoot', metadata: { name: 'ours' } };
  await shop.write('policy/root.yaml', JSON.stringify({ ...root, spec: { remote } }));
});
afterAll(async () => {
  await close();
  await shop.close();
});

test('a trust root that was fetched is asked for again, and counts until it expires', async () => {
  const ends: unknown[] = [];
  for (const hours of [0, 0, 1.9, 2]) {
    const { isRecalled, exitCode } = await shop.run({ at: at(hours) });
    ends.push([isRecalled, exitCode]);
  }
  // Expired: the mirror no longer says what may be trusted.
  expect(ends).toEqual([
    [false, 0],
    [true, 0],
    [true, 0],
    [false, 3],
  ]);
});

test('a mirror that says anything else is followed anew', async () => {
  await shop.run({ at: at(0.5) });
  expect((await shop.run({ at: at(0.5) })).isRecalled).toBe(true);
  const before = served;
  served = { ...before, files: new Map([...before.files].filter(([name]) => !name.endsWith('timestamp.json'))) };
  const gone = await shop.run({ at: at(0.5) });
  served = before;
  expect([gone.isRecalled, gone.exitCode]).toEqual([false, 3]);
  expect(await shop.run({ at: at(0.5) })).toMatchObject({ isRecalled: true, exitCode: 0 });
});
