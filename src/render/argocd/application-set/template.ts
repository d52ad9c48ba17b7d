import { get, isArray, isObject, type Json, type JsonObject, type Path, type Place } from '../../../domain/index.ts';
import { approximate } from '../../origins/choose.ts';
import type { Generated } from './generate.ts';

export type Filled =
  | { readonly value: Json; readonly place: (path: Path) => Place }
  /** What in the template is not modelled: a sentence without its full stop. */
  | { readonly unknown: string };

interface TemplateOptions {
  readonly goTemplate: boolean;
  /** Where a path of the template is written. */
  readonly place: (path: Path) => Place;
}

const HOLE = /\{\{(.*?)\}\}/gs;
const MAX_HOLES = 1000;

/** Fills a template's holes with an element's parameters (argoproj/argo-cd applicationset/utils/utils.go). */
export function fillTemplate(template: JsonObject, element: Generated, options: TemplateOptions): Filled {
  const { goTemplate, place } = options;
  let holes = 0;
  let unknown: string | null = null;
  /** Texts with one hole: where their value comes from, by path. */
  const origins = new Map<string, Path>();
  const made = new Set<string>();

  const value = fill(template, []);
  if (unknown !== null) return { unknown };
  return { value, place: placeOf };

  function fill(part: Json, at: Path): Json {
    if (typeof part === 'string') return text(part, at);
    if (isArray(part)) return part.map((item, index) => fill(item, [...at, index]));
    if (!isObject(part)) return part;
    const entries = Object.entries(part).map(([key, item]): [string, Json] => {
      if (key.includes('{{')) unknown ??= `a key of its template is computed: ${JSON.stringify(key.slice(0, 100))}`;
      return [key, fill(item ?? null, [...at, key])];
    });
    return Object.fromEntries(entries);
  }

  function text(written: string, at: Path): string {
    const used: Path[] = [];
    const filled = written.replace(HOLE, (hole, inner: string) => {
      holes += 1;
      const path = holes > MAX_HOLES ? null : goTemplate ? goPath(inner) : fastPath(inner, element.parameters);
      const found = path === null ? undefined : get(element.parameters, ...path);
      if (path === null || found === undefined || found === null || typeof found === 'object') {
        unknown ??= `its template says ${JSON.stringify(hole.slice(0, 100))}, which is not modelled or has no value`;
        return hole;
      }
      used.push(path);
      return String(found);
    });
    if (filled.includes('{{'))
      unknown ??= `its template says ${JSON.stringify(filled.slice(0, 100))}, which is not modelled`;
    const [only] = used;
    if (only !== undefined) made.add(JSON.stringify(at));
    if (only !== undefined && used.length === 1) origins.set(JSON.stringify(at), only);
    return filled;
  }

  function placeOf(path: Path): Place {
    const key = JSON.stringify(path);
    const here = place(path);
    if (!made.has(key)) return here;
    const origin = origins.get(key);
    const there = origin === undefined ? null : element.placeOf(origin);
    if (there === null) return { ...here, location: approximate(here.location).location };
    return { location: there.location, related: [here.location, ...there.related] };
  }
}

/** `.cluster.name`, `index .path.segments 1`. Null: another expression, or one that trims what is around it (`{{-`). */
function goPath(inner: string): Path | null {
  const expression = inner.trim();
  const index = /^index\s+(\.[A-Za-z0-9_.]+)\s+([0-9]+)$/.exec(expression);
  const dotted = index?.[1] ?? expression;
  if (!/^(?:\.[A-Za-z_][A-Za-z0-9_]*)+$/.test(dotted)) return null;
  const path: Path = dotted.slice(1).split('.');
  return index === null ? path : [...path, Number(index[2])];
}

/** `cluster`, `path.basename`, `values.tag`: a key as it is, else a path of keys, which Argo CD flattens. */
function fastPath(inner: string, parameters: JsonObject): Path | null {
  const name = inner.trim();
  if (Object.hasOwn(parameters, name)) return [name];
  return /^[A-Za-z0-9_.-]+$/.test(name) ? name.split('.') : null;
}
