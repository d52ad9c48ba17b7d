import { get, isObject, type Json } from './json.ts';
import { formatPath, type Path, type PathStep } from './path.ts';

/**
 * A path that keeps its meaning when list entries are added, removed or moved: an entry goes by its name
 * (`spec.containers.api.env.TOKEN.value`), and an index is left out where the entry has none.
 */
export function formatNamedPath(object: Json | undefined, path: Path): string {
  const steps = path.flatMap((step, depth): readonly PathStep[] => {
    if (typeof step === 'string') return [step];
    const entry = get(object, ...path.slice(0, depth + 1));
    return isObject(entry) && typeof entry.name === 'string' ? [entry.name] : [];
  });
  return formatPath(steps);
}
