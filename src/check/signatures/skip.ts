import type { CheckResult, ResolvedImage } from '../../domain/index.ts';
import type { TrustRootUse } from './trust-root/trust-roots.ts';
import type { PolicyVerdict } from './verdicts.ts';

export interface SignatureCheckResult extends CheckResult {
  /** Whose keys were used, for the report. */
  readonly trustRoots: readonly TrustRootUse[];
  /** What each policy that matches an image said of it, by written reference. */
  readonly policies: ReadonlyMap<string, readonly PolicyVerdict[]>;
}

/** What comes of images where the policy asks for no signatures. */
export function skipSignatures(images: readonly ResolvedImage[]): SignatureCheckResult {
  return {
    outcomes: new Map(images.map((image) => [image.written, 'skipped' as const])),
    findings: [],
    trustRoots: [],
    policies: new Map(),
  };
}
