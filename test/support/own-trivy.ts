import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { z } from 'zod';
import type { VulnerabilityCheck } from '../../src/check/vulnerabilities/index.ts';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import type { VulnerabilityPolicy } from '../../src/policy/index.ts';
import { requireTool } from './tools.ts';

/** Trivy as a person runs it, beside the gate: what both find in an image, in the same words. */

const run = promisify(execFile);

const Own = z.looseObject({
  Results: z
    .array(
      z.looseObject({
        Vulnerabilities: z.array(z.looseObject({ VulnerabilityID: z.string(), PkgName: z.string() })).optional(),
      }),
    )
    .optional(),
});

export interface OwnTrivy {
  /** `id package` for each that Trivy reports of an image of the registry under these flags. */
  find(name: string, flags: readonly string[]): Promise<readonly string[]>;
  /** What it prints of an image in that format. */
  print(name: string, format: string): Promise<string>;
  close(): Promise<void>;
}

/** With the database of the registry at `host` in a cache of its own. */
export async function openOwnTrivy(host: string): Promise<OwnTrivy> {
  const trivy = await requireTool('trivy');
  const cache = await mkdtemp(join(tmpdir(), 'scg-parity-'));
  const database = `--db-repository=${host}/${DATABASE_NAME}`;
  await run(trivy, ['image', '--download-db-only', database, '--insecure', '--quiet', '--cache-dir', cache], {
    cwd: cache,
  });
  const scan = async (name: string, flags: readonly string[]): Promise<string> => {
    const common = ['--cache-dir', cache, '--cache-backend', 'memory', '--insecure', '--image-src', 'remote'];
    const args = ['image', '--quiet', ...common, '--offline-scan', ...flags, `${host}/${name}`];
    return (await run(trivy, args, { cwd: cache, maxBuffer: 64 * 1024 * 1024 })).stdout;
  };
  return {
    find: async (name, flags) => {
      const text = await scan(name, ['--skip-db-update', '--scanners', 'vuln', '--format', 'json', ...flags]);
      const found = (Own.parse(JSON.parse(text)).Results ?? []).flatMap((part) => part.Vulnerabilities ?? []);
      return [...new Set(found.map((one) => `${one.VulnerabilityID} ${one.PkgName}`))].sort();
    },
    print: (name, format) => scan(name, [`--format=${format}`]),
    close: () => rm(cache, { recursive: true, force: true }),
  };
}

/** By image `id package` for each that blocks. */
export function blockedBy(
  { findings }: VulnerabilityCheck,
  host: string,
  names: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const blocked = new Map(names.map((name) => [name, new Set<string>()]));
  for (const { rule, image, identity, enforcement, result, message } of findings) {
    expect(result.outcome, message).toBe('fail');
    const name = image?.slice(host.length + 1) ?? '';
    if (enforcement === 'block') blocked.get(name)?.add(`${rule.slice('vulnerability/'.length)} ${identity[2]}`);
  }
  return Object.fromEntries([...blocked].map(([name, found]) => [name, [...found].sort()]));
}

const LEVELS = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

/** What a policy blocks on, and by which flags Trivy reports the same. */
export const THRESHOLDS = (
  [
    ['HIGH', true],
    ['CRITICAL', false],
    ['LOW', true],
    ['UNKNOWN', false],
  ] as const
).map(([severity, ignoreUnfixed]) => ({
  policy: { severity, ignoreUnfixed, canary: 'off' } satisfies Partial<VulnerabilityPolicy>,
  flags: [
    `--severity=${LEVELS.slice(LEVELS.indexOf(severity)).join(',')}`,
    ...(ignoreUnfixed ? ['--ignore-unfixed'] : []),
  ],
}));
