import { demandOn } from '../check/signatures/index.ts';
import type { Finding } from '../domain/index.ts';
import { exceptedDenials, type Side } from '../judge/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';

/**
 * An exception for `image/denied-registry` lets an image pass the lists. Its registry is still none that may be asked, so
 * nobody verified or scanned it: that is said where it is asked for, and passes for exceptions of its own alone.
 */
export function uncheckedFindings(
  head: Side,
  base: Side | null,
  { policy, signatureDocuments }: Pick<LoadedPolicy, 'policy' | 'signatureDocuments'>,
  now: Date,
): readonly Finding[] {
  const images = new Map(head.images.map((image) => [image.written, image]));
  return exceptedDenials(head, base, policy, now).flatMap((denial): Finding[] => {
    const image = images.get(denial.image ?? '');
    if (image === undefined || denial.digest === null) return [];
    const demand = demandOn(image, denial.digest, policy, signatureDocuments);
    const unverified = {
      rule: 'signature/invalid',
      severity: 'critical',
      said: `Nobody verified signatures of ${image.written}.`,
    } as const;
    const unscanned = {
      rule: 'vulnerability/unscannable',
      severity: 'high',
      said: `Nobody looked for vulnerabilities in ${image.written}.`,
    } as const;
    return [
      ...(demand === null ? [] : [unchecked(denial, { ...unverified, enforcement: demand })]),
      ...(policy.vulnerabilities.severity === 'off' ? [] : [unchecked(denial, { ...unscanned, enforcement: 'block' })]),
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
