import pLimit from 'p-limit';
import type { Finding, Http, ImageUse, Outcome, Registry, ResolvedImage } from '../../domain/index.ts';
import { clusterRepositoryName } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { Means } from './authority/means.ts';
import type { ConditionEvaluator } from './condition/evaluator.ts';
import { createImageConfigs } from './condition/image-configs.ts';
import { NO_PROGRAMS } from './condition/no-programs.ts';
import { decide, type PolicyDecision } from './decide.ts';
import { createExpectations, type ExpectationOutcome } from './expectation/expect-of-image.ts';
import { findingOf } from './finding.ts';
import { createSignatureFinder, limitAttestations } from './found/finder.ts';
import type { GithubAttestations } from './found/github.ts';
import { type KnownPassesOptions, NOTHING_KNOWN, openKnownPasses } from './known/known-passes.ts';
import {
  aboutAttestations,
  causeOf,
  clusterDiffersMessage,
  emptyPolicyMessage,
  type Failure,
  failureMessage,
  noPolicyMessage,
  ruleOf,
  unknownMessage,
  wantsAttestations,
} from './message.ts';
import { type Coverage, coverImage } from './policy/coverage.ts';
import type { PolicyFile } from './policy/documents.ts';
import type { SignaturePolicy } from './policy/model.ts';
import { type SignatureCheckResult, skipSignatures } from './skip.ts';
import { openTrustRoots } from './trust-root/open.ts';
import type { TrustRoots } from './trust-root/trust-roots.ts';
import { usablePolicies } from './usable.ts';
import { type PolicyVerdict, verdictsOf } from './verdicts.ts';

export interface SignatureCheckOptions {
  readonly policy: Policy;
  /** What `signatures.policies` names, from the trusted tree. */
  readonly documents: readonly PolicyFile[];
  readonly registry: Registry;
  /** Certificates are judged by this time. */
  readonly now: Date;
  /** For trust roots, which live in TUF repositories. */
  readonly http: Http;
  readonly offline: boolean;
  /** For conditions in CUE and Rego. */
  readonly conditions?: ConditionEvaluator;
  /** GitHub's own attestations; null: they are not asked for. */
  readonly github?: GithubAttestations | null;
  /** Shared with what else verifies in this run; the check's own when left out. */
  readonly roots?: TrustRoots;
  /** Where what authorities found stays from run to run; null or left out: nowhere. */
  readonly kept?: Omit<KnownPassesOptions, 'documents' | 'policies' | 'registry' | 'finderOf' | 'now'> | null;
}

/** Images that are judged at a time; each asks for one signature after the other. */
const CONCURRENCY = 64;

/**
 * Judges every image as a cluster with these ClusterImagePolicies would (policy-controller v0.13): matched on
 * `repository@digest`, all matching policies must pass, for each any authority. What could not be looked at is
 * `unknown`, never unsigned and never verified.
 *
 * @throws UsageError `signatures/policy` for files that the controller would not take as policies.
 */
export async function checkSignatures(
  images: readonly ResolvedImage[],
  {
    policy,
    documents,
    registry,
    now,
    http,
    offline,
    conditions = NO_PROGRAMS,
    github = null,
    roots: given,
    kept = null,
  }: SignatureCheckOptions,
): Promise<SignatureCheckResult> {
  if (policy.signatures.mode === 'off') return skipSignatures(images);
  const policies = usablePolicies(documents);
  const roots = given ?? openTrustRoots({ policy, documents, http, now, offline });
  const attestations = limitAttestations();
  const finderOf = (asked: Registry) => createSignatureFinder(asked, attestations);
  const finder = finderOf(registry);
  const expect = createExpectations(policy, { finder, roots, github, now });
  const asking = { documents, policies, registry, finderOf, now };
  const known = kept === null ? NOTHING_KNOWN : openKnownPasses({ ...kept, ...asking });
  const judge = createJudge(policy, policies, {
    finder,
    roots,
    conditions,
    configs: createImageConfigs(registry),
    now,
    known,
    exhaustive: false,
  });
  const limit = pLimit(CONCURRENCY);
  const judged = await Promise.all(
    images.map((image) => limit(async () => withExpectations(await judge(image), await expect(image)))),
  );
  await known.save();
  return {
    outcomes: new Map(judged.map(({ outcome }, index) => [images[index]?.written ?? '', outcome])),
    findings: judged.flatMap(({ findings }) => findings),
    trustRoots: roots.used(),
    policies: new Map(judged.map((one, index) => [images[index]?.written ?? '', one.policies])),
  };
}

/** The worse of both counts; what nothing else was asked of is judged by the expectations alone. */
function withExpectations(judged: Judgement, expected: ExpectationOutcome): Judgement {
  const findings = [...judged.findings, ...expected.findings];
  if (expected.outcome === null) return judged;
  const order: readonly Outcome[] = ['fail', 'unknown', 'pass', 'skipped'];
  const outcome = order.find((one) => one === judged.outcome || one === expected.outcome) ?? judged.outcome;
  return { ...judged, outcome, findings };
}

interface Judgement {
  readonly outcome: Outcome;
  readonly policies: readonly PolicyVerdict[];
  readonly findings: readonly Finding[];
}

