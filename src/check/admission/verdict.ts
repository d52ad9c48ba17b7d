import type { Manifest, Path, UnknownCause } from '../../domain/index.ts';
import type { EngineRuleId } from '../hardening/index.ts';

/** What an engine says against an object, or why it could not say. */
export type Verdict = {
  readonly id: EngineRuleId;
  readonly policy: Manifest;
  /** Inside the policy; null where the policy is one. */
  readonly rule: string | null;
  /** True where the policy rejects what it finds. */
  readonly enforces: boolean;
  /** In the engine's words. */
  readonly message: string;
} & (
  | { readonly outcome: 'fail' | 'unknown'; readonly manifest: Manifest; readonly path: Path }
  /** About the policy itself: it could not be run, or not for every object. */
  | {
      readonly outcome: 'not-run';
      readonly cause: UnknownCause;
      /** True for what files alone can never tell (a rule that asks the cluster): that must not stop every change. */
      readonly isLimit: boolean;
      readonly remedy: string;
      readonly path: Path;
    }
);

/** The fields that a CEL expression reads, the first one: `object.spec.replicas <= 3` is about spec.replicas. */
export function fieldOf(expression: string): Path {
  const match = /\bobject((?:\.[A-Za-z_]\w*)+)/.exec(expression);
  const steps = (match?.[1] ?? '').split('.').filter((step) => step !== '');
  // What is called is no field: `object.spec.containers.all(...)`.
  const called = match !== null && expression[match.index + match[0].length] === '(';
  return called ? steps.slice(0, -1) : steps;
}
