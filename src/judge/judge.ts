import type { AppliedException, Effect, Finding, Fix, JudgedFinding, Verdict } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { knownAtBase } from './baseline.ts';
import { exceptionFor, exceptionsToday } from './exceptions.ts';
import { fingerprintOf } from './fingerprint.ts';
import { compareJudged } from './order.ts';
import { refusedExceptionFindings } from './refused-exceptions.ts';
import { imagesByText, type Side } from './side.ts';

export interface JudgeInput {
  readonly head: Side;
  /** What the same checks found at the base; null where there is none to compare with. */
  readonly base: Side | null;
  /** The policy in force: the base branch's. */
  readonly policy: Policy;
  /** Where that policy is written, for findings about its exceptions. */
  readonly policyFile: string;
  /** Findings of the head that its manifests ignore, with the trusted side's consent. */
  readonly suppressed?: ReadonlyMap<Finding, AppliedException>;
  readonly now: Date;
  /** What an exception that no longer holds does; left out: warn. A release must have none. */
  readonly refusedExceptions?: 'warn' | 'block';
}

export interface Judgement {
  readonly verdict: Verdict;
  /** What blocks first, the worst first, then by place; the same whatever order the checks reported in. */
  readonly findings: readonly JudgedFinding[];
  /** How many of the base's failures are gone from the head: what the change repairs. 0 without a base. */
  readonly repaired: number;
}

/** Applies the policy's exceptions, the baseline and `onUnknown`, in this order, and decides. Pure. */
export function judge(input: JudgeInput): Judgement {
  const { head, base, policy, policyFile, suppressed, now } = input;
  const images = imagesByText(head.images);
  const { holding, refused } = exceptionsToday(policy, now);
  const known = base === null ? new Set<Finding>() : knownAtBase(head, base);
  const excused = policy.gate.scope === 'new' ? known : new Set<Finding>();

  const findings = head.findings.map((finding): JudgedFinding => {
    const exception = exceptionFor(finding, holding, images) ?? suppressed?.get(finding) ?? null;
    const effect = exception === null ? effectOf(finding, excused.has(finding), policy) : 'excepted';
    return { ...finding, fingerprint: fingerprintOf(finding), effect, exception, fix: null };
  });
  for (const finding of refusedExceptionFindings(refused, policyFile, policy.gate.maxExceptionAge)) {
    findings.push({
      ...finding,
      fingerprint: fingerprintOf(finding),
      effect: input.refusedExceptions ?? 'warn',
      exception: null,
      fix: null,
    });
  }
  findings.sort(compareJudged);
  return { verdict: verdictOf(findings), findings, repaired: base === null ? 0 : countRepaired(base, head) };
}

function effectOf(finding: Finding, known: boolean, policy: Policy): Effect {
  if (known) return 'baseline';
  const { result } = finding;
  const softened =
    policy.gate.onUnknown === 'warn' && result.outcome === 'unknown' && result.cause === 'infrastructure';
  return softened ? 'warn' : finding.enforcement;
}

/** A blocking failure decides, whatever else is unknown; an unknown that blocks is never a pass. */
export function verdictOf(findings: readonly Pick<JudgedFinding, 'effect' | 'result'>[]): Verdict {
  const blocking = findings.filter((finding) => finding.effect === 'block');
  if (blocking.some((finding) => finding.result.outcome === 'fail')) return 'fail';
  return blocking.length > 0 ? 'unknown' : 'pass';
}

function countRepaired(base: Side, head: Side): number {
  const failures = base.findings.filter((finding) => finding.result.outcome === 'fail');
  // A check that could not be made at the head has repaired nothing: its old failures only went out of sight.
  const unseen = head.findings.some((finding) => finding.result.outcome === 'unknown');
  return unseen ? 0 : failures.length - knownAtBase({ ...base, findings: failures }, head).size;
}

/**
 * Lays proved fixes on the findings they settle. Where several findings share a fingerprint, each takes only a fix
 * that edits its own file.
 */
export function attachFixes(
  findings: readonly JudgedFinding[],
  fixes: ReadonlyMap<string, Fix>,
): readonly JudgedFinding[] {
  const count = new Map<string, number>();
  for (const { fingerprint } of findings) count.set(fingerprint, (count.get(fingerprint) ?? 0) + 1);
  return findings.map((finding) => {
    const fix = fixes.get(finding.fingerprint);
    if (fix === undefined) return finding;
    const own = count.get(finding.fingerprint) === 1 || fix.edits.some((edit) => edit.file === finding.location.file);
    return own ? { ...finding, fix } : finding;
  });
}
