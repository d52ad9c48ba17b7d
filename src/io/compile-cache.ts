import { lstatSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Env } from '../domain/index.ts';

/** Permissions that let anybody but the owner write. */
const OTHERS_WRITE = 0o022;

/**
 * Beside the programs in the user's cache (`userCache` of the tools, which would load too much to be asked before there
 * is a cache). Null where `CI` is set, since a runner's home is often new, or written by other jobs: keeping code there
 * would gain nothing, or trust too much; null without a home too.
 */
export function compiledCodeDirectory(env: Env): string | null {
  if (env.get('CI') !== undefined) return null;
  const home = env.get('HOME');
  const base =
    env.get('XDG_CACHE_HOME') ?? env.get('LOCALAPPDATA') ?? (home === undefined ? null : join(home, '.cache'));
  return base === null ? null : join(base, 'supply-chain-gate', 'compiled');
}

/**
 * Lets V8 keep the compiled code of what is imported from here on, so that the next run does not compile it again. The
 * code that is kept there is run as it is: the directory must be the user's own, and nobody else may write to it (Node's
 * own default, below the temporary directory, is shared). Where it is not, or cannot be made, nothing is kept.
 *
 * @param directory absolute path.
 * @returns whether code is kept there.
 */
export function keepCompiledCode(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const found = lstatSync(directory);
    const { mode, uid } = found;
    const own = process.getuid === undefined || uid === process.getuid();
    if (!found.isDirectory() || !own || (process.platform !== 'win32' && (mode & OTHERS_WRITE) !== 0)) return false;
    return enableCompileCache(directory).directory !== undefined;
  } catch {
    return false;
  }
}
