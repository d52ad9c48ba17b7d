import { z } from 'zod';
import { type Json, textAt } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import { type FileSet, textOf } from '../export-tree.ts';
import { type Chart, readCharts, repositoryPath } from '../helm/chart.ts';
import { runHelm } from '../helm/command.ts';
import { markLines, readLineMarks } from '../helm/line-marks.ts';
import { splitOutput } from '../helm/output.ts';
import { readSections, type Section } from '../helm/sections.ts';
import { type TemplateLines, templatesOf, unusedTag } from '../helm/template-lines.ts';
import { withOwnCharts } from './chart-copies.ts';
import type { ChartEntry } from './charts.ts';
import type { Closure } from './closure.ts';
import { type KustomizeRun, runKustomize } from './command.ts';
import { yamlJson } from './exact-text.ts';

/** What helm alone makes of the chart of an entry. */
export interface ChartRender {
  readonly entry: ChartEntry;
  readonly files: FileSet;
  readonly charts: readonly Chart[];
  readonly sections: readonly Section[];
  readonly lines: TemplateLines;
}

const GIVEN = `apiVersion: v1
kind: ConfigMap
metadata:
  name: given
data:
  given: {{ dict "values" (toJson .Values) "releaseName" .Release.Name "namespace" .Release.Namespace | toJson | quote }}
`;
const given = z.object({ values: z.string(), releaseName: z.string(), namespace: z.string() });
type Given = z.infer<typeof given>;

const VALUES = '.supply-chain-gate/values.yaml';

/**
 * Renders each chart by itself, with comments on the lines of its templates, as kustomize has it rendered: what kustomize
 * gives it is seen by a chart that prints what it is given. Null for a chart of which that cannot be told.
 */
export async function renderCharts(run: KustomizeRun, closure: Closure): Promise<readonly (ChartRender | null)[]> {
  const all = await whatIsGiven(run, closure);
  return Promise.all(
    closure.charts.map((entry, index) => {
      const own = all[index];
      return own === undefined || own === null ? null : renderChart(run, closure, entry, own);
    }),
  );
}

async function whatIsGiven(run: KustomizeRun, closure: Closure): Promise<readonly (Given | null)[]> {
  const copies = withOwnCharts(closure, (entry, index) => printingChart(closure, entry, index), true);
  const result = await runKustomize({ ...run, files: copies.files });
  if (result.status !== 'exited' || result.code !== 0) return [];
  const { documents } = readManifestStream(result.stdout);
  return closure.charts.map((_, index) => {
    const found = documents.filter(({ value }) => textAt(value, 'metadata', 'name') === `given-${index}`);
    const text = found.length === 1 ? textAt(found[0]?.value, 'data', 'given') : '';
    return parse(text);
  });
}

function parse(text: string): Given | null {
  const [document] = readManifestStream(new TextEncoder().encode(text)).documents;
  return given.safeParse(document?.value).data ?? null;
}

/** The chart with its values and those of the charts in it, and one template that prints them. */
function printingChart(
  { files }: Closure,
  { root }: ChartEntry,
  index: number,
): ReadonlyMap<string, string | Uint8Array> {
  const own = [...files].flatMap(([path, bytes]): readonly (readonly [string, Uint8Array])[] => {
    const below = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : '';
    return /^(?:charts\/[^/]+\/)*(?:Chart\.(?:yaml|lock)|values\.yaml|charts\/[^/]+\.tgz)$/.test(below)
      ? [[below, bytes]]
      : [];
  });
  return new Map<string, string | Uint8Array>([
    ...own,
    ['templates/given.yaml', GIVEN.replace('name: given', `name: given-${index}`)],
  ]);
}

