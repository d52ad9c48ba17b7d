import type { Digest, Edit, Finding, Fix, Image, Tree } from '../domain/index.ts';
import { changeEdits } from './change.ts';
import { entryTarget } from './entry-target.ts';
import { valuesFilesOf } from './field-places.ts';
import { changeOf } from './proposal.ts';
import { fieldProposals } from './propose-fields.ts';
import { pinProposal } from './propose-pins.ts';
import { type ProofRequest, Prover } from './prover.ts';
import { fixesOf, settle } from './settle.ts';
import { explainUnpinnable } from './unpinnable.ts';

export interface FixRequest extends ProofRequest {
  /** The ones to repair: `image/unpinned`, and those whose rule has a certain repair. */
  readonly findings: readonly Finding[];
  readonly images: readonly Image[];
  /** By written reference: the digest to pin to. Only images that may be pinned are in it. */
  readonly digests: ReadonlyMap<string, Digest>;
}

export interface Fixes {
  /** By finding, as it was passed in. Findings that are settled by one edit have the same fix. */
  readonly fixes: ReadonlyMap<Finding, Fix>;
  /** All edits of all fixes: they can be made together, and were proved together. */
  readonly edits: readonly Edit[];
  /** Why an image whose digest is known, and may be written, has no fix: plain text. */
  readonly reasons: ReadonlyMap<Finding, string>;
}

/**
 * Edits that pin images to digests and repair fields, each proved: applied to a copy of the tree, rendered again, and
 * compared as objects.
 */
export async function proposeFixes(request: FixRequest): Promise<Fixes> {
  const read = await reader(request);
  const pins = request.findings.flatMap((finding) => pinProposal(finding, request, read) ?? []);
  const proposals = [...pins, ...fieldProposals(request.findings, request, read)];
  const kept = await settle(proposals, new Prover(request), read);
  const fixes = fixesOf(kept, read);
  const reasons = new Map<Finding, string>();
  for (const finding of request.findings) {
    const image = request.images.find(({ written }) => written === finding.image);
    if (finding.rule !== 'image/unpinned' || image === undefined || fixes.has(finding)) continue;
    if (!request.digests.has(image.written)) continue;
    const own = pins.filter(({ findings }) => findings.includes(finding)).flatMap(({ alternatives }) => alternatives);
    const isEntryTried = own.some(({ entries }) => entries.size > 0);
    reasons.set(finding, explainUnpinnable(image, request.images, read, isEntryTried));
  }
  return { fixes, edits: changeEdits(kept.map(changeOf), read) ?? [], reasons };
}

/** The text of every file that an edit could go into, or that a reason names. */
async function reader({ images, findings, files, manifests, tree }: FixRequest): Promise<(file: string) => string> {
  const names = new Set<string>();
  for (const { place, manifest } of images.flatMap(({ uses }) => uses)) {
    for (const { file } of [place.location, ...place.related]) names.add(file);
    const target = entryTarget(manifest.source, manifests, files.get(manifest.source) ?? new Set());
    if (target !== null) names.add(target.file);
  }
  for (const { manifest, path } of findings.flatMap(({ repairs }) => repairs ?? [])) {
    for (let depth = path.length; depth > 0; depth -= 1) names.add(manifest.place(path.slice(0, depth)).location.file);
    for (const file of valuesFilesOf(manifest.source, files.get(manifest.source) ?? new Set())) names.add(file);
  }
  const texts = new Map<string, string>();
  for (const file of names) {
    const text = await textOf(file, tree);
    if (text !== null) texts.set(file, text);
  }
  return (file) => texts.get(file) ?? '';
}

/** Null for a link: what it leads to may be another source's too. */
async function textOf(file: string, tree: Tree): Promise<string | null> {
  const entry = await tree.stat(file);
  if (entry === null || entry === 'directory' || entry.kind !== 'file') return null;
  return new TextDecoder().decode(await tree.read(file));
}
