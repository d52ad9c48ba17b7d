import { lstatSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

/** Permissions that let anybody but the owner write. */
const OTHERS_WRITE = 0o022;

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
