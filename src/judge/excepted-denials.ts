import type { Finding } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { exceptionFor, exceptionsToday } from './exceptions.ts';
import { imagesByText, type Side } from './side.ts';

/** Findings that an image is of a repository which is not admitted, where an exception lets it pass all the same. */
export function exceptedDenials({ images, findings }: Side, policy: Policy, now: Date): readonly Finding[] {
  const denials = findings.filter(({ rule }) => rule === 'image/denied-registry');
  if (denials.length === 0) return [];
  const { holding } = exceptionsToday(policy, now);
  const byText = imagesByText(images);
  return denials.filter((finding) => exceptionFor(finding, holding, byText) !== null);
}
