import { isDeepStrictEqual } from 'node:util';
import { isArray, isObject, type Json, type JsonObject, type Path } from '../../domain/index.ts';
import { readManifestStream, type YamlDocument } from '../../yaml/index.ts';
import { textOf } from '../export-tree.ts';
import { listScalars } from '../origins/scalars.ts';
import { type ChartDocument, type ChartRender, frozenCharts } from './chart-renders.ts';
import type { Closure } from './closure.ts';
import { type KustomizeRun, runKustomize } from './command.ts';

/** The document of a file that an object of the output was made from. */
export interface BaseDocument {
  readonly file: string;
  readonly document: number;
  /** Inside a List. */
  readonly item: number | null;
  readonly source: YamlDocument;
  readonly path: Path;
}

const ANNOTATION = 'supply-chain-gate.invalid/origin';
const KUSTOMIZE_ORIGIN = 'config.kubernetes.io/origin';

/** The document of a chart that an object of the output was made from, and which item of it where it is a List. */
export interface ChartBase {
  readonly chart: ChartDocument;
  readonly path: Path;
}

/** For each object of the output its base document, or the kustomization file that generated it; null: not known. */
export type Bases = readonly (BaseDocument | ChartBase | { readonly file: string } | null)[];

/**
 * One build of a copy in which every manifest carries an annotation that says which it is, with kustomize's own
 * `originAnnotations` for what generators make. The copy is only read for its annotations. In the place of each chart is
 * what it rendered to, as far as that is known.
 */
export async function traceDocuments(
  run: KustomizeRun,
  closure: Closure,
  plain: readonly Json[],
  renders: readonly (ChartRender | null)[] = [],
): Promise<Bases> {
  const isKnown = closure.charts.length > 0 && renders.length > 0 && !renders.includes(null);
  const frozen = isKnown ? await trace(run, closure, plain, renders) : null;
  return frozen ?? (await trace(run, closure, plain, null)) ?? plain.map(() => null);
}

type Known = BaseDocument | ChartBase;

async function trace(
  run: KustomizeRun,
  closure: Closure,
  plain: readonly Json[],
  renders: readonly (ChartRender | null)[] | null,
): Promise<Bases | null> {
  const known: Known[] = [];
  const files =
    renders === null
      ? run.files
      : frozenCharts(closure, renders, (chart) => annotateEach(chart.value, (path) => known.push({ chart, path }) - 1));
  const replacements = new Map<string, string>();
  for (const file of closure.resources) {
    const { documents, problems } = readManifestStream(closure.files.get(file) ?? new Uint8Array());
    if (problems.length > 0) continue;
    const annotated = documents.map((source, document) =>
      annotateEach(source.value, (path) => {
        const [, item] = path;
        return known.push({ file, document, item: typeof item === 'number' ? item : null, source, path }) - 1;
      }),
    );
    replacements.set(file, annotated.map((value) => JSON.stringify(value)).join('\n---\n'));
  }
  const entry = withOriginAnnotations(textOf(files, closure.entry), closure.entry);
  if (entry !== null) replacements.set(closure.entry, entry);
  const result = await runKustomize({ ...run, files }, replacements);
  if (result.status !== 'exited' || result.code !== 0) return null;
  const traced = readManifestStream(result.stdout).documents.map(({ value }) => value);
  if (!sameObjects(plain, traced)) return null;
  return traced.map((value, index) => {
    const base = known[numberOf(value)];
    // A chart's own render may differ from the one inside of kustomize, by chance or by what it is given.
    if (base !== undefined && 'chart' in base) return isSaid(value, plain[index]) ? base : null;
    return base ?? baseByOrigin(value, plain[index], known, closure);
  });
}

/** The document with a number for itself, or for each of its items. */
function annotateEach(value: Json, numberFor: (path: Path) => number): Json {
  const items = isObject(value) ? value.items : undefined;
  if (!isObject(value) || !String(value.kind).endsWith('List') || !isArray(items)) {
    return annotate(value, numberFor([]));
  }
  return { ...value, items: items.map((item, index) => annotate(item, numberFor(['items', index]))) };
}

