import { posix } from 'node:path';
import {
  type DeliveredSource,
  describeManifest,
  type Finding,
  formatPath,
  type Manifest,
  type ObjectAddress,
  type Path,
  type Source,
} from '../../domain/index.ts';
import { KUSTOMIZATION_NAMES } from '../kustomize/names.ts';
import { RenderProblem } from '../problem.ts';
import type { RenderContext, Rendered } from '../renderer.ts';
import type { Composition } from './composition.ts';
import { compose, type OwnDelivery, partOf } from './delivery.ts';
import { type Fetched, fetchFor } from './fetched.ts';
import { isFetched, realLocation, realPlace, virtualTree } from './virtual-tree.ts';

/** What is known of the rest when a delivery is rendered. */
export interface Surroundings {
  readonly manifests: readonly Manifest[];
  readonly filesOf: (source: Source) => Iterable<string>;
  /** Renders the chart, kustomization or files that a delivery is made from. */
  readonly render: (source: Source, context: RenderContext) => Promise<Rendered>;
}

export interface Delivered {
  readonly delivery: OwnDelivery;
  readonly source: DeliveredSource;
  readonly rendered: Rendered;
  /** What it is made from: charts and kustomizations that are this delivery now, and files of manifests. */
  readonly made: Source;
  /** Files whose objects are deployed, and the kustomizations that say so. Of a chart none: it is one as a whole. */
  readonly deployed: readonly string[];
}

/**
 * Renders what an object of Argo CD or Flux deploys, as its controller would.
 *
 * @throws RenderProblem, GateError: as renderers do.
 */
export async function deliver(
  delivery: OwnDelivery,
  context: RenderContext,
  surroundings: Surroundings,
  /** Left out: a new one. A proof renders under the one that is known. */
  known?: DeliveredSource,
): Promise<Delivered> {
  const { manifest } = delivery;
  const { manifests: all, filesOf } = surroundings;
  const fetched = await fetchFor(delivery, context);
  const placed = fetched === null ? delivery : { ...delivery, path: posix.join(fetched.root, delivery.path) };
  const composition = await compose(placed, { all, tree: context.tree, fetched, filesOf });
  const source = known ?? sourceOf(placed, composition);
  const tree = virtualTree(composition.tree, composition.files);
  const inner: RenderContext = { ...context, tree };
  const rendered = await renderInner(composition, fetched, inner, surroundings.render);
  const unsupported = [...composition.unsupported];
  let manifests = rendered.manifests.map((one) => takenBack(one, composition, fetched, manifest));
  for (const transform of composition.transforms) {
    const changed = await transform(manifests, context);
    manifests = [...changed.manifests];
    unsupported.push(...changed.unsupported);
  }
  const findings = rendered.findings.map((finding) => {
    const { location, related } = realPlace(finding, composition.files, fetched);
    return { ...finding, message: withoutRoot(finding.message, fetched), location, related };
  });
  return {
    delivery,
    source,
    made: composition.source,
    deployed: deployedFiles(composition.source, rendered),
    rendered: {
      manifests: manifests.map((one) => ({ ...one, source })),
      findings: [...findings, ...unsupported.map((what) => notChecked(manifest, what))],
      files: [
        ...(await realFiles(rendered, composition, fetched)),
        ...read(source, filesOf),
        ...generatedFrom(delivery),
      ],
      complete: rendered.complete,
    },
  };
}

async function renderInner(
  { source, files }: Composition,
  fetched: Fetched | null,
  context: RenderContext,
  render: Surroundings['render'],
): Promise<Rendered> {
  try {
    return await render(source, context);
  } catch (error) {
    if (!(error instanceof RenderProblem)) throw error;
    const { details } = error;
    const { location, related } = realPlace({ ...details, related: details.related ?? [] }, files, fetched);
    const broken = details.broken && {
      ...details.broken,
      location: realPlace({ location: details.broken.location, related: [] }, files, fetched).location,
    };
    const what = withoutRoot(details.what, fetched);
    throw new RenderProblem({ ...details, what, location, related, ...(broken === undefined ? {} : { broken }) });
  }
}

/** Files of a chart that was fetched are named as they are in it. */
function withoutRoot(text: string, fetched: Fetched | null): string {
  return fetched === null ? text : text.replaceAll(`${fetched.root}/`, '');
}

