import { expect, test } from 'vitest';
import { DIGEST, OTHER_DIGEST } from '../../../test/support/findings.ts';
import {
  exited,
  OPENSSL,
  registryWith,
  report,
  resolved,
  targetOf,
  world,
} from '../../../test/support/vulnerability-check.ts';
import type { Command, Digest, Ports, Tool } from '../../domain/index.ts';
import { DEFAULT_POLICY } from '../../policy/index.ts';
import { chooseTargets } from './chosen-targets.ts';
import type { Database } from './database.ts';
import { scanDigests } from './scan-digests.ts';
import { createTrivy } from './trivy.ts';

/** What is known from before beside what is not, in every way in which Trivy and its database may turn out. */

const MONDAY = new Date('2026-05-04T06:00:00Z');
const WEDNESDAY = new Date('2026-05-06T06:00:00Z');
const THIRD: Digest = `sha256:${'d3'.repeat(32)}`;
const TOOL: Tool = { name: 'trivy', path: '/opt/trivy', version: '0.69.3', sha256: 'a'.repeat(64) };
const MISSED = exited({ SchemaVersion: 2, ArtifactName: 'canary' });

interface Turn {
  readonly updatedAt?: Date;
  /** The database that is opened; null: it cannot be. */
  readonly opens?: Date | null;
  readonly knowsCanary?: boolean;
  readonly isGone?: boolean;
  /** The first scan ends when another one has begun. */
  readonly isSlow?: boolean;
}

function databaseOf(updatedAt: Date, { opens = updatedAt, knowsCanary = true }: Turn = {}): Database {
  const own: Database = {
    cacheDirectory: `/cache/${updatedAt.getUTCDate()}`,
    updatedAt,
    identity: ['db', updatedAt.toISOString()],
    mayFetch: true,
    knowsCanary,
    async open() {
      if (opens === null) throw new Error('no disk');
      return { database: opens === updatedAt ? own : databaseOf(opens) };
    },
  };
  return own;
}

/** One run after another with the same kept results. */
function openRuns() {
  const disk = new Map<string, Uint8Array>();
  return async (digests: readonly Digest[], turn: Turn = {}) => {
    const scanned: string[] = [];
    const here = world(
      (command) => {
        scanned.push(targetOf(command).slice(-64));
        return exited(report(command, [OPENSSL]));
      },
      turn.knowsCanary === false ? { canary: MISSED } : {},
    );
    const { files, exec } = here.ports;
    const another = Promise.withResolvers<void>();
    const isKept = (path: string): boolean => path.includes('scans-v2');
    const ports: Ports = {
      ...here.ports,
      exec: {
        run: async (command: Command) => {
          const result = await exec.run(command);
          if (scanned.length > 1) another.resolve();
          if (turn.isSlow === true) await another.promise;
          return result;
        },
        runAll: (commands: readonly Command[]) => commands.map((command) => ports.exec.run(command)),
      },
      files: {
        ...files,
        exists: async (path: string) => (isKept(path) ? disk.has(path) : files.exists(path)),
        read: async (path: string, most?: number) => (isKept(path) ? (disk.get(path) ?? null) : files.read(path, most)),
        async write(path: string, content: string | Uint8Array) {
          if (isKept(path)) disk.set(path, Buffer.from(content));
          else await files.write(path, content);
        },
      },
    };
    const locate = async (): Promise<Tool> => {
      if (turn.isGone === true) throw new Error('gone');
      return TOOL;
    };
    const trivy = await createTrivy({ tool: TOOL, locate }, '/tmp/run', ports, {});
    const images = digests.map((digest, at) => resolved(`ghcr.io/acme/api:1.2.${at}`, digest));
    const options = {
      policy: DEFAULT_POLICY,
      registry: registryWith(null),
      ports,
      results: { directory: '/kept', key: 'k'.repeat(32) },
      workers: 1,
    };
    const access = { host: 'ghcr.io', credential: null, insecure: false };
    const database = databaseOf(turn.updatedAt ?? MONDAY, turn);
    try {
      const ended = await scanDigests(
        trivy,
        database,
        chooseTargets(images, options.registry, []),
        async () => access,
        options,
        async (_, { found }) => found.length,
      );
      return 'made' in ended
        ? {
            made: digests.map((digest) => ended.made.get(digest)),
            day: ended.database.updatedAt,
            scanned: scanned.length,
          }
        : { problem: ended.problem.what, scanned: scanned.length };
    } catch (error) {
      return { error: error instanceof Error ? error.message : '', scanned: scanned.length };
    }
  };
}

test.each<[what: string, before: readonly Digest[], now: readonly Digest[], turn: Turn, ended: object]>([
  [
    'all is known: Trivy is not asked for',
    [DIGEST],
    [DIGEST],
    { isGone: true, opens: null },
    { made: [1], scanned: 0 },
  ],
  ['one is known: the other alone is scanned', [DIGEST], [DIGEST, OTHER_DIGEST], {}, { made: [1, 1], scanned: 1 }],
  [
    'a newer database: what is known counts no longer',
    [DIGEST],
    [DIGEST, OTHER_DIGEST, THIRD],
    { updatedAt: WEDNESDAY },
    { made: [1, 1, 1], scanned: 3 },
  ],
  [
    'a scan that takes long keeps those of what is old waiting for nothing',
    [DIGEST],
    [DIGEST, OTHER_DIGEST],
    { updatedAt: WEDNESDAY, isSlow: true },
    { made: [1, 1], scanned: 2 },
  ],
  [
    'another database than expected: all is asked again',
    [DIGEST],
    [DIGEST, OTHER_DIGEST],
    { opens: WEDNESDAY },
    { made: [1, 1], day: WEDNESDAY, scanned: 2 },
  ],
  [
    'the canary is missed: nothing is decided, of what is known either',
    [DIGEST],
    [DIGEST, OTHER_DIGEST],
    { knowsCanary: false },
    { problem: 'canary-missed', scanned: 0 },
  ],
  [
    'the canary is missed, where all that was known is old',
    [DIGEST],
    [DIGEST],
    { knowsCanary: false, updatedAt: WEDNESDAY },
    { problem: 'canary-missed', scanned: 0 },
  ],
  [
    'another Trivy than expected',
    [DIGEST],
    [DIGEST, OTHER_DIGEST],
    { isGone: true },
    { error: 'it is not there', scanned: 0 },
  ],
  [
    'a database that cannot be opened',
    [DIGEST],
    [DIGEST, OTHER_DIGEST],
    { opens: null },
    { error: 'no disk', scanned: 0 },
  ],
  [
    'the same, where all that was known is old',
    [DIGEST],
    [DIGEST],
    { opens: null, updatedAt: WEDNESDAY },
    { error: 'no disk', scanned: 0 },
  ],
])('%s', async (_, before, now, turn, ended) => {
  const run = openRuns();
  await run(before);
  expect(await run(now, turn)).toMatchObject(ended);
});
