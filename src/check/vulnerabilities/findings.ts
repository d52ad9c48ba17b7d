import type { AppliedException, Digest, Finding, ResolvedImage } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { about, distinct } from './about-image.ts';
import type { Problem, Vulnerability } from './scan-result.ts';
import type { TrivySeverity } from './severity.ts';
import type { VexStatement } from './vex.ts';
import { settledBy } from './vex-match.ts';
import type { Scales } from './weight.ts';

/** What was found on one platform of an image. */
export interface OnPlatform<Found> {
  readonly found: Found;
  readonly platform: string | null;
  /** Of that platform's manifest. */
  readonly digest: Digest;
}
export type PlatformVulnerability = OnPlatform<Vulnerability>;

/** What the policy and its documents say of vulnerabilities. */
export interface Measure {
  readonly policy: VulnerabilityPolicy & { readonly severity: TrivySeverity };
  /** Whether the policy counts a vulnerability at all, and what it makes of it. */
  readonly scales: Scales;
  /** The newest first. */
  readonly statements: readonly VexStatement[];
  readonly now: Date;
}

export interface JudgedVulnerabilities {
  readonly findings: readonly Finding[];
  /** Those of the findings that a VEX document lets pass. */
  readonly settled: ReadonlyMap<Finding, AppliedException>;
}

/** `vulnerability/unscannable`: an image, or platforms of it, could not be judged, and why. */
export function unscannable(image: ResolvedImage, problems: readonly [Problem, ...Problem[]]): Finding {
  const [first] = problems;
  // What the change itself brings is never softened, whatever else went wrong beside it.
  const cause = problems.some((problem) => problem.cause === 'content') ? 'content' : first.cause;
  const messages = [...new Set(problems.map(({ message }) => message))];
  const remedies = [...new Set(problems.map(({ remedy }) => remedy))];
  return about(image, {
    rule: 'vulnerability/unscannable',
    severity: 'high',
    result: { outcome: 'unknown', cause },
    enforcement: 'block',
    message: [`${image.written} was not fully checked for vulnerabilities.`, ...messages, ...remedies].join(' '),
    identity: [image.digest, ...new Set(problems.map(({ what }) => what))],
  });
}

/** `vulnerability/end-of-life`: the operating system gets no more advisories, so that finding none says little. */
export function endOfLife(image: ResolvedImage, systems: readonly string[], policy: VulnerabilityPolicy): Finding[] {
  if (policy.endOfLife === 'off' || systems.length === 0) return [];
  const names = [...new Set(systems)].sort();
  return [
    about(image, {
      rule: 'vulnerability/end-of-life',
      severity: 'high',
      result: { outcome: 'fail' },
      enforcement: policy.endOfLife,
      message: `Build ${image.written} on a newer release: ${names.join(' and ')} is past its end of life. Its vendor publishes no more advisories and fixes for it, so a scan that finds nothing new there says little.`,
      identity: [image.digest, ...names],
    }),
  ];
}

/**
 * One finding for an advisory and a package of a written reference, whatever platforms and versions it is there in; a
 * second one where a VEX document speaks of some of them only.
 */
export function vulnerabilityFindings(
  image: ResolvedImage,
  found: readonly PlatformVulnerability[],
  measure: Measure,
): JudgedVulnerabilities {
  const { scales, statements, now } = measure;
  const groups = new Map<
    string,
    { readonly statement: VexStatement | null; readonly parts: [PlatformVulnerability, ...PlatformVulnerability[]] }
  >();
  for (const one of found) {
    if (!scales.counts(one.found)) continue;
    const name = scales.keyOf(one.found);
    const statement = settledBy(image, one, statements, now);
    const key = statement === null ? name : `${name} settled`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { statement, parts: [one] });
    else group.parts.push(one);
  }
  const settled = new Map<Finding, AppliedException>();
  const findings = [...groups.values()].map(({ statement, parts }) => {
    const finding = findingOf(image, parts, scales);
    if (statement === null) return finding;
    const other = { ...finding, identity: [...finding.identity, 'vex'] };
    settled.set(other, { reason: statement.reason, expires: 'withdrawn' });
    return other;
  });
  return { findings, settled };
}

const FAIL = { outcome: 'fail' } as const;

function findingOf(
  image: ResolvedImage,
  parts: readonly [PlatformVulnerability, ...PlatformVulnerability[]],
  scales: Scales,
): Finding {
  const [{ found: first }, ...others] = parts;
  const weight = scales.weigh([first, ...others.map((one) => one.found)]);
  const { rule, severity, enforcement, before, after, advisory } = weight;
  const platforms = parts.flatMap(({ platform }) => platform ?? []);
  const where = platforms.length === 0 ? image.written : `${image.written} (${distinct(platforms)})`;
  return about(image, {
    rule,
    severity,
    result: FAIL,
    enforcement,
    // Joined: what a template makes is kept as a chain of its parts, and there are ten thousands of these for a thousand images.
    message: [before, where, after].join(''),
    identity: [image.digest, first.type, first.package],
    advisory,
  });
}
