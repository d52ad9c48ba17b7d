import { get, isObject, type Json, textAt } from '../../domain/index.ts';

/** Inline only: a patch of Flux has no path, so that it names no file. Written as a block, which marks can be put in. */
export function adaptPatch(patch: Json): Json {
  const text = textAt(patch, 'patch');
  const target = get(patch, 'target');
  const selector = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'];
  const selected = isObject(target) ? selector.filter((key) => textAt(target, key) !== '') : [];
  return {
    patch: text.endsWith('\n') ? text : `${text}\n`,
    ...(selected.length === 0 ? {} : { target: Object.fromEntries(selected.map((key) => [key, textAt(target, key)])) }),
  };
}
