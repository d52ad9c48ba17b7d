import { isArray, isObject, type Json, type Manifest } from '../../domain/index.ts';

/** Stands for a value that two renders of the same chart do not agree on. */
const VOLATILE = '\u0000volatile';

/** `value` as text for comparing, without what two plain renders, `first` and `second`, do not agree on. */
export function stableText(value: Json | undefined, first: Json | undefined, second: Json | undefined): string {
  return JSON.stringify(masked(value, first, second)) ?? '';
}

function masked(value: Json | undefined, first: Json | undefined, second: Json | undefined): Json | undefined {
  if (isArray(value)) {
    const agreed = isArray(first) && isArray(second) && first.length === second.length;
    if (agreed) return value.map((item, index) => masked(item, first[index], second[index]) ?? null);
  } else if (isObject(value)) {
    if (isObject(first) && isObject(second)) {
      const keys = Object.keys(value).sort();
      return Object.fromEntries(keys.map((key) => [key, masked(value[key], first[key], second[key])]));
    }
  }
  return JSON.stringify(first) === JSON.stringify(second) ? value : VOLATILE;
}

/** Which object it is to the cluster. */
export function identityOf({ ref }: Manifest): string {
  return JSON.stringify([ref.apiVersion, ref.kind, ref.namespace ?? '', ref.name]);
}
