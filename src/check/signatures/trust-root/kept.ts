import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type Files, type Log, writtenDown } from '../../../domain/index.ts';

/**
 * Files of TUF repositories, kept from run to run. They are not trusted for having been kept: whoever reads them follows
 * TUF from the root that is shipped or in the policy, as if they came from the mirror.
 */
export interface KeptRepositories {
  /** `root` is the root that the client begins with: what another one vouches for is another repository. */
  open(mirror: URL, root: Uint8Array): KeptRepository;
}

export interface KeptRepository {
  read(path: string, maxBytes: number): Promise<Uint8Array | null>;
  /** When it was last fetched, for the report alone; null where nobody knows. */
  fetchedAt(): Promise<Date | null>;
  keep(files: ReadonlyMap<string, Uint8Array>, at: Date): Promise<void>;
}

const FETCHED_AT = 'fetched at';
const Written = z.iso.datetime();

/** In `directory`, one file for each, named by the hash of the mirror, its first root and the path. */
export function createKeptRepositories(
  directory: string,
  { files, log }: { readonly files: Files; readonly log: Log },
): KeptRepositories {
  let complained = false;
  return {
    open(mirror, root) {
      const repository = `${mirror.href}\n${createHash('sha256').update(root).digest('hex')}`;
      const fileOf = (path: string): string => {
        const name = createHash('sha256').update(`${repository}\n${path}`).digest('hex');
        return join(directory, 'trust-roots-v1', name.slice(0, 2), name);
      };
      // A file that cannot be read counts as none: it is fetched again, or not to be had.
      const read = (path: string, maxBytes: number) => files.read(fileOf(path), maxBytes).catch(() => null);
      return {
        read,
        async fetchedAt() {
          const bytes = await read(FETCHED_AT, 64);
          const at = bytes === null ? null : Written.safeParse(Buffer.from(bytes).toString('utf8'));
          return at?.success === true ? new Date(at.data) : null;
        },
        async keep(fetched, at) {
          try {
            for (const [path, bytes] of fetched) await files.write(fileOf(path), bytes);
            await files.write(fileOf(FETCHED_AT), writtenDown(at));
          } catch (error) {
            if (complained) return;
            complained = true;
            const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
            log.warn(`Trust roots cannot be kept in ${directory}${why}; the run goes on without.`);
          }
        },
      };
    },
  };
}
