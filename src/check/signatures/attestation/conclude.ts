import type { AuthorityResult } from '../authority/result.ts';
import { clip } from '../clip.ts';
import type { Met, Search } from './requirement.ts';

/** The sentence's parts that differ between those who ask. */
export interface Asked {
  /** "made with its key (ECDSA P-256, SHA256:...)", "by https://ci.example (issued by ...)" */
  readonly signer: string;
  /** "" or " in ghcr.io/acme/signatures, where the policy says that they are". */
  readonly elsewhere: string;
  readonly remedies: {
    readonly missing: string;
    readonly refused: string;
    readonly otherIdentity: string;
    readonly unsatisfied: string;
  };
}

const MAX_TYPES = 3;

/** What a search comes to in which not every requirement is met: what could not be read makes a failure unknown. */
export function concludeUnmet(search: Search, asked: Asked): AuthorityResult {
  const unmet = search.met.filter(({ by }) => by.length === 0);
  const { gathered } = search;
  const labels = unmet.map(({ requirement }) => clip(requirement.label, 120)).join(' and ');
  const wants = `wants ${unmet.length === 1 ? 'an attestation' : 'attestations'} of the type ${labels} ${asked.signer}`;
  const failures = unmet.map((one) => failureOf(one, search, asked));
  const undecided = unmet.flatMap((one) => one.undecided);
  const unreadable = [...gathered.unreadable, ...undecided];
  const [first] = unreadable;
  // One requirement that nothing could meet decides, whatever could not be read for another.
  const hopeless = gathered.unreadable.length === 0 && unmet.some((one) => one.undecided.length === 0);
  const reasons = [...new Set(failures.flatMap((one) => one.reasons))];
  if (first !== undefined && !hopeless) {
    return {
      status: 'unknown',
      about: 'attestation',
      cause: unreadable.some((one) => one.cause === 'content') ? 'content' : 'infrastructure',
      found: `${wants}, and whether there is one could not be found out`,
      reasons: [...new Set(unreadable.map((one) => one.reason)), ...reasons],
      remedy: first.remedy,
    };
  }
  const worst =
    (['untrusted-identity', 'invalid', 'unsatisfied', 'missing'] as const)
      .map((rule) => failures.find((one) => one.rule === rule))
      .find((one) => one !== undefined) ?? MISSING;
  return {
    status: 'fail',
    rule: `attestation/${worst.rule}`,
    found: `${wants}, and ${worst.found}`,
    reasons,
    remedy: worst.remedy === '' ? asked.remedies.missing : worst.remedy,
  };
}

interface Unmet {
  readonly rule: 'untrusted-identity' | 'invalid' | 'unsatisfied' | 'missing';
  readonly found: string;
  readonly reasons: readonly string[];
  readonly remedy: string;
}

const MISSING: Unmet = { rule: 'missing', found: 'there is none', reasons: [], remedy: '' };

function failureOf({ requirement, unsatisfied }: Met, { gathered }: Search, asked: Asked): Unmet {
  const refused = gathered.refused.filter(
    (one) => one.predicateType === null || requirement.uris.has(one.predicateType),
  );
  const reasons = refused.map((one) => one.reason);
  if (unsatisfied.length > 0) {
    const found =
      unsatisfied.length === 1
        ? 'what the one that is there says is not enough'
        : `what the ${unsatisfied.length} that are there say is not enough`;
    const { unsatisfied: remedy } = asked.remedies;
    return { rule: 'unsatisfied', found, reasons: [...unsatisfied, ...reasons], remedy };
  }
  if (refused.length > 0) {
    const found =
      refused.length === 1 ? 'the one that is there is not' : `none of the ${refused.length} that are there is`;
    const other = refused.some((one) => one.otherIdentity);
    const remedy = other ? asked.remedies.otherIdentity : asked.remedies.refused;
    return { rule: other ? 'untrusted-identity' : 'invalid', found, reasons, remedy };
  }
  const types = [...gathered.otherTypes].slice(0, MAX_TYPES).map((type) => clip(type));
  const more = gathered.otherTypes.size - types.length;
  const others =
    types.length === 0 ? '' : ` (there are: ${types.join(', ')}${more > 0 ? ` and ${more} more types` : ''})`;
  const found = `there is none${asked.elsewhere}${others}`;
  return { rule: 'missing', found, reasons: [], remedy: asked.remedies.missing };
}
