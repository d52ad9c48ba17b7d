import { compareLocations, describeManifest, get, type Manifest, type Path, type Place } from '../../domain/index.ts';
import type { Transform } from '../deliveries/composition.ts';
import { refOf } from '../objects.ts';
import { substituteObject, type VariablePart } from './substitute-object.ts';
import type { Variables } from './variables.ts';

const SWITCH = 'kustomize.toolkit.fluxcd.io/substitute';
const NAME = /^[_A-Za-z][_A-Za-z0-9]*$/;

/**
 * Fills in the variables of a Kustomization's objects. An object that cannot be substituted stays as it was, and is named:
 * Flux would deploy none of them.
 */
export function substitution(variables: Variables): Transform {
  const values = new Map([...variables.values].map(([name, { value }]) => [name, value]));
  return async (manifests) => {
    const unsupported: string[] = [];
    const odd = [...values.keys()].find((name) => !NAME.test(name));
    if (odd !== undefined) {
      const why = `the variable ${JSON.stringify(odd.slice(0, 100))} has a name that Flux refuses`;
      return { manifests, unsupported: [why] };
    }
    if (values.size === 0 && !variables.always && variables.missing.length === 0) return { manifests, unsupported: [] };
    const unset = new Set<string>();
    const open = new Set<string>();
    const changed = manifests.map((manifest) => {
      if (isSwitchedOff(manifest)) return manifest;
      const read = substituteObject(manifest.object, values);
      for (const name of read.unset) unset.add(name);
      for (const name of read.used) if (!variables.own.has(name)) open.add(name);
      if ('problem' in read) {
        // That nothing sets a variable is told below, and is why.
        if (read.unset.size > 0) return manifest;
        unsupported.push(`the variables of ${describeManifest(manifest.ref)} cannot be filled in: ${read.problem}`);
        return manifest;
      }
      if (read.used.size === 0) return manifest;
      const { source, face, ref } = manifest;
      const { apiVersion, kind, namespace, name } = refOf(read.object, null);
      return {
        ref: {
          file: ref.file,
          document: ref.document,
          apiVersion,
          kind,
          name,
          ...(namespace === undefined ? {} : { namespace }),
          ...(ref.item === undefined ? {} : { item: ref.item }),
        },
        source,
        object: read.object,
        namespace: namespace ?? manifest.namespace,
        ...(face === undefined ? {} : { face }),
        place: (path: Path) => substitutedPlace(manifest, variables, get(read.object, ...path), path, read.parts(path)),
      } satisfies Manifest;
    });
    if (variables.missing.length > 0 && open.size > 0) {
      unsupported.push(`${variables.missing.join('; ')}, which may set ${shown(open)}`);
    } else if (unset.size > 0) {
      unsupported.push(
        `nothing sets ${shown(unset)}: Flux 2.9 deploys nothing then, and an earlier one puts nothing in its place`,
      );
    }
    return { manifests: changed, unsupported };
  };
}

function isSwitchedOff({ object }: Manifest): boolean {
  return ['labels', 'annotations'].some((key) => get(object, 'metadata', key, SWITCH) === 'disabled');
}

function shown(names: ReadonlySet<string>): string {
  const list = [...names]
    .sort()
    .slice(0, 5)
    .map((name) => name.slice(0, 100));
  return list.join(', ') + (names.size > list.length ? ` and ${names.size - list.length} more` : '');
}

/** Where the tag of an image starts, for which variable is the one to edit. */
const TAG = /[:@][^/:@]*(?:@[^/@]*)?$/;

/** The variable that gives a value, or an image's end; the template where its own text does. */
function substitutedPlace(
  template: Manifest,
  { values }: Variables,
  value: unknown,
  path: Path,
  parts: readonly VariablePart[],
): Place {
  const own = template.place(path);
  if (parts.length === 0) return own;
  const text = String(value ?? '');
  const tag = TAG.exec(text)?.index ?? text.length;
  const named = parts.flatMap(({ variable, end }) => {
    const found = values.get(variable);
    return found === undefined ? [] : [{ place: found.place, end, whole: found.value === text }];
  });
  const chosen =
    named.find(({ whole }) => whole) ?? named.findLast(({ end }) => end === text.length || (end ?? 0) > tag);
  const others = [own, ...named.filter((one) => one !== chosen).map(({ place }) => place)];
  const [first, ...rest] = chosen === undefined ? others : [chosen.place, ...others];
  if (first === undefined) return own;
  const related = [...first.related, ...rest.flatMap((place) => [place.location, ...place.related])];
  const unique = new Map(related.map((location) => [JSON.stringify(location), location]));
  unique.delete(JSON.stringify(first.location));
  return { location: first.location, related: [...unique.values()].sort(compareLocations) };
}
