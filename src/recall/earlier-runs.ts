import { relative } from 'node:path';
import type { Log, Ports, Tree } from '../domain/index.ts';
import { type Credential, createRegistry } from '../registry/index.ts';
import { holds } from './holds.ts';
import { createKeptRuns, isSealedResult, MAX_OUTPUT_CHARACTERS } from './kept-runs.ts';
import { Notebook } from './notes.ts';
import { NOBODY, type Witness } from './witness.ts';
import { witnessPorts } from './witness-ports.ts';
import { witnessRegistry } from './witness-registry.ts';
import { witnessTree } from './witness-tree.ts';

/** What is asked of the gate. */
export interface Asked {
  /** The same command of the same repository, whatever else differs: one run of each is kept. */
  readonly name: string;
  /** All that decides beside what the world answers: options, and which gate it is. */
  readonly question: string;
  readonly tree: Tree;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly insecureHosts: readonly string[];
}

export interface EndedRun {
  readonly output: string;
  readonly exitCode: number;
}

/** A run that is watched, so that its outcome can be known again. */
export interface WatchedRun {
  readonly tree: Tree;
  readonly ports: Ports;
  readonly witness: Witness;
  /** The same pieces, as they are written. */
  output(pieces: Iterable<string>): Iterable<string>;
  /** To be called when all was decided and written; a run that is not ended so leaves nothing. */
  end(outcome: {
    readonly exitCode: number;
    readonly mirrors: Readonly<Record<string, readonly string[]>>;
  }): Promise<void>;
}

export interface EarlierRuns {
  /**
   * How the same run ended before, where all that it asked is answered as it was then, and nothing turned with the time.
   * What it said is said again. Null: nobody knows.
   */
  recall(asked: Asked): Promise<EndedRun | null>;
  watch(asked: Asked): WatchedRun;
}

/**
 * Runs of before in a directory, each with all that it asked the world (a verifying trace: A. Mokhov, N. Mitchell, S. Peyton
 * Jones, Build Systems à la Carte, 2018). A run is what its ports answer: same answers, same outcome.
 *
 * @param directory absolute path.
 * @param key of this user alone: what another one wrote counts for nothing.
 */
export function openEarlierRuns(directory: string, key: string, ports: Ports): EarlierRuns {
  const kept = createKeptRuns(directory, key, ports);
  return {
    async recall({ name, question, tree, credentials, insecureHosts }) {
      const run = await kept.find(name);
      if (run === null || run.asked !== question) return null;
      // Whom the policy lets the gate ask, it asked then: it is the same policy, or nobody is asked.
      const admission = { admits: () => true, namesHostLiterally: () => false };
      const options = { credentials, insecureHosts, admission, offline: false, pullRequest: false };
      const silent: Log = { progress: () => {}, info: () => {}, warn: () => {} };
      const ended = new AbortController();
      const asking = { ...untilEnded(ports, ended.signal), log: silent };
      const policy = { mirrors: run.mirrors };
      const registry = createRegistry({ ...options, ports: asking, policy, cache: null });
      ports.log.progress('Asking whether anything changed since the last run');
      const isSame = await holds(run, { tree, ports: asking, registry, seal: kept.seal })
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          ports.log.warn(`An earlier run cannot be compared with this one (${why}); all is done again.`);
          return false;
        })
        .finally(() => ended.abort());
      if (!isSame) return null;
      ports.log.info(`Nothing has changed since the run of ${momentOf(run.madeAt)}, so that its outcome holds.`);
      for (const { level, text } of run.said) ports.log[level](text);
      return { output: run.output, exitCode: run.exitCode };
    },

    watch({ name, question, tree }) {
      const notebook = new Notebook();
      const madeAt = ports.clock.now().getTime();
      const isSealed = (path: string): boolean => isSealedResult(relative(directory, path));
      const written: string[] = [];
      let length = 0;
      let isWhole = false;
      return {
        tree: witnessTree(tree, notebook),
        ports: { ...ports, log: listened(ports.log, notebook) },
        witness: {
          ports: (own) => witnessPorts(own, notebook, { seal: kept.seal, isSealed }),
          registry: (registry) => witnessRegistry(registry, notebook),
        },
        *output(pieces) {
          for (const piece of pieces) {
            length += piece.length;
            if (length > MAX_OUTPUT_CHARACTERS || notebook.isSpoilt) written.length = 0;
            else written.push(piece);
            yield piece;
          }
          // Whoever reads them may have gone before the last one.
          isWhole = true;
        },
        async end({ exitCode, mirrors }) {
          if (!isWhole || length > MAX_OUTPUT_CHARACTERS) return;
          const notes = await notebook.finish();
          if (notes === null) return;
          await kept.keep(name, { asked: question, madeAt, ...notes, mirrors, exitCode, output: written.join('') });
        },
      };
    },
  };
}

/** `2026-11-28 02:13 UTC` */
function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What is still asked when the answer is known ends then, so that it is not asked beside a run that asks the same. */
function untilEnded(ports: Ports, ended: AbortSignal): Ports {
  const orEnded = (signal: AbortSignal | undefined): AbortSignal =>
    signal === undefined ? ended : AbortSignal.any([signal, ended]);
  return {
    ...ports,
    clock: { ...ports.clock, sleep: (milliseconds, signal) => ports.clock.sleep(milliseconds, orEnded(signal)) },
    http: { send: (request) => ports.http.send({ ...request, signal: orEnded(request.signal) }) },
  };
}

/** Where nothing may be kept. */
export function unwatched(tree: Tree, ports: Ports): WatchedRun {
  return { tree, ports, witness: NOBODY, output: (pieces) => pieces, end: async () => {} };
}

function listened(log: Log, notebook: Notebook): Log {
  const listening =
    (level: 'info' | 'warn') =>
    (text: string): void => {
      notebook.say({ level, text });
      log[level](text);
    };
  return { progress: (text) => log.progress(text), info: listening('info'), warn: listening('warn') };
}
