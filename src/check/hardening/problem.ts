import type { Path } from '../../domain/index.ts';
import type { Problem } from './rule.ts';

/** One offender of a problem that several may share. */
export interface Offender {
  readonly label: string;
  readonly paths: readonly Path[];
}

/**
 * One problem of all offenders, or none where there are no offenders: the labels go to `{where}`.
 *
 * @param data what else the message shows, for example the forbidden values.
 */
export function sharedProblem(
  message: string,
  offenders: readonly Offender[],
  data: Problem['data'] = {},
): readonly Problem[] {
  const [first, ...rest] = offenders.flatMap((offender) => offender.paths);
  if (first === undefined) return [];
  return [{ message, data: { ...data, where: offenders.map((offender) => offender.label) }, paths: [first, ...rest] }];
}

/** Sorted, each once: how forbidden values are listed. */
export function distinct(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort();
}
