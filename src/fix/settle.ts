import type { Finding, Fix, Source } from '../domain/index.ts';
import { changeEdits, sharedPlaces } from './change.ts';
import { type Choice, changeOf, type Proposal } from './proposal.ts';
import type { Prover } from './prover.ts';
import { Search } from './search.ts';

/**
 * Which proposals hold. Those that touch one source are searched together; sources that share nothing are rendered side
 * by side, so that a round costs each of them one render, however many there are.
 */
export async function settle(
  proposals: readonly Proposal[],
  prover: Prover,
  read: (file: string) => string,
): Promise<readonly Choice[]> {
  const searches = apart(proposals, prover).map((group) => new Search(group, read));
  for (;;) {
    const round = searches.flatMap((search) => {
      const trial = search.next();
      return trial === null ? [] : [{ search, trial }];
    });
    if (round.length === 0) break;
    const diagnoses = await prover.tryAll(round.map(({ trial }) => trial));
    for (const [index, diagnosis] of diagnoses.entries()) round[index]?.search.learn(diagnosis);
  }
  return searches.flatMap(({ kept }) => kept);
}

/** Proposals by the sources that they could touch: no source is touched by two groups. */
function apart(proposals: readonly Proposal[], prover: Prover): readonly (readonly Proposal[])[] {
  interface Group {
    readonly sources: readonly Source[];
    readonly proposals: readonly Proposal[];
  }
  const groupOf = new Map<Source, Group>();
  for (const proposal of proposals) {
    const sources = prover.sourcesOf(filesOf(proposal));
    const met = [...new Set(sources.flatMap((source) => groupOf.get(source) ?? []))];
    const group: Group = {
      sources: [...sources, ...met.flatMap((one) => one.sources)],
      proposals: [...met.flatMap((one) => one.proposals), proposal],
    };
    for (const source of group.sources) groupOf.set(source, group);
  }
  return [...new Set(groupOf.values())].map((group) => group.proposals);
}

function filesOf({ alternatives, parts }: Proposal): ReadonlySet<string> {
  const files = alternatives.flatMap(({ edits, fields, entries }) => [
    ...edits.map(({ file }) => file),
    ...fields.map(({ place }) => place.file),
    ...[...entries.values()].map(({ target }) => target.file),
  ]);
  return new Set([...files, ...parts.flatMap((part) => [...filesOf(part)])]);
}

/** The fix of each finding. Findings that are settled by one edit share it, since their own edits could not both be made. */
export function fixesOf(kept: readonly Choice[], read: (file: string) => string): ReadonlyMap<Finding, Fix> {
  interface Unit {
    readonly places: readonly string[];
    readonly choices: readonly Choice[];
  }
  const unitOf = new Map<string, Unit>();
  const units = new Set<Unit>();
  for (const choice of kept) {
    const places = sharedPlaces(changeOf(choice));
    const met = [...new Set(places.flatMap((place) => unitOf.get(place) ?? []))];
    for (const one of met) units.delete(one);
    const unit: Unit = {
      places: [...places, ...met.flatMap((one) => one.places)],
      choices: [...met.flatMap((one) => one.choices), choice],
    };
    units.add(unit);
    for (const place of unit.places) unitOf.set(place, unit);
  }
  const fixes = new Map<Finding, Fix>();
  for (const { choices } of units) {
    const [first, ...rest] = changeEdits(choices.map(changeOf), read) ?? [];
    if (first === undefined) continue;
    for (const finding of choices.flatMap(({ proposal }) => proposal.findings)) {
      fixes.set(finding, { edits: [first, ...rest], proved: true });
    }
  }
  return fixes;
}