function createJudge(
  policy: Policy,
  policies: readonly SignaturePolicy[],
  means: Means,
): (image: ResolvedImage) => Promise<Judgement> {
  const { mode, noMatch } = policy.signatures;
  // Who only expects attestations asks for no ClusterImagePolicy.
  const asksForPolicies = policy.signatures.policies.length > 0 || policy.signatures.attestations.length === 0;
  const enforcing = (strict: boolean): Finding['enforcement'] => (mode === 'enforce' && strict ? 'block' : 'warn');

  return async (image) => {
    const name = `${clusterRepositoryName(image.written) ?? image.written}@${image.digest}`;
    const coverage = coverImage(policies, name, image.uses);
    const at = { repository: image.reference, digest: image.digest };
    const decisions = new Map<SignaturePolicy, PolicyDecision>();
    for (const one of coverage.matched.keys()) {
      decisions.set(one, await decide(one, { ...at, objects: coverage.objects.get(one) ?? [] }, means));
    }

    const findings: Finding[] = [];
    const usesOf = (concerned: readonly SignaturePolicy[]): ReadonlySet<ImageUse> =>
      new Set(concerned.flatMap((one) => [...(coverage.matched.get(one) ?? [])]));
    const failures = (status: 'fail' | 'unknown'): Failure[] =>
      [...decisions].flatMap(([one, decision]) => (decision.status === status ? [{ policy: one, decision }] : []));
    const raise = (
      rule: Finding['rule'],
      group: readonly Failure[],
      result: Finding['result'],
      message: string,
    ): void => {
      const concerned = group.map((failure) => failure.policy);
      const enforcement = enforcing(concerned.some((one) => one.mode === 'enforce'));
      findings.push(findingOf(image, rule, { result, enforcement, message, uses: usesOf(concerned) }));
    };

    const failed = failures('fail');
    const rules = new Set(failed.map(({ decision }) => ruleOf(decision.answers)));
    for (const rule of rules) {
      const group = failed.filter(({ decision }) => ruleOf(decision.answers) === rule);
      raise(rule, group, { outcome: 'fail' }, failureMessage(image.written, rule, group));
    }
    const unknown = failures('unknown');
    if (unknown.length > 0) {
      const result = { outcome: 'unknown', cause: causeOf(unknown) } as const;
      const rule = aboutAttestations(unknown) ? 'attestation/invalid' : 'signature/invalid';
      raise(rule, unknown, result, unknownMessage(image.written, unknown));
    }
    findings.push(...differences(image, decisions, usesOf));
    const uncovered = asksForPolicies ? describeUncovered(image, name, coverage, decisions, policies) : null;
    if (uncovered !== null && noMatch !== 'allow') {
      const enforcement = enforcing(noMatch === 'deny');
      findings.push(
        findingOf(image, 'signature/no-policy', { ...uncovered, result: { outcome: 'fail' }, enforcement }),
      );
    }
    const outcome = outcomeOf([...decisions.values()], uncovered !== null && noMatch === 'deny');
    return { outcome, policies: verdictsOf(decisions), findings };
  };
}

/** Uses that no policy matches, or that only policies without authorities do; null where there are none. */
function describeUncovered(
  image: ResolvedImage,
  name: string,
  coverage: Coverage,
  decisions: ReadonlyMap<SignaturePolicy, PolicyDecision>,
  policies: readonly SignaturePolicy[],
): { readonly uses: ReadonlySet<ImageUse>; readonly message: string } | null {
  const [first] = coverage.uncovered;
  if (first !== undefined) {
    const uses = new Set(coverage.uncovered.map((one) => one.use));
    return { uses, message: noPolicyMessage(image.written, name, policies, first.kind) };
  }
  const empty = [...decisions].filter(([, decision]) => decision.status === 'empty').map(([one]) => one);
  if (empty.length === 0 || empty.length < decisions.size) return null;
  return { uses: new Set(image.uses), message: emptyPolicyMessage(image.written, empty) };
}

/** Passes that a cluster would not repeat: never more than a warning, since the gate is right. */
function differences(
  image: ResolvedImage,
  decisions: ReadonlyMap<SignaturePolicy, PolicyDecision>,
  usesOf: (policies: readonly SignaturePolicy[]) => ReadonlySet<ImageUse>,
): readonly Finding[] {
  for (const [policy, decision] of decisions) {
    if (decision.status !== 'pass' || decision.clusterDiffers === null) continue;
    const message = clusterDiffersMessage(image.written, policy, decision.clusterDiffers);
    const uses = usesOf([policy]);
    const result = { outcome: 'fail' } as const;
    const rule = wantsAttestations(policy) ? 'attestation/missing' : 'signature/missing';
    return [findingOf(image, rule, { result, enforcement: 'warn', message, uses, severity: 'low' })];
  }
  return [];
}

function outcomeOf(decisions: readonly PolicyDecision[], uncoveredFails: boolean): Outcome {
  if (uncoveredFails || decisions.some((decision) => decision.status === 'fail')) return 'fail';
  if (decisions.some((decision) => decision.status === 'unknown')) return 'unknown';
  return decisions.some((decision) => decision.status === 'pass') ? 'pass' : 'skipped';
}
