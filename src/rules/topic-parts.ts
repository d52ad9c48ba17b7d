import { type Evidence, keyOf, partOf, TOPIC_PARTS } from '../check/hardening/index.ts';
import type { JudgedFinding, Outcome, RuleDescription, Topic } from '../domain/index.ts';

/** What can be said of one part of a topic: `absent` where nothing shows it, `off` where the policy does not ask. */
export interface PartSummary {
  readonly name: string;
  readonly status: 'pass' | 'fail' | 'unknown' | 'off' | 'absent';
}

export interface PartEvidence {
  readonly findings: readonly Pick<JudgedFinding, 'rule' | 'result'>[];
  /** Which parts the repository shows: see evidenceIn. */
  readonly shown: Evidence;
  readonly images: number;
  /** What each image came to, in a check that the policy asks for; null where it does not ask. */
  readonly checks: {
    readonly signatures: readonly Outcome[] | null;
    readonly vulnerabilities: readonly Outcome[] | null;
  };
  /** True where the policy turns the rule off. */
  readonly isOff: (rule: string) => boolean;
  readonly describeRule: (rule: string) => RuleDescription | null;
  readonly rules: readonly RuleDescription[];
}

/** Every part of a topic. Pure. */
export function partsOf(topic: Topic, evidence: PartEvidence): readonly PartSummary[] {
  if (topic === 'supply-chain') return supplyChain(evidence);
  return TOPIC_PARTS.filter((part) => part.topic === topic).map((part) => {
    const isOwn = ({ rule }: { readonly rule: string }): boolean => partOf(rule) === part;
    const rules = evidence.rules.filter(({ id }) => partOf(id) === part);
    const isOff = rules.length > 0 && rules.every(({ id }) => evidence.isOff(id));
    const status = statusOf(evidence.findings.filter(isOwn), isOff, evidence.shown.has(keyOf(part)));
    return { name: part.name, status };
  });
}

function statusOf(own: PartEvidence['findings'], isOff: boolean, isShown: boolean): PartSummary['status'] {
  if (own.some(({ result }) => result.outcome === 'fail')) return 'fail';
  if (own.length > 0) return 'unknown';
  if (isOff) return 'off';
  return isShown ? 'pass' : 'absent';
}

const SIGNATURES = /^(signature|attestation)\//;
const VULNERABILITIES = /^vulnerability\//;

/** The gate's own checks of images: one that the policy does not ask for shows nothing. */
function supplyChain({ findings, images, checks, describeRule }: PartEvidence): readonly PartSummary[] {
  const own = findings.filter(({ rule }) => describeRule(rule)?.topic === 'supply-chain');
  const about = (rules: RegExp) => own.filter(({ rule }) => rules.test(rule));
  const others = own.filter(({ rule }) => !SIGNATURES.test(rule) && !VULNERABILITIES.test(rule));
  return [
    { name: 'origin of images', status: statusOf(others, false, images > 0) },
    { name: 'signatures', status: checkedOf(about(SIGNATURES), checks.signatures) },
    { name: 'vulnerabilities', status: checkedOf(about(VULNERABILITIES), checks.vulnerabilities) },
  ];
}

/** No finding is no pass: an image that was never reached, offline for one, has its finding under another rule. */
function checkedOf(own: PartEvidence['findings'], outcomes: readonly Outcome[] | null): PartSummary['status'] {
  const status = statusOf(own, outcomes === null, outcomes !== null && outcomes.length > 0);
  return status === 'pass' && outcomes?.some((outcome) => outcome !== 'pass') ? 'unknown' : status;
}
