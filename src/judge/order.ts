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

/** Many findings share a place (a chart's values file): their text is made once, however often they are compared. */
const texts = new WeakMap<Finding, string>();

function rest(finding: Finding): string {
  const known = texts.get(finding);
  if (known !== undefined) return known;
  const { image, path, message, identity, manifest, digest, severity, result, related } = finding;
  const text = JSON.stringify([image, path, message, identity, manifest, digest, severity, result, related]);
  texts.set(finding, text);
  return text;
}

/** Code-unit order: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
