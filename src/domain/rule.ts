import type { RuleId, Severity } from './finding.ts';

/** The ten topics of the production hardening checklist that the product came from, in its order. */
export const TOPICS = [
  { id: 'identity', title: 'Identity and RBAC' },
  { id: 'tenancy', title: 'Tenant isolation' },
  { id: 'pod-security', title: 'Pod Security Standards' },
  { id: 'network', title: 'Network' },
  { id: 'secrets', title: 'Secrets' },
  { id: 'supply-chain', title: 'Supply chain' },
  { id: 'admission', title: 'Admission as code' },
  { id: 'runtime', title: 'Runtime and audit' },
  { id: 'nodes', title: 'Nodes and control plane' },
  { id: 'incident', title: 'Incident readiness' },
] as const;
export type Topic = (typeof TOPICS)[number]['id'];

/**
 * What a rule means, for `rules`, `explain`, SARIF's rule help and docs/rules.md: written once, beside the check.
 *
 * `id` may end in `/*` where the last part comes from the data (`vulnerability/*` stands for every advisory).
 */
export interface RuleDescription {
  readonly id: RuleId;
  readonly topic: Topic;
  /** The Pod Security Standards level that holds the rule, where one does. */
  readonly level: 'baseline' | 'restricted' | null;
  readonly severity: Severity;
  /**
   * Off until `hardening.rules` or a profile asks for it: what it looks for may well be kept elsewhere. Left out: on.
   */
  readonly optIn?: true;
  /** A few words, without a full stop: "Privileged container". */
  readonly title: string;
  /** What the rule looks at and when it fails. One or two sentences. */
  readonly means: string;
  /** What an attacker or an accident makes of it. One or two sentences. */
  readonly why: string;
  /** What to change. One or two sentences. */
  readonly repair: string;
  /** The authority's own page: Kubernetes, sigstore, OCI. */
  readonly docs: `https://${string}`;
  /** CIS Kubernetes Benchmark recommendation numbers, for example `5.2.2`. */
  readonly cis: readonly string[];
  /** Sections of the NSA/CISA Kubernetes Hardening Guide. */
  readonly nsa: readonly string[];
}
