import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import type { Env } from '../domain/index.ts';

/** Permissions that let anybody but the owner write, and the one that keeps them from replacing what is not theirs. */
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * Beside the programs in the user's cache (`userCache` of the tools, which would load too much to be asked before there
 * is a cache). Null where `CI` is set, since a runner's home is often new, or written by other jobs: keeping code there
 * would gain nothing, or trust too much; null without a home too, or with one that is not an absolute path, since that would be below the directory that is checked.
 */
export function compiledCodeDirectory(env: Env): string | null {
  if (env.get('CI') !== undefined) return null;
  const home = env.get('HOME');
  const base =
    env.get('XDG_CACHE_HOME') ?? env.get('LOCALAPPDATA') ?? (home === undefined ? null : join(home, '.cache'));
  return base === null || !isAbsolute(base) ? null : join(base, 'supply-chain-gate', 'compiled');
}

/**
 * Lets V8 keep the compiled code of what is imported from here on, so that the next run does not compile it again. The
 * code that is kept there is run as it is: the directory must be the user's own, and nobody else may write to it (Node's
 * own default, below the temporary directory, is shared), or replace it by writing to one above. It is in no git
 * repository either, since that may be the one that is checked. Where this is not so, or it cannot be made, nothing is
 * kept, and nothing is made.
 *
 * @param directory absolute path.
 * @returns whether code is kept there.
 */
export function keepCompiledCode(directory: string): boolean {
  try {
    if (!isSafe(nearest(directory))) return false;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const found = lstatSync(directory);
    const { mode, uid } = found;
    const own = process.getuid === undefined || uid === process.getuid();
    if (!found.isDirectory() || !own || (process.platform !== 'win32' && (mode & OTHERS_WRITE) !== 0)) return false;
    if (!isSafe(realpathSync(directory))) return false;
    return enableCompileCache(directory).directory !== undefined;
  } catch {
    return false;
  }
}

/** The real path of the nearest directory that exists. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? realpathSync(path) : nearest(dirname(path));
}

/** Whether nobody but this user and root may replace the directory or one above it, and none of them is a repository. */
function isSafe(path: string): boolean {
  const { mode, uid } = lstatSync(path);
  const trusted = process.getuid === undefined || uid === process.getuid() || uid === 0;
  const closed = process.platform === 'win32' || (mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0;
  if (!trusted || !closed || existsSync(join(path, '.git'))) return false;
  return dirname(path) === path || isSafe(dirname(path));
}
