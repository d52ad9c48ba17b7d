import { posix } from 'node:path';
import type { Tree } from '../domain/index.ts';

const MAX_HOPS = 40;

export type Resolved =
  | { readonly kind: 'found'; readonly path: string; readonly is: 'file' | 'directory' | 'submodule' }
  | { readonly kind: 'missing' }
  /** The link leads out of the tree, by `..` or by an absolute target; `link` is the one that does. */
  | { readonly kind: 'outside'; readonly link: string }
  | { readonly kind: 'loop'; readonly link: string };

/** Below the tree's root, or null where `path` leaves it. */
export function insideTree(path: string): string | null {
  const normal = posix.normalize(path).replace(/\/+$/, '');
  if (normal === '.' || normal === '') return '';
  return normal === '..' || normal.startsWith('../') || normal.startsWith('/') ? null : normal;
}

/** Follows symbolic links as a file system would, inside the tree only: nothing outside is ever looked at. */
export async function resolveInTree(tree: Tree, path: string): Promise<Resolved> {
  let rest = path === '' ? [] : path.split('/');
  let at = '';
  for (let hops = 0; ; ) {
    const step = rest.shift();
    if (step === undefined) {
      const entry = at === '' ? 'directory' : await tree.stat(at);
      if (entry === null) return { kind: 'missing' };
      return {
        kind: 'found',
        path: at,
        is: entry === 'directory' ? 'directory' : entry.kind === 'file' ? 'file' : 'submodule',
      };
    }
    const here = at === '' ? step : `${at}/${step}`;
    const entry = await tree.stat(here);
    if (entry === null) return { kind: 'missing' };
    if (entry === 'directory' || entry.kind !== 'symlink') {
      at = here;
      continue;
    }
    hops += 1;
    if (hops > MAX_HOPS) return { kind: 'loop', link: path };
    const target = entry.target.startsWith('/') ? null : insideTree(posix.join(at, entry.target));
    if (target === null) return { kind: 'outside', link: here };
    rest = [...(target === '' ? [] : target.split('/')), ...rest];
    at = '';
  }
}
