import type { Policy } from '../../../policy/index.ts';
import type { PolicyFile } from '../policy/documents.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';
import { createTrustRoots } from './create.ts';
import type { RepositoryOptions } from './read-repository.ts';
import type { TrustRoots } from './trust-roots.ts';

export interface OpenTrustRootsOptions extends RepositoryOptions {
  readonly policy: Policy;
  /** What `signatures.policies` names: its TrustRoot documents. */
  readonly documents: readonly PolicyFile[];
}

/** The trust roots of a policy, for everything in a run that verifies by it: each is fetched once, and used by all. */
export function openTrustRoots({ policy, documents, ...repositories }: OpenTrustRootsOptions): TrustRoots {
  const { trustRootMaxAge: maxAge, trustRootMirrors: mirrors } = policy.signatures;
  const { trustRoots } = parseSignaturePolicies(documents);
  return createTrustRoots({ documents: trustRoots, maxAge, mirrors, ...repositories });
}
