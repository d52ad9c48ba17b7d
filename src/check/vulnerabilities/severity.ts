import type { Severity } from '../../domain/index.ts';

/** Trivy's severities, the lowest first: what the policy's `vulnerabilities.severity` is compared with. */
export const TRIVY_SEVERITIES = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type TrivySeverity = (typeof TRIVY_SEVERITIES)[number];

const SEVERITY: Readonly<Record<TrivySeverity, Severity>> = {
  UNKNOWN: 'info',
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
  CRITICAL: 'critical',
};

export function severityOf(severity: TrivySeverity): Severity {
  return SEVERITY[severity];
}

export function reaches(severity: TrivySeverity, threshold: TrivySeverity): boolean {
  return TRIVY_SEVERITIES.indexOf(severity) >= TRIVY_SEVERITIES.indexOf(threshold);
}

export function worst(severities: readonly TrivySeverity[]): TrivySeverity {
  return TRIVY_SEVERITIES.findLast((severity) => severities.includes(severity)) ?? 'UNKNOWN';
}
