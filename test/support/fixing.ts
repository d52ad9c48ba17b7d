import { checkHardening } from '../../src/check/hardening/index.ts';
import type { Digest, Finding, Image, Source, Tree } from '../../src/domain/index.ts';
import { fileLocation } from '../../src/domain/index.ts';
import { proposeFixes, unifiedDiff } from '../../src/fix/index.ts';
import { DEFAULT_POLICY } from '../../src/policy/index.ts';
import type { RenderResult } from '../../src/render/index.ts';
import { overlayTree } from '../../src/tree/index.ts';
import { imagesOf, renderWith } from './rendering.ts';

/** A digest made of a name, so that a diff shows which image it is for. */
export function digestOf(image: string): Digest {
  const hex = Buffer.from(image).toString('hex').padEnd(64, '0').slice(0, 64);
  return `sha256:${hex}`;
}

function unpinned(image: string): Finding {
  return {
    rule: 'image/unpinned',
    severity: 'medium',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: 'not pinned',
    manifest: null,
    image,
    location: fileLocation('x'),
    related: [],
    path: null,
    identity: [],
    digest: null,
  };
}

/** Hardening findings of a rendering that have a certain repair. */
export function repairable(manifests: RenderResult['manifests']): readonly Finding[] {
  return checkHardening(manifests, { policy: DEFAULT_POLICY }).findings.filter(({ repairs }) => repairs !== undefined);
}

/** Renders, and proposes a pin for every image that has none; `repairs`: and a repair for every hardening finding. */
export async function propose(
  tree: Tree,
  asked: readonly Source[],
  only: (image: string) => boolean = () => true,
  renderAll: typeof renderWith = renderWith,
  repairs = false,
) {
  const { manifests, files, sources } = await renderAll(tree, asked);
  const byText = new Map<string, Image>();
  for (const { manifest, path, image } of imagesOf(manifests)) {
    if (image.includes('@')) continue;
    const use = { written: image, manifest, path, place: manifest.place(path) };
    const known = byText.get(image);
    byText.set(image, { written: image, reference: null, problem: null, uses: [...(known?.uses ?? []), use] as never });
  }
  const images = [...byText.values()];
  const digests = new Map(
    images.filter(({ written }) => only(written)).map(({ written }) => [written, digestOf(written)]),
  );
  const proposal = await proposeFixes({
    findings: [...images.map(({ written }) => unpinned(written)), ...(repairs ? repairable(manifests) : [])],
    images,
    digests,
    sources,
    tree,
    manifests,
    files,
    rerender: (some, edited) => renderAll(edited, some, { origins: false }),
    overlay: overlayTree,
  });
  return { ...proposal, sources, manifests };
}

/** Proposes, and renders what comes of all the edits. */
export async function fix(
  tree: Tree,
  asked: readonly Source[],
  only: (image: string) => boolean = () => true,
  renderAll: typeof renderWith = renderWith,
) {
  const proposal = await propose(tree, asked, only, renderAll);
  const after = await renderAll(overlayTree(tree, proposal.edits), proposal.sources, { origins: false });
  return {
    ...proposal,
    fixed: [...proposal.fixes.keys()].map(({ image }) => image ?? ''),
    changes: (await unifiedDiff(tree, proposal.edits)).split('\n').filter((line) => /^[+-](?![+-])/.test(line)),
    images: imagesOf(after.manifests).map(({ image }) => image),
  };
}
