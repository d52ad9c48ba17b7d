import type { Digest, Finding, Image } from '../domain/index.ts';
import { pinCandidates } from './candidates.ts';
import { type Change, changeEdits, NO_CHANGE } from './change.ts';
import { entryTarget, type PlacedEntry } from './entry-target.ts';
import { imageEntry } from './image-entries.ts';
import type { Proposal } from './proposal.ts';
import type { ProofRequest } from './prover.ts';

interface PinRequest extends ProofRequest {
  readonly images: readonly Image[];
  readonly digests: ReadonlyMap<string, Digest>;
}

/**
 * Edits that could pin the image of a finding: of the scalars that make it up, and, for what no scalar can hold, an entry
 * of `images:` where all its uses are kustomizations', or what Argo CD and Flux deploy. Null where there is none.
 */
export function pinProposal(finding: Finding, request: PinRequest, read: (file: string) => string): Proposal | null {
  if (finding.rule !== 'image/unpinned' || finding.image === null) return null;
  const image = request.images.find(({ written }) => written === finding.image);
  const digest = request.digests.get(finding.image);
  if (image === undefined || digest === undefined) return null;
  const changes = [...scalarChanges(image, digest, read), ...entryChanges(image, digest, request)];
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

/** None where nothing that takes entries renders a use of the image. */
function entryChanges(image: Image, digest: Digest, { files, manifests }: PinRequest): Change[] {
  const entries = new Map<string, PlacedEntry>();
  for (const { manifest } of image.uses) {
    const target = entryTarget(manifest.source, manifests, files.get(manifest.source) ?? new Set());
    if (target === null) return [];
    entries.set(target.key, { target, entry: imageEntry(image.written, digest) });
  }
  return [{ ...NO_CHANGE, entries }];
}
