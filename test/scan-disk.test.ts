import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RegistryServer } from '../src/demo/registry/index.ts';
import type { Command } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import {
  checkOn,
  type FileTree,
  type LayerFormat,
  putLayers,
  startScanRegistry,
  summarize,
  toldUnscannable,
} from './support/scanning.ts';

/** The real Trivy on images that are small to fetch and large on the disk: it puts copies into its temporary folder. */

const API = 'shop/api:1.4.0';
const MIB = 1024 ** 2;
const GZIP: LayerFormat = {
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  compress: (layer) => gzipSync(layer, { level: 1 }),
};

let server: RegistryServer;
let folder: string;
beforeAll(async () => {
  server = await startScanRegistry();
  folder = await mkdtemp(join(tmpdir(), 'scg-disk-'));
  const zeros = new Uint8Array(16 * MIB);
  const system = {
    'etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\n',
    'lib/apk/db/installed': 'P:musl\nV:1.2.4-r2\nA:x86_64\no:musl\n\n',
  };
  const bombs: Readonly<Record<string, FileTree>> = {
    // Trivy copies a file of 100 MiB and more that a program could be, and each Java archive.
    program: { ...system, 'usr/bin/program': new Uint8Array(256 * MIB) },
    archives: { ...system, ...Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`app/${at}.jar`, zeros])) },
  };
  for (const [name, files] of Object.entries(bombs))
    await putLayers(server.store, `bomb/${name}`, '1', [files], {}, GZIP);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The product's limits, but for what one scan may have on the disk. */
function limitedTo(maxBytes: number) {
  const exec = createExec();
  const scratches: string[] = [];
  const limit = (command: Command): Command => {
    if (command.args.includes('--version')) return command;
    if (command.scratch === undefined) throw new Error('a run of Trivy without a limit of temporary files');
    scratches.push(command.scratch.directory);
    return { ...command, scratch: { ...command.scratch, maxBytes } };
  };
  return {
    scratches,
    run: (command: Command) => exec.run(limit(command)),
    runAll: (commands: readonly Command[], atOnce: number) => exec.runAll(commands.map(limit), atOnce),
  };
}

test.each(['program', 'archives'])('%s: unknown, the other image is judged, and nothing is left', async (name) => {
  const own = await mkdtemp(join(folder, 'own-'));
  await mkdir(join(own, 'home'));
  vi.stubEnv('TMPDIR', own);
  try {
    const exec = limitedTo(32 * MIB);
    const env = { get: (variable: string) => (variable === 'HOME' ? join(own, 'home') : undefined) };
    const bomb = `bomb/${name}:1`;
    const check = await checkOn(server, { images: [bomb, API], ports: { exec, env } });
    expect(Object.fromEntries(check.outcomes)).toEqual({
      [`${server.host}/${bomb}`]: 'unknown',
      [`${server.host}/${API}`]: 'pass',
    });
    expect(summarize(check)).toEqual(['unknown (content) trivy-disk-limit']);
    // Where nobody saw it in time, the system's own limit of one file did.
    expect(toldUnscannable(check)).toMatch(
      /could not scan .*: (it was stopped, more than 32 MiB of temporary files|.*: file too large)\. Use a smaller image/,
    );
    expect(new Set(exec.scratches).size).toBe(exec.scratches.length);
    expect(await readdir(own)).toEqual(['home']);
  } finally {
    vi.unstubAllEnvs();
  }
});

test.each([
  ['program', ['pass']],
  // Read to its end: what is missing is the index that says what is in archives, which is asked for then.
  ['archives', ['unknown', 'unknown (infrastructure) java-database-trivy-failed']],
])('%s, with room for it, goes through as before', async (name, expected) => {
  const check = await checkOn(server, {
    images: [`bomb/${name}:1`],
    ports: { exec: limitedTo(512 * MIB) },
    vulnerabilities: { javaDatabaseRepositories: [`${server.host}/no/java-index:1`] },
  });
  expect([...check.outcomes.values(), ...summarize(check)]).toEqual(expected);
});
