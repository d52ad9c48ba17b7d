import type { ReportFinding } from './schema.ts';

/** Where the fix of a finding is shown: with itself, or with an earlier one that the same edits settle. */
export type FixHolders = ReadonlyMap<ReportFinding, ReportFinding>;

/** Each finding with a fix to the first that has the same edits, so that a reader gets them once. `findings`: as shown. */
export function fixHolders(findings: readonly ReportFinding[]): FixHolders {
  const first = new Map<string, ReportFinding>();
  const holders = new Map<ReportFinding, ReportFinding>();
  for (const finding of findings) {
    if (finding.fix === null) continue;
    const edits = JSON.stringify(finding.fix.edits);
    const holder = first.get(edits) ?? finding;
    first.set(edits, holder);
    holders.set(finding, holder);
  }
  return holders;
}
