import { posix } from 'node:path';
import { get, isArray, isObject, type Json, type Path, type Place, textAt } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import { adaptPatch } from '../deliveries/inline-patch.ts';
import type { ReadText } from '../deliveries/text-origin.ts';
import { virtualYaml } from '../deliveries/virtual-yaml.ts';
import { KUSTOMIZATION_NAMES } from '../kustomize/names.ts';
import { RenderProblem } from '../problem.ts';
import type { ArgoSource, Made } from './compose.ts';

/** What is modelled of `kustomize:`; `version` chooses among programs of the server. */
const KNOWN = ['namePrefix', 'nameSuffix', 'namespace', 'images', 'replicas', 'patches', 'components', 'version'];
const LABELS = ['commonLabels', 'commonAnnotations'];
/** Only what it forces or leaves out of a selector differs; that the labels are there does not. */
const SILENT = ['forceCommonLabels', 'forceCommonAnnotations'];

/** The fields of `images:` and `replicas:` that an entry of the Application says. */
interface Entry {
  readonly name: string;
  readonly value: Readonly<Record<string, Json>>;
}

/**
 * A kustomization with what the Application sets, written into it as `kustomize edit` does (argoproj/argo-cd
 * util/kustomize/kustomize.go, Build).
 */
export async function composeKustomization(source: ArgoSource, read: ReadText): Promise<Made> {
  const { path, spec, application, at } = source;
  const own = await ownKustomization(source);
  const told = get(spec, 'kustomize');
  const keys = isObject(told) ? Object.keys(told).filter((key) => isSaid(told[key])) : [];
  const unsupported = keys
    .filter((key) => ![...KNOWN, ...LABELS, ...SILENT].includes(key))
    .map((key) => `it sets kustomize.${key.slice(0, 100)}, which is not modelled`);
  const base: Path = [...at, 'kustomize'];
  const value: Record<string, Json | undefined> = { ...own.value };
  /** Where a path of the written kustomization is said by the Application; null: by the file. */
  const origins: ((path: Path) => Path | null)[] = [];
  for (const key of ['namePrefix', 'nameSuffix', 'namespace']) {
    const text = textAt(told, key);
    if (text === '') continue;
    value[key] = text;
    origins.push(([first]) => (first === key ? [...base, key] : null));
  }
  for (const key of LABELS) {
    const added = get(told, key);
    if (!isObject(added)) continue;
    value[key] = { ...(isObject(own.value[key]) ? own.value[key] : {}), ...added };
    origins.push(([first, name]) =>
      first === key && name !== undefined && name in added ? [...base, key, name] : null,
    );
  }
  for (const key of ['images', 'replicas'] as const) {
    const listed = get(told, key);
    const entries = isArray(listed) ? listed.map((one) => (key === 'images' ? imageOf(one) : replicaOf(one))) : [];
    if (entries.includes(null))
      unsupported.push(`an entry of its kustomize.${key} is written in a way that is not modelled`);
    const before = listOf(own.value[key]);
    const names = new Set(entries.map((entry) => entry?.name));
    const kept = before.filter((one) => !names.has(textAt(one, 'name')));
    const said = entries.flatMap((entry, index) => (entry === null ? [] : [{ entry, index }]));
    if (said.length === 0) continue;
    value[key] = [...kept, ...said.map(({ entry }) => ({ name: entry.name, ...entry.value }))];
    const field = key === 'images' ? [] : ['count'];
    origins.push(([first, position]) => {
      if (first !== key || typeof position !== 'number') return null;
      const one = said[position - kept.length];
      return one === undefined ? null : [...base, key, one.index, ...field];
    });
  }
  for (const key of ['patches', 'components'] as const) {
    const listed = listOf(get(told, key));
    if (listed.length === 0) continue;
    const before = listOf(own.value[key]);
    value[key] = [...before, ...(key === 'patches' ? listed.map(patchOf) : listed)];
    origins.push(([first, position, ...rest]) =>
      first === key && typeof position === 'number' && position >= before.length
        ? [...base, key, position - before.length, ...rest]
        : null,
    );
  }
  const inner = { kind: 'kustomize', root: path } as const;
  if (origins.length === 0) return { source: inner, files: [], unsupported };
  const placeOf = (below: Path): Place => {
    for (const origin of origins) {
      const said = origin(below);
      if (said !== null) return application.place(said);
    }
    return own.placeOf(below);
  };
  return { source: inner, files: [await virtualYaml(own.file, value as Json, placeOf, read)], unsupported };
}

async function ownKustomization({ path, tree, application, at }: ArgoSource) {
  for (const name of KUSTOMIZATION_NAMES) {
    const file = posix.join(path, name);
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory') continue;
    const [document] = readManifestStream(await tree.read(file)).documents;
    if (document === undefined || !isObject(document.value)) break;
    const placeOf = (below: Path): Place => ({
      location: { file, ...document.locate(below), exact: true },
      related: [],
    });
    return { file, value: document.value, placeOf };
  }
  throw new RenderProblem({
    what: `it deploys ${JSON.stringify(path.slice(0, 200))} as a kustomization, and there is none`,
    remedy: 'Add a kustomization.yaml, or take kustomize out of the source',
    location: application.place([...at, 'path']).location,
  });
}

/** `name=new:tag`, `name:tag`, `name@sha256:…`, with or without the tag (kustomize edit set image). Null: none of these. */
export function imageOf(written: Json): Entry | null {
  if (typeof written !== 'string') return null;
  const [left = '', right] = written.split('=', 2);
  const [reference = '', digest] = (right ?? left).split('@', 2);
  const tagAt = /:([A-Za-z0-9._-]+|\*)$/.exec(reference);
  const repository = tagAt === null ? reference : reference.slice(0, tagAt.index);
  const name = right === undefined ? repository : left;
  if (name === '' || repository === '' || name.includes('*') || tagAt?.[1] === '*') return null;
  return {
    name,
    value: {
      ...(repository === name ? {} : { newName: repository }),
      ...(tagAt?.[1] === undefined ? {} : { newTag: tagAt[1] }),
      ...(digest === undefined ? {} : { digest }),
    },
  };
}

function replicaOf(entry: Json): Entry | null {
  const count = get(entry, 'count');
  const number = typeof count === 'number' ? count : Number(textAt(entry, 'count'));
  const name = textAt(entry, 'name');
  return name === '' || !Number.isSafeInteger(number) ? null : { name, value: { count: number } };
}

/** An inline patch; one that names a file (`path`) is taken as it is. */
function patchOf(patch: Json): Json {
  if (textAt(patch, 'patch') === '' || !isObject(patch)) return patch;
  const adapted = adaptPatch(patch);
  // They may let it change the name and the kind.
  return isObject(adapted) && isObject(patch.options) ? { ...adapted, options: patch.options } : adapted;
}

function listOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

function isSaid(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  return isArray(value) ? value.length > 0 : !isObject(value) || Object.keys(value).length > 0;
}
