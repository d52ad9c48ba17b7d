import type { TrustRootName } from '../authority/demands.ts';
import type { TrustRootDocument } from '../policy/model.ts';
import type { LoadedTrustRoot } from './load.ts';
import type { RepositoryOptions } from './read-repository.ts';
import type { TrustRoots, TrustRootUse } from './trust-roots.ts';

export interface TrustRootOptions extends RepositoryOptions {
  /** The TrustRoot documents of the signature policies. */
  readonly documents: readonly TrustRootDocument[];
  /** What is shipped is good for so long, in milliseconds. */
  readonly maxAge: number;
  /** Other places of the same TUF repositories, where the policy names them. */
  readonly mirrors: { readonly sigstore: string | null; readonly github: string | null };
}

export function createTrustRoots(options: TrustRootOptions): TrustRoots {
  const known = new Map<string, Promise<LoadedTrustRoot>>();
  const uses = new Map<string, TrustRootUse>();
  return {
    async get(name) {
      const key = name.kind === 'named' ? `named ${name.name}` : name.kind;
      const loading = known.get(key) ?? load(name, options);
      known.set(key, loading);
      const { answer, use } = await loading;
      if (use !== null) uses.set(key, use);
      return answer;
    },
    used: () => [...uses.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

/** TUF, and the roots that are shipped, are loaded when the first signature asks for one. */
async function load(name: TrustRootName, options: TrustRootOptions): Promise<LoadedTrustRoot> {
  const { loadTrustRoot } = await import('./load.ts');
  return loadTrustRoot(name, options);
}
