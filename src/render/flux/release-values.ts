import { get, isArray, isObject, type Json, type Manifest, type Path, textAt } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import type { ComposeContext } from '../deliveries/composition.ts';
import { type ReadText, textOrigin } from '../deliveries/text-origin.ts';
import { emptyValues, mergeValues, setValue, toValues, type ValueMap } from '../deliveries/values.ts';
import { dataEntry, findObject } from './objects.ts';

/**
 * The values of a release (fluxcd/pkg chartutil/values.go): each of `valuesFrom` over the ones before, then `values`. One
 * with a `targetPath` is a single value, set into what `values` gives.
 */
export async function releaseValues(manifest: Manifest, { all, filesOf }: ComposeContext, read: ReadText) {
  const missing: string[] = [];
  const reads: Manifest[] = [];
  const at: Path = ['spec', 'values'];
  const own = asMap(get(manifest.object, ...at) ?? {}, (path) => manifest.place([...at, ...path]));
  let merged = emptyValues((path) => manifest.place([...at, ...path]));
  const references = get(manifest.object, 'spec', 'valuesFrom');
  for (const reference of isArray(references) ? references : []) {
    const [kind, name] = [textAt(reference, 'kind'), textAt(reference, 'name')];
    const key = textAt(reference, 'valuesKey') || 'values.yaml';
    const targetPath = textAt(reference, 'targetPath');
    const isOptional = get(reference, 'optional') === true;
    const wanted = { group: '', kind, name, namespace: manifest.namespace };
    const lookup = findObject(all, manifest, wanted);
    if ('why' in lookup) {
      missing.push(`its values come from what was not read: ${lookup.why}`);
      continue;
    }
    reads.push(lookup.found);
    const entry = dataEntry(lookup.found, key);
    if (entry === null) {
      if (!isOptional)
        missing.push(`${kind} ${name} has no key ${JSON.stringify(key.slice(0, 100))} to take values from`);
      continue;
    }
    if ('why' in entry) {
      missing.push(`its values come from what was not read: ${entry.why}`);
      continue;
    }
    const place = lookup.found.place(entry.path);
    if (targetPath !== '') {
      merged = mergeValues(merged, own);
      if (!setValue(merged, targetPath, entry.text, place)) {
        missing.push(`what ${kind} ${name} sets at ${JSON.stringify(targetPath.slice(0, 100))} cannot be told`);
      }
      continue;
    }
    const [document, ...others] = readManifestStream(new TextEncoder().encode(entry.text)).documents;
    if (document === undefined || others.length > 0 || !isObject(document.value)) {
      if (entry.text.trim() !== '')
        missing.push(`${kind} ${name} holds no values under ${JSON.stringify(key.slice(0, 100))}`);
      continue;
    }
    const origin = await textOrigin(entry.text, place, read, candidateFiles(lookup.found, filesOf));
    merged = mergeValues(
      merged,
      asMap(document.value, (path) => origin(document.locate(path))),
    );
  }
  return { merged: mergeValues(merged, own), missing, reads };
}

function asMap(value: Json, placeOf: ValueMap['placeOf']): ValueMap {
  const values = toValues(value, placeOf);
  return values.is === 'map' ? values : emptyValues(placeOf);
}

/** Where a generated ConfigMap may have its text from: what stands in for it is the kustomization that generates it. */
function candidateFiles({ source }: Manifest, filesOf: ComposeContext['filesOf']): Iterable<string> {
  return source.kind === 'plain' ? [] : filesOf(source);
}