async function renderChart(
  { ports, helm }: KustomizeRun,
  closure: Closure,
  entry: ChartEntry,
  { values: valuesText, releaseName, namespace }: Given,
): Promise<ChartRender | null> {
  if (helm === undefined) return null;
  const files: FileSet = new Map([
    ...[...closure.files].filter(([path]) => path.startsWith(`${entry.root}/`)),
    [VALUES, new TextEncoder().encode(valuesText)],
  ]);
  const templates = templatesOf(files, entry.root);
  const texts = templates.map((path) => textOf(files, path));
  const tag = unusedTag([...texts, valuesText]);
  const marked = new Map(templates.map((path, index) => [path, markLines(texts[index] ?? '', index, tag)]));
  const settings = {
    releaseName,
    namespace,
    valuesFiles: [VALUES],
    set: {},
    kubeVersion: entry.kubeVersion ?? helm.face?.kubeVersion ?? null,
    apiVersions: entry.apiVersions.length > 0 ? entry.apiVersions : (helm.face?.apiVersions ?? []),
  };
  const result = await runHelm({ tool: helm.tool, ports, root: entry.root, helm: settings, files }, marked);
  if (result.status !== 'exited' || result.code !== 0) return null;
  const parts = splitOutput(Buffer.from(result.stdout).toString('utf8'));
  const read = parts.map(({ text }) => readLineMarks(text, tag));
  const sourceLines = texts.map((text) => text.split('\n').map((line) => line.replace(/\r$/, '')));
  return {
    entry,
    files,
    charts: readCharts(files, entry.root),
    sections: readSections(parts.map((part, index) => ({ ...part, text: read[index]?.text ?? '' }))),
    lines: {
      at(part, line) {
        const origin = read[part]?.lines[line - 1];
        const file = origin === null || origin === undefined ? undefined : templates[origin.file];
        if (origin === null || origin === undefined || file === undefined) return null;
        return { file, line: origin.line, text: sourceLines[origin.file]?.[origin.line - 1] ?? '' };
      },
    },
  };
}

/** A document of a chart, with which one it is of the sections of its render. */
export interface ChartDocument {
  readonly render: ChartRender;
  readonly part: number;
  readonly document: number;
  readonly value: Json;
}

/** The file of a part of the output, or Chart.yaml where it is not known. */
export function templateOf({ entry, files, charts, sections }: ChartRender, part: number): string {
  const name = sections[part]?.template ?? '';
  return repositoryPath(files, charts, entry.root, name) ?? `${entry.root}/Chart.yaml`;
}

/** Which document of its template it is, as helm prints them. */
export function documentNumber({ render: { sections }, part, document }: ChartDocument): number {
  const template = sections[part]?.template;
  const before = sections.slice(0, part).filter((section) => section.template === template);
  return before.reduce((count, section) => count + section.documents.length, document);
}

/**
 * The closure with each chart as the text that it rendered to, which `mark` may change: a build of it goes the way of the
 * real one, and shows which document of which template each object was.
 */
export function frozenCharts(
  closure: Closure,
  renders: readonly (ChartRender | null)[],
  mark: (document: ChartDocument) => Json,
): FileSet {
  return withOwnCharts(
    closure,
    (entry, index) => {
      const render = renders[index] ?? null;
      const files = new Map<string, string | Uint8Array>([
        ['Chart.yaml', 'apiVersion: v2\nname: frozen\nversion: 1.0.0\n'],
        ['values.yaml', closure.files.get(`${entry.root}/values.yaml`) ?? '{}\n'],
      ]);
      for (const [path, bytes] of closure.files) {
        if (path.startsWith(`${entry.root}/crds/`)) files.set(path.slice(entry.root.length + 1), bytes);
      }
      for (const [part, section] of (render?.sections ?? []).entries()) {
        for (const [document, { value }] of section.documents.entries()) {
          if (render === null) continue;
          const text = yamlJson(mark({ render, part, document, value }));
          const number = String(files.size).padStart(5, '0');
          files.set(`templates/${number}.yaml`, text.replaceAll('{{', '{{ "{{" }}'));
        }
      }
      return files;
    },
    false,
  ).files;
}
