import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistryHandler, type RegistryServer } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { gate } from '../src/gate.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { memoryTree } from '../src/tree/index.ts';
import { gateRequest } from './support/gate-request.ts';
import { alpineWith } from './support/installed-systems.ts';
import { putFiles, realPorts, startScanRegistry } from './support/scanning.ts';
import { createKey, keyAuthority, policyText } from './support/signatures.ts';
import { requireTool } from './support/tools.ts';

/**
 * What the real Trivy reads and what signatures are asked for, of a registry that takes its time for the latter. A pull
 * request's layers pass through the gate, within the time that the registry has for an image: failing layers must not
 * take it from the signatures.
 */

const SLOW_MS = 4000;
/** How long signatures wait for a layer: less than a request may take (10 s). */
const PATIENCE_MS = 9000;
const NAMES = ['order/one', 'order/two'];
let store: RegistryServer;
let slow: Awaited<ReturnType<typeof serveLoopback>>;
/** In the order they came, and went. */
const events: string[] = [];
/** What an answer about signatures waits for. */
let beforeSignatures: () => Promise<unknown>;
let layerAsked = (): void => {};

beforeAll(async () => {
  store = await startScanRegistry();
  for (const name of NAMES) await putFiles(store.store, name, '1', alpineWith({ musl: '1.2.4-r2' }));
  const handler = createRegistryHandler(store.store);
  slow = await serveLoopback(async (request) => {
    const isSignature = /\/referrers\/|\/manifests\/sha256-/.test(request.path);
    if (isSignature) {
      await beforeSignatures();
      events.push('signature');
    } else if (request.path.includes('/blobs/')) {
      events.push('layer');
      layerAsked();
    }
    return handler(request);
  });
});
afterAll(async () => {
  await slow.close();
  await store.close();
});

const after = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

async function outcomes(pullRequest: boolean) {
  const images = NAMES.map((name) => `${slow.host}/${name}:1`);
  const policy = {
    version: 1,
    images: { digest: 'off', allow: [`${slow.host}/**`] },
    signatures: { policies: ['signed.yaml'] },
    vulnerabilities: { canary: 'off', databaseRepositories: [`${store.host}/${DATABASE_NAME}`] },
    hardening: { podSecurity: { level: 'privileged' }, rules: { '*': 'off' } },
    tools: { trivy: { path: await requireTool('trivy') } },
  };
  const containers = images.map((image, at) => ({ name: `app-${at}`, image }));
  const tree = memoryTree({
    '.github/supply-chain-gate.yaml': JSON.stringify(policy),
    'signed.yaml': policyText({ authorities: [keyAuthority(createKey())] }),
    'pod.yaml': JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { containers } }),
  });
  const ports = realPorts();
  events.length = 0;
  const layer = new Promise<void>((resolve) => {
    layerAsked = resolve;
  });
  beforeSignatures = () => (pullRequest ? after(SLOW_MS) : Promise.race([layer, after(PATIENCE_MS)]));
  try {
    const { report } = await gate(gateRequest(tree, { pullRequest }), ports);
    return report.images.map(({ checks }) => [checks?.signatures, checks?.vulnerabilities]);
  } finally {
    await ports.close();
  }
}

test.each([
  ['on a pull request, after the last signature', true],
  ['elsewhere, while signatures are checked', false],
])('layers are read %s', async (_, pullRequest) => {
  expect(await outcomes(pullRequest)).toEqual([
    ['fail', 'pass'],
    ['fail', 'pass'],
  ]);
  expect(events.filter((event) => event === 'layer').length).toBeGreaterThanOrEqual(NAMES.length);
  expect(events.indexOf('layer') > events.lastIndexOf('signature')).toBe(pullRequest);
});
