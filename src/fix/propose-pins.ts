import type { Digest, Finding, Image, Source } from '../domain/index.ts';
import { pinCandidates } from './candidates.ts';
import { type Change, changeEdits, NO_CHANGE } from './change.ts';
import { type ImageEntry, imageEntry } from './image-entries.ts';
import type { Proposal } from './proposal.ts';
import type { ProofRequest } from './prover.ts';

interface PinRequest extends ProofRequest {
  readonly images: readonly Image[];
  readonly digests: ReadonlyMap<string, Digest>;
}

/**
 * Edits that could pin the image of a finding: of the scalars that make it up, and, where all its uses are
 * kustomizations', an entry of `images:` for what no scalar can hold. Null where there is none.
 */
export function pinProposal(finding: Finding, request: PinRequest, read: (file: string) => string): Proposal | null {
  if (finding.rule !== 'image/unpinned' || finding.image === null) return null;
  const image = request.images.find(({ written }) => written === finding.image);
  const digest = request.digests.get(finding.image);
  if (image === undefined || digest === undefined) return null;
  const changes = [...scalarChanges(image, digest, read), ...entryChanges(image, digest, request.files)];
  const [first, ...rest] = changes.filter((change) => (changeEdits([change], read) ?? []).length > 0);
  if (first === undefined) return null;
  const pins = image.uses.map((use) => ({ use, digest }));
  return { findings: [finding], pins, fields: [], alternatives: [first, ...rest], parts: [] };
}

/** The k-th alternative takes the k-th candidate of every use, or the last one where a use has fewer. */
function scalarChanges({ uses }: Image, digest: Digest, read: (file: string) => string): Change[] {
  const candidates = uses.map((use) => pinCandidates(use, digest, read));
  if (candidates.some((list) => list.length === 0)) return [];
  const count = Math.max(...candidates.map((list) => list.length));
  return Array.from({ length: count }, (_, choice) => {
    const edits = candidates.flatMap((list) => list[Math.min(choice, list.length - 1)] ?? []);
    return { ...NO_CHANGE, edits };
  });
}

/** None where a use of the image is no kustomization's: an entry would not reach it. */
function entryChanges(image: Image, digest: Digest, files: PinRequest['files']): Change[] {
  const entries = new Map<string, ImageEntry>();
  for (const { manifest } of image.uses) {
    const file = kustomizationOf(manifest.source, files.get(manifest.source) ?? new Set());
    if (file === null) return [];
    entries.set(file, imageEntry(image.written, digest));
  }
  return [{ ...NO_CHANGE, entries }];
}

/** The kustomization file of the source itself, by the names that kustomize takes. */
export function kustomizationOf(source: Source, files: ReadonlySet<string>): string | null {
  if (source.kind !== 'kustomize') return null;
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  const paths = names.map((name) => (source.root === '' ? name : `${source.root}/${name}`));
  return paths.find((path) => files.has(path)) ?? null;
}
