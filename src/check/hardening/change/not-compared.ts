import {
  describeSource,
  type Finding,
  fileLocation,
  type RuleDescription,
  type Source,
} from '../../../domain/index.ts';
import type { RuleLevel } from '../levels.ts';

/** Beside the rules, since it is about what they could not look at. */
export const NOT_COMPARED: RuleDescription = {
  id: 'change/not-compared',
  topic: 'admission',
  level: null,
  severity: 'medium',
  title: 'Source that could not be compared with the base',
  means:
    'With a base: a source did not render there, or not all of it, so the rules change/weakens-* cannot say what the change takes away of it.',
  why: 'A change that repairs a source can take something away at the same time, and nothing would say so.',
  repair: 'Repair the source in a change of its own, and change it in the next.',
  docs: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
  cis: [],
  nsa: [],
};

export function notCompared(source: Source, level: Exclude<RuleLevel, 'off'>): Finding {
  const { title, why, repair, id, severity } = NOT_COMPARED;
  const place = source.root === '' ? '.' : source.root;
  return {
    rule: id,
    severity,
    result: { outcome: 'unknown', cause: 'content' },
    enforcement: level === 'error' ? 'block' : 'warn',
    message: `${title}: ${describeSource(source)} did not render at the base. ${why} ${repair}`,
    manifest: null,
    image: null,
    location: fileLocation(place),
    related: [],
    path: null,
    identity: [source.kind, source.root],
    digest: null,
  };
}
