import type { Finding } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { knownAtBase } from './baseline.ts';
import { exceptionFor, exceptionsToday } from './exceptions.ts';
import { imagesByText, type Side } from './side.ts';

/**
 * Findings that an image is of a repository which is not admitted, where an exception lets it pass all the same. Not those that the
 * base has too, where only what is new blocks: without the exception they would pass.
 */
export function exceptedDenials(head: Side, base: Side | null, policy: Policy, now: Date): readonly Finding[] {
  const denials = head.findings.filter(({ rule }) => rule === 'image/denied-registry');
  if (denials.length === 0) return [];
  const { holding } = exceptionsToday(policy, now);
  const byText = imagesByText(head.images);
  const known = base === null || policy.gate.scope !== 'new' ? new Set<Finding>() : knownAtBase(head, base);
  return denials.filter((finding) => !known.has(finding) && exceptionFor(finding, holding, byText) !== null);
}
