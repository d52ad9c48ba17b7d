import { type Finding, fileLocation, type HelmOptions, type Manifest, type Source } from '../domain/index.ts';
import { Export, type FileSet } from './export-tree.ts';
import { type Chart, readCharts, repositoryPath } from './helm/chart.ts';
import { type HelmRun, runHelm } from './helm/command.ts';
import { readConditions } from './helm/conditions.ts';
import { explainHelmError } from './helm/errors.ts';
import { type Asking, type Objects, renderOtherFaces } from './helm/other-faces.ts';
import { splitOutput } from './helm/output.ts';
import { type HelmOrigins, helmPlace } from './helm/places.ts';
import { findOrigins } from './helm/probe.ts';
import { renderWithDependencies } from './helm/remote-dependencies.ts';
import { readSections, type Section } from './helm/sections.ts';
import { NO_LINES } from './helm/template-lines.ts';
import { unreadFiles } from './helm/unread-files.ts';
import { invalidManifest } from './invalid.ts';
import { objectsOf } from './objects.ts';
import { Contributions } from './origins/prober.ts';
import { RenderProblem } from './problem.ts';
import type { RenderContext, Rendered } from './renderer.ts';
import { toolFailure } from './tool-failure.ts';
import { SLOW_RENDER_MS } from './workspace.ts';

type HelmSource = Extract<Source, { kind: 'helm' }>;

/** Renders a chart as `helm template` does, then once more for each kind of mark, to learn where its values come from. */
export function renderHelm(source: HelmSource, context: RenderContext): Promise<Rendered> {
  return renderWithDependencies(source, context, renderChart);
}

async function renderChart(source: HelmSource, context: RenderContext): Promise<Rendered> {
  const files = await exportChart(source, context);
  const charts = readCharts(files, source.root);
  // A library chart deploys nothing, and helm refuses to render it.
  if (charts.find((chart) => chart.root === source.root)?.library) {
    return { manifests: [], findings: [], files: [...files.keys()], complete: true };
  }
  const tool = await context.toolbox.locate('helm');
  const run: HelmRun = { tool, ports: context.ports, root: source.root, helm: source.helm, files };
  const plain = await renderFace(source, run, charts, context);
  const others = await renderOtherFaces(source, askedOf(source, files), plain, (face) =>
    renderFace(source, face === null ? run : { ...run, face }, charts, context, plain),
  );
  return {
    manifests: [...plain.manifests, ...others.manifests],
    findings: [...plain.findings, ...others.findings],
    files: [...files.keys()],
    unread: unreadFiles(files, source.root, source.helm.valuesFiles),
    complete: true,
  };
}

function askedOf(source: HelmSource, files: FileSet): Asking {
  return {
    conditions: readConditions(files, source.root, source.helm.valuesFiles),
    settled: source.helm,
    file: chartFile(source),
    remedies: {
      kubeVersion: 'Set helm.kubeVersion of this source in the policy to the version of the cluster.',
      apiVersions: 'List what the cluster has in helm.apiVersions of this source in the policy.',
    },
  };
}

interface Face extends Objects {
  /** What helm printed. */
  readonly text: string;
}

/**
 * A face that prints what `plain` did is the plain one again: its marks would say nothing new.
 *
 * @throws RenderProblem where the chart does not render under the conditions of `run`.
 */
async function renderFace(
  source: HelmSource,
  run: HelmRun,
  charts: readonly Chart[],
  context: RenderContext,
  plain?: Face,
): Promise<Face> {
  const { clock } = context.ports;
  const began = clock.elapsed();
  const text = await renderPlainly(source, run, charts);
  if (text === plain?.text) return plain;
  const sections = readSections(splitOutput(text));
  const slow = clock.elapsed() - began > SLOW_RENDER_MS;
  const found =
    context.origins && !slow
      ? await findOrigins(run, charts, sections)
      : { contributions: new Contributions(), lines: NO_LINES };
  return { text, ...collect(source, charts, { files: run.files, sections, ...found }) };
}

function chartFile(source: HelmSource): string {
  return source.root === '' ? 'Chart.yaml' : `${source.root}/Chart.yaml`;
}

async function exportChart(source: HelmSource, { tree }: RenderContext): Promise<FileSet> {
  const copy = new Export(tree);
  await copy.directory(source.root);
  for (const file of source.helm.valuesFiles) {
    if (await copy.file(file)) continue;
    throw new RenderProblem({
      what: `the values file ${file} does not exist`,
      remedy: 'Add the file, or take it out of the valuesFiles of this source in the policy',
      location: fileLocation(chartFile(source)),
    });
  }
  return copy.files;
}

async function renderPlainly(source: HelmSource, run: HelmRun, charts: readonly Chart[]): Promise<string> {
  const result = await runHelm(run);
  const crash = toolFailure('helm', result, fileLocation(chartFile(source)));
  if (crash !== null) throw new RenderProblem(crash);
  if (result.status === 'exited' && result.code === 0) return Buffer.from(result.stdout).toString('utf8');
  const { root, files } = run;
  throw new RenderProblem(explainHelmError(result.stderr, { root, files, charts, valuesFiles: run.helm.valuesFiles }));
}

function collect(source: HelmSource, charts: readonly Chart[], origins: HelmOrigins): Objects {
  const manifests: Manifest[] = [];
  const findings: Finding[] = [];
  const templates = origins.sections.map(
    ({ template }) => repositoryPath(origins.files, charts, source.root, template) ?? chartFile(source),
  );
  const numbers = documentNumbers(origins, templates);
  for (const [part, section] of origins.sections.entries()) {
    const file = templates[part] ?? chartFile(source);
    for (const { message } of section.problems) {
      findings.push(invalidManifest(file, `a document that it renders to cannot be read: ${message}`));
    }
    for (const [index, document] of section.documents.entries()) {
      const { objects, problems } = objectsOf(document.value);
      for (const { what, path } of problems) {
        const { location } = helmPlace(origins, part, index, file, path);
        findings.push(
          invalidManifest(file, `a document that it renders to is no Kubernetes object: ${what}`, location),
        );
      }
      for (const { object, path, ref } of objects) {
        manifests.push({
          ref: { file, document: (numbers[part] ?? 0) + document.index, ...ref },
          source,
          object,
          namespace: ref.namespace ?? releaseNamespace(source.helm),
          place: (below) => helmPlace(origins, part, index, file, [...path, ...below]),
        });
      }
    }
  }
  return { manifests, findings };
}

function releaseNamespace(helm: HelmOptions): string {
  return helm.namespace === '' ? 'default' : helm.namespace;
}

/**
 * The number of each part's first document inside its template. Helm prints by kind, not in the order of the template,
 * so the traced lines put the parts of one template back in order.
 */
function documentNumbers({ sections, lines }: HelmOrigins, templates: readonly string[]): number[] {
  const numbers: number[] = new Array(sections.length).fill(0);
  for (const name of new Set(sections.map(({ template }) => template))) {
    const parts = sections.flatMap((section, part) =>
      section.template === name ? [{ part, section, line: firstLine(section, part, templates[part]) }] : [],
    );
    let next = 0;
    for (const { part, section } of parts.sort((a, b) => a.line - b.line || a.part - b.part)) {
      numbers[part] = next;
      next += section.documents.length + section.problems.length;
    }
  }
  return numbers;

  function firstLine(section: Section, part: number, template: string | undefined): number {
    const count = section.text.split('\n').length;
    for (let line = 1; line <= count; line += 1) {
      const origin = lines.at(part, line);
      if (origin !== null && origin.file === template) return origin.line;
    }
    return Number.MAX_SAFE_INTEGER;
  }
}
