import type { Edit, FieldRepair, Finding, Fix } from '../domain/index.ts';
import { conflict, sortEdits } from '../tree/index.ts';
import { type FieldChange, fieldEdits } from './field-edits.ts';
import { fieldPlaces, valuesFilesOf } from './field-places.ts';
import type { Goal } from './prove.ts';
import type { ProofRequest, Prover } from './prover.ts';

/** Each proof is a render; beyond this many the rest is not offered. */
const MAX_PROOFS = 60;

interface Proposal {
  readonly findings: readonly Finding[];
  readonly repairs: readonly FieldRepair[];
  readonly alternatives: readonly (readonly FieldChange[])[];
}

export interface FieldFixes {
  readonly fixes: ReadonlyMap<Finding, Fix>;
  /** What makes all of them together; what goes into one mapping is one edit. */
  readonly edits: readonly Edit[];
}

/**
 * Edits that give fields the values that settle their findings, proved together with the pins that are made beside
 * them. All are tried at once, then one after another, each on top of those that held.
 */
export async function proposeFieldFixes(
  request: ProofRequest & { readonly findings: readonly Finding[] },
  prover: Prover,
  pins: { readonly goals: readonly Goal[]; readonly edits: readonly Edit[] },
): Promise<FieldFixes> {
  const wanted = request.findings.filter(({ repairs }) => repairs !== undefined);
  if (wanted.length === 0) return { fixes: new Map(), edits: [] };
  const read = await reader(request, wanted);
  const together = grouped(wanted, request, read);
  // What could go into one mapping of the values need not come from there: each finding is tried by itself too.
  const alone = together.filter(({ findings }) => findings.length > 1).flatMap(({ findings }) => findings);
  const proposals = [...together, ...alone.flatMap((finding) => grouped([finding], request, read))];
  let kept: readonly { readonly proposal: Proposal; readonly changes: readonly FieldChange[] }[] = [];

  const edits = (chosen: typeof kept): Edit[] | null => {
    const made = fieldEdits(
      chosen.flatMap(({ changes }) => changes),
      read,
    );
    if (made === null) return null;
    const all = [...pins.edits, ...made];
    return made.some((edit) => all.some((other) => conflict(edit, other))) ? null : made;
  };
  const holds = async (chosen: typeof kept): Promise<boolean> => {
    const made = edits(chosen);
    if (made === null || made.length === 0) return false;
    const fields = chosen.flatMap(({ proposal }) => proposal.repairs);
    return prover.holds(sortEdits([...pins.edits, ...made]), { pins: pins.goals, fields });
  };

  const first = together.flatMap((proposal) => {
    const changes = proposal.alternatives[0];
    return changes === undefined ? [] : [{ proposal, changes }];
  });
  if (first.length > 1 && (await holds(first))) kept = first;
  let left = MAX_PROOFS;
  for (const proposal of proposals) {
    for (const changes of proposal.alternatives) {
      if (left === 0 || kept.some((one) => one.proposal.findings.some((done) => proposal.findings.includes(done))))
        break;
      left -= 1;
      const next = [...kept, { proposal, changes }];
      if (await holds(next)) kept = next;
    }
  }

  const fixes = new Map<Finding, Fix>();
  for (const { proposal, changes } of kept) {
    const [one, ...more] = fieldEdits(changes, read) ?? [];
    if (one === undefined) continue;
    for (const finding of proposal.findings) fixes.set(finding, { edits: [one, ...more], proved: true });
  }
  return { fixes, edits: sortEdits(edits(kept) ?? []) };
}

/** Findings whose likeliest edits are the same (one base of two overlays) hold or fall together. */
function grouped(
  findings: readonly Finding[],
  request: ProofRequest,
  read: (file: string) => string,
): readonly Proposal[] {
  const groups = new Map<string, Proposal>();
  for (const [index, finding] of findings.entries()) {
    const repairs = finding.repairs ?? [];
    const alternatives = alternativesOf(repairs, request, read);
    const key = alternatives[0] === undefined ? `none ${index}` : JSON.stringify(alternatives[0]);
    const known = groups.get(key) ?? { findings: [], repairs: [], alternatives };
    groups.set(key, {
      ...known,
      findings: [...known.findings, finding],
      repairs: [...known.repairs, ...repairs],
    });
  }
  return [...groups.values()];
}

/** The k-th alternative takes the k-th place of every field, or the last one where a field has fewer. */
function alternativesOf(
  repairs: readonly FieldRepair[],
  { files }: ProofRequest,
  read: (file: string) => string,
): readonly (readonly FieldChange[])[] {
  const places = repairs.map((repair) => {
    const { source } = repair.manifest;
    return fieldPlaces(repair, valuesFilesOf(source, files.get(source) ?? new Set()), read);
  });
  if (places.some((list) => list.length === 0)) return [];
  const count = Math.max(...places.map((list) => list.length));
  const alternatives: FieldChange[][] = [];
  for (let choice = 0; choice < count; choice += 1) {
    const changes = repairs.flatMap(({ value }, index) => {
      const list = places[index] ?? [];
      const place = list[Math.min(choice, list.length - 1)];
      return place === undefined ? [] : [{ place, value }];
    });
    alternatives.push(changes);
  }
  return alternatives;
}

/** The text of every file that a repair could go into. */
async function reader({ tree, files }: ProofRequest, findings: readonly Finding[]): Promise<(file: string) => string> {
  const names = new Set<string>();
  for (const { manifest, path } of findings.flatMap(({ repairs }) => repairs ?? [])) {
    for (let depth = path.length; depth > 0; depth -= 1) names.add(manifest.place(path.slice(0, depth)).location.file);
    for (const file of valuesFilesOf(manifest.source, files.get(manifest.source) ?? new Set())) names.add(file);
  }
  const texts = new Map<string, string>();
  for (const file of names) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') continue;
    texts.set(file, new TextDecoder().decode(await tree.read(file)));
  }
  return (file) => texts.get(file) ?? '';
}
