import { textOf } from '../export-tree.ts';
import {
  emptyCandidates,
  hardeningCandidates,
  metadataCandidates,
  setCandidates,
  valueScalars,
} from '../helm/candidates.ts';
import { readCharts } from '../helm/chart.ts';
import { templatesOf } from '../helm/template-lines.ts';
import type { Candidate } from '../origins/prober.ts';
import { listScalars, type SourceScalar } from '../origins/scalars.ts';
import type { ChartEntry } from './charts.ts';
import type { Closure } from './closure.ts';

/** Values that a chart's entry gives itself: `valuesInline`. */
function inlineScalars({ files }: Closure, { file, document, inline }: ChartEntry): SourceScalar[] {
  return listScalars(textOf(files, file), file).filter(
    (scalar) => scalar.document === document && inline.every((step, index) => scalar.path[index] === step),
  );
}

/** What is marked of the charts in a kustomization, in sets that each need a copy of their own. */
export interface ChartCandidates {
  readonly hardening: readonly Candidate[];
  /** Values that the output shows in images. */
  readonly set: readonly (readonly Candidate[])[];
  readonly empty: readonly Candidate[];
  /** Files that the images may be spelled in. */
  readonly templates: readonly string[];
}

/**
 * The values of every chart: its defaults, the files and the texts that its entry gives. A mark in the name of an image
 * keeps `images:` entries from finding it, so that names then have a copy of their own.
 */
export function chartCandidates(closure: Closure, images: readonly string[]): ChartCandidates {
  const { files } = closure;
  const charts = closure.charts.map((entry) => ({ entry, charts: readCharts(files, entry.root) }));
  const scalars = unique(
    charts.flatMap(({ entry, charts: unpacked }) => [
      ...valueScalars(files, unpacked, entry.valuesFiles),
      ...inlineScalars(closure, entry),
    ]),
  );
  const metadata = metadataCandidates(
    charts.flatMap((one) => one.charts),
    images,
  );
  const set = [...new Map(metadata.map((one) => [keyOf(one.scalar), one])).values(), ...setCandidates(scalars, images)];
  const names = imageNames(closure);
  const isName = ({ scalar }: Candidate) => names.some((name) => name.includes(scalar.value));
  return {
    hardening: hardeningCandidates(scalars, set),
    set: [set.filter((one) => !isName(one)), set.filter(isName)],
    empty: images.length === 0 ? [] : emptyCandidates(scalars),
    templates: [...new Set(charts.flatMap(({ entry }) => templatesOf(files, entry.root)))],
  };
}

/** Two entries may name one chart. */
function unique(scalars: readonly SourceScalar[]): SourceScalar[] {
  return [...new Map(scalars.map((scalar) => [keyOf(scalar), scalar])).values()];
}

function keyOf({ file, start }: SourceScalar): string {
  return `${file}:${start}`;
}

function imageNames({ files, kustomizations }: Closure): string[] {
  return kustomizations.flatMap((file) =>
    listScalars(textOf(files, file), file)
      .filter(({ path }) => path.length === 3 && path[0] === 'images' && path[2] === 'name')
      .map(({ value }) => value),
  );
}

/** Is it helm that reads it, and not kustomize? */
export function isOfChart({ charts }: Closure, { file, path }: Pick<SourceScalar, 'file' | 'path'>): boolean {
  return charts.some(
    (chart) =>
      file.startsWith(`${chart.root}/`) ||
      chart.valuesFiles.includes(file) ||
      (chart.file === file && chart.path.every((step, index) => path[index] === step)),
  );
}
