import type { Digest, Ports, Registry } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { AttestedBill } from './attested-bills.ts';
import { missedCanary } from './canary.ts';
import type { Database } from './database.ts';
import { type JavaIndex, prepareJavaIndex } from './java-index.ts';
import type { KeptAnalyses } from './kept-analyses.ts';
import type { KnownResults } from './known-results.ts';
import type { LayerAnalyses } from './layer-analyses.ts';
import type { AccessTo } from './registry-access.ts';
import { scanAll } from './scan.ts';
import { scanBills } from './scan-bills.ts';
import type { Problem, ScanResult } from './scan-result.ts';
import type { Target } from './targets.ts';
import type { Trivy } from './trivy.ts';

/** By target, its signed bills of materials. */
export type Bills = ReadonlyMap<Digest, readonly [AttestedBill, ...AttestedBill[]]>;

export interface OpenScanOptions {
  readonly trivy: Trivy;
  readonly policy: Policy;
  readonly registry: Registry;
  readonly accessTo: AccessTo;
  readonly ports: Ports;
  readonly bills: Bills;
  readonly flags: readonly string[];
  readonly workers: number;
  readonly results: KnownResults;
  readonly analyses?: LayerAnalyses;
  /** By the database that scans read, which has an index of Java archives or none. */
  readonly kept?: (database: Database) => KeptAnalyses | null;
}

/** Why nothing was scanned; `updatedAt` where there is a database that may not decide. */
export interface NoScans {
  readonly problem: Problem;
  readonly updatedAt: Date | null;
}

/** Null: the scans are under way. Else why there are none: a problem, or another database than the one that was expected. */
type Stop = NoScans | { readonly other: Database };

/** Scans of what nothing is known about. */
export interface OpenScans {
  /**
   * Begins to scan these: beside those that came before where those were few, else when they have ended. The first of all
   * has Trivy confirmed and the database opened, and asks it for the canary.
   */
  begin(targets: readonly Target[]): Promise<Stop | null>;
  /** Whether it is clear that nothing will be scanned. */
  isStopped(): boolean;
  /** Of targets whose scans have begun. */
  resultOf(digest: Digest): Promise<ScanResult>;
  /** Whether the layers had to be scanned in place of the bills. */
  refusesBills(digest: Digest): boolean;
  /** When nothing is being scanned any more of what has begun, however it ended. */
  ended(): Promise<void>;
}

export function createOpenScans(database: Database, options: OpenScanOptions): OpenScans {
  const {
    trivy,
    policy,
    registry,
    accessTo,
    ports,
    bills,
    flags,
    workers,
    results,
    analyses,
    kept = () => null,
  } = options;
  const scans = new Map<Digest, Promise<ScanResult>>();
  const refused = new Set<Digest>();
  let isStopped = false;
  let opening: Promise<Stop | null> | null = null;
  let preparing: Promise<JavaIndex> | null = null;
  let keeping: KeptAnalyses | null = null;

  const open = async (): Promise<Stop | null> => {
    await trivy.confirm();
    const opened = await database.open();
    if ('problem' in opened) return opened;
    // What is known was found by the one that was expected.
    if (opened.database.updatedAt.getTime() !== database.updatedAt.getTime()) return { other: opened.database };
    // What is known was found by a database that passed this very test.
    const { knowsCanary, cacheDirectory } = opened.database;
    if (knowsCanary) return null;
    const problem = await missedCanary(trivy, cacheDirectory, policy.vulnerabilities.canary, ports);
    return problem === null ? null : { problem, updatedAt: opened.database.updatedAt };
  };
  const openOnce = (): Promise<Stop | null> => {
    opening ??= open().then(
      (stop) => {
        isStopped = stop !== null;
        return stop;
      },
      (error: unknown) => {
        isStopped = true;
        throw error;
      },
    );
    return opening;
  };

  const scanByBills = async (targets: readonly Target[]): Promise<void> => {
    const billed = targets.flatMap((target) => {
      const mine = bills.get(target.digest);
      return mine === undefined ? [] : [{ ...target, bills: mine }];
    });
    for (const [digest, result] of await scanBills(billed, { trivy, database, workers, ports })) {
      if (result === null) refused.add(digest);
      const mine = hashesOf(result === null ? undefined : bills.get(digest));
      const known = result === null ? await results.recall(digest, mine) : await results.remember(digest, mine, result);
      if (known !== null) scans.set(digest, Promise.resolve(known));
    }
  };
  const scanLayers = async (targets: readonly Target[]): Promise<void> => {
    if (targets.length === 0) return;
    preparing ??= prepareJavaIndex(trivy, database, { policy: policy.vulnerabilities, ports, accessTo });
    const java = await preparing;
    keeping ??= kept(java.database);
    const found = scanAll(targets, {
      trivy,
      database: java.database,
      registry,
      accessTo,
      ports,
      fetchJavaIndex: java.fetch,
      flags,
      workers,
      ...(analyses === undefined ? {} : { analyses }),
      kept: keeping,
    });
    for (const [index, { digest }] of targets.entries()) {
      const scan = found[index]?.then((each) => results.remember(digest, [], each));
      if (scan === undefined) continue;
      // What it ends with is said where it is waited for.
      scan.catch(() => {});
      scans.set(digest, scan);
    }
  };
  const ended = async (): Promise<void> => {
    await Promise.allSettled([opening, ...scans.values()]);
  };

  return {
    async begin(targets) {
      const stop = await openOnce();
      if (stop !== null) return stop;
      // One that takes long keeps no others waiting; more would take the processors from each other.
      if (scans.size > workers) await ended();
      await scanByBills(targets);
      await scanLayers(targets.filter(({ digest }) => !scans.has(digest)));
      return null;
    },
    isStopped: () => isStopped,
    async resultOf(digest) {
      const scan = scans.get(digest);
      if (scan === undefined) throw new Error('a target that nobody scanned');
      return scan;
    },
    refusesBills: (digest) => refused.has(digest),
    ended,
  };
}

export const hashesOf = (bills: readonly AttestedBill[] = []): string[] => bills.map(({ sha256 }) => sha256).sort();
