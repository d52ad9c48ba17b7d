import { configuredLevel, evidenceIn, type RepositoryFiles } from '../check/hardening/index.ts';
import type { Image, JudgedFinding, Manifest, Outcome } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import type { CheckOutcomes, ReportTools } from '../report/index.ts';
import { describeRule, RULES, summarizeTopics } from '../rules/index.ts';

interface Shown {
  readonly manifests: readonly Manifest[];
  readonly images: readonly Image[];
  readonly repository: RepositoryFiles;
  readonly tools: Pick<ReportTools, 'gitleaks'>;
}

/** What can be said of each topic of the hardening checklist and of its parts, and what no manifest shows. */
export function topicsOf(
  { manifests, images, repository, tools }: Shown,
  findings: readonly JudgedFinding[],
  checks: CheckOutcomes,
  policy: Policy,
) {
  const outcomesIn = (outcomes: ReadonlyMap<string, Outcome>): readonly Outcome[] =>
    images.map(({ written }) => outcomes.get(written) ?? 'unknown');
  const isOff = (rule: string): boolean => {
    const configured = configuredLevel(policy, rule)?.level ?? null;
    return configured === 'off' || (configured === null && isLeftOut(rule, policy));
  };
  return summarizeTopics({
    findings,
    shown: evidenceIn(manifests, repository.files),
    images: images.length,
    gitleaks: tools.gitleaks ?? null,
    checks: {
      signatures: policy.signatures.mode === 'off' ? null : outcomesIn(checks.signatures),
      vulnerabilities: policy.vulnerabilities.severity === 'off' ? null : outcomesIn(checks.vulnerabilities),
    },
    isOff,
    describeRule,
    rules: RULES,
  });
}

/** The level privileged holds no check of the Pod Security Standards. */
function isLeftOut(rule: string, policy: Policy): boolean {
  return policy.hardening.podSecurity.level === 'privileged' && rule.startsWith('pss/');
}
