import { type Candidate, Contributions, imagePaths, imageTexts, Prober } from '../origins/prober.ts';
import type { Replacements } from '../workspace.ts';
import { emptyCandidates, hardeningCandidates, metadataCandidates, setCandidates, valueScalars } from './candidates.ts';
import type { Chart } from './chart.ts';
import { type HelmRun, runHelm } from './command.ts';
import { literalCandidates } from './literals.ts';
import { type RenderedPart, splitOutput } from './output.ts';
import { tracedLocation } from './places.ts';
import { aligned, readSections, type Section, valuesOf } from './sections.ts';
import { markTemplates, type TemplateLines, templatesOf, traceTemplateLines } from './template-lines.ts';

/** Marked renders of one chart, at most: a chart that refuses most marks is told by its template lines instead. */
const MAX_RENDERS = 10;

export interface Found {
  readonly contributions: Contributions;
  readonly lines: TemplateLines;
}

/**
 * Renders with marks: what is set and the lines of the templates in one copy, what is empty in another, since a set
 * digest may hide the tag, and what hardening rules judge in a third; last, what the templates themselves spell of an
 * image.
 */
export async function findOrigins(
  run: HelmRun,
  charts: readonly Chart[],
  sections: readonly Section[],
): Promise<Found> {
  const found = new Contributions();
  const plain = valuesOf(sections);
  const targets = imageTexts(plain);
  const scalars = valueScalars(run.files, charts, run.helm.valuesFiles);
  const render = async (replacements: Replacements) => {
    const parts = await renderParts(run, replacements);
    return parts !== null && aligned(sections, parts) ? valuesOf(readSections(parts)) : null;
  };
  const prober = new Prober(run.files, plain, render, MAX_RENDERS);
  const set = [...metadataCandidates(charts, targets), ...setCandidates(scalars, targets)];
  const [lines] = await Promise.all([
    probeWithLines(run, sections, prober, set, found),
    prober.probe(targets.length === 0 ? [] : emptyCandidates(scalars), found),
    prober.probe(hardeningCandidates(scalars, set), found),
  ]);
  const open = imagePaths(plain).filter(
    ({ part, document, path }) => tracedLocation(sections, lines, part, document, path)?.exact !== true,
  );
  await prober.probe(literalCandidates(run.files, templatesOf(run.files, run.root), open, found), found);
  return { contributions: found, lines };
}

/** One render with both kinds of marks. What it cannot tell, since the marks of values change more, has its own. */
async function probeWithLines(
  run: HelmRun,
  sections: readonly Section[],
  prober: Prober,
  candidates: readonly Candidate[],
  found: Contributions,
): Promise<TemplateLines> {
  const templates = markTemplates(run, sections);
  if (candidates.length === 0) return traceTemplateLines(run, templates);
  const values = prober.mark(candidates);
  const parts = await renderParts(run, new Map([...templates.replacements, ...values.replacements]));
  if (parts === null || !aligned(sections, parts)) {
    const [lines] = await Promise.all([traceTemplateLines(run, templates), prober.probe(candidates, found)]);
    return lines;
  }
  values.read(valuesOf(readSections(parts.map((part) => ({ ...part, text: templates.unmarked(part.text) })))), found);
  return templates.readWhole(parts, values.unmarked) ?? (await traceTemplateLines(run, templates));
}

async function renderParts(run: HelmRun, replacements: Replacements): Promise<readonly RenderedPart[] | null> {
  const result = await runHelm(run, replacements);
  if (result.status !== 'exited' || result.code !== 0) return null;
  return splitOutput(Buffer.from(result.stdout).toString('utf8'));
}
