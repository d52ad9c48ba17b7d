import { type Evidence, keyOf, partOf, TOPIC_PARTS } from '../check/hardening/index.ts';
import type { JudgedFinding, RuleDescription, Topic } from '../domain/index.ts';

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
  /** True of a check of images that the policy asks for. */
  readonly asks: { readonly signatures: boolean; readonly vulnerabilities: boolean };
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
function supplyChain({ findings, images, asks, describeRule }: PartEvidence): readonly PartSummary[] {
  const own = findings.filter(({ rule }) => describeRule(rule)?.topic === 'supply-chain');
  const isShown = images > 0;
  const about = (rules: RegExp) => own.filter(({ rule }) => rules.test(rule));
  const others = own.filter(({ rule }) => !SIGNATURES.test(rule) && !VULNERABILITIES.test(rule));
  return [
    { name: 'origin of images', status: statusOf(others, false, isShown) },
    { name: 'signatures', status: statusOf(about(SIGNATURES), !asks.signatures, isShown) },
    { name: 'vulnerabilities', status: statusOf(about(VULNERABILITIES), !asks.vulnerabilities, isShown) },
  ];
}
