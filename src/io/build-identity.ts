import { hash } from 'node:crypto';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * What tells this program from another build of it: the places, sizes and times of all its files, and Node's version. Null
 * where it does not run from a bundle, so that nobody can say what all it is made of.
 *
 * @param script what Node was told to run: `process.argv[1]`.
 */
export function buildIdentity(script: string | undefined): string | null {
  try {
    const file = realpathSync(script ?? '');
    if (basename(file) !== 'index.js') return null;
    const directory = dirname(file);
    const stamps = readdirSync(directory)
      .sort()
      .map((name) => {
        const { size, mtimeNs, ctimeNs, ino } = statSync(join(directory, name), { bigint: true });
        return [name, size, mtimeNs, ctimeNs, ino].join(' ');
      });
    return hash('sha256', [directory, process.version, process.platform, process.arch, ...stamps].join('\n'));
  } catch {
    return null;
  }
}
