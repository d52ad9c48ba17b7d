import { checkAdmission } from '../check/admission/index.ts';
import { checkChanges } from '../check/hardening/index.ts';
import type { Finding, Manifest } from '../domain/index.ts';
import { namedDocumentsIn } from '../policy/index.ts';
import type { Context } from './context.ts';
import type { Survey } from './results.ts';

/** A change: the tree that would be deployed, and what it is compared with; null where everything counts as new. */
export interface Sides<Side> {
  readonly head: Side;
  readonly base: Side | null;
}

type Rendered = Pick<Survey, 'tree' | 'sources' | 'manifests' | 'failed'>;

/** The repository's own admission policies over both sides: those of the base judge the head as well. */
export async function admit({ head, base }: Sides<Rendered>, { loaded, toolbox, ports }: Context) {
  const options = { policy: loaded.policy, toolbox, ports, named: loaded.admissionDocuments };
  return {
    head: await checkAdmission(head.manifests, { ...options, trusted: base?.manifests ?? null }),
    base: base && (await checkAdmission(base.manifests, { ...options, trusted: null })),
  };
}

/** What the change takes away, of the manifests and of the signature and admission policies that the gate's own policy names. */
export async function compare({ head, base }: Sides<Rendered>, { loaded }: Context): Promise<readonly Finding[]> {
  if (base === null) return [];
  const { policy } = loaded;
  // What did not render is reported as that, and not as if its objects were gone.
  const failed = new Set(head.failed.map(({ kind, root }) => `${kind} ${root}`));
  const isJudged = ({ source }: Manifest): boolean =>
    source.kind === 'plain' || !failed.has(`${source.kind} ${source.root}`);
  const kept = new Set(head.sources.map(({ kind, root }) => `${kind} ${root}`));
  return checkChanges(
    {
      manifests: base.manifests.filter(isJudged),
      policies: await namedDocumentsIn(base.tree, policy),
      failed: base.failed.filter(({ kind, root }) => kept.has(`${kind} ${root}`)),
    },
    { manifests: head.manifests, policies: await namedDocumentsIn(head.tree, policy) },
    { policy },
  );
}
