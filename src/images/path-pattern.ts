import { get, isArray, isObject, type Json, type Path, type PathStep } from '../domain/index.ts';

/** `null` stands for `[*]`: every item of a sequence, every value of a mapping. */
export type PathPattern = readonly (PathStep | null)[];

const STEP =
  /\.?([A-Za-z_][A-Za-z0-9_-]*)|\[(\*|[0-9]{1,9})\]|\[("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")\]/uy;

/**
 * Reads `spec.steps[*].image`, `items[0].image` or `metadata.annotations["example.com/image"]`, the way that
 * formatPath writes paths. Null where the text is none of these.
 */
export function parsePathPattern(text: string): PathPattern | null {
  const steps: (PathStep | null)[] = [];
  STEP.lastIndex = 0;
  for (let at = 0; at < text.length; at = STEP.lastIndex) {
    const match = STEP.exec(text);
    if (match === null || match[0].startsWith('.') !== (at > 0 && match[1] !== undefined)) return null;
    const [, key, index, quotedKey] = match;
    if (key !== undefined) steps.push(key);
    else if (index !== undefined) steps.push(index === '*' ? null : Number(index));
    else if (quotedKey !== undefined) steps.push(String(JSON.parse(quotedKey)));
  }
  return steps.length > 0 ? steps : null;
}

export interface Selected {
  readonly value: Json;
  readonly path: Path;
}

/** What is at the places that the pattern names, in the object's own order. */
export function selectPaths(root: Json, pattern: PathPattern): readonly Selected[] {
  let found: Selected[] = [{ value: root, path: [] }];
  for (const step of pattern) {
    found = found.flatMap(({ value, path }) =>
      stepsInto(value, step).flatMap((key) => {
        const next = get(value, key);
        return next === undefined ? [] : [{ value: next, path: [...path, key] }];
      }),
    );
  }
  return found;
}

function stepsInto(value: Json, step: PathStep | null): readonly PathStep[] {
  if (step !== null) return [step];
  if (isArray(value)) return [...value.keys()];
  return isObject(value) ? Object.keys(value) : [];
}
