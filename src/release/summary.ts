import type { Report } from '../report/index.ts';

/** https://slsa.dev/spec/v1.1/verification_summary */
export const VSA_PREDICATE_TYPE = 'https://slsa.dev/verification_summary/v1';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const VERIFIER = 'https://github.com/supply-chain-gate/supply-chain-gate';
/** A level of our own, as the specification allows: names with SLSA_ are SLSA's, and no build level was looked at. */
const LEVEL = 'SUPPLY_CHAIN_GATE_PINNED_SIGNED_SCANNED';

export interface Predicate {
  readonly verifier: { readonly id: string; readonly version: Readonly<Record<string, string>> };
  /** RFC 3339. */
  readonly timeVerified: string;
  readonly resourceUri: string;
  readonly policy: { readonly uri: string; readonly digest: Readonly<Record<string, string>> };
  readonly verificationResult: 'PASSED';
  readonly verifiedLevels: readonly string[];
}

/** A SLSA verification summary of one image: the in-toto statement, and its predicate for tools that make their own. */
export interface Summary {
  /** `ghcr.io/acme/api`, as `subject-name` of actions/attest. */
  readonly name: string;
  /** `sha256:…` */
  readonly digest: string;
  readonly predicate: Predicate;
  readonly statement: {
    readonly _type: string;
    readonly subject: readonly [{ readonly name: string; readonly digest: Readonly<Record<string, string>> }];
    readonly predicateType: string;
    readonly predicate: Predicate;
  };
}

export interface SummaryContext {
  readonly now: Date;
  readonly toolVersion: string;
  /** `https://github.com/acme/shop` */
  readonly repositoryUrl: string;
  /** Commit of the policy in force. */
  readonly policyCommit: string;
}

/**
 * One summary for each digest that passed, in the report's order; none where the gate did not pass: there is no word on
 * part of a release. An image without a written digest has none either, whatever its tag is today, nor has one whose
 * signature or scan an exception stands for.
 */
export function summaries(report: Report, context: SummaryContext): readonly Summary[] {
  if (report.verdict !== 'pass') return [];
  const made = new Map<string, Summary>();
  for (const { repository, digest, pinned, checks } of report.images) {
    if (repository === null || digest === null || !pinned || !isSignedAndScanned(checks)) continue;
    const id = `${repository}@${digest}`;
    if (!made.has(id)) made.set(id, summaryOf(repository, digest, report, context));
  }
  return [...made.values()];
}

/** What a scan found may be excepted, with a reason; that there is none, or no signature, is not what the level says. */
function isSignedAndScanned(checks: Report['images'][number]['checks']): boolean {
  const scanned = checks?.vulnerabilities === 'pass' || checks?.vulnerabilities === 'fail';
  return checks?.signatures === 'pass' && scanned;
}

function summaryOf(name: string, digest: string, { judged }: Report, context: SummaryContext): Summary {
  const [algorithm = '', hash = ''] = digest.split(':');
  const predicate: Predicate = {
    verifier: { id: VERIFIER, version: { 'supply-chain-gate': context.toolVersion } },
    timeVerified: context.now.toISOString(),
    resourceUri: `oci://${name}@${digest}`,
    policy: {
      uri: `git+${context.repositoryUrl}@${context.policyCommit}#${encodeURI(judged.policy.file ?? '')}`,
      digest: { gitCommit: context.policyCommit },
    },
    verificationResult: 'PASSED',
    verifiedLevels: [LEVEL],
  };
  const subject = [{ name, digest: { [algorithm]: hash } }] as const;
  return {
    name,
    digest,
    predicate,
    statement: { _type: STATEMENT_TYPE, subject, predicateType: VSA_PREDICATE_TYPE, predicate },
  };
}
