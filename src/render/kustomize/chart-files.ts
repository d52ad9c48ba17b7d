import { posix } from 'node:path';
import {
  type ChartRefusal,
  fileLocation,
  get,
  isArray,
  isObject,
  type Location,
  type Path,
  type Tree,
  textAt,
} from '../../domain/index.ts';
import { resolveInTree } from '../../tree/index.ts';
import { readManifestStream, type YamlDocument } from '../../yaml/index.ts';
import { type Export, textOf } from '../export-tree.ts';
import { listScalars, type SourceScalar } from '../origins/scalars.ts';
import { RenderProblem } from '../problem.ts';
import { type ChartEntry, chartsOf, generatorChart } from './charts.ts';
import type { FetchChart } from './remote-charts.ts';

/** Every field of a kustomization (api/types/kustomization.go). kustomize takes other spellings of capitals too. */
const FIELDS = new Set(
  `apiVersion kind metadata openapi namePrefix nameSuffix namespace commonLabels labels commonAnnotations
  patchesStrategicMerge patchesJson6902 patches images imageTags replacements replicas vars sortOptions resources components
  crds bases configMapGenerator secretGenerator helmGlobals helmCharts helmChartInflationGenerator generatorOptions
  configurations generators transformers validators buildMetadata`.split(/\s+/),
);

/** A kustomization, or the configuration of a generator, and the directory that its paths start from. */
interface Configured {
  readonly file: string;
  readonly directory: string;
}

/** The files of a closure that may name charts. */
export interface ChartSources {
  readonly kustomizations: readonly Configured[];
  readonly generators: readonly Configured[];
  /** Generators that are no file: directories, and configurations that stand in the kustomization. */
  readonly otherGenerators: readonly Location[];
}

export interface ExportedCharts {
  readonly charts: readonly ChartEntry[];
  /** Those of them that are not in the repository. */
  readonly fetched: readonly ChartEntry[];
}

/**
 * Exports the charts that kustomize renders, with the files of values that they get. Where there are any, helm is let run,
 * so that everything that could name one must then be read in full.
 *
 * @throws RenderProblem for a chart that is neither in the repository nor pinned by the policy, and for what could name one unseen.
 */
export async function exportCharts(
  copy: Export,
  tree: Tree,
  sources: ChartSources,
  fetch: FetchChart,
): Promise<ExportedCharts> {
  const mentions = ({ file }: Configured) => /helm/i.test(textOf(copy.files, file));
  refuseProblems(copy, [...sources.kustomizations, ...sources.generators].filter(mentions));
  const charts = [
    ...sources.kustomizations.flatMap((one) => read(copy, one).flatMap((document) => chartsOf({ ...one, document }))),
    ...sources.generators.flatMap((one) =>
      read(copy, one)
        .filter(({ value }) => textAt(value, 'kind') === 'HelmChartInflationGenerator')
        .map((document) => generatorChart({ ...one, document })),
    ),
  ];
  const fetched: ChartEntry[] = [];
  if (charts.length === 0) return { charts, fetched };
  refuseUnread(copy, sources);
  for (const chart of charts) {
    if ((await exportChart(copy, tree, chart, fetch)) === 'fetched') fetched.push(chart);
    for (const file of chart.valuesFiles) {
      if (!(await copy.file(file))) missing(chart, `the values file ${file} does not exist`, 'Add it');
    }
  }
  refuseOthers(copy, sources);
  return { charts, fetched };
}

async function exportChart(
  copy: Export,
  tree: Tree,
  chart: ChartEntry,
  fetch: FetchChart,
): Promise<'vendored' | 'fetched'> {
  const resolved = await resolveInTree(tree, chart.root);
  if (resolved.kind === 'found' && resolved.is === 'directory') {
    await copy.directory(resolved.path, chart.root);
    return 'vendored';
  }
  if (resolved.kind === 'outside' || resolved.kind === 'loop') {
    missing(chart, `the symbolic link ${resolved.link} does not lead to a directory of the repository`, 'Remove it');
  }
  const { name, repository, location } = chart;
  if (repository === null) {
    return missing(
      chart,
      `there is no chart in ${chart.root}, and the entry names no repository`,
      'Commit the chart there',
    );
  }
  const named = { name, repository, version: chart.version ?? '' };
  const fetched = resolved.kind === 'missing' ? await fetch(named, location) : NO_DIRECTORY;
  if (!('reason' in fetched)) {
    for (const [path, bytes] of fetched) copy.add(posix.join(chart.root, path), bytes, location);
    return 'fetched';
  }
  const { reason, broken } = fetched;
  throw new RenderProblem({
    what: `the Helm chart ${JSON.stringify(name)} of ${JSON.stringify(repository.slice(0, 200))} is not in the repository (${chart.root}), and ${reason}`,
    remedy: `Vendor it: commit what \`helm pull --untar\` gives to ${chart.root}; or pin this version under repositories.charts of the policy`,
    location,
    unknown: 'content',
    ...(broken === null ? {} : { broken: { ...broken, location: chart.repositoryLocation } }),
  });
}

