import type { Finding, Outcome } from './finding.ts';

/** What a check over images came to: an outcome for each written reference it was asked about, and what it found. */
export interface CheckResult {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly findings: readonly Finding[];
}
