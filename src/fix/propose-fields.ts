import type { FieldRepair, Finding } from '../domain/index.ts';
import { type Change, changeEdits, NO_CHANGE } from './change.ts';
import type { FieldChange } from './field-edits.ts';
import { fieldPlaces, valuesFilesOf } from './field-places.ts';
import type { Proposal } from './proposal.ts';
import type { ProofRequest } from './prover.ts';

/**
 * Edits that could give fields the values that settle their findings. Findings whose likeliest edits are the same (one
 * base of two overlays) hold or fall together; where they fall, each is tried by itself too.
 */
export function fieldProposals(
  findings: readonly Finding[],
  { files }: ProofRequest,
  read: (file: string) => string,
): readonly Proposal[] {
  const single = findings.flatMap((finding): Proposal[] => {
    const fields = finding.repairs ?? [];
    const [first, ...rest] = alternativesOf(fields, files, read);
    return first === undefined
      ? []
      : [{ findings: [finding], pins: [], fields, alternatives: [first, ...rest], parts: [] }];
  });
  const groups = Map.groupBy(single, ({ alternatives: [first] }) => JSON.stringify(first.fields));
  return [...groups.values()].flatMap((group): Proposal[] => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const all = group.flatMap(({ fields }) => fields);
    return [{ ...first, findings: group.flatMap((one) => one.findings), fields: all, parts: group }];
  });
}

/** The k-th alternative takes the k-th place of every field, or the last one where a field has fewer. */
function alternativesOf(
  repairs: readonly FieldRepair[],
  files: ProofRequest['files'],
  read: (file: string) => string,
): readonly Change[] {
  const places = repairs.map((repair) => {
    const { source } = repair.manifest;
    return fieldPlaces(repair, valuesFilesOf(source, files.get(source) ?? new Set()), read);
  });
  if (repairs.length === 0 || places.some((list) => list.length === 0)) return [];
  const count = Math.max(...places.map((list) => list.length));
  const changes = Array.from({ length: count }, (_, choice): Change => {
    const fields = repairs.flatMap(({ value }, index): FieldChange[] => {
      const list = places[index] ?? [];
      const place = list[Math.min(choice, list.length - 1)];
      return place === undefined ? [] : [{ place, value }];
    });
    return { ...NO_CHANGE, fields };
  });
  return changes.filter((change) => (changeEdits([change], read) ?? []).length > 0);
}
