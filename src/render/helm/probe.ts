import { Contributions, imagePaths, imageTexts, Prober } from '../origins/prober.ts';
import type { Replacements } from '../workspace.ts';
import { emptyCandidates, hardeningCandidates, metadataCandidates, setCandidates, valueScalars } from './candidates.ts';
import type { Chart } from './chart.ts';
import { type HelmRun, runHelm } from './command.ts';
import { literalCandidates } from './literals.ts';
import { splitOutput } from './output.ts';
import { tracedLocation } from './places.ts';
import { aligned, readSections, type Section, valuesOf } from './sections.ts';
import { type TemplateLines, templatesOf } from './template-lines.ts';

/** Marked renders of one chart, at most: a chart that refuses most marks is told by its template lines instead. */
const MAX_RENDERS = 10;

/**
 * Renders with marks: what is set in one copy, what is empty in another, since a set digest may hide the tag, and what
 * hardening rules judge in a third; last, what the templates themselves spell of an image.
 */
export async function findContributions(
  run: HelmRun,
  charts: readonly Chart[],
  sections: readonly Section[],
  tracing: Promise<TemplateLines>,
): Promise<Contributions> {
  const found = new Contributions();
  const plain = valuesOf(sections);
  const targets = imageTexts(plain);
  const scalars = valueScalars(run.files, charts, run.helm.valuesFiles);
  const render = async (replacements: Replacements) => {
    const result = await runHelm(run, replacements);
    if (result.status !== 'exited' || result.code !== 0) return null;
    const parts = splitOutput(Buffer.from(result.stdout).toString('utf8'));
    return aligned(sections, parts) ? valuesOf(readSections(parts)) : null;
  };
  const prober = new Prober(run.files, plain, render, MAX_RENDERS);
  const set = [...metadataCandidates(charts, targets), ...setCandidates(scalars, targets)];
  await Promise.all([
    prober.probe(set, found),
    prober.probe(targets.length === 0 ? [] : emptyCandidates(scalars), found),
    prober.probe(hardeningCandidates(scalars, set), found),
  ]);
  const lines = await tracing;
  const open = imagePaths(plain).filter(
    ({ part, document, path }) => tracedLocation(sections, lines, part, document, path)?.exact !== true,
  );
  await prober.probe(literalCandidates(run.files, templatesOf(run.files, run.root), open, found), found);
  return found;
}
