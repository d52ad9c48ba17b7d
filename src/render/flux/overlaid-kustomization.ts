import { posix } from 'node:path';
import {
  fileLocation,
  get,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Manifest,
  type Path,
  type Place,
  type Tree,
  textAt,
} from '../../domain/index.ts';
import { insideTree } from '../../tree/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import type { VirtualFile } from '../deliveries/composition.ts';
import { adaptPatch } from '../deliveries/inline-patch.ts';
import type { ReadText } from '../deliveries/text-origin.ts';
import { virtualYaml } from '../deliveries/virtual-yaml.ts';
import { KUSTOMIZATION_NAMES } from '../kustomize/names.ts';
import { approximate } from '../origins/choose.ts';
import { RenderProblem } from '../problem.ts';
import { type Scan, scanManifests } from './scan-manifests.ts';

export type Overlaid =
  /** The kustomization in the directory, as it is. */
  | { readonly is: 'own' }
  /** The files in the directory, as they are. */
  | { readonly is: 'plain'; readonly files: readonly string[] }
  | { readonly is: 'written'; readonly file: VirtualFile };

interface Base {
  readonly file: string;
  readonly value: JsonObject;
  readonly placeOf: (path: Path) => Place;
  readonly scan: Scan | null;
}

/**
 * The kustomization that the controller writes into the directory before it builds it (fluxcd/pkg
 * kustomize_generator.go): the one that is there, else one of all manifests below, with what the object sets.
 *
 * @throws RenderProblem for what the controller refuses.
 */
export async function overlayKustomization(
  manifest: Manifest,
  directory: string,
  { tree, read }: { readonly tree: Tree; readonly read: ReadText },
): Promise<Overlaid> {
  const base = await baseOf(directory, tree, manifest);
  const spec = new Spec(manifest);
  const value: Record<string, Json | undefined> = { ...base.value };
  const origins = new Map<string, Path | ((index: number) => Path | null)>();

  for (const [field, key] of [
    ['targetNamespace', 'namespace'],
    ['namePrefix', 'namePrefix'],
    ['nameSuffix', 'nameSuffix'],
  ] as const) {
    const text = textAt(manifest.object, 'spec', field);
    if (text === '') continue;
    value[key] = text;
    origins.set(key, ['spec', field]);
  }
  const ownPatches = listOf(base.value.patches);
  const patches = spec.list('patches').map(adaptPatch);
  if (patches.length > 0) {
    value.patches = [...ownPatches, ...patches];
    origins.set('patches', (index) =>
      index < ownPatches.length ? null : ['spec', 'patches', index - ownPatches.length],
    );
  }
  const components = await componentsOf(spec, directory, tree);
  if (components.length > 0) {
    value.components = [...listOf(base.value.components), ...components];
    const first = listOf(base.value.components).length;
    origins.set('components', (index) => (index < first ? null : ['spec', 'components', index - first]));
  }
  const images = mergeImages(listOf(base.value.images), spec.list('images'));
  if (images.changed) value.images = images.list;

  const isChanged = origins.size > 0 || images.changed;
  if (!isChanged && base.scan === null) return { is: 'own' };
  if (!isChanged && base.scan?.plain) {
    return { is: 'plain', files: base.scan.resources.map((file) => posix.join(directory, file)) };
  }
  const placeOf = (path: Path): Place => {
    const [key, index, ...rest] = path;
    if (key === 'images' && typeof index === 'number' && images.changed) {
      const from = images.origin(index, rest);
      return from.object ? manifest.place(['spec', 'images', ...from.path]) : base.placeOf(['images', ...from.path]);
    }
    const origin = typeof key === 'string' ? origins.get(key) : undefined;
    if (Array.isArray(origin)) return manifest.place(origin);
    const item = typeof origin === 'function' && typeof index === 'number' ? origin(index) : null;
    return item === null ? base.placeOf(path) : manifest.place([...item, ...rest]);
  };
  return { is: 'written', file: await virtualYaml(base.file, value, placeOf, read) };
}

