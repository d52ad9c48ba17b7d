import type { Advisory, Finding, RuleId } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { distinct, unique } from './about-image.ts';
import { createFilter, isExploited } from './filters.ts';
import { graceUntil } from './grace.ts';
import type { Vulnerability } from './scan-result.ts';
import { reaches, severityOf, type TrivySeverity, worst } from './severity.ts';

const MAX_TITLE = 160;

/** What the policy makes of a vulnerability, or of one advisory for several versions of a package: the same in every image. */
export interface Weight extends Pick<Finding, 'rule' | 'severity' | 'enforcement'> {
  /** What the message says before the image's name, and after it. */
  readonly before: string;
  readonly after: string;
  readonly advisory: Advisory;
}

type Group = readonly [Vulnerability, ...Vulnerability[]];

export interface Scales {
  /** Does it count at all? */
  counts(one: Vulnerability): boolean;
  /** The same for what is one finding of an image: an advisory and a package. */
  keyOf(one: Vulnerability): string;
  /** Of what counts. */
  weigh(group: Group): Weight;
}

export interface ScalesOptions {
  readonly policy: VulnerabilityPolicy & { readonly severity: TrivySeverity };
  /** Ids of what is known to be exploited. */
  readonly exploited: ReadonlySet<string>;
  readonly now: Date;
}

/** Images have their packages in common: what was weighed for one is not weighed again for a thousand others. */
export function createScales(options: ScalesOptions): Scales {
  const counts = createFilter(options.policy, options.exploited);
  const keys = new WeakMap<Vulnerability, string>();
  const numbers = new WeakMap<Vulnerability, number>();
  /** By the first of a group, and the numbers of the others. */
  const weights = new WeakMap<Vulnerability, Map<string, Weight>>();
  let count = 0;
  const numberOf = (one: Vulnerability): number => {
    const known = numbers.get(one);
    if (known !== undefined) return known;
    count += 1;
    numbers.set(one, count);
    return count;
  };
  return {
    counts,
    keyOf(one) {
      const key = keys.get(one) ?? JSON.stringify([one.id, one.type, one.package]);
      keys.set(one, key);
      return key;
    },
    weigh(group) {
      const [first, ...others] = group;
      const name = others.map(numberOf).join(' ');
      const known = weights.get(first) ?? new Map<string, Weight>();
      weights.set(first, known);
      const weight = known.get(name) ?? weighGroup(group, options);
      known.set(name, weight);
      return weight;
    },
  };
}

function weighGroup(group: Group, { policy, exploited, now }: ScalesOptions): Weight {
  const [first] = group;
  const severity = worst(group.map((one) => one.severity));
  const isKnown = group.some((one) => isExploited(one, exploited));
  const grace = isKnown || !reaches(severity, policy.severity) ? null : graceUntil(group, severity, policy, now);
  const blocks = isKnown || (grace === null && reaches(severity, policy.severity));
  const notes = [
    ...(isKnown ? [' It is on the list of vulnerabilities that are known to be exploited.'] : []),
    ...(grace === null ? [] : [` It blocks from ${grace.replace('T', ' ').replace('Z', ' UTC')} on.`]),
  ];
  const [before, after] = messageOf(group, severity);
  return {
    rule: ruleOf(first.id),
    severity: severityOf(severity),
    enforcement: blocks ? 'block' : 'warn',
    before,
    after: [after, ...notes].join(''),
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
  };
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

/** The way out first; in two parts, between which the image's name belongs. */
function messageOf(group: Group, severity: TrivySeverity): readonly [string, string] {
  const [{ id, package: part, title: words, status }] = group;
  const name = `${part} ${distinct(group.map((one) => one.installed))}`.trim();
  const title = words.replace(/\s+/g, ' ').trim();
  const clipped = title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE).trimEnd()}...` : title;
  const said = clipped === '' ? '' : `: ${clipped}`;
  const fixed = group.flatMap((one) => one.fixed ?? []);
  const level = severityOf(severity) === 'info' ? 'severity not known' : severityOf(severity);
  if (fixed.length === 0) {
    const why = `${VENDOR[status] ?? 'No version fixes it yet'}: replace the package or the image, or let it pass for a while with an exception.`;
    return [`${name} in `, ` has ${id} (${level})${said}. ${why}`];
  }
  // `1.22.7, 1.23.1`: a repair in each branch.
  const versions = distinct(fixed.map((each) => each.replaceAll(', ', ' or ')));
  const what = `: ${id} (${level})${said}. Rebuild the image with it and deploy that digest.`;
  return [`Update ${name} to ${versions} in `, what];
}
