import type { Finding } from '../domain/index.ts';
import { exceptedDenials, type Side } from '../judge/index.ts';
import type { Policy } from '../policy/index.ts';

/**
 * An exception for `image/denied-registry` lets an image pass the lists. Its registry is still none that may be asked, so
 * nobody verified or scanned it: that is said, and passes for exceptions of its own alone.
 */
export function uncheckedFindings(side: Side, policy: Policy, now: Date): readonly Finding[] {
  const { signatures, vulnerabilities } = policy;
  return exceptedDenials(side, policy, now).flatMap((denial): Finding[] => {
    const unverified = {
      rule: 'signature/invalid',
      severity: 'critical',
      enforcement: signatures.mode === 'enforce' ? 'block' : 'warn',
      said: `Nobody verified signatures of ${denial.image ?? ''}.`,
    } as const;
    const unscanned = {
      rule: 'vulnerability/unscannable',
      severity: 'high',
      enforcement: 'block',
      said: `Nobody looked for vulnerabilities in ${denial.image ?? ''}.`,
    } as const;
    return [
      ...(signatures.mode === 'off' ? [] : [unchecked(denial, unverified)]),
      ...(vulnerabilities.severity === 'off' ? [] : [unchecked(denial, unscanned)]),
    ];
  });
}

interface Unchecked extends Pick<Finding, 'rule' | 'severity' | 'enforcement'> {
  readonly said: string;
}

function unchecked(denial: Finding, { rule, severity, enforcement, said }: Unchecked): Finding {
  return {
    ...denial,
    rule,
    severity,
    enforcement,
    result: { outcome: 'unknown', cause: 'content' },
    message: [
      said,
      'An exception lets it pass although its repository is not admitted, and only admitted repositories are asked.',
      `Admit the repository under images.allow, so that it is checked, or name ${rule} in the exception too.`,
    ].join(' '),
    identity: [denial.digest ?? '', 'not-admitted'],
  };
}