async function baseOf(directory: string, tree: Tree, manifest: Manifest): Promise<Base> {
  for (const name of KUSTOMIZATION_NAMES) {
    const file = posix.join(directory, name);
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory') continue;
    const [document] = readManifestStream(await tree.read(file)).documents;
    if (document === undefined || !isObject(document.value)) {
      throw new RenderProblem({
        what: `${file} is no kustomization: it holds no mapping, or is not YAML`,
        remedy: 'Correct it, or delete it to have all manifests of the directory deployed',
        location: fileLocation(file),
      });
    }
    const placeOf = (path: Path): Place => ({ location: { file, ...document.locate(path), exact: true }, related: [] });
    return { file, value: document.value, placeOf, scan: null };
  }
  if (directory !== '' && (await tree.stat(directory)) !== 'directory') {
    throw new RenderProblem({
      what: `the directory ${directory} is not in what Flux takes from the repository`,
      remedy: 'Correct spec.path',
      location: manifest.place(['spec', 'path']).location,
    });
  }
  const scan = await scanManifests(tree, directory);
  const file = posix.join(directory, KUSTOMIZATION_NAMES[0]);
  const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };
  const value = { ...head, resources: [...scan.resources] };
  const placeOf = (path: Path): Place => {
    const resource = path[0] === 'resources' && typeof path[1] === 'number' ? scan.resources[path[1]] : undefined;
    const place = manifest.place(['spec', 'path']);
    return resource === undefined
      ? approximate(place.location)
      : approximate(fileLocation(posix.join(directory, resource)));
  };
  return { file, value, placeOf, scan };
}

/** Fields of the object; what is of another type the API server refuses. */
class Spec {
  readonly manifest: Manifest;

  constructor(manifest: Manifest) {
    this.manifest = manifest;
  }

  list(field: string): readonly Json[] {
    return listOf(get(this.manifest.object, 'spec', field));
  }

  refuse(path: Path, what: string, remedy: string): never {
    throw new RenderProblem({ what, remedy, location: this.manifest.place(path).location });
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

async function componentsOf(spec: Spec, directory: string, tree: Tree): Promise<readonly string[]> {
  const ignoresMissing = get(spec.manifest.object, 'spec', 'ignoreMissingComponents') === true;
  const found: string[] = [];
  for (const [index, component] of spec.list('components').entries()) {
    if (typeof component !== 'string') continue;
    const inside = component.startsWith('/') ? null : insideTree(posix.join(directory, component));
    if (inside === null || /^[a-z][a-z0-9+.-]*:/i.test(component)) {
      spec.refuse(
        ['spec', 'components', index],
        `the component ${JSON.stringify(component.slice(0, 200))} is no path inside the repository`,
        'Name a directory relative to spec.path',
      );
    }
    if (ignoresMissing && (await tree.stat(inside)) === null) continue;
    found.push(component);
  }
  return found;
}

interface Images {
  readonly list: readonly Json[];
  readonly changed: boolean;
  /** Who says a field of an entry: the object (`spec.images`), or the kustomization. */
  readonly origin: (index: number, rest: Path) => { readonly object: boolean; readonly path: Path };
}

/** An entry of the object goes into the one of the same name; its tag and digest replace both. */
function mergeImages(own: readonly Json[], added: readonly Json[]): Images {
  const list: JsonObject[] = own.map((entry) => (isObject(entry) ? entry : {}));
  const from = new Map<number, { readonly index: number; readonly fields: ReadonlySet<string> }>();
  for (const [index, entry] of added.entries()) {
    const name = textAt(entry, 'name');
    const fields = ['newName', 'newTag', 'digest'].filter((field) => textAt(entry, field) !== '');
    const values = Object.fromEntries(fields.map((field) => [field, textAt(entry, field)]));
    const existing = list.findIndex((one) => textAt(one, 'name') === name);
    if (existing === -1) {
      from.set(list.push({ name, ...values }) - 1, { index, fields: new Set(['name', ...fields]) });
      continue;
    }
    const { newTag, digest, ...rest } = list[existing] ?? {};
    const isVersioned = fields.includes('newTag') || fields.includes('digest');
    const kept = isVersioned ? rest : { ...rest, ...(newTag && { newTag }), ...(digest && { digest }) };
    list[existing] = { ...kept, ...values };
    from.set(existing, { index, fields: new Set([...fields, ...(from.get(existing)?.fields ?? [])]) });
  }
  return {
    list,
    changed: added.length > 0,
    origin: (index, rest) => {
      const entry = from.get(index);
      const [field] = rest;
      const object =
        entry !== undefined && (field === undefined ? index >= own.length : entry.fields.has(String(field)));
      return { object, path: object && entry !== undefined ? [entry.index, ...rest] : [index, ...rest] };
    },
  };
}
