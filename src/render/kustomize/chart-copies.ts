import { posix } from 'node:path';
import { get, isArray, isObject, type Json, type JsonObject } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import type { FileSet } from '../export-tree.ts';
import type { ChartEntry } from './charts.ts';
import type { Closure } from './closure.ts';
import { yamlJson } from './exact-text.ts';
import { DIRECTORY_FIELDS } from './references.ts';

/** A copy of a closure in which each entry has a chart of its own: two entries may share one. */
export interface ChartCopies {
  readonly files: FileSet;
  /** Where the chart of each entry is, in the order of `closure.charts`. */
  readonly roots: readonly string[];
}

/** `files` are those of the chart of an entry, by their path in it. `only`: nothing but charts is left in the kustomizations. */
export function withOwnCharts(
  closure: Closure,
  filesOf: (entry: ChartEntry, index: number) => ReadonlyMap<string, string | Uint8Array>,
  only: boolean,
): ChartCopies {
  const files = new Map<string, Uint8Array>(closure.files);
  const encoder = new TextEncoder();
  const roots = closure.charts.map((entry, index) => posix.join(entry.home, nameOf(index)));
  for (const [index, entry] of closure.charts.entries()) {
    for (const [path, content] of filesOf(entry, index)) {
      const bytes = typeof content === 'string' ? encoder.encode(content) : content;
      files.set(posix.join(roots[index] ?? '', path), bytes);
    }
  }
  const directories = new Set(closure.kustomizations.map((file) => posix.dirname(file)));
  for (const file of [...closure.kustomizations, ...closure.generators]) {
    const { documents } = readManifestStream(closure.files.get(file) ?? new Uint8Array());
    const renamed = documents.map(({ value, index }) => renameCharts(closure, file, index, value));
    const kept = only ? renamed.flatMap((value) => onlyCharts(value, posix.dirname(file), directories)) : renamed;
    files.set(file, encoder.encode(kept.map((value) => yamlJson(value)).join('\n---\n')));
  }
  return { files, roots };
}

function nameOf(index: number): string {
  return `supply-chain-gate-chart-${index}`;
}

function renameCharts({ charts }: Closure, file: string, document: number, value: Json): Json {
  let changed = value;
  for (const [index, entry] of charts.entries()) {
    if (entry.file !== file || entry.document !== document || !isObject(changed)) continue;
    const [list, position] = entry.path;
    if (list === undefined) changed = renamed(changed, index);
    else {
      const entries = get(changed, list);
      const own = isArray(entries) ? entries.map((one, at) => (at === position ? renamed(one, index) : one)) : [];
      changed = { ...changed, [list]: own };
    }
  }
  return changed;
}

/** Without what gives the chart a directory of its own version. */
function renamed(entry: Json, index: number): Json {
  if (!isObject(entry)) return entry;
  const { repo: _, chartRepoUrl: _old, ...rest } = entry;
  return { ...rest, ['chartName' in entry ? 'chartName' : 'name']: nameOf(index) };
}

const KEPT = ['apiVersion', 'kind', 'namespace', 'helmGlobals', 'helmCharts', 'helmChartInflationGenerator'];

/** What decides of a chart's values, name and namespace, and no more: no objects, no patches that would miss them. */
function onlyCharts(value: Json, directory: string, directories: ReadonlySet<string>): readonly JsonObject[] {
  if (!isObject(value)) return [];
  if (typeof value.kind === 'string' && value.kind.endsWith('Generator')) {
    return value.kind === 'HelmChartInflationGenerator' ? [value] : [];
  }
  const kept = Object.entries(value).filter(([key]) => KEPT.includes(key));
  const fields = DIRECTORY_FIELDS.flatMap((field): readonly (readonly [string, Json])[] => {
    const entries = get(value, field);
    if (!isArray(entries) || field === 'transformers' || field === 'validators') return [];
    const isKept = (entry: Json) =>
      field === 'generators' || directories.has(posix.join(directory, String(entry)).replace(/\/$/, ''));
    return [[field, entries.filter(isKept)]];
  });
  // A kustomization that says nothing is refused.
  return [{ ...Object.fromEntries([...kept, ...fields]), generatorOptions: { disableNameSuffixHash: true } }];
}
