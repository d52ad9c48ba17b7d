import { get, type Manifest } from '../../../domain/index.ts';
import { textOf } from '../loose-values.ts';

interface Setting {
  readonly name: string;
  /** What holds where it is left out: the strictest. */
  readonly byDefault: string;
  /** The weakest first. */
  readonly weaker: readonly string[];
}

/**
 * The ConfigMap of sigstore's policy-controller (github.com/sigstore/policy-controller pkg/config/store.go): what happens
 * to images that no policy matches, and to a policy without authorities.
 */
const CONTROLLER = 'config-policy-controller';
const SETTINGS: readonly Setting[] = [
  { name: 'no-match-policy', byDefault: 'deny', weaker: ['allow', 'warn'] },
  { name: 'fail-on-empty-authorities', byDefault: 'true', weaker: ['false'] },
];

export interface Loosened {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/** Settings of the controller that let through more than they did. */
export function loosenedSettings(base: Manifest, head: Manifest): readonly Loosened[] {
  if (base.ref.name !== CONTROLLER) return [];
  return SETTINGS.flatMap(({ name, byDefault, weaker }) => {
    const valueIn = (manifest: Manifest): string => textOf(get(manifest.object, 'data', name)) || byDefault;
    const [before, after] = [valueIn(base), valueIn(head)];
    const rank = (value: string): number => (weaker.includes(value) ? weaker.indexOf(value) : weaker.length);
    return rank(after) < rank(before) ? [{ setting: name, before, after }] : [];
  });
}

/** The label by which a namespace asks to be checked, and the one by which it is left out. */
const INCLUDE = 'policy.sigstore.dev/include';
const EXCLUDE = 'policy.sigstore.dev/exclude';

/** The label whose change takes a namespace out of what the controller checks; null where none does. */
export function labelThatLeaves(base: Manifest, head: Manifest): string | null {
  const has = (manifest: Manifest, label: string): boolean =>
    textOf(get(manifest.object, 'metadata', 'labels', label)) === 'true';
  if (has(base, INCLUDE) && !has(head, INCLUDE)) return INCLUDE;
  return !has(base, EXCLUDE) && has(head, EXCLUDE) ? EXCLUDE : null;
}
