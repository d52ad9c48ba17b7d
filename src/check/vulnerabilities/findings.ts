import { type Finding, formatPath, type ResolvedImage, type RuleId } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import type { Problem, Vulnerability } from './scan-result.ts';
import { reaches, severityOf, type TrivySeverity, worst } from './severity.ts';

const MAX_TITLE = 160;

/** What was found on one platform of an image. */
export interface PlatformVulnerability extends Vulnerability {
  readonly platform: string | null;
}

type About = Pick<Finding, 'rule' | 'severity' | 'result' | 'enforcement' | 'message' | 'identity'>;

function findingAbout(image: ResolvedImage, about: About): Finding {
  const [first, ...others] = image.uses;
  return {
    ...about,
    manifest: first.manifest.ref,
    image: image.written,
    location: first.place.location,
    related: [...first.place.related, ...others.map((use) => use.place.location)],
    path: formatPath(first.path),
    digest: image.digest,
  };
}

/** `vulnerability/unscannable`: an image, or platforms of it, could not be judged, and why. */
export function unscannable(image: ResolvedImage, problems: readonly [Problem, ...Problem[]]): Finding {
  const [first] = problems;
  // What the change itself brings is never softened, whatever else went wrong beside it.
  const cause = problems.some((problem) => problem.cause === 'content') ? 'content' : first.cause;
  const messages = [...new Set(problems.map(({ message }) => message))];
  const remedies = [...new Set(problems.map(({ remedy }) => remedy))];
  return findingAbout(image, {
    rule: 'vulnerability/unscannable',
    severity: 'high',
    result: { outcome: 'unknown', cause },
    enforcement: 'block',
    message: [`${image.written} was not fully checked for vulnerabilities.`, ...messages, ...remedies].join(' '),
    identity: [image.digest, ...new Set(problems.map(({ what }) => what))],
  });
}

/** One finding for an advisory and a package of a written reference, whatever platforms and versions it is there in. */
export function vulnerabilityFindings(
  image: ResolvedImage,
  found: readonly PlatformVulnerability[],
  policy: VulnerabilityPolicy & { readonly severity: TrivySeverity },
): readonly Finding[] {
  const groups = new Map<string, PlatformVulnerability[]>();
  for (const one of found) {
    if (policy.ignoreUnfixed && one.fixed === null) continue;
    const key = JSON.stringify([one.id, one.type, one.package]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const severity = worst(group.map((one) => one.severity));
    return findingAbout(image, {
      rule: ruleOf(first.id),
      severity: severityOf(severity),
      result: { outcome: 'fail' },
      enforcement: reaches(severity, policy.severity) ? 'block' : 'warn',
      message: messageOf(image, group, severity),
      identity: [image.digest, first.type, first.package],
    });
  });
}

/** Ids come from the database; a rule id holds nothing that a policy's patterns or a report could stumble over. */
function ruleOf(id: string): RuleId {
  return `vulnerability/${id.replace(/[^A-Za-z0-9._:-]/g, '-')}`;
}

function distinct(values: readonly string[]): string {
  return [...new Set(values)].sort().join(' and ');
}

/** The way out first. */
function messageOf(image: ResolvedImage, group: readonly PlatformVulnerability[], severity: TrivySeverity): string {
  const name = `${group[0]?.package ?? ''} ${distinct(group.map((one) => one.installed))}`.trim();
  const id = group[0]?.id ?? '';
  const title = group[0]?.title.replace(/\s+/g, ' ').trim() ?? '';
  const clipped = title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE).trimEnd()}...` : title;
  const about = clipped === '' ? '' : `: ${clipped}`;
  const platforms = group.flatMap((one) => one.platform ?? []);
  const where = platforms.length === 0 ? image.written : `${image.written} (${distinct(platforms)})`;
  const fixed = group.flatMap((one) => one.fixed ?? []);
  const level = severityOf(severity) === 'info' ? 'severity not known' : severityOf(severity);
  if (fixed.length === 0) {
    return `${name} in ${where} has ${id} (${level})${about}. No version fixes it yet: replace the package or the image, or let it pass for a while with an exception.`;
  }
  return `Update ${name} to ${distinct(fixed)} in ${where}: ${id} (${level})${about}. Rebuild the image with it and deploy that digest.`;
}
