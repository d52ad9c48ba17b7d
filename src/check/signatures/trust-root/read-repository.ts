import { type Http, writtenDown } from '../../../domain/index.ts';
import { clip } from '../clip.ts';
import type { TufStart } from './document.ts';
import { fetchFromMirror } from './fetch-mirror.ts';
import type { KeptRepositories, KeptRepository } from './kept.ts';
import { readTufTarget, type TufFetch, type TufResult, TufUnreachable } from './tuf.ts';

export interface RepositoryOptions {
  readonly http: Http;
  readonly now: Date;
  readonly offline: boolean;
  /** Absent: nothing is kept, and nothing was. */
  readonly kept?: KeptRepositories;
}

/** A TUF repository elsewhere, and whether it was asked in this run. */
export interface ReadRepository {
  readonly result: TufResult;
  readonly source: 'fetched' | 'cached';
  /** RFC 3339; null where nobody knows when it was fetched. */
  readonly updatedAt: string | null;
}

/** The version or the hash is in the name: the repository never has another file under it (TUF 1.0.31, 6.2). */
const NEVER_CHANGES = /^\d+\.\w+\.json$|^[^?#]*\/[0-9a-f]{64}\.[^/]+$/;

/**
 * Follows a repository over http: of what was kept, the files that never change are not asked for again. Where it does
 * not answer, or may not be asked, what was kept is followed instead, while none of it has expired.
 *
 * @throws TufUnreachable where neither is to be had.
 */
export async function readRepository(
  start: TufStart,
  mirror: URL,
  { http, now, offline, kept, byName }: RepositoryOptions & { readonly byName: boolean },
): Promise<ReadRepository> {
  const repository = kept?.open(mirror, start.root) ?? null;
  try {
    if (offline) throw new TufUnreachable('this run is offline');
    const result = await fetchAnew(start, fetchFromMirror(http, mirror, { byName }), repository, now);
    return { result, source: 'fetched', updatedAt: writtenDown(now) };
  } catch (error) {
    if (!(error instanceof TufUnreachable) || repository === null) throw error;
    return readKept(start, repository, now, error.message);
  }
}

async function fetchAnew(
  start: TufStart,
  remote: TufFetch,
  repository: KeptRepository | null,
  now: Date,
): Promise<TufResult> {
  if (repository === null) return readTufTarget(start, remote, now);
  const fetched = new Map<string, Uint8Array>();
  const ask: TufFetch = async (path, maxBytes) => {
    const bytes = await remote(path, maxBytes);
    if (bytes !== null) fetched.set(path, bytes);
    return bytes;
  };
  let used = false;
  const keptFirst: TufFetch = async (path, maxBytes) => {
    const bytes = NEVER_CHANGES.test(path) ? await repository.read(path, maxBytes) : null;
    used ||= bytes !== null;
    return bytes ?? ask(path, maxBytes);
  };
  let result = await readTufTarget(start, keptFirst, now);
  if (result.status === 'refused' && used) {
    // Somebody may have written to what was kept: only the repository itself can say that it is at fault.
    fetched.clear();
    result = await readTufTarget(start, ask, now);
  }
  if (result.status === 'current') await repository.keep(fetched, now);
  return result;
}

async function readKept(
  start: TufStart,
  repository: KeptRepository,
  now: Date,
  unreachable: string,
): Promise<ReadRepository> {
  if ((await repository.read('timestamp.json', 1024 * 1024)) === null) throw new TufUnreachable(unreachable);
  const result = await readTufTarget(start, (path, maxBytes) => repository.read(path, maxBytes), now);
  if (result.status === 'refused') {
    const reason = clip(result.reason, 200);
    throw new TufUnreachable(`${unreachable}; what an earlier run kept of it is no use either: ${reason}`);
  }
  const at = await repository.fetchedAt();
  // The report alone shows it, and nobody vouches for it: what is later than now is wrong.
  return { result, source: 'cached', updatedAt: at === null || at > now ? null : at.toISOString() };
}
