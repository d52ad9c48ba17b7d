import { type Finding, fileLocation, type RuleDescription } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { exceptionsToday, type RefusedException } from './exceptions.ts';

export const RULES: readonly RuleDescription[] = [
  {
    id: 'gate/exception-expired',
    topic: 'admission',
    level: null,
    severity: 'low',
    title: 'Expired exception',
    means: 'An exception of the policy file is past its last day, so it no longer applies.',
    why: 'What it excused counts again; an exception nobody renews is often one nobody remembers.',
    repair: 'Remove the exception, or renew it with a new date and a reason that still holds.',
    docs: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions',
    cis: [],
    nsa: [],
  },
  {
    id: 'gate/exception-refused',
    topic: 'admission',
    level: null,
    severity: 'medium',
    title: 'Exception that cannot apply',
    means:
      'An exception reaches further than the policy allows: past gate.maxExceptionAge, or over signatures, registries or images that could not be judged without one exact rule and one exact digest.',
    why: 'A wide exception for these would let any image through for a long time.',
    repair: 'Name the exact rule and repository@sha256:..., and an earlier date.',
    docs: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions',
    cis: [],
    nsa: [],
  },
];

/** A warning for each exception that does not apply: it is never dropped in silence, and never decides anything. */
export function refusedExceptionFindings(
  refused: readonly RefusedException[],
  policyFile: string,
  maxAge: number,
): readonly Finding[] {
  return refused.map(({ index, exception, why }) => ({
    rule: why === 'expired' ? 'gate/exception-expired' : 'gate/exception-refused',
    severity: why === 'expired' ? 'low' : 'medium',
    result: { outcome: 'fail' },
    enforcement: 'warn',
    message: `exceptions[${index}] (${exception.rules.join(', ')}) ${explain(why, exception.expires, maxAge)}`,
    manifest: null,
    image: null,
    location: fileLocation(policyFile),
    related: [],
    path: `exceptions[${index}]`,
    identity: [why, ...exception.rules, exception.expires],
    digest: null,
  }));
}

/** The same for `policy check`, which judges nothing: where in the policy file, and what is wrong. */
export function lintExceptions(
  policy: Policy,
  now: Date,
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] {
  return exceptionsToday(policy, now).refused.map(({ index, exception, why }) => ({
    path: ['exceptions', index],
    message: `exceptions[${index}] (${exception.rules.join(', ')}) ${explain(why, exception.expires, policy.gate.maxExceptionAge)}`,
  }));
}

function explain(why: RefusedException['why'], expires: string, maxAge: number): string {
  switch (why) {
    case 'expired':
      return `expired at the end of ${expires} (UTC) and no longer applies. Remove it, or renew it with a reason that still holds.`;
    case 'outlives-limit':
      return `runs until ${expires}, longer than gate.maxExceptionAge (${Math.floor(maxAge / 86_400_000)} days from today) allows, so it does not apply. Give it an earlier date.`;
    case 'not-exact':
      return 'is about signatures, registries or images that could not be judged, where an exception must name one exact rule and one exact digest, so it does not apply to them. Write the rule in full and the image as repository@sha256:...';
  }
}
