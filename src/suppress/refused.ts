import type { Finding, RuleDescription } from '../domain/index.ts';
import type { Malformed, Suppression } from './suppression.ts';

export type Refusal = 'malformed' | 'guarded' | 'expired' | 'outlives-limit' | 'new' | 'change';

export const RULES: readonly RuleDescription[] = [
  {
    id: 'gate/suppression-refused',
    topic: 'admission',
    level: null,
    severity: 'low',
    title: 'Suppression in a manifest that does not apply',
    means:
      'An annotation or comment supply-chain-gate/ignore is not honoured: it is not of the form "rule -- reason, until date", it has expired or reaches further than gate.maxExceptionAge, it names a rule about signatures or registries, it is a comment for a change/ rule, or the base does not have it yet for this problem.',
    why: 'Whoever opens a pull request could otherwise write themselves a pass; a suppression without an end is one that nobody looks at again.',
    repair:
      'Write supply-chain-gate/ignore: <rule> -- <reason>, until <date>, and have it merged first; for signatures and registries use an exception in the policy.',
    docs: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions',
    cis: [],
    nsa: [],
  },
];

const MOST_SHOWN = 120;

export function refusedFinding(written: Suppression | Malformed, why: Refusal, maxAge: number): Finding {
  const shown = written.text.length > MOST_SHOWN ? `${written.text.slice(0, MOST_SHOWN)}...` : written.text;
  return {
    rule: 'gate/suppression-refused',
    severity: 'low',
    result: { outcome: 'fail' },
    enforcement: 'warn',
    message: `The suppression ${JSON.stringify(shown)} ${explain(written, why, maxAge)}`,
    manifest: null,
    image: null,
    location: written.location,
    related: [],
    path: null,
    identity: [why, written.text],
    digest: null,
  };
}

function explain(written: Suppression | Malformed, why: Refusal, maxAge: number): string {
  switch (why) {
    case 'malformed':
      return `is not honoured: ${'why' in written ? written.why : ''}. Write it as <rule> -- <reason>, until <date>.`;
    case 'guarded':
      return 'names a rule about signatures or registries, which no manifest may ignore. Use an exception in the policy, with the exact digest.';
    case 'expired':
      return 'has expired and no longer applies. Remove it, or renew it with a reason that still holds.';
    case 'outlives-limit':
      return `reaches further than gate.maxExceptionAge (${Math.floor(maxAge / 86_400_000)} days from today) allows, so it does not apply. Give it an earlier date.`;
    case 'change':
      return 'is a comment, and the base has found nothing yet on its line of which a change could be known. Write it as an annotation supply-chain-gate/ignore of the object, merged before the change that it is for, or ask for an exception in the policy.';
    case 'new':
      return 'is not at the base for this problem, so it does not apply to this change. It does once it is merged; until then fix the finding, or ask for an exception in the policy.';
  }
}
