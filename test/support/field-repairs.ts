import { checkHardening } from '../../src/check/hardening/index.ts';
import type { Source, Tree } from '../../src/domain/index.ts';
import { proposeFixes, unifiedDiff } from '../../src/fix/index.ts';
import { DEFAULT_POLICY } from '../../src/policy/index.ts';
import { overlayTree, type TreeContent } from '../../src/tree/index.ts';
import { podWith } from './charts.ts';
import { helmSource, kustomizeSource, renderWith } from './rendering.ts';

/** Repairs of hardening findings in their own field, on what the real tools render. */

export const demo = helmSource('charts/demo');
export const over = kustomizeSource('over');
export const plain: Source = { kind: 'plain', root: 'k8s', files: ['k8s/pod.yaml'] };

export const ESCALATION = 'pss/allowPrivilegeEscalation';
export const NON_ROOT = 'pss/runAsNonRoot';
export const CAPABILITIES = 'pss/capabilities_restricted';
export const SECCOMP = 'pss/seccompProfile_restricted';
export const TOKEN = 'rbac/default-service-account';

/** Repairs the findings of these rules, and counts the ones that are left once the edits are made. */
export async function repair(tree: Tree, sources: readonly Source[], rules: readonly string[]) {
  const findingsOf = (manifests: Awaited<ReturnType<typeof renderWith>>['manifests']) =>
    checkHardening(manifests, { policy: DEFAULT_POLICY }).findings.filter(({ rule }) => rules.includes(rule));
  const { manifests, files } = await renderWith(tree, sources);
  const findings = findingsOf(manifests);
  const proposal = await proposeFixes({
    findings,
    images: [],
    digests: new Map(),
    sources,
    tree,
    manifests,
    files,
    rerender: (some, edited) => renderWith(edited, some, { origins: false }),
    overlay: overlayTree,
  });
  const edited = overlayTree(tree, proposal.edits);
  const after = await renderWith(edited, sources);
  return {
    edited,
    found: findings.length,
    left: findingsOf(after.manifests).length,
    changes: (await unifiedDiff(tree, proposal.edits)).split('\n').filter((line) => /^[+-](?![+-])/.test(line)),
  };
}

export interface Row {
  readonly files: Record<string, TreeContent>;
  readonly sources: readonly Source[];
  readonly rules: readonly string[];
  readonly changes: readonly string[];
}

export const context = (text: string) => `${podWith('a:1')}      securityContext:${text}\n`;
