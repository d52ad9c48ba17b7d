import type { RuleId, UnknownCause } from '../../domain/index.ts';
import type { AuthorityResult } from './authority/result.ts';
import { clip } from './clip.ts';
import type { Answer, PolicyDecision } from './decide.ts';
import type { SignaturePolicy } from './policy/model.ts';

/** A policy that an image did not pass, and why. */
export interface Failure {
  readonly policy: SignaturePolicy;
  readonly decision: Extract<PolicyDecision, { status: 'fail' | 'unknown' }>;
}

const MAX_REASONS = 5;

/** `policy "shop-images" (policy/images.yaml:4)` */
export function describePolicy({ name, location }: SignaturePolicy): string {
  return `policy "${clip(name)}" (${location.file}:${location.startLine})`;
}

const OPENING: Readonly<Record<string, string>> = {
  'signature/missing': 'is not signed',
  'signature/invalid': 'has no signature that is good enough',
  'signature/untrusted-identity': 'is signed by an identity that is not trusted',
  'attestation/missing': 'has no attestation that the policy wants',
  'attestation/invalid': 'has no attestation that is good enough',
  'attestation/untrusted-identity': 'is attested by an identity that is not trusted',
};

function openingOf(image: string, rule: RuleId): string {
  if (rule === 'attestation/unsatisfied') return `What is attested of ${image} is not what the policy wants.`;
  const shown = rule.startsWith('attestation/') ? 'how it was made or what is in it' : 'who built it';
  return `${image} ${OPENING[rule] ?? 'was refused'}, so nothing shows ${shown}.`;
}

const WORST_FIRST: readonly RuleId[] = [
  'signature/untrusted-identity',
  'attestation/untrusted-identity',
  'signature/invalid',
  'attestation/invalid',
  'attestation/unsatisfied',
  'attestation/missing',
  'signature/missing',
];

/** The worst that the authorities of one policy found: a wrong signature tells more than a missing one. */
export function ruleOf(answers: readonly Answer[]): RuleId {
  const rules = answers.flatMap(({ result }) => (result.status === 'fail' ? [result.rule] : []));
  return WORST_FIRST.find((rule) => rules.includes(rule)) ?? 'signature/invalid';
}

export function causeOf(failures: readonly Failure[]): UnknownCause {
  const content = failures.some(({ decision }) =>
    decision.answers.some(({ result }) => result.status === 'unknown' && result.cause === 'content'),
  );
  return content ? 'content' : 'infrastructure';
}

/** What is wrong with an image, why it matters, and what to do. */
export function failureMessage(image: string, rule: RuleId, failures: readonly Failure[]): string {
  const opening = failures.every(({ policy }) => policy.authorities.every(({ kind }) => kind === 'static'))
    ? `${image} is refused by a signature policy.`
    : openingOf(image, rule);
  return [opening, ...failures.map(describeFailure), ...remedies(failures)].join(' ');
}

export function unknownMessage(image: string, failures: readonly Failure[]): string {
  const opening = aboutAttestations(failures)
    ? `The attestations of ${image} could not be checked, which says neither that they are what the policy wants nor that they are not.`
    : `The signatures of ${image} could not be checked, which says neither that it is signed nor that it is not.`;
  return [opening, ...failures.map(describeFailure), ...remedies(failures)].join(' ');
}

/** Did attestations alone keep the answer from being found? */
export function aboutAttestations(failures: readonly Failure[]): boolean {
  return failures.every(({ decision }) =>
    decision.answers.every(({ result }) => result.status !== 'unknown' || result.about === 'attestation'),
  );
}

function describeFailure({ policy, decision }: Failure): string {
  const authorities = decision.answers.map(({ authority, result }) => {
    if (result.status === 'pass') return `authority "${clip(authority)}" passed`;
    const reasons = describeReasons(result.reasons);
    return `authority "${clip(authority)}" ${result.found}${reasons === '' ? '' : ` (${reasons})`}`;
  });
  const name = describePolicy(policy);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${authorities.join('; ')}.`;
}

function describeReasons(reasons: readonly string[]): string {
  const shown = reasons.slice(0, MAX_REASONS);
  const more = reasons.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Each once, in the order in which they came. */
function remedies(failures: readonly Failure[]): readonly string[] {
  const all = failures.flatMap(({ decision }) =>
    decision.answers.flatMap(({ result }) => (result.status === 'pass' ? [] : [result.remedy])),
  );
  return [...new Set(all)];
}

/** For an image that no policy matches. */
export function noPolicyMessage(
  image: string,
  name: string,
  policies: readonly SignaturePolicy[],
  kind: string | null,
): string {
  const about = kind === null ? '' : ` for a ${kind}`;
  const [only, second] = policies;
  const searched =
    only === undefined
      ? 'There is no ClusterImagePolicy at all'
      : second === undefined
        ? `The only policy, "${clip(only.name)}", does not match ${name}${about}`
        : `None of the ${policies.length} policies matches ${name}${about}`;
  return `No signature policy covers ${image}, so nothing says who may have built it. ${searched}. Add a glob for it to a ClusterImagePolicy that signatures.policies names, or use an image that is covered.`;
}

/** For an entry of the gate's own `signatures.attestations`. */
export function expectationMessage(
  image: string,
  where: string,
  result: Extract<AuthorityResult, { status: 'fail' }>,
): string {
  return `${openingOf(image, result.rule)} ${describeExpectation(where, result)} ${result.remedy}`;
}

export function expectationUnknownMessage(
  image: string,
  where: string,
  result: Extract<AuthorityResult, { status: 'unknown' }>,
): string {
  const opening = `The attestations of ${image} could not be checked, which says neither that they are what the policy wants nor that they are not.`;
  return `${opening} ${describeExpectation(where, result)} ${result.remedy}`;
}

function describeExpectation(where: string, result: Exclude<AuthorityResult, { status: 'pass' }>): string {
  const reasons = describeReasons(result.reasons);
  return `The gate's own policy (${where}) ${result.found}${reasons === '' ? '' : ` (${reasons})`}.`;
}

export function emptyPolicyMessage(image: string, policies: readonly SignaturePolicy[]): string {
  return `${image} is covered by ${policies.map(describePolicy).join(' and ')} alone, and a policy without authorities asks for nothing: a cluster admits whatever it matches. Give the policy an authority, for example with key.data.`;
}

/** Does it ask for attestations alone? */
export function wantsAttestations({ authorities }: SignaturePolicy): boolean {
  return authorities.every((one) => 'attestations' in one && one.attestations !== null);
}

export function clusterDiffersMessage(image: string, policy: SignaturePolicy, why: string): string {
  const is = wantsAttestations(policy) ? 'attested' : 'signed';
  return `${image} is ${is} as ${describePolicy(policy)} wants, but a cluster would refuse it: ${why}.`;
}
