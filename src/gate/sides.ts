import { checkAdmission } from '../check/admission/index.ts';
import { checkChanges } from '../check/hardening/index.ts';
import type { Finding, Manifest, Source, Tree } from '../domain/index.ts';
import { namedDocumentsIn } from '../policy/index.ts';
import type { Context } from './context.ts';

/** A side of a change, as far as the checks that need both sides look at it: see gate.ts. */
interface Side {
  readonly tree: Tree;
  readonly sources: readonly Source[];
  readonly manifests: readonly Manifest[];
  /** Sources that did not render, or not all of them. */
  readonly failed: readonly Source[];
}

/** The repository's own admission policies over both sides: those of the base judge the head as well. */
export async function admit(head: Side, base: Side | null, { loaded, toolbox, ports }: Context) {
  const options = { policy: loaded.policy, toolbox, ports, named: loaded.admissionDocuments };
  return {
    head: await checkAdmission(head.manifests, { ...options, trusted: base?.manifests ?? null }),
    base: base && (await checkAdmission(base.manifests, { ...options, trusted: null })),
  };
}

/** What the change takes away, of the manifests and of the signature and admission policies that the gate's own policy names. */
export async function compare(base: Side, head: Side, { loaded }: Context): Promise<readonly Finding[]> {
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
