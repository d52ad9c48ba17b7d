import { join } from 'node:path';
import type { Env, Files } from '../domain/index.ts';
import { sha256 } from './digest.ts';

/** How a cached program came to be: unpacked from the official release, or built by Go from the pinned module. */
export type Origin = 'release' | 'go';

/** A program in the user's cache folder, and its hash as recorded when it was put there. */
export interface CachedProgram {
  readonly path: string;
  readonly sha256: string;
}

/** `$XDG_CACHE_HOME/supply-chain-gate`, else below `~/.cache` (Windows: below LOCALAPPDATA); null without a home. */
export function userCache(env: Env): string | null {
  const home = env.get('HOME');
  const base =
    env.get('XDG_CACHE_HOME') ?? env.get('LOCALAPPDATA') ?? (home === undefined ? null : join(home, '.cache'));
  return base === null || base === '' ? null : join(base, 'supply-chain-gate');
}

/** `<cache>/tools/trivy/0.69.3-release/trivy`, with its hash beside it in `trivy.sha256`. */
export function cachedProgramPath(
  cache: string,
  name: string,
  version: string,
  origin: Origin,
  suffix: '' | '.exe' = '',
): string {
  return join(cache, 'tools', name, `${version}-${origin}`, `${name}${suffix}`);
}

/** The program, if it is there and still has the hash it was stored with. A changed one is as good as none. */
export async function readCached(files: Files, path: string): Promise<CachedProgram | null> {
  const recorded = await files.read(`${path}.sha256`, 1024);
  if (recorded === null) return null;
  const hash = await files.hash(path);
  return hash !== null && hash === Buffer.from(recorded).toString('utf8').trim() ? { path, sha256: hash } : null;
}

/** The hash is written last: a program without one counts as absent. */
export async function writeCached(files: Files, path: string, program: Uint8Array): Promise<CachedProgram> {
  const hash = sha256(program);
  await files.remove(`${path}.sha256`);
  await files.write(path, program, { executable: true });
  await files.write(`${path}.sha256`, `${hash}\n`);
  return { path, sha256: hash };
}
