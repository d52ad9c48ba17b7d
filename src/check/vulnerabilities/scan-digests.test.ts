import { describe, expect, test } from 'vitest';
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
import type { Digest } from '../../domain/index.ts';
import { DEFAULT_POLICY } from '../../policy/index.ts';
import { chooseTargets } from './chosen-targets.ts';
import type { Database, PreparedDatabase } from './database.ts';
import { scanDigests } from './scan-digests.ts';
import type { ScanResult } from './scan-result.ts';
import { createTrivy } from './trivy.ts';

const DAY = 86_400_000;
const MONDAY = new Date('2026-05-04T06:00:00Z');
const WEDNESDAY = new Date(MONDAY.getTime() + 2 * DAY);

function database(updatedAt: Date, open?: () => Promise<PreparedDatabase>): Database {
  const cacheDirectory = `/cache/${updatedAt.getUTCDate()}`;
  const identity = [updatedAt.toISOString()];
  const own: Database = {
    cacheDirectory,
    updatedAt,
    identity,
    mayFetch: true,
    knowsCanary: false,
    open: open ?? (async () => ({ database: own })),
  };
  return own;
}

interface Given {
  /** What this run asked before. */
  readonly known: Map<string, ScanResult>;
  /** Called with each digest before what became of it is taken. */
  readonly make?: (digest: Digest, events: readonly string[]) => Promise<void>;
}

/** Scans these with the database that is expected. `events`: Trivy's scans as they end, and digests that were done with. */
async function scan(expected: Database, digests: readonly Digest[], { known, make = async () => {} }: Given) {
  const events: string[] = [];
  const here = world((command) => {
    events.push(`scanned ${targetOf(command)}`);
    return exited(report(command, [OPENSSL]));
  });
  const tool = { name: 'trivy', path: '/opt/trivy', version: '0.69.3', sha256: 'a'.repeat(64) } as const;
  const trivy = await createTrivy({ tool, locate: async () => tool }, '/tmp/run', here.ports, {});
  const images = digests.map((digest, index) => resolved(`ghcr.io/acme/api:1.2.${index}`, digest));
  const accessTo = async () => ({ host: 'ghcr.io', credential: null, insecure: false });
  const options = { policy: DEFAULT_POLICY, registry: registryWith(null), ports: here.ports, results: null };
  const targets = chooseTargets(images, options.registry, []);
  const whole = { ...options, scanned: known, workers: 1 };
  const scans = await scanDigests(trivy, expected, targets, accessTo, whole, async (digest, result) => {
    await make(digest, events);
    events.push(`made ${digest}`);
    return result;
  }).catch((error: unknown) => ({ error }));
  const ran = here.commands.map(({ args }) => [args[0], args.find((one) => one.startsWith('--cache-dir='))]);
  return { scans, ran, events };
}

test('where all is known, the database is not opened and Trivy does not run', async () => {
  const known = new Map<string, ScanResult>();
  await scan(database(MONDAY), [DIGEST], { known });
  const closed = database(MONDAY, () => Promise.reject(new Error('it was opened')));
  const { scans, ran } = await scan(closed, [DIGEST], { known });
  expect(ran).toEqual([]);
  expect('made' in scans && scans.made.get(DIGEST)?.found.map(({ found }) => found.id)).toEqual(['CVE-2024-6119']);
});

test('where another database comes than the one that was expected, all is asked of that one', async () => {
  const known = new Map<string, ScanResult>();
  await scan(database(MONDAY), [DIGEST], { known });
  const renewed = database(MONDAY, async () => ({ database: database(WEDNESDAY) }));
  const { scans, ran } = await scan(renewed, [DIGEST, OTHER_DIGEST], { known });
  const by = `--cache-dir=/cache/${WEDNESDAY.getUTCDate()}`;
  expect(ran.filter(([what]) => what === 'image')).toEqual([
    ['image', by],
    ['image', by],
  ]);
  expect(new Set(ran.map(([, cache]) => cache))).toEqual(new Set([by]));
  expect('database' in scans && scans.database.updatedAt).toEqual(WEDNESDAY);
});

test('a database that cannot be opened is a problem, whatever is known', async () => {
  const known = new Map<string, ScanResult>();
  await scan(database(MONDAY), [DIGEST], { known });
  const problem = { what: 'database-missing', cause: 'infrastructure', message: 'It is gone.', remedy: '' } as const;
  const broken = database(MONDAY, async () => ({ problem, updatedAt: null }));
  expect((await scan(broken, [DIGEST, OTHER_DIGEST], { known })).scans).toEqual({ problem, updatedAt: null });
});

describe('what is made of what became of a digest', () => {
  test('is made of what is known before anything is scanned', async () => {
    const known = new Map<string, ScanResult>();
    await scan(database(MONDAY), [DIGEST], { known });
    const { events } = await scan(database(MONDAY), [OTHER_DIGEST, DIGEST], { known });
    expect(events).toEqual([`made ${DIGEST}`, `scanned ghcr.io/acme/api@${OTHER_DIGEST}`, `made ${OTHER_DIGEST}`]);
  });

  test('is dropped where another database comes than the one that was expected', async () => {
    const known = new Map<string, ScanResult>();
    await scan(database(MONDAY), [DIGEST], { known });
    const renewed = database(MONDAY, async () => ({ database: database(WEDNESDAY) }));
    let count = 0;
    const make = async () => {
      count += 1;
    };
    const { scans } = await scan(renewed, [DIGEST, OTHER_DIGEST], { known, make });
    expect('made' in scans && [...scans.made.keys()].sort()).toEqual([DIGEST, OTHER_DIGEST].sort());
    expect(count).toBe(3);
  });

  test('goes wrong only when nothing is being scanned any more', async () => {
    const known = new Map<string, ScanResult>();
    await scan(database(MONDAY), [DIGEST], { known });
    const error = new Error('not this one');
    const make = (digest: Digest) => (digest === DIGEST ? Promise.reject(error) : Promise.resolve());
    const { scans, events } = await scan(database(MONDAY), [DIGEST, OTHER_DIGEST], { known, make });
    expect(scans).toEqual({ error });
    expect(events).toEqual([`scanned ghcr.io/acme/api@${OTHER_DIGEST}`]);
  });
});

test('what goes wrong before the first scan is said', async () => {
  const gone = database(MONDAY, () => Promise.reject(new Error('it is gone')));
  const { scans, events } = await scan(gone, [DIGEST], { known: new Map() });
  expect(scans).toEqual({ error: new Error('it is gone') });
  expect(events).toEqual([]);
});
