import type { Digest, Edit, Finding, Fix, Image } from '../domain/index.ts';
import { conflict, sortEdits } from '../tree/index.ts';
import { pinCandidates } from './candidates.ts';
import { proposeEntryFixes } from './propose-entries.ts';
import { proposeFieldFixes } from './propose-fields.ts';
import type { Goal } from './prove.ts';
import { type ProofRequest, Prover } from './prover.ts';
import { explainUnpinnable } from './unpinnable.ts';

export interface FixRequest extends ProofRequest {
  /** The ones to repair: `image/unpinned`, and those whose rule has a certain repair. */
  readonly findings: readonly Finding[];
  readonly images: readonly Image[];
  /** By written reference: the digest to pin to. Only images that may be pinned are in it. */
  readonly digests: ReadonlyMap<string, Digest>;
}

export interface Fixes {
  /** By finding, as it was passed in. */
  readonly fixes: ReadonlyMap<Finding, Fix>;
  /** All edits of all fixes: they can be made together. */
  readonly edits: readonly Edit[];
  /** Why an image whose digest is known, and may be written, has no fix: plain text. */
  readonly reasons: ReadonlyMap<Finding, string>;
}

/** Single proofs cost renders; beyond this many the rest is not offered. */
const MAX_SINGLE_PROOFS = 40;

interface Proposal {
  readonly finding: Finding;
  readonly goals: readonly Goal[];
  /** Alternatives, each a whole set of edits that would settle the finding. */
  readonly alternatives: readonly (readonly [Edit, ...Edit[]])[];
}

/**
 * Edits that pin images to digests and repair fields, each proved: applied to a copy of the tree, rendered again, and compared as objects.
 * All are tried together first; where that does not hold, one by one.
 */
export async function proposeFixes(request: FixRequest): Promise<Fixes> {
  const read = await reader(request);
  const proposals = request.findings.flatMap((finding) => proposalFor(finding, request, read) ?? []);
  const prover = new Prover(request);
  const together = compatible(proposals);
  const fixes = new Map<Finding, Fix>();
  const accept = (finding: Finding, edits: readonly [Edit, ...Edit[]]) => fixes.set(finding, { edits, proved: true });

  const goals = together.flatMap(({ proposal }) => proposal.goals);
  const combined = together.flatMap(({ edits }) => edits);
  if (together.length > 1 && (await prover.holds(combined, { pins: goals, fields: [] }))) {
    for (const { proposal, edits } of together) accept(proposal.finding, edits);
  }
  let left = MAX_SINGLE_PROOFS;
  for (const { finding, goals: own, alternatives } of proposals) {
    for (const edits of alternatives) {
      if (fixes.has(finding) || left === 0) break;
      if (
        clashes(
          edits,
          [...fixes.values()].flatMap((fix) => fix.edits),
        )
      )
        continue;
      left -= 1;
      if (await prover.holds(edits, { pins: own, fields: [] })) accept(finding, edits);
    }
  }
  const single = {
    goals: proposals.filter(({ finding }) => fixes.has(finding)).flatMap((proposal) => proposal.goals),
    edits: sortEdits([...fixes.values()].flatMap((fix) => fix.edits)),
  };
  const open = request.findings.filter((finding) => finding.rule === 'image/unpinned' && !fixes.has(finding));
  const entries = await proposeEntryFixes(request, open, prover, single);
  for (const [finding, fix] of entries.fixes) fixes.set(finding, fix);
  const pins = { goals: [...single.goals, ...entries.goals], edits: [...single.edits, ...entries.edits] };
  const fields = await proposeFieldFixes(request, prover, pins);
  for (const [finding, fix] of fields.fixes) fixes.set(finding, fix);
  const reasons = new Map<Finding, string>();
  for (const finding of request.findings) {
    const image = request.images.find(({ written }) => written === finding.image);
    if (finding.rule !== 'image/unpinned' || image === undefined || fixes.has(finding)) continue;
    if (request.digests.has(image.written)) reasons.set(finding, explainUnpinnable(image, request.images, read));
  }
  return { fixes, edits: sortEdits([...pins.edits, ...fields.edits]), reasons };
}

/** The text of every file in which a place of a use lies. */
async function reader({ images, tree }: FixRequest): Promise<(file: string) => string> {
  const places = images.flatMap(({ uses }) => uses.flatMap(({ place }) => [place.location, ...place.related]));
  const texts = new Map<string, string>();
  for (const file of new Set(places.map((place) => place.file))) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') continue;
    texts.set(file, new TextDecoder().decode(await tree.read(file)));
  }
  return (file) => texts.get(file) ?? '';
}

/** The k-th alternative takes the k-th candidate of every use, or the last one where a use has fewer. */
function proposalFor(finding: Finding, request: FixRequest, read: (file: string) => string): Proposal | null {
  if (finding.rule !== 'image/unpinned' || finding.image === null) return null;
  const image = request.images.find(({ written }) => written === finding.image);
  const digest = request.digests.get(finding.image);
  if (image === undefined || digest === undefined) return null;
  const goals = image.uses.map((use) => ({ use, digest }));
  const candidates = image.uses.map((use) => pinCandidates(use, digest, read));
  if (candidates.some((list) => list.length === 0)) return null;
  const count = Math.max(...candidates.map((list) => list.length));
  const alternatives: (readonly [Edit, ...Edit[]])[] = [];
  for (let choice = 0; choice < count; choice += 1) {
    const edits = sortEdits(candidates.flatMap((list) => list[Math.min(choice, list.length - 1)] ?? []));
    const [first, ...rest] = edits;
    if (first !== undefined && !clashes(edits, edits)) alternatives.push([first, ...rest]);
  }
  return { finding, goals, alternatives };
}

function clashes(edits: readonly Edit[], others: readonly Edit[]): boolean {
  return edits.some((edit) => others.some((other) => conflict(edit, other)));
}

/** The first alternatives that can be made together. Two that want one scalar to say two things are both left out. */
function compatible(proposals: readonly Proposal[]) {
  const first = proposals.flatMap((proposal) => {
    const edits = proposal.alternatives[0];
    return edits === undefined ? [] : [{ proposal, edits }];
  });
  return first.filter((one) => !first.some((other) => other !== one && clashes(one.edits, other.edits)));
}