/** Its places as files that a person edits; what was fetched is in the object that has it fetched. */
function takenBack(
  manifest: Manifest,
  { files }: Composition,
  fetched: Fetched | null,
  { ref: owner }: Manifest,
): Manifest {
  if (files.length === 0 && fetched === null) return manifest;
  const { ref } = manifest;
  const place = (path: Path) => realPlace(manifest.place(path), files, fetched);
  if (fetched !== null && isFetched(ref.file, fetched)) {
    const { item: _, ...rest } = ref;
    const at = {
      file: owner.file,
      document: owner.document,
      ...(owner.item === undefined ? {} : { item: owner.item }),
    };
    return { ...manifest, ref: { ...rest, ...at }, place };
  }
  return {
    ...manifest,
    ref: {
      ...ref,
      file: realLocation(
        manifest.place([]).location,
        files.filter(({ path }) => path === ref.file),
        null,
      ).location.file,
    },
    place,
  };
}

/** A file that is only a patch, or the data of a ConfigMap, may be deployed by somebody else as it is. */
function deployedFiles(made: Source, { files, manifests }: Rendered): readonly string[] {
  if (made.kind === 'helm') return [];
  if (made.kind === 'plain') return made.files;
  const names = new Set<string>(KUSTOMIZATION_NAMES);
  const kustomizations = files.filter((file) => names.has(posix.basename(file)));
  return [...kustomizations, ...new Set(manifests.map(({ ref }) => ref.file))];
}

/** Without the files that exist in the object only. One that stands in for a file of the tree is that file. */
async function realFiles(
  { files }: Rendered,
  { files: virtual, tree }: Composition,
  fetched: Fetched | null,
): Promise<readonly string[]> {
  const gone = await Promise.all(virtual.map(async ({ path }) => ((await tree.stat(path)) === null ? [path] : [])));
  const left = new Set(gone.flat());
  return files.filter((file) => !left.has(file) && !(fetched !== null && isFetched(file, fetched)));
}

function generatedFrom(delivery: OwnDelivery): readonly string[] {
  return delivery.by === 'argocd' ? delivery.application.files : [];
}

/** An edit of the object, or of one that it names, changes what is delivered. */
function read({ from, reads, object }: DeliveredSource, filesOf: Surroundings['filesOf']): readonly string[] {
  return [object.file, ...[from, ...reads.map((one) => one.from)].flatMap((source) => [...partsOf(source, filesOf)])];
}

function partsOf(source: Source, filesOf: Surroundings['filesOf']): Iterable<string> {
  return source.kind === 'plain' ? source.files : filesOf(source);
}

function sourceOf(delivery: OwnDelivery, { reads }: Composition): DeliveredSource {
  const { manifest, path, by } = delivery;
  return {
    kind: by,
    root: path,
    part: partOf(delivery),
    object: addressOf(manifest),
    from: homeOf(manifest),
    reads: reads.map((one) => ({ object: addressOf(one), from: homeOf(one) })),
  };
}

function addressOf({ ref }: Manifest): ObjectAddress {
  const { file, document, item, kind, namespace, name } = ref;
  const where = item === undefined ? { file, document } : { file, document, item };
  return namespace === undefined ? { ...where, kind, name } : { ...where, kind, namespace, name };
}

/** The least that must be rendered to have the object again: of files, the one that it is in. */
function homeOf({ source, ref }: Manifest): Source {
  return source.kind === 'plain' ? { kind: 'plain', root: source.root, files: [ref.file] } : source;
}

/** One plain `unknown` for what could not be done as the controller does it. */
export function notChecked(manifest: Manifest, what: string): Finding {
  const at: Path = ['spec'];
  const { location, related } = manifest.place(at);
  return {
    rule: 'source/unrendered',
    severity: 'high',
    result: { outcome: 'unknown', cause: 'content' },
    enforcement: 'block',
    message: `${describeManifest(manifest.ref)}: ${what}. What it deploys was not checked in full. Commit what it needs, or except this finding in the policy.`,
    manifest: manifest.ref,
    image: null,
    location,
    related,
    path: formatPath(at),
    identity: [what],
    digest: null,
  };
}
