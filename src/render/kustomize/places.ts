import { isDeepStrictEqual } from 'node:util';
import {
  fileLocation,
  get,
  isArray,
  type Json,
  type Location,
  type Path,
  type PathStep,
  type Place,
} from '../../domain/index.ts';
import { readManifestStream, type YamlDocument } from '../../yaml/index.ts';
import { type HelmOrigins, helmPlace } from '../helm/places.ts';
import { approximate, choosePlace } from '../origins/choose.ts';
import { Contributions } from '../origins/prober.ts';
import type { SourceScalar } from '../origins/scalars.ts';
import { isOfChart } from './chart-candidates.ts';
import { type ChartRender, templateOf } from './chart-renders.ts';
import type { Closure } from './closure.ts';
import type { Bases, ChartBase } from './documents.ts';

export interface KustomizeOrigins {
  readonly closure: Closure;
  readonly documents: readonly Json[];
  readonly bases: Bases;
  readonly contributions: Contributions;
}

/**
 * Where the value at `path` of output object `index` is written: the scalar that a mark proved; for a field that does
 * not exist, the mapping it belongs in, found by the proved scalars around it; else the base's line, approximately.
 */
export function kustomizePlace(origins: KustomizeOrigins, index: number, path: Path): Place {
  const value = get(origins.documents[index], ...path);
  const base = basePlace(origins, index, path);
  if (value !== undefined && value !== null && typeof value !== 'object') {
    const chosen = choosePlace(String(value), origins.contributions.at(index, 0, path));
    if (chosen !== null) return { ...chosen, related: withBase(chosen, base) };
  }
  const nearby = nearbyPlace(origins, index, path);
  if (nearby !== null) return nearby;
  return base ?? approximate(fileLocation(origins.closure.entry));
}

function withBase(chosen: Place, base: Place | null): Place['related'] {
  const location = base?.location;
  if (location === undefined) return chosen.related;
  const known = [chosen.location, ...chosen.related];
  const same = known.some((one) => one.file === location.file && one.startLine === location.startLine);
  return same ? chosen.related : [...chosen.related, location];
}

/** The same path in the base manifest, as far as it goes there. Patches may have moved it, so it is approximate. */
function basePlace({ closure, documents, bases }: KustomizeOrigins, index: number, path: Path): Place | null {
  const base = bases[index];
  if (base === null || base === undefined) return null;
  if ('chart' in base) return chartPlace(base, documents[index], path);
  if (!('source' in base)) return approximate(fileLocation(base.file));
  const own = get(base.source.value, ...base.path);
  const range = locateDeepest(closure, base, [...base.path, ...translate(documents[index], own, path)]);
  return approximate(range?.location ?? fileLocation(base.file));
}

/**
 * The same path in what helm rendered of a template. What is there may come from a patch that says the same, but for what
 * is marked in patches; what is missing belongs there.
 */
function chartPlace({ chart, path: item }: ChartBase, output: Json | undefined, path: Path): Place {
  const { render, part, document, value } = chart;
  const own = get(value, ...item);
  const translated = translate(output, own, path);
  const here = get(output, ...path);
  const place = helmPlace(originsOf(render), part, document, templateOf(render, part), [...item, ...translated]);
  const isWhole = translated.length === path.length;
  const isSame = isWhole && isDeepStrictEqual(here, get(own, ...translated));
  const isMarked = typeof here === 'boolean' || path.some((step) => step === 'securityContext');
  const isMissing = here === undefined && isWhole && get(own, ...translated) === undefined;
  return (isSame && isMarked) || isMissing ? place : approximate(place.location);
}

/** Values are not marked there: what they give is told by marks in the whole. */
function originsOf({ files, sections, lines }: ChartRender): HelmOrigins {
  return { files, sections, lines, contributions: new Contributions() };
}

/** The path in the base for one in the output: list items are told by their name. It stops where they part. */
function translate(output: Json | undefined, base: Json | undefined, path: Path): Path {
  const translated: PathStep[] = [];
  let from = output;
  let to = base;
  for (const step of path) {
    let wanted = step;
    if (typeof step === 'number') {
      const name = get(from, step, 'name');
      const index = isArray(to) ? to.findIndex((item) => get(item, 'name') === name) : -1;
      if (name !== undefined) wanted = index;
      if (index === -1 && name !== undefined) return translated;
    }
    from = get(from, step);
    to = get(to, wanted);
    translated.push(wanted);
  }
  return translated;
}

/**
 * Marks that came out beside `path` tell which mapping of which file became the one around it: the output's container 1
 * may be the base's container 0. The nearest one wins.
 */
function nearbyPlace(origins: KustomizeOrigins, index: number, path: Path): Place | null {
  const exists = get(origins.documents[index], ...path) !== undefined;
  const own = origins.bases[index];
  const base = own !== null && own !== undefined && 'file' in own ? own.file : null;
  // What a template makes of a value, it need not make of the value's neighbour.
  const all = origins.contributions.within(index, 0).filter(({ one }) => !isOfChart(origins.closure, one.scalar));
  // A field that is missing belongs in the base rather than in a patch.
  const known = [
    ...all.filter(({ one }) => one.scalar.file === base),
    ...all.filter(({ one }) => one.scalar.file !== base),
  ];
  for (let depth = path.length; depth > 0; depth -= 1) {
    const prefix = path.slice(0, depth);
    for (const { path: seen, one } of known) {
      if (!startsWith(seen, prefix)) continue;
      const above = pathAbove(one.scalar, seen.slice(depth));
      if (above === null) continue;
      const wanted = [...above, ...path.slice(depth)];
      const found = locateDeepest(origins.closure, one.scalar, wanted);
      // An inline patch has no document of its own to look in: its neighbour is as near as can be told.
      if (found === null || found.depth < above.length) return approximate(one.scalar.location);
      // What exists may come from elsewhere all the same; what is missing belongs here.
      return exists && depth < path.length ? approximate(found.location) : { location: found.location, related: [] };
    }
  }
  return null;
}

function startsWith(path: Path, prefix: Path): boolean {
  return prefix.every((step, index) => path[index] === step);
}

/** The scalar's path without `rest`, where it ends in it. */
function pathAbove(scalar: SourceScalar, rest: Path): Path | null {
  const cut = scalar.path.length - rest.length;
  if (cut < 0 || !rest.every((step, index) => scalar.path[cut + index] === step)) return null;
  return scalar.path.slice(0, cut);
}

const parsed = new WeakMap<Closure, Map<string, readonly YamlDocument[]>>();

/** Each file of a closure is parsed once, however many places are asked for. */
function documentsOf(closure: Closure, file: string): readonly YamlDocument[] {
  const known = parsed.get(closure) ?? new Map<string, readonly YamlDocument[]>();
  parsed.set(closure, known);
  const documents = known.get(file) ?? readManifestStream(closure.files.get(file) ?? new Uint8Array()).documents;
  known.set(file, documents);
  return documents;
}

function locateDeepest(
  closure: Closure,
  { file, document }: { readonly file: string; readonly document: number },
  path: Path,
): { readonly location: Location; readonly depth: number } | null {
  const source = documentsOf(closure, file).find(({ index }) => index === document);
  if (source === undefined) return null;
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const range = source.find(path.slice(0, depth));
    if (range !== null) return { location: { file, ...range, exact: true }, depth };
  }
  return null;
}
