import { compareLocations, type Effect, type Finding, type JudgedFinding, SEVERITIES } from '../domain/index.ts';

const EFFECTS: readonly Effect[] = ['block', 'warn', 'excepted', 'baseline'];

/** What stops the merge first, the worst first, then by place. Total: equal only where nothing a reader sees differs. */
export function compareJudged(a: JudgedFinding, b: JudgedFinding): number {
  return (
    EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareFindings(a, b)
  );
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareLocations(a.location, b.location) ||
    compareText(a.rule, b.rule) ||
    compareText(a.result.outcome, b.result.outcome) ||
    compareText(a.enforcement, b.enforcement) ||
    compareText(rest(a), rest(b))
  );
}

function rest(finding: Finding): string {
  const { image, path, message, identity, manifest, digest, severity, result, related } = finding;
  return JSON.stringify([image, path, message, identity, manifest, digest, severity, result, related]);
}

/** Code-unit order: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