/** Does the traced object say what the plain one does, but for the annotations that trace it? */
function isSaid(traced: Json, plain: Json | undefined): boolean {
  if (!isObject(traced) || !isObject(traced.metadata)) return false;
  const { annotations, ...metadata } = traced.metadata;
  const left = Object.entries(isObject(annotations) ? annotations : {}).filter(
    ([key]) => key !== ANNOTATION && key !== KUSTOMIZE_ORIGIN,
  );
  const own = isObject(plain) && isObject(plain.metadata) && isObject(plain.metadata.annotations);
  const value = {
    ...traced,
    metadata: { ...metadata, ...(left.length > 0 || own ? { annotations: Object.fromEntries(left) } : {}) },
  };
  return isDeepStrictEqual(value, plain);
}

/** The same kinds in the same order: documents of two builds can be compared one by one. */
export function sameObjects(a: readonly Json[], b: readonly Json[]): boolean {
  const name = (value: Json | undefined) =>
    isObject(value) ? `${String(value.apiVersion)} ${String(value.kind)}` : '';
  return a.length === b.length && a.every((value, index) => name(value) === name(b[index]));
}

function annotate(value: Json, id: number): Json {
  if (!isObject(value) || (value.metadata !== undefined && !isObject(value.metadata))) return value;
  const metadata: JsonObject = value.metadata ?? {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  return { ...value, metadata: { ...metadata, annotations: { ...annotations, [ANNOTATION]: `n${id}` } } };
}

function annotationsOf(value: Json | undefined): JsonObject {
  const metadata = isObject(value) && isObject(value.metadata) ? value.metadata : {};
  return isObject(metadata.annotations) ? metadata.annotations : {};
}

function numberOf(value: Json): number {
  const mark = annotationsOf(value)[ANNOTATION];
  return typeof mark === 'string' && /^n\d+$/.test(mark) ? Number(mark.slice(1)) : -1;
}

/** A patch that replaced all annotations took ours too; a generated object never had one. */
function baseByOrigin(value: Json, plain: Json | undefined, known: readonly Known[], closure: Closure) {
  const origin = annotationsOf(value)[KUSTOMIZE_ORIGIN];
  if (typeof origin !== 'string') return null;
  const [path, configuredIn] = ['path', 'configuredIn'].map(
    (key) => new RegExp(`^${key}: (.+)$`, 'm').exec(origin)?.[1]?.trim() ?? null,
  );
  const from = (relative: string) => resolveFrom(closure.entry, relative);
  if (configuredIn) {
    const file = from(configuredIn);
    return closure.files.has(file) ? { file } : null;
  }
  if (!path) return null;
  const file = from(path);
  const name = nameOf(plain);
  const same = known.filter(
    (one): one is BaseDocument =>
      'file' in one &&
      one.file === file &&
      kindOf(objectAt(one)) === kindOf(plain) &&
      name.includes(nameOf(objectAt(one))),
  );
  const best = same.sort((a, b) => nameOf(objectAt(b)).length - nameOf(objectAt(a)).length)[0];
  return best ?? (closure.files.has(file) ? { file } : null);
}

function objectAt({ source, item }: BaseDocument): Json | undefined {
  if (item === null) return source.value;
  const items = isObject(source.value) ? source.value.items : undefined;
  return isArray(items) ? items[item] : undefined;
}

function kindOf(value: Json | undefined): string {
  return isObject(value) ? String(value.kind) : '';
}

function nameOf(value: Json | undefined): string {
  const metadata = isObject(value) && isObject(value.metadata) ? value.metadata : {};
  return typeof metadata.name === 'string' ? metadata.name : '';
}

function resolveFrom(entry: string, relative: string): string {
  const steps = entry.split('/').slice(0, -1);
  for (const step of relative.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** The kustomization with `buildMetadata: [originAnnotations]`; null where it has a `buildMetadata` of its own. */
function withOriginAnnotations(content: string, file: string): string | null {
  if (listScalars(content, file).some(({ path }) => path[0] === 'buildMetadata')) return null;
  if (/^\s*\{/.test(content)) return content.replace('{', '{"buildMetadata": ["originAnnotations"], ');
  return `${content.replace(/\n?$/, '\n')}buildMetadata: [originAnnotations]\n`;
}
