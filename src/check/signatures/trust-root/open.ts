import type { Http } from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import type { PolicyFile } from '../policy/documents.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';
import { createTrustRoots } from './create.ts';
import type { TrustRoots } from './trust-roots.ts';

export interface OpenTrustRootsOptions {
  readonly policy: Policy;
  /** What `signatures.policies` names: its TrustRoot documents. */
  readonly documents: readonly PolicyFile[];
  readonly http: Http;
  readonly now: Date;
  readonly offline: boolean;
}

/** The trust roots of a policy, for everything in a run that verifies by it: each is fetched once, and used by all. */
export function openTrustRoots({ policy, documents, http, now, offline }: OpenTrustRootsOptions): TrustRoots {
  const { trustRootMaxAge: maxAge, trustRootMirrors: mirrors } = policy.signatures;
  const { trustRoots } = parseSignaturePolicies(documents);
  return createTrustRoots({ documents: trustRoots, http, now, offline, maxAge, mirrors });
}
