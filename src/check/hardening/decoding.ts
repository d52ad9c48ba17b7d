import { z } from 'zod';

/**
 * The API server's decoding of objects (k8s.io/api types.go, sigs.k8s.io/json) as schemas: names are case-sensitive,
 * unknown fields are dropped, `null` is the same as absent, a null list item is an empty one, and any other wrong type
 * is an error.
 */

export const flag = z.boolean().nullish();
export const text = z.string().nullish();
export const whole = z.number().int().nullish();

const INT32 = 2 ** 31;
export const int32 = z
  .number()
  .refine((value) => Number.isInteger(value) && value >= -INT32 && value < INT32, 'expected a 32-bit integer')
  .nullish();

/** A map of resource.Quantity, each written as text or as a number. */
export const quantities = z.record(z.string(), z.union([z.string(), z.number()]).nullable()).nullish();

/** A struct behind a pointer: `{}` is there, null is not. */
export function struct<const T extends z.ZodRawShape>(shape: T) {
  return z.object(shape).nullish();
}

export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item.nullable().transform((value): z.output<T> => value ?? item.parse({})))
    .nullish()
    .transform((value): z.output<T>[] => value ?? []);
}

/** A list of strings: a null item is the empty string. */
export const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((value) => (value ?? []).map((item) => item ?? ''));

/** A map of strings: a null value is the empty string. */
export const textMap = z
  .record(z.string(), z.string().nullable())
  .nullish()
  .transform((value) =>
    Object.fromEntries(Object.entries(value ?? {}).map(([key, item]): [string, string] => [key, item ?? ''])),
  );

/** metav1.LabelSelector behind a pointer. */
export const labelSelector = struct({
  matchLabels: textMap,
  matchExpressions: list(z.object({ key: text, operator: text, values: texts })),
});
export type LabelSelector = NonNullable<z.output<typeof labelSelector>>;

/** What the first wrong type of a value is and where; null where it has none. */
export type Decoded<T> =
  | { readonly status: 'decoded'; readonly value: T }
  | { readonly status: 'invalid'; readonly path: readonly (string | number)[]; readonly problem: string };

interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };
}

export function decode<T>(schema: Schema<T>, value: unknown): Decoded<T> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return { status: 'decoded', value: result.data };
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).filter((step) => typeof step !== 'symbol');
  return { status: 'invalid', path, problem: issue?.message ?? 'wrong type' };
}
