import { fileLocation, type Manifest, type Path } from '../../../domain/index.ts';
import type { ObjectProblem } from '../rule.ts';
import type { Pair } from './pairs.ts';

/** What a change takes away of an object that is still there: on the line that says the weaker thing. */
export function weakened(
  manifest: Manifest,
  message: string,
  data: ObjectProblem['data'],
  path: Path,
): readonly ObjectProblem[] {
  return [{ manifest, message, data, paths: [path] }];
}

/** An object that the change takes away: there is no line to show, so the file it was in stands for it. */
export function removed({ base }: Pair, data: ObjectProblem['data'] = {}): readonly ObjectProblem[] {
  const { location } = base.place([]);
  const manifest: Manifest = { ...base, place: () => ({ location: fileLocation(location.file), related: [] }) };
  const was = `${location.file}:${location.startLine}`;
  return [{ manifest, message: 'removed', data: { ...data, was }, paths: [[]] }];
}
