import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startRegistry } from '../../src/demo/registry/index.ts';
import { requireTool } from '../support/tools.ts';

const run = promisify(execFile);

/**
 * The in-memory registry, against the OCI's own conformance test: pull, push, content discovery and management. Tests
 * and the demo rest on it, so it must not be a registry of our own invention.
 */
test('the in-memory registry conforms to distribution-spec 1.1', async () => {
  const program = await requireTool('conformance');
  const server = await startRegistry();
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const env = { OCI_REGISTRY: server.host, OCI_TLS: 'disabled', OCI_VERSION: '1.1', OCI_RESULTS_DIR: directory };
    const { stdout } = await run(program, [], {
      env,
      cwd: directory,
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { readonly stdout: string }) => error);
    const results = [...stdout.matchAll(/^ {2}(\S.*?)\.{2,}: +(\S+)$/gm)].map(([, name, result]) => [name, result]);
    const bad = results.filter(([, result]) => result === 'FAIL' || result === 'Error');
    expect(bad).toEqual([]);
    const passed = new Map(results.map(([name, result]) => [name, result]));
    for (const name of [
      'Manifest get by tag',
      'Manifest head by digest',
      'Blob get',
      'Tag listing',
      'Referrers',
      'Blob chunked',
    ]) {
      expect([name, passed.get(name)]).toEqual([name, 'Pass']);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
    await server.close();
  }
});
