import {
  type Finding,
  fileLocation,
  type Json,
  type Manifest,
  type ManifestRef,
  type Source,
} from '../domain/index.ts';
import { readManifestStream } from '../yaml/index.ts';
import { literalCandidates } from './helm/literals.ts';
import { type Objects, renderOtherFaces } from './helm/other-faces.ts';
import { unreadFiles } from './helm/unread-files.ts';
import { invalidManifest } from './invalid.ts';
import { kustomizeCandidates } from './kustomize/candidates.ts';
import { chartCandidates } from './kustomize/chart-candidates.ts';
import { chartConditions, unnamedReleases } from './kustomize/chart-conditions.ts';
import { documentNumber, renderCharts, templateOf } from './kustomize/chart-renders.ts';
import { type Closure, readClosure } from './kustomize/closure.ts';
import { type Helm, type KustomizeRun, runKustomize } from './kustomize/command.ts';
import { type Bases, sameObjects, traceDocuments } from './kustomize/documents.ts';
import { explainKustomizeError } from './kustomize/errors.ts';
import { type KustomizeOrigins, kustomizePlace } from './kustomize/places.ts';
import { chartFetcher, fetchedWith, withoutFetched } from './kustomize/remote-charts.ts';
import { objectsOf } from './objects.ts';
import { Contributions, imagePaths, imageTexts, Prober } from './origins/prober.ts';
import { RenderProblem } from './problem.ts';
import type { RenderContext, Rendered } from './renderer.ts';
import { toolFailure } from './tool-failure.ts';
import { SLOW_RENDER_MS } from './workspace.ts';

type KustomizeSource = Extract<Source, { kind: 'kustomize' }>;

/** Marked builds of one kustomization, at most. */
const MAX_RENDERS = 10;

/** Builds a kustomization, then twice more with marks, to learn which file and which entry gave what. */
export async function renderKustomize(source: KustomizeSource, context: RenderContext): Promise<Rendered> {
  const closure = await readClosure(context.tree, source.root, {
    anywhere: source.anywhere,
    fetch: chartFetcher(context),
  });
  const tool = await context.toolbox.locate('kustomize');
  const run: KustomizeRun = {
    tool,
    ports: context.ports,
    root: source.root,
    files: closure.files,
    ...(closure.unrestricted ? { unrestricted: true } : {}),
  };
  const files = [...closure.files.keys()].filter((file) => fetchedWith(closure, file) === null);
  if (closure.charts.length === 0) {
    const { isRead, manifests, findings } = await build(source, run, closure, context);
    return { manifests, findings, files, complete: isRead };
  }
  const named = [...closure.kustomizations, ...closure.generators];
  const helm: Helm = { tool: await context.toolbox.locate('helm'), files: named };
  const plain = await build(source, { ...run, helm }, closure, context);
  const others = await renderOtherFaces(source, chartConditions(closure), plain, (face) =>
    build(source, { ...run, helm: face === null ? helm : { ...helm, face } }, closure, context, plain),
  );
  const findings = [...plain.findings, ...others.findings, ...unnamedReleases(source, closure)];
  const unread = closure.charts.flatMap(({ root, valuesFiles }) => unreadFiles(closure.files, root, valuesFiles));
  return {
    manifests: [...plain.manifests, ...others.manifests],
    findings: findings.map((finding) => ({ ...finding, ...withoutFetched(closure, finding) })),
    files,
    unread: unread.filter((file) => files.includes(file)),
    complete: plain.isRead,
  };
}

interface Built extends Objects {
  /** What kustomize printed. */
  readonly text: string;
  /** False: it is no YAML. */
  readonly isRead: boolean;
}

