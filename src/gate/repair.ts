import type { Digest, Finding, JudgedFinding } from '../domain/index.ts';
import { type Fixes, proposeFixes } from '../fix/index.ts';
import { render } from '../render/index.ts';
import { overlayTree } from '../tree/index.ts';
import type { Context } from './context.ts';
import { deliveryOptions } from './deliveries.ts';
import type { Inspection, Survey } from './results.ts';

/** Every image is pinned; of hardening findings those that are this change's and let through by nobody are repaired. */
export function isRepaired({ rule, repairs, effect }: JudgedFinding): boolean {
  return rule === 'image/unpinned' || (repairs !== undefined && (effect === 'block' || effect === 'warn'));
}

/**
 * Pins and hardening repairs, each proved by rendering again; pins only to what the allow list admits and no signature
 * check refused.
 */
export async function repair(
  head: Survey,
  findings: readonly Finding[],
  { resolutions, checks }: Inspection,
  { request, loaded, ports, toolbox, artifacts }: Context,
): Promise<Fixes> {
  const digests = new Map<string, Digest>();
  for (const [written, resolution] of resolutions) {
    const refused = checks.allowlist.get(written) === 'fail' || checks.signatures.get(written) === 'fail';
    if (resolution.status === 'resolved' && !refused) digests.set(written, resolution.digest);
  }
  return proposeFixes({
    findings,
    images: head.images,
    digests,
    sources: head.sources,
    tree: head.tree,
    manifests: head.manifests,
    files: head.files,
    rerender: (sources, tree) =>
      render(sources, tree, {
        policy: loaded.policy,
        toolbox,
        ports: { ...ports, log: SILENT },
        origins: false,
        deliveries: deliveryOptions(request, loaded.policy),
        artifacts,
      }),
    overlay: overlayTree,
  });
}

/** Each finding with its fix, or with the reason why its image cannot be pinned. */
export function withFixes(findings: readonly JudgedFinding[], { fixes, reasons }: Fixes): readonly JudgedFinding[] {
  return findings.map((finding) => {
    const reason = reasons.get(finding);
    const fix = fixes.get(finding) ?? null;
    if (reason === undefined && fix === finding.fix) return finding;
    return { ...finding, message: reason === undefined ? finding.message : `${finding.message} ${reason}`, fix };
  });
}

/** A proof renders again; nobody wants to read the progress of that. */
const SILENT = { progress: () => {}, info: () => {}, warn: () => {} };
