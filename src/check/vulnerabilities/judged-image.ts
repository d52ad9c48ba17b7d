import type { Outcome, ResolvedImage } from '../../domain/index.ts';
import { exposureFindings } from './exposures.ts';
import { endOfLife, type JudgedVulnerabilities, type Measure, unscannable, vulnerabilityFindings } from './findings.ts';
import type { DigestResult, ScannedBill } from './scan-digests.ts';

/** What the policy says of one written reference. */
export interface JudgedImage extends JudgedVulnerabilities {
  readonly outcome: Outcome;
  readonly bills: readonly ScannedBill[];
}

/** By what became of its digest. */
export function judgeImage(image: ResolvedImage, result: DigestResult, measure: Measure): JudgedImage {
  const { policy } = measure;
  const [problem, ...more] = result.problems;
  const { findings: found, settled } = vulnerabilityFindings(image, result.found, measure);
  const findings = [
    ...found,
    ...exposureFindings(image, result.exposures, policy),
    ...endOfLife(image, result.endOfLife, policy),
    ...(problem === undefined ? [] : [unscannable(image, [problem, ...more])]),
  ];
  const blocked = findings.some(
    (one) => one.result.outcome === 'fail' && one.enforcement === 'block' && !settled.has(one),
  );
  const outcome = blocked ? 'fail' : problem !== undefined ? 'unknown' : 'pass';
  return { outcome, findings, settled, bills: result.bills };
}
