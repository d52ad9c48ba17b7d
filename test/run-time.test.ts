import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistryHandler, type RegistryServer } from '../src/demo/registry/index.ts';
import { gate } from '../src/gate.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { memoryTree } from '../src/tree/index.ts';
import { gateRequest } from './support/gate-request.ts';
import { putFiles, realPorts, startScanRegistry } from './support/scanning.ts';

/** A registry that answers everything, and so slowly that no limit of one request ends it: the whole run has one too. */

/** Enough for a registry that answers at once, on a busy machine too. */
const LIMIT_MS = 6000;
/** What the slow one takes for an answer: less than one request may take (10 s), and more than the run. */
const SLOW_MS = 9500;
const IMAGES = 6;
let quick: RegistryServer;
let slow: Awaited<ReturnType<typeof serveLoopback>>;

beforeAll(async () => {
  quick = await startScanRegistry();
  for (let at = 0; at < IMAGES; at += 1) await putFiles(quick.store, `shop/slow-${at}`, '1', { a: 'b' });
  const handler = createRegistryHandler(quick.store);
  slow = await serveLoopback(async (request) => {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS).unref());
    return handler(request);
  });
});
afterAll(async () => {
  await slow.close();
  await quick.close();
});

function pods(images: readonly string[]): string {
  return images
    .map((image, at) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `app-${at}`, namespace: 'shop' },
        spec: { containers: [{ name: 'app', image }] },
      }),
    )
    .join('\n---\n');
}

async function run(images: readonly string[], onUnknown: 'fail' | 'warn') {
  const policy = `version: 1
images: { digest: off }
vulnerabilities: { severity: off }
hardening: { podSecurity: { level: privileged }, rules: { "*": off } }
gate: { onUnknown: ${onUnknown} }
`;
  const tree = memoryTree({ '.github/supply-chain-gate.yaml': policy, 'pods.yaml': pods(images) });
  const warned: string[] = [];
  const log = { progress: () => {}, info: () => {}, warn: (line: string) => void warned.push(line) };
  const ports = realPorts({ log });
  const began = Date.now();
  try {
    const { report } = await gate(gateRequest(tree, { resolveAll: true, runLimitMs: LIMIT_MS }), ports);
    return { report, warned, took: Date.now() - began };
  } finally {
    await ports.close();
  }
}

describe('a run whose time is used up', () => {
  test('ends with a verdict, names what it did not hear of, and keeps what it did', async () => {
    const late = Array.from({ length: IMAGES }, (_, at) => `${slow.host}/shop/slow-${at}:1`);
    const { report, warned, took } = await run([`${quick.host}/shop/api:1.4.0`, ...late], 'fail');
    expect(took).toBeLessThan(SLOW_MS);
    expect(report.verdict).toBe('unknown');
    expect(report.images.find(({ reference }) => reference.startsWith(quick.host))?.digest).toMatch(/^sha256:/);
    const unknown = report.findings.filter(({ outcome }) => outcome === 'unknown');
    expect(unknown.map(({ image }) => image).sort()).toEqual([...late].sort());
    for (const { message } of unknown) expect(message).toMatch(/the 6 s that a run may take are over/);
    expect(warned).toEqual([expect.stringMatching(/From here on nothing is asked or run any more/)]);
  });

  test('onUnknown: warn does not let it pass: the slow registry may be what the change brings', async () => {
    const { report } = await run([`${slow.host}/shop/slow-0:1`], 'warn');
    expect([report.verdict, ...report.findings.map(({ effect }) => effect)]).toEqual(['unknown', 'block']);
  });

  test('one that is done before is not touched', async () => {
    const { report, warned } = await run([`${quick.host}/shop/api:1.4.0`], 'fail');
    expect([report.verdict, warned]).toEqual(['pass', []]);
  });
});