const NO_DIRECTORY: ChartRefusal = { reason: 'what is there is no directory', broken: null };

function missing(chart: ChartEntry, what: string, remedy: string): never {
  throw new RenderProblem({ what, remedy, location: chart.location });
}

function read(copy: Export, { file }: Configured): readonly YamlDocument[] {
  return readManifestStream(copy.files.get(file) ?? new Uint8Array()).documents;
}

/** helm may run: what kustomize will read is what was followed and checked here, or nothing is built. */
function refuseUnread(copy: Export, { kustomizations, generators, otherGenerators }: ChartSources): void {
  const [other] = otherGenerators;
  if (other !== undefined) {
    refuseUnclear(
      other,
      'it renders Helm charts (helmCharts), and what this generator would have helm do cannot be told: it is no file',
      'Move the configuration of the generator to a file of its own',
    );
  }
  refuseProblems(copy, [...kustomizations, ...generators]);
  for (const one of kustomizations) {
    for (const document of read(copy, one)) refuseUnfollowed(one.file, document, textOf(copy.files, one.file));
  }
  for (const one of generators) {
    for (const { value, locate } of read(copy, one)) {
      const kind = textAt(value, 'kind');
      if (/^[A-Za-z]+Generator$/.test(kind)) continue;
      refuseUnclear(
        { file: one.file, ...locate(['kind']), exact: true },
        `${one.file} holds a ${JSON.stringify(kind.slice(0, 60))} in the place of the configuration of a generator`,
        'Write the configuration of each generator as a document of its own',
      );
    }
  }
}

/** kustomize takes what is no YAML in its own ways: of a key that is written twice, the last. */
function refuseProblems(copy: Export, configured: readonly Configured[]): void {
  for (const { file } of configured) {
    const [problem] = readManifestStream(copy.files.get(file) ?? new Uint8Array()).problems;
    if (problem === undefined) continue;
    const location = { file, ...problem.range, exact: true };
    throw new RenderProblem({ what: `${file} cannot be read: ${problem.message}`, remedy: 'Correct it', location });
  }
}

function refuseUnfollowed(file: string, { value, locate }: YamlDocument, text: string): void {
  const at = (path: Path): Location => ({ file, ...locate(path), exact: true });
  for (const key of isObject(value) ? Object.keys(value) : []) {
    if (FIELDS.has(key)) continue;
    const what = `${JSON.stringify(key.slice(0, 100))} is no field of a kustomization`;
    throw new RenderProblem({ what, remedy: 'Correct it, its capitals too', location: at([key]) });
  }
  const isGenerator = ({ path }: SourceScalar) => path.length === 2 && path[0] === 'generators';
  const followed = new Set(
    listScalars(text, file)
      .filter(isGenerator)
      .map((scalar) => scalar.value),
  );
  const entries = get(value, 'generators');
  for (const [index, entry] of (isArray(entries) ? entries : []).entries()) {
    if (typeof entry !== 'string' || followed.has(entry)) continue;
    const what =
      'it renders Helm charts (helmCharts), and generators names something by an alias, or is too long to be read';
    refuseUnclear(at(['generators', index]), what, 'Write the path itself');
  }
}

/** Whatever a path leads kustomize to, a kustomization that was not read here must not be there. */
function refuseOthers(copy: Export, { kustomizations }: ChartSources): void {
  const known = new Set(kustomizations.map(({ file }) => file));
  for (const file of copy.files.keys()) {
    if (!/^kustomization(?:\.ya?ml)?$/i.test(posix.basename(file)) || known.has(file)) continue;
    refuseUnclear(
      fileLocation(file),
      `it renders Helm charts (helmCharts), and ${file} is among their files, a kustomization that nothing names`,
      'Delete it, or keep it elsewhere',
    );
  }
}

function refuseUnclear(location: Location, what: string, remedy: string): never {
  throw new RenderProblem({ what, remedy, location, unknown: 'content' });
}
