import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alpineWith } from './installed-systems.ts';
import type { FileTree } from './scanning.ts';
import { requireTool } from './tools.ts';

/** Bills of materials that the real Trivy makes of an image. */

const run = promisify(execFile);

/** Packages of the operating system, and a library beside them. */
export const MIXED_FILES: FileTree = {
  ...alpineWith({ libssl3: '3.1.4-r0', busybox: '1.36.1-r14' }),
  'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
};

/** What `trivy image --format …` says of an image. */
export async function makeBill(reference: string, format: 'cyclonedx' | 'spdx-json'): Promise<string> {
  const cache = await mkdtemp(join(tmpdir(), 'scg-bill-'));
  try {
    const flags = [
      'image',
      '--quiet',
      '--cache-dir',
      cache,
      '--cache-backend=memory',
      '--insecure',
      '--image-src=remote',
    ];
    const { stdout } = await run(await requireTool('trivy'), [
      ...flags,
      '--offline-scan',
      `--format=${format}`,
      reference,
    ]);
    return stdout;
  } finally {
    await rm(cache, { recursive: true });
  }
}
