import type { Json, Path } from '../../../domain/index.ts';
import { canonical } from './canonical.ts';

/** One thing that an admission policy does: a rule of it, its failure policy, a validation. */
export interface Part {
  /** Tells it from the others of its object, and names it in messages: `rule "no-latest"`. */
  readonly name: string;
  /** True where it rejects what it finds, or sets what protects. */
  readonly enforces: boolean;
  /** What the field says: `Audit`. */
  readonly action: string;
  readonly path: Path;
  /** What it applies to, as text to compare; null where that is not its business. */
  readonly scope: string | null;
  /** What it wants of an object, as text to compare; null where its name says that already. */
  readonly demands: string | null;
  /** Rejects nothing by itself: it says more of the parts that do, or (`failure`) what holds once nothing can be judged. */
  readonly about?: 'others' | 'failure';
  /** It rejects nothing: it sets or creates something, and `demands` is what. */
  readonly sets?: true;
}

export function failurePolicy(value: Json | undefined, path: Path, name = 'failurePolicy'): Part {
  const action = String(value ?? 'Fail');
  return { name, enforces: action !== 'Ignore', action, path, scope: null, demands: null, about: 'failure' };
}

/** What enforces by being there. */
export function present(name: string, path: Path = [], compared: Partial<Pick<Part, 'scope' | 'demands'>> = {}): Part {
  return { name, enforces: true, action: '', path, scope: null, demands: null, ...compared };
}

/** Several fields as text to compare. */
export function textOfAll(...values: readonly (Json | undefined)[]): string {
  return canonical(values.map((value) => value ?? null));
}
