import type { RuleId, UnknownCause } from '../../../domain/index.ts';
import type { AuthorityFacts } from '../condition/facts.ts';

/** What one authority says of one image. Clauses are for the middle of a sentence, without a full stop. */
export type AuthorityResult =
  | {
      readonly status: 'pass';
      /** Where the gate is right and the cluster's controller would still refuse: why. */
      readonly clusterDiffers: string | null;
      /** What was found, for the policy's own condition. */
      readonly facts: AuthorityFacts;
    }
  | {
      readonly status: 'fail';
      readonly rule: RuleId;
      /** Completes "authority X ...": what it wanted, and what was there instead. */
      readonly found: string;
      /** One for each signature that was not enough. */
      readonly reasons: readonly string[];
      readonly remedy: string;
    }
  | {
      readonly status: 'unknown';
      /** What could not be looked at. */
      readonly about: 'signature' | 'attestation';
      readonly cause: UnknownCause;
      readonly found: string;
      readonly reasons: readonly string[];
      readonly remedy: string;
    };
