import { get, type Json, type Path } from '../../domain/index.ts';
import type { Contributor } from '../origins/choose.ts';
import { applyMarks, type Mark, Marker } from '../origins/marks.ts';
import type { SourceScalar } from '../origins/scalars.ts';
import { emptyCandidates, metadataCandidates, setCandidates, valueScalars } from './candidates.ts';
import { type Chart, textOf } from './chart.ts';
import { type HelmRun, runHelm } from './command.ts';
import { splitOutput } from './output.ts';
import { aligned, readSections, type Section, strings } from './sections.ts';

/** What had a part in the string at `path` of document `document` of part `part` of the output. */
export type Contributors = (part: number, document: number, path: Path) => readonly Contributor[];

/** Strings whose scalars are looked for first: what names an image, by the key that holds it. */
const IMAGE_KEY = /image$|^(repository|tag|digest)$/i;

/** Marked renders of one chart, at most: a chart that refuses most marks is told by its template lines instead. */
const MAX_RENDERS = 10;

interface Candidate {
  readonly scalar: SourceScalar;
  readonly rank: Contributor['rank'];
}

/** Renders marked copies of one chart, and keeps count of them. */
export class Prober {
  readonly #run: HelmRun;
  readonly #plain: readonly Section[];
  readonly #marker: Marker;
  #left = MAX_RENDERS;

  constructor(run: HelmRun, plain: readonly Section[]) {
    this.#run = run;
    this.#plain = plain;
    const sources = [...run.files.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
    this.#marker = new Marker([...sources, ...plain.map((section) => section.text)]);
  }

  /** Adds to `found` what the marks of `candidates` show. Where the chart does not take them, each half is tried. */
  async probe(candidates: readonly Candidate[], found: Map<string, Contributor[]>): Promise<void> {
    if (candidates.length === 0 || this.#left === 0) return;
    this.#left -= 1;
    const sections = await this.#renderMarked(candidates.map(({ scalar }) => scalar));
    if (sections !== null) {
      this.#read(sections, candidates, found);
      return;
    }
    if (candidates.length === 1) return;
    const half = Math.ceil(candidates.length / 2);
    await this.probe(candidates.slice(0, half), found);
    await this.probe(candidates.slice(half), found);
  }

  async #renderMarked(scalars: readonly SourceScalar[]): Promise<Section[] | null> {
    const byFile = new Map<string, Mark[]>();
    for (const [id, scalar] of scalars.entries()) {
      const marks = byFile.get(scalar.file) ?? [];
      marks.push({ id, scalar, insert: this.#insert(scalar, id) });
      byFile.set(scalar.file, marks);
    }
    const replacements = new Map(
      [...byFile].map(([file, marks]) => [file, applyMarks(textOf(this.#run.files, file), marks)]),
    );
    const result = await runHelm(this.#run, replacements);
    if (result.status !== 'exited' || result.code !== 0) return null;
    const parts = splitOutput(Buffer.from(result.stdout).toString('utf8'));
    return aligned(this.#plain, parts) ? readSections(parts) : null;
  }

  /** A chart's version must stay a semantic version: the mark becomes its pre-release. */
  #insert(scalar: SourceScalar, id: number): string {
    const version = scalar.file.endsWith('Chart.yaml') && scalar.path[0] === 'version';
    return `${version ? '-' : ''}${this.#marker.text(id)}`;
  }

  #read(sections: readonly Section[], candidates: readonly Candidate[], found: Map<string, Contributor[]>): void {
    for (const [part, section] of sections.entries()) {
      for (const [index, document] of section.documents.entries()) {
        const before: Json | undefined = this.#plain[part]?.documents[index]?.value;
        for (const { path, text } of strings(document.value)) {
          const { plain, sightings } = this.#marker.read(text);
          if (sightings.length === 0) continue;
          const key = contributorsKey(part, index, path);
          const known = found.get(key) ?? [];
          for (const { id, at } of sightings) {
            const candidate = candidates[id];
            if (candidate === undefined) continue;
            const empty = candidate.scalar.value === '';
            // A mark that changed more than itself proves nothing about where its text ends.
            if (empty && get(before, ...path) !== undefined) known.push({ ...candidate, end: null });
            else if (plain === get(before, ...path)) known.push({ ...candidate, end: at });
          }
          found.set(key, known);
        }
      }
    }
  }
}

export function contributorsKey(part: number, document: number, path: Path): string {
  return JSON.stringify([part, document, path]);
}

/** Renders with marks: what is set in one copy, what is empty in another, since a set digest may hide the tag. */
export async function findContributors(
  run: HelmRun,
  charts: readonly Chart[],
  plain: readonly Section[],
): Promise<Map<string, Contributor[]>> {
  const targets = plain.flatMap((section) =>
    section.documents.flatMap((document) =>
      [...strings(document.value)]
        .filter(({ path }) => IMAGE_KEY.test(String(path.findLast((step) => typeof step === 'string') ?? '')))
        .map(({ text }) => text),
    ),
  );
  const found = new Map<string, Contributor[]>();
  if (targets.length === 0) return found;
  const values = valueScalars(run.files, charts, run.helm.valuesFiles);
  const prober = new Prober(run, plain);
  const set: Candidate[] = [
    ...metadataCandidates(charts, targets).map((scalar) => ({ scalar, rank: 'metadata' as const })),
    ...setCandidates(values, targets).map((scalar) => ({ scalar, rank: 'value' as const })),
  ];
  const empty = emptyCandidates(values).map((scalar) => ({ scalar, rank: 'value' as const }));
  await Promise.all([prober.probe(set, found), prober.probe(empty, found)]);
  return found;
}
