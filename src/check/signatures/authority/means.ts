import type { Digest, Repository } from '../../../domain/index.ts';
import type { ConditionEvaluator } from '../condition/evaluator.ts';
import type { ImageConfigs } from '../condition/image-configs.ts';
import type { SignatureFinder } from '../found/finder.ts';
import type { KnownPasses } from '../known/known-passes.ts';
import type { TrustRoots } from '../trust-root/trust-roots.ts';

/** The image that is judged, by digest: a tag takes no part in it. */
export interface JudgedImage {
  readonly repository: Repository;
  readonly digest: Digest;
}

/** What an authority needs to look at signatures. */
export interface Means {
  readonly finder: SignatureFinder;
  readonly roots: TrustRoots;
  readonly conditions: ConditionEvaluator;
  /** For conditions that read them. */
  readonly configs: ImageConfigs;
  readonly now: Date;
  /** What authorities found in earlier runs. */
  readonly known: KnownPasses;
  /** Look at all there is, for the policy's own condition, and not until something is enough. */
  readonly exhaustive: boolean;
}
