import { get, isObject, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { quote } from '../pod.ts';
import { quantityOf } from '../quantity.ts';
import { canonical } from './canonical.ts';

/** One limit that a ResourceQuota or a LimitRange sets. */
export interface Limit {
  /** Tells it from the others, and names it in messages: `requests.cpu`, `max memory of a Container`. */
  readonly name: string;
  /** As it is written. */
  readonly says: string;
  /** Null for what is no quantity: the API refuses it. */
  readonly value: number | null;
  readonly path: Path;
}

/** What an object of either kind limits. A quota of a scope is another limit than one of all pods. */
export function limitsOf({ object, ref }: Manifest): readonly Limit[] {
  if (ref.kind === 'ResourceQuota') {
    const scopes = [get(object, 'spec', 'scopes') ?? null, get(object, 'spec', 'scopeSelector') ?? null];
    const isScoped = scopes.some((scope) => scope !== null && canonical(scope) !== '[]');
    const scope = isScoped ? ` of the scope ${quote(canonical(scopes))}` : '';
    return limitsAt(object, ['spec', 'hard'], (resource) => `${quote(resource)}${scope}`);
  }
  return itemsOf(get(object, 'spec', 'limits')).flatMap((item, index) =>
    ['max', 'default', 'maxLimitRequestRatio'].flatMap((field) =>
      limitsAt(
        object,
        ['spec', 'limits', index, field],
        (resource) => `${field} ${quote(resource)} of a ${quote(textOf(get(item, 'type')))}`,
      ),
    ),
  );
}

function limitsAt(object: Json, path: Path, nameOf: (resource: string) => string): readonly Limit[] {
  const held = path.reduce<Json | undefined>(
    (value, step) => (typeof step === 'number' ? itemsOf(value)[step] : get(value, step)),
    object,
  );
  return Object.entries(isObject(held) ? held : {}).map(([resource, value]) => ({
    name: nameOf(resource),
    says: textOf(value),
    value: quantityOf(value),
    path: [...path, resource],
  }));
}
