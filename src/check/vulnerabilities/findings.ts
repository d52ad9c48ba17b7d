import type { AppliedException, Digest, Finding, ResolvedImage, RuleId } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { about, distinct, unique } from './about-image.ts';
import { createFilter, isExploited } from './filters.ts';
import { graceUntil } from './grace.ts';
import type { Problem, Vulnerability } from './scan-result.ts';
import { reaches, severityOf, type TrivySeverity, worst } from './severity.ts';
import type { VexStatement } from './vex.ts';
import { settledBy } from './vex-match.ts';

const MAX_TITLE = 160;

/** What was found on one platform of an image. */
export type PlatformOf<Found> = Found & {
  readonly platform: string | null;
  /** Of that platform's manifest. */
  readonly digest: Digest;
};
export type PlatformVulnerability = PlatformOf<Vulnerability>;

/** What the policy and its documents say of vulnerabilities. */
export interface Measure {
  readonly policy: VulnerabilityPolicy & { readonly severity: TrivySeverity };
  readonly exploited: ReadonlySet<string>;
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
  const { policy, exploited, statements, now } = measure;
  const counts = createFilter(policy, exploited);
  const groups = new Map<
    string,
    { readonly statement: VexStatement | null; readonly parts: [PlatformVulnerability, ...PlatformVulnerability[]] }
  >();
  for (const one of found) {
    if (!counts(one)) continue;
    const statement = settledBy(image, one, statements, now);
    const key = JSON.stringify([one.id, one.type, one.package, statement !== null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { statement, parts: [one] });
    else group.parts.push(one);
  }
  const settled = new Map<Finding, AppliedException>();
  const findings = [...groups.values()].map(({ statement, parts }) => {
    const finding = findingOf(image, parts, measure);
    if (statement === null) return finding;
    const other = { ...finding, identity: [...finding.identity, 'vex'] };
    settled.set(other, { reason: statement.reason, expires: 'withdrawn' });
    return other;
  });
  return { findings, settled };
}

type Group = readonly [PlatformVulnerability, ...PlatformVulnerability[]];

function findingOf(image: ResolvedImage, group: Group, { policy, exploited, now }: Measure): Finding {
  const [first] = group;
  const severity = worst(group.map((one) => one.severity));
  const isKnown = group.some((one) => isExploited(one, exploited));
  const grace = isKnown || !reaches(severity, policy.severity) ? null : graceUntil(group, severity, policy, now);
  const blocks = isKnown || (grace === null && reaches(severity, policy.severity));
  const notes = [
    ...(isKnown ? ['It is on the list of vulnerabilities that are known to be exploited.'] : []),
    ...(grace === null ? [] : [`It blocks from ${grace.replace('T', ' ').replace('Z', ' UTC')} on.`]),
  ];
  return about(image, {
    rule: ruleOf(first.id),
    severity: severityOf(severity),
    result: { outcome: 'fail' },
    enforcement: blocks ? 'block' : 'warn',
    message: [messageOf(image, group, severity), ...notes].join(' '),
    identity: [image.digest, first.type, first.package],
    advisory: {
      type: first.type,
      package: first.package,
      source: first.source,
      installed: unique(group.map((one) => one.installed)),
      // One version without a fix: no upgrade removes the finding.
      fixed: group.some((one) => one.fixed === null) ? [] : unique(group.flatMap((one) => one.fixed ?? [])),
      exploited: isKnown,
      blocksFrom: grace,
    },
  });
}

/** Ids come from the database; a rule id holds nothing that a policy's patterns or a report could stumble over. */
function ruleOf(id: string): RuleId {
  return `vulnerability/${id.replace(/[^A-Za-z0-9._:-]/g, '-')}`;
}

/** What a vendor's status says of a fix (aquasecurity/trivy-db, pkg/types/status.go). */
const VENDOR: Readonly<Record<string, string>> = {
  will_not_fix: 'Its vendor will not fix it',
  fix_deferred: 'Its vendor has put the fix off',
  end_of_life: 'Its vendor no longer looks after it',
};

/** The way out first. */
function messageOf(image: ResolvedImage, group: Group, severity: TrivySeverity): string {
  const [{ id, package: part, title: words, status }] = group;
  const name = `${part} ${distinct(group.map((one) => one.installed))}`.trim();
  const title = words.replace(/\s+/g, ' ').trim();
  const clipped = title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE).trimEnd()}...` : title;
  const said = clipped === '' ? '' : `: ${clipped}`;
  const platforms = group.flatMap((one) => one.platform ?? []);
  const where = platforms.length === 0 ? image.written : `${image.written} (${distinct(platforms)})`;
  const fixed = group.flatMap((one) => one.fixed ?? []);
  const level = severityOf(severity) === 'info' ? 'severity not known' : severityOf(severity);
  if (fixed.length === 0) {
    return `${name} in ${where} has ${id} (${level})${said}. ${VENDOR[status] ?? 'No version fixes it yet'}: replace the package or the image, or let it pass for a while with an exception.`;
  }
  // `1.22.7, 1.23.1`: a repair in each branch.
  const versions = distinct(fixed.map((each) => each.replaceAll(', ', ' or ')));
  const update = ['Update ', name, ' to ', versions, ' in ', where, ': ', id, ' (', level, ')', said];
  // Joined: what a template makes is kept as a chain of its parts, and there are ten thousands of these for a thousand images.
  return [...update, '. Rebuild the image with it and deploy that digest.'].join('');
}
