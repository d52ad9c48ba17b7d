import type { Digest, Edit, Finding, Fix, Image, Source, Tree } from '../domain/index.ts';
import { conflict, sortEdits } from '../tree/index.ts';
import { entriesEdit, type ImageEntry, imageEntry } from './image-entries.ts';
import type { Goal } from './prove.ts';
import type { ProofRequest, Prover } from './prover.ts';

/** Each proof is a render; beyond this many the rest is not offered. */
const MAX_PROOFS = 20;

interface Proposal {
  readonly finding: Finding;
  readonly goals: readonly Goal[];
  /** By kustomization file. */
  readonly entries: ReadonlyMap<string, ImageEntry>;
}

export interface EntryFixes {
  readonly fixes: ReadonlyMap<Finding, Fix>;
  readonly goals: readonly Goal[];
  /** What makes all of them together; what goes into one kustomization is one edit. */
  readonly edits: readonly Edit[];
}

interface EntryRequest extends ProofRequest {
  readonly images: readonly Image[];
  readonly digests: ReadonlyMap<string, Digest>;
}

/**
 * An entry of `images:` for what no scalar of a kustomization pins: a base that is shared with other digests, a value
 * that is put together. Proved together with the pins that are made beside them, all at once and then one by one.
 */
export async function proposeEntryFixes(
  request: EntryRequest,
  open: readonly Finding[],
  prover: Prover,
  pins: { readonly goals: readonly Goal[]; readonly edits: readonly Edit[] },
): Promise<EntryFixes> {
  const proposals = open.flatMap((finding) => proposalFor(finding, request) ?? []);
  const texts = await textsOf(
    proposals.flatMap(({ entries }) => [...entries.keys()]),
    request.tree,
  );
  let kept: readonly Proposal[] = [];
  const holds = async (chosen: readonly Proposal[]): Promise<boolean> => {
    const made = editsOf(chosen, texts);
    if (made === null || made.some((edit) => pins.edits.some((other) => clashes(edit, other)))) return false;
    const goals = [...pins.goals, ...chosen.flatMap((proposal) => proposal.goals)];
    return prover.holds(sortEdits([...pins.edits, ...made]), { pins: goals, fields: [] });
  };
  if (proposals.length > 1 && (await holds(proposals))) kept = proposals;
  else {
    for (const proposal of proposals.slice(0, MAX_PROOFS)) {
      if (await holds([...kept, proposal])) kept = [...kept, proposal];
    }
  }
  const fixes = new Map<Finding, Fix>();
  for (const proposal of kept) {
    const [first, ...rest] = editsOf([proposal], texts) ?? [];
    if (first !== undefined) fixes.set(proposal.finding, { edits: [first, ...rest], proved: true });
  }
  return { fixes, goals: kept.flatMap(({ goals }) => goals), edits: editsOf(kept, texts) ?? [] };
}

/** Null where a use of the image is no kustomization's: an entry would not reach it. */
function proposalFor(finding: Finding, { images, digests, files }: EntryRequest): Proposal | null {
  const image = images.find(({ written }) => written === finding.image);
  const digest = image === undefined ? undefined : digests.get(image.written);
  if (image === undefined || digest === undefined) return null;
  const entries = new Map<string, ImageEntry>();
  for (const { manifest } of image.uses) {
    const file = kustomizationOf(manifest.source, files.get(manifest.source) ?? new Set());
    if (file === null) return null;
    entries.set(file, imageEntry(image.written, digest));
  }
  return { finding, goals: image.uses.map((use) => ({ use, digest })), entries };
}

/** The kustomization file of the source itself, by the names that kustomize takes. */
function kustomizationOf(source: Source, files: ReadonlySet<string>): string | null {
  if (source.kind !== 'kustomize') return null;
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  const paths = names.map((name) => (source.root === '' ? name : `${source.root}/${name}`));
  return paths.find((path) => files.has(path)) ?? null;
}

function editsOf(proposals: readonly Proposal[], texts: ReadonlyMap<string, string>): Edit[] | null {
  const byFile = new Map<string, ImageEntry[]>();
  for (const { entries } of proposals) {
    for (const [file, entry] of entries) byFile.set(file, [...(byFile.get(file) ?? []), entry]);
  }
  const edits: Edit[] = [];
  for (const [file, entries] of byFile) {
    const text = texts.get(file);
    const edit = text === undefined ? null : entriesEdit(file, text, entries);
    if (edit === null) return null;
    edits.push(edit);
  }
  return sortEdits(edits);
}

/** A digest that goes below the last entry, and an entry that goes below it, are both made, in that order. */
function clashes(entry: Edit, other: Edit): boolean {
  const isInsertion = other.startLine === other.endLine && other.startColumn === other.endColumn;
  const atOnePlace = entry.startLine === other.startLine && entry.startColumn === other.startColumn;
  return conflict(entry, other) && !(isInsertion && atOnePlace);
}

async function textsOf(files: readonly string[], tree: Tree): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const file of new Set(files)) {
    const entry = await tree.stat(file);
    // What a link leads to may be another source's too.
    if (entry === null || entry === 'directory' || entry.kind !== 'file') continue;
    texts.set(file, new TextDecoder().decode(await tree.read(file)));
  }
  return texts;
}
