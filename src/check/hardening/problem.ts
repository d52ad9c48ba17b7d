import type { Path } from '../../domain/index.ts';
import type { Problem } from './rule.ts';

/** One offender of a problem that several may share. */
export interface Offender {
  readonly label: string;
  readonly paths: readonly Path[];
  /** What it sets, where the message lists that: `{values}`. */
  readonly values?: readonly string[];
}

/**
 * One problem of all offenders, or none where there are no offenders: the labels go to `{where}`, what they set, each
 * once, to `{values}`.
 */
export function sharedProblem(message: string, offenders: readonly Offender[]): readonly Problem[] {
  const [first, ...rest] = offenders.flatMap((offender) => offender.paths);
  if (first === undefined) return [];
  const where = offenders.map((offender) => offender.label);
  const paths = [first, ...rest] as const;
  if (offenders.every(({ values }) => values === undefined)) return [{ message, data: { where }, paths }];
  const parts = offenders.flatMap(({ label, values = [] }) =>
    distinct(values).map((value) => ({ where: [label], values: [value] })),
  );
  return [{ message, data: { where, values: distinct(parts.flatMap(({ values }) => values)) }, parts, paths }];
}

/** Sorted, each once: how forbidden values are listed. */
export function distinct(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort();
}
