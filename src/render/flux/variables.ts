import { get, isArray, isObject, type Manifest, type Path, type Place, textAt } from '../../domain/index.ts';
import { approximate } from '../origins/choose.ts';
import { dataEntry, dataKeys, findObject } from './objects.ts';

export interface Variable {
  readonly value: string;
  readonly place: Place;
}

export interface Variables {
  readonly values: ReadonlyMap<string, Variable>;
  /** Names that `substitute` itself sets: nothing else can change them. */
  readonly own: ReadonlySet<string>;
  /** What would set more variables and is not in the repository, or cannot be read there. */
  readonly missing: readonly string[];
  /** Flux leaves objects alone while there is no variable at all, unless `substituteStrategy` is `Always`. */
  readonly always: boolean;
  /** Objects that values were read from. */
  readonly reads: readonly Manifest[];
}

const SUBSTITUTE: Path = ['spec', 'postBuild', 'substitute'];

/**
 * `postBuild` of a Kustomization (fluxcd/pkg kustomize_varsub.go): the data of each object of `substituteFrom`, a later one
 * over an earlier one, and `substitute` over all. Line ends are taken out of values.
 */
export function readVariables(kustomization: Manifest, all: readonly Manifest[]): Variables {
  const values = new Map<string, Variable>();
  const missing: string[] = [];
  const reads: Manifest[] = [];
  const references = get(kustomization.object, 'spec', 'postBuild', 'substituteFrom');
  for (const reference of isArray(references) ? references : []) {
    const [kind, name] = [textAt(reference, 'kind'), textAt(reference, 'name')];
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue;
    const wanted = { group: '', kind, name, namespace: kustomization.namespace };
    const lookup = findObject(all, kustomization, wanted);
    if ('why' in lookup) {
      missing.push(lookup.why);
      continue;
    }
    reads.push(lookup.found);
    for (const key of dataKeys(lookup.found)) {
      const entry = dataEntry(lookup.found, key);
      if (entry === null) continue;
      if ('why' in entry) {
        missing.push(entry.why);
        break;
      }
      const place = lookup.found.place(entry.path);
      const isWritten = entry.path[0] !== 'data' || kind === 'ConfigMap';
      values.set(key, { value: flat(entry.text), place: isWritten ? place : approximate(place.location) });
    }
  }
  const substitute = get(kustomization.object, ...SUBSTITUTE);
  const own = new Set<string>();
  for (const [key, value] of isObject(substitute) ? Object.entries(substitute) : []) {
    if (typeof value !== 'string') continue;
    own.add(key);
    values.set(key, { value: flat(value), place: kustomization.place([...SUBSTITUTE, key]) });
  }
  const always = textAt(kustomization.object, 'spec', 'postBuild', 'substituteStrategy') === 'Always';
  return { values, own, missing, always, reads };
}

function flat(value: string): string {
  return value.replaceAll('\n', '');
}