/** A build that prints what `plain` did is the plain one again: its marks would say nothing new. */
async function build(
  source: KustomizeSource,
  run: KustomizeRun,
  closure: Closure,
  context: RenderContext,
  plain?: Built,
): Promise<Built> {
  const began = context.ports.clock.elapsed();
  const output = await buildPlainly(run, closure);
  const text = Buffer.from(output).toString('latin1');
  if (text === plain?.text) return plain;
  const { documents, problems } = readManifestStream(output);
  const [problem] = problems;
  if (problem !== undefined) {
    const finding = invalidManifest(closure.entry, `what it builds cannot be read: ${problem.message}`);
    return { text, manifests: [], findings: [finding], isRead: false };
  }
  const values = documents.map(({ value }) => value);
  const slow = context.ports.clock.elapsed() - began > SLOW_RENDER_MS;
  const [bases, contributions] =
    context.origins && !slow
      ? await Promise.all([traceBases(run, closure, values), findContributions(run, closure, values)])
      : [values.map(() => null), new Contributions()];
  return { text, isRead: true, ...collect(source, { closure, documents: values, bases, contributions }) };
}

async function buildPlainly(run: KustomizeRun, closure: Closure): Promise<Uint8Array> {
  const result = await runKustomize(run);
  const crash = toolFailure('kustomize', result, fileLocation(closure.entry));
  if (crash !== null) throw new RenderProblem(crash);
  if (result.status === 'exited' && result.code === 0) return result.stdout;
  const details = explainKustomizeError(result.stderr, closure);
  throw new RenderProblem({ ...details, ...withoutFetched(closure, { location: details.location, related: [] }) });
}

async function traceBases(run: KustomizeRun, closure: Closure, values: readonly Json[]): Promise<Bases> {
  const renders = closure.charts.length === 0 ? [] : await renderCharts(run, closure);
  return traceDocuments(run, closure, values, renders);
}

async function findContributions(run: KustomizeRun, closure: Closure, values: readonly Json[]): Promise<Contributions> {
  const found = new Contributions();
  const plain = values.map((value) => [value]);
  const prober = new Prober(
    closure.files,
    plain,
    async (replacements) => {
      const result = await runKustomize(run, replacements);
      if (result.status !== 'exited' || result.code !== 0) return null;
      const marked = readManifestStream(result.stdout).documents.map(({ value }) => value);
      return sameObjects(values, marked) ? marked.map((value) => [value]) : null;
    },
    MAX_RENDERS,
  );
  const images = imageTexts(plain);
  const charts = chartCandidates(closure, images);
  await Promise.all([
    prober.probe([...kustomizeCandidates(closure, images), ...charts.hardening], found),
    ...charts.set.map((candidates) => prober.probe(candidates, found)),
    prober.probe(charts.empty, found),
  ]);
  await prober.probe(literalCandidates(closure.files, charts.templates, imagePaths(plain), found), found);
  return found;
}

function collect(source: KustomizeSource, origins: KustomizeOrigins): Objects {
  const manifests: Manifest[] = [];
  const findings: Finding[] = [];
  for (const [index, value] of origins.documents.entries()) {
    const { file, document, item } = baseRef(origins, index);
    const { objects, problems } = objectsOf(value);
    for (const { what } of problems) {
      findings.push(invalidManifest(file, `a document that it builds is no Kubernetes object: ${what}`));
    }
    for (const { object, path, ref } of objects) {
      manifests.push({
        ref: { file, document, ...ref, ...(item === null ? {} : { item }) },
        source,
        object,
        namespace: ref.namespace ?? 'default',
        place: (below) => withoutFetched(origins.closure, kustomizePlace(origins, index, [...path, ...below])),
      });
    }
  }
  return { manifests, findings };
}

/** Which document of which file an object was made from; of what is generated, the kustomization. */
function baseRef(
  { bases, closure }: KustomizeOrigins,
  index: number,
): Pick<ManifestRef, 'file' | 'document'> & { item: number | null } {
  const base = bases[index];
  if (base === null || base === undefined) return { file: closure.entry, document: 0, item: null };
  if ('source' in base) return base;
  if ('file' in base) return { file: base.file, document: 0, item: null };
  const { chart, path } = base;
  const [, item] = path;
  const { entry } = chart.render;
  if (closure.fetched.includes(entry)) return { file: entry.file, document: entry.document, item: null };
  const file = templateOf(chart.render, chart.part);
  return { file, document: documentNumber(chart), item: typeof item === 'number' ? item : null };
}
