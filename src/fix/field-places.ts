import { type FieldRepair, get, isObject, type Json, type Path, type Source } from '../domain/index.ts';

/** Where text goes in: a scalar that is replaced, or a mapping that gets the keys in `path`. */
export type FieldPlace =
  | {
      readonly kind: 'scalar';
      readonly file: string;
      readonly line: number;
      readonly start: number;
      readonly end: number;
    }
  /** `at` is the column of the key that introduces the mapping, or of the first key of a sequence's item. */
  | {
      readonly kind: 'mapping';
      readonly file: string;
      readonly line: number;
      readonly at: number;
      readonly item: boolean;
      readonly path: readonly string[];
    };

const MAX_VALUE_MAPPINGS = 3;

/**
 * Places that could take a repair, the likeliest first: for a chart the mappings of its values that are called as the
 * field's own is, then where the object itself is written. Which of them does it, a render proves.
 */
export function fieldPlaces(
  repair: FieldRepair,
  valuesFiles: readonly string[],
  read: (file: string) => string,
): FieldPlace[] {
  const { manifest, path } = repair;
  const current = get(manifest.object, ...path);
  const { location } = manifest.place(path);
  if (current !== undefined && current !== null) {
    if (typeof current === 'object' || !location.exact || location.startLine !== location.endLine) return [];
    const { file, startLine, startColumn, endColumn } = location;
    const line = read(file).split('\n')[startLine - 1] ?? '';
    // A token that says something else is not where the value comes from as it is.
    if (line.slice(startColumn - 1, endColumn - 1) !== String(current)) return [];
    return [{ kind: 'scalar', file, line: startLine, start: startColumn, end: endColumn }];
  }
  const places: FieldPlace[] = valuesFiles.flatMap((file) => valueMappings(file, read(file), repair));
  const own = ownMapping(repair, read);
  return own === null ? places.slice(0, MAX_VALUE_MAPPINGS) : [...places.slice(0, MAX_VALUE_MAPPINGS), own];
}

/** The mapping of the object that is nearest above the field and written down. */
export function ownMapping(
  { manifest, path }: Pick<FieldRepair, 'manifest' | 'path'>,
  read: (file: string) => string,
): FieldPlace | null {
  let depth = path.length - 1;
  while (depth > 0 && !isObject(get(manifest.object, ...path.slice(0, depth)))) depth -= 1;
  const rest = keysOf(path.slice(depth));
  if (depth === 0 || rest === null) return null;
  // An approximate place is good enough to try: what is written there counts only once a render has proved it.
  const { location } = manifest.place(path.slice(0, depth));
  const item = typeof path[depth - 1] === 'number';
  const { file, startLine: line, startColumn: column } = location;
  return behindAlias({ kind: 'mapping', file, line, at: column, item, path: rest }, read(file));
}

/** Where a key's value is an alias, its anchor's mapping is the one that can be edited. */
function behindAlias(place: Extract<FieldPlace, { kind: 'mapping' }>, text: string): FieldPlace {
  const lines = text.split('\n');
  const name = /^[\w-]+\s*:\s*\*([^\s,{}[\]]+)\s*(?:#.*)?$/.exec(
    (lines[place.line - 1] ?? '').slice(place.at - 1).trimEnd(),
  )?.[1];
  if (name === undefined || place.item) return place;
  for (let line = place.line - 1; line > 0; line -= 1) {
    const [, lead, anchor] = /^([\s-]*)[\w-]+\s*:\s*&(\S+)/.exec(lines[line - 1] ?? '') ?? [];
    if (lead !== undefined && anchor === name) return { ...place, line, at: lead.length + 1 };
  }
  return place;
}

/**
 * `securityContext: {}`, `podSecurityContext:`: keys of a values file that end as the field's own mapping is called. Those
 * that are called so for a pod or a container, as the field's is, come first; then those below a key that has a part in
 * the object's or the container's name.
 */
function valueMappings(file: string, text: string, { manifest, path }: FieldRepair): FieldPlace[] {
  const from = path.lastIndexOf('securityContext');
  const rest = from === -1 ? null : keysOf(path.slice(from + 1));
  if (rest === null) return [];
  const isPods = typeof path[from - 1] === 'string';
  const container = get(manifest.object, ...path.slice(0, from), 'name');
  const names = [manifest.ref.name, ...(typeof container === 'string' ? [container] : [])].join(' ').toLowerCase();
  const found: { readonly place: FieldPlace; readonly rank: number }[] = [];
  const above: { readonly key: string; readonly indent: number }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [, lead = '', key = ''] = /^( *)([\w-]+)\s*:(?:\s|$)/.exec(line) ?? [];
    if (key === '') continue;
    while ((above.at(-1)?.indent ?? -1) >= lead.length) above.pop();
    if (/^\s*[\w-]*securityContext\s*:\s*(?:\{.*\}\s*)?(?:#.*)?$/i.test(line.replace(/\r$/, ''))) {
      const isNamed = above.some((one) => names.includes(one.key.toLowerCase()));
      const rank = (/^pod/i.test(key) === isPods ? 0 : 3) + (isNamed ? 0 : above.length === 0 ? 1 : 2);
      const at = lead.length + 1;
      found.push({ place: { kind: 'mapping', file, line: index + 1, at, item: false, path: rest }, rank });
    }
    above.push({ key, indent: lead.length });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ place }) => place);
}

function keysOf(path: Path): readonly string[] | null {
  return path.every((step) => typeof step === 'string') ? path : null;
}

/** The values files of a chart among what it was rendered from: the ones that a person sets first, the chart's own next. */
export function valuesFilesOf(source: Source, files: ReadonlySet<string>): string[] {
  if (source.kind === 'kustomize') {
    // Of charts that it renders (helmCharts).
    return [...files].filter(
      (file) => /(?:^|\/)values\.yaml$/.test(file) && files.has(file.replace(/values\.yaml$/, 'Chart.yaml')),
    );
  }
  if (source.kind !== 'helm') return [];
  const own = source.root === '' ? 'values.yaml' : `${source.root}/values.yaml`;
  return [...source.helm.valuesFiles.toReversed(), own].filter((file) => files.has(file));
}

/** A copy of `value` that says `wanted` at `path`; mappings on the way are made where there are none. */
export function withField(value: Json | undefined, path: Path, wanted: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return wanted;
  if (Array.isArray(value) && typeof step === 'number') {
    return value.map((item: Json, index) => (index === step ? withField(item, rest, wanted) : item));
  }
  const members = isObject(value) ? value : {};
  return { ...members, [String(step)]: withField(members[String(step)], rest, wanted) };
}
