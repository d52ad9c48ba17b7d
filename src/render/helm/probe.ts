import { Contributions, imageTexts, Prober } from '../origins/prober.ts';
import { emptyCandidates, metadataCandidates, setCandidates, valueScalars } from './candidates.ts';
import type { Chart } from './chart.ts';
import { type HelmRun, runHelm } from './command.ts';
import { splitOutput } from './output.ts';
import { aligned, readSections, type Section, valuesOf } from './sections.ts';

/** Marked renders of one chart, at most: a chart that refuses most marks is told by its template lines instead. */
const MAX_RENDERS = 10;

/** Renders with marks: what is set in one copy, what is empty in another, since a set digest may hide the tag. */
export async function findContributions(
  run: HelmRun,
  charts: readonly Chart[],
  sections: readonly Section[],
): Promise<Contributions> {
  const found = new Contributions();
  const targets = imageTexts(valuesOf(sections));
  if (targets.length === 0) return found;
  const scalars = valueScalars(run.files, charts, run.helm.valuesFiles);
  const prober = new Prober(
    run.files,
    valuesOf(sections),
    async (replacements) => {
      const result = await runHelm(run, replacements);
      if (result.status !== 'exited' || result.code !== 0) return null;
      const parts = splitOutput(Buffer.from(result.stdout).toString('utf8'));
      return aligned(sections, parts) ? valuesOf(readSections(parts)) : null;
    },
    MAX_RENDERS,
  );
  const set = [...metadataCandidates(charts, targets), ...setCandidates(scalars, targets)];
  await Promise.all([prober.probe(set, found), prober.probe(emptyCandidates(scalars), found)]);
  return found;
}
