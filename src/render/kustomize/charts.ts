import { posix } from 'node:path';
import type { z } from 'zod';
import { formatPath, get, isArray, type Json, type Location, type Path } from '../../domain/index.ts';
import { insideTree } from '../../tree/index.ts';
import type { YamlDocument } from '../../yaml/index.ts';
import { RenderProblem } from '../problem.ts';
import { type Chart, chart, generator, globals, oldChart } from './chart-schema.ts';
import { looksRemote } from './references.ts';

/** A chart that a kustomization has helm render (`helmCharts`), or the configuration of such a generator does. */
export interface ChartEntry {
  /** The kustomization or configuration that names it; the document in it, and the path of the entry there. */
  readonly file: string;
  readonly document: number;
  readonly path: Path;
  /** Where its name is written. */
  readonly location: Location;
  readonly name: string;
  /** The directory that holds the charts of the kustomization. */
  readonly home: string;
  /** The directory that kustomize takes the chart from: nothing is pulled where it is there. */
  readonly root: string;
  /** Files that take the place of the chart's own values.yaml, or come after it, relative to the repository root. */
  readonly valuesFiles: readonly string[];
  /** The path of the values that the entry itself gives. */
  readonly inline: Path;
  /** Without a name of its own the release is called after the clock. */
  readonly naming: 'given' | 'generated' | 'template';
  readonly kubeVersion: string | null;
  readonly apiVersions: readonly string[];
  /** Where kustomize would pull it from, and which version; null: it is not said. */
  readonly repository: string | null;
  /** Where that is written, or could be. */
  readonly repositoryLocation: Location;
  readonly version: string | null;
}

/** A file with entries, and the directory of its kustomization, which their paths start from. */
export interface ChartSource {
  readonly file: string;
  readonly document: YamlDocument;
  readonly directory: string;
}

/**
 * The charts of a kustomization file, in kustomize's order.
 *
 * @throws RenderProblem for a value that would reach helm as something else than it is.
 */
export function chartsOf(source: ChartSource): readonly ChartEntry[] {
  const { value } = source.document;
  const said = parse(source, ['helmGlobals'], globals.nullish(), get(value, 'helmGlobals'));
  const entries = listAt(source, 'helmCharts').map((entry, index) => {
    const path: Path = ['helmCharts', index];
    return { path, chart: parse(source, path, chart, entry) };
  });
  const old = listAt(source, 'helmChartInflationGenerator').map((entry, index) => {
    const path: Path = ['helmChartInflationGenerator', index];
    return { path, chart: parse(source, path, oldChart, entry) };
  });
  // SplitHelmParameters: of the old entries the last home counts, for all charts, and only without helmGlobals.
  const oldHome = old.findLast((entry) => Boolean(entry.chart.chartHome))?.chart.chartHome;
  const home = said === null || said === undefined ? oldHome : said.chartHome;
  return [
    ...entries.map((entry) => entryOf(source, entry.path, entry.chart, home, 'valuesInline')),
    ...old.map((entry) => entryOf(source, entry.path, entry.chart, home, 'valuesLocal')),
  ];
}

/** The chart of one document of a generator's configuration. */
export function generatorChart(source: ChartSource): ChartEntry {
  const found = parse(source, [], generator, source.document.value);
  return entryOf(source, [], found, found.chartHome, 'valuesInline');
}

function listAt({ document, file }: ChartSource, key: string): readonly Json[] {
  const list = get(document.value, key) ?? [];
  if (isArray(list)) return list;
  return refuse({ ...document.locate([key]), file, exact: true }, `${key} is no list`, 'Write a list of charts');
}

function parse<T>({ file, document }: ChartSource, at: Path, schema: z.ZodType<T>, value: Json | undefined): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const below = (issue?.path ?? []).filter((step): step is string | number => typeof step !== 'symbol');
  const path: Path = [...at, ...below];
  const name = path.length === 0 ? 'the configuration of the chart' : formatPath(path);
  const what =
    issue?.code === 'unrecognized_keys'
      ? `${name} has ${quoted(issue.keys[0] ?? '')}, a field that kustomize does not have there`
      : `${name} ${issue?.code === 'invalid_type' && get(value, ...below) === undefined ? 'is missing' : (issue?.message ?? 'is wrong')}`;
  return refuse({ ...document.locate(path), file, exact: true }, what, 'Correct it');
}

function entryOf(
  { file, document, directory }: ChartSource,
  path: Path,
  chart: Chart,
  home: string | null | undefined,
  inline: string,
): ChartEntry {
  const at = (...below: Path): Location => ({ ...document.locate([...path, ...below]), file, exact: true });
  const isOld = inline === 'valuesLocal';
  const location = at(isOld ? 'chartName' : 'name');
  const { name, version, repo } = chart;
  const chartHome = home || 'charts';
  // What is pulled has a directory for each version (absChartHome).
  const versioned = version && repo ? [`${name}-${version}`] : [];
  const root = inRepository(posix.join(chartHome, ...versioned, name), directory, location);
  const files = [...(chart.valuesFile ? [chart.valuesFile] : []), ...(chart.additionalValuesFiles ?? [])];
  return {
    file,
    document: document.index,
    path,
    location,
    name,
    home: inRepository(chartHome, directory, location),
    root,
    valuesFiles: files.map((one) => inRepository(one, directory, location)),
    inline: [...path, inline],
    naming: chart.releaseName ? 'given' : chart.nameTemplate ? 'template' : 'generated',
    kubeVersion: chart.kubeVersion || null,
    apiVersions: chart.apiVersions ?? [],
    repository: repo || null,
    repositoryLocation: at(isOld ? 'chartRepoUrl' : 'repo'),
    version: version || null,
  };
}

/** The repository's path of what an entry names, relative to its kustomization. */
function inRepository(path: string, directory: string, location: Location): string {
  if (looksRemote(path) && /:/.test(path)) {
    refuse(
      location,
      `${quoted(path)} is not in the repository, and nothing is fetched while rendering`,
      'Vendor it',
      true,
    );
  }
  const inside = path.startsWith('/') ? null : insideTree(posix.join(directory, path));
  if (inside === null) {
    return refuse(location, `${quoted(path)} leads out of the repository`, 'Move what it needs into the repository');
  }
  // The path as a whole is what helm gets.
  if (/[,"]|\p{Cc}/u.test(inside)) {
    return refuse(location, `${quoted(inside)} holds a character at which helm cuts lists of files`, 'Rename it');
  }
  return inside;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}[...]` : text);
}

function refuse(location: Location, what: string, remedy: string, unknown = false): never {
  const details = { what, remedy, location };
  throw new RenderProblem(unknown ? { ...details, unknown: 'content' } : details);
}
