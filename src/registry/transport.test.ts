import { expect, test } from 'vitest';
import type { Http } from '../domain/index.ts';
import { Budget } from './budget.ts';
import { originEndpoint } from './endpoint.ts';
import { Transport } from './transport.ts';
import { Wire } from './wire.ts';

/** A registry that sends the first piece of a blob and then nothing, until `goOn`. */
function slowBlobs() {
  const { promise, resolve: goOn } = Promise.withResolvers<void>();
  const asked: string[] = [];
  const http: Http = {
    send: async ({ url, sink }) => {
      asked.push(url.pathname);
      await sink?.(Buffer.from('a'));
      if (sink !== undefined) await promise;
      return { status: 200, headers: {}, body: new Uint8Array() };
    },
  };
  return { http, asked, goOn };
}

test('a blob that is asked for first does not hold up the others to its end', async () => {
  const { http, asked, goOn } = slowBlobs();
  const clock = { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} };
  const ports = { http, clock, random: { fraction: () => 0 } };
  const admission = { admits: () => true, namesHostLiterally: () => false };
  const transport = new Transport({
    ports,
    wire: new Wire({ ports, admission, pullRequest: false }),
    keychain: { find: async () => null },
    insecureHosts: new Set(),
  });
  const common = {
    endpoint: originEndpoint('ghcr.io', { insecureHosts: new Set(), publicOnly: () => false }),
    repository: { registry: 'ghcr.io', path: 'acme/api' },
    method: 'GET',
    maxBytes: 10,
    timeoutMs: 1000,
    budget: new Budget(),
  } as const;
  const pieces: string[] = [];
  const sink = () => async (piece: Uint8Array) => void pieces.push(Buffer.from(piece).toString());
  const blob = transport.request({ ...common, path: 'blobs/1', sink }, ({ status }) => status);
  const manifest = transport.request({ ...common, path: 'manifests/1' }, ({ status }) => status);
  const first = await Promise.race([blob, manifest, new Promise((resolve) => setTimeout(resolve, 200, 'nothing'))]);
  goOn();
  expect([first, await blob, asked, pieces]).toEqual([
    200,
    200,
    ['/v2/acme/api/blobs/1', '/v2/acme/api/manifests/1'],
    ['a'],
  ]);
  expect(await manifest).toBe(200);
});
