import { posix } from 'node:path';
import parse from 'semver/functions/parse.js';
import {
  ArtifactError,
  type ArtifactFiles,
  type Artifacts,
  type Digest,
  get,
  type Location,
  type Place,
  type RemoteArtifact,
  type Tree,
  textAt,
} from '../../domain/index.ts';
import { applyEdits, memoryTree } from '../../tree/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import { artifactTree } from '../flux/source-ignore.ts';
import { approximate } from '../origins/choose.ts';
import { RenderProblem } from '../problem.ts';
import type { RenderContext } from '../renderer.ts';
import type { OwnDelivery } from './delivery.ts';

/** What was fetched from another repository, as a folder that nobody edits here. */
export interface Fetched {
  /** The files below `root`, and no others. */
  readonly tree: Tree;
  /** A path that no file of the repository has a say below. */
  readonly root: string;
  /** Where the object says, or could say, what the files say. */
  readonly place: Place;
}

/**
 * Fetches what a delivery takes from elsewhere; null where it takes a path of this repository.
 *
 * @throws RenderProblem `unknown`, which names it.
 */
export async function fetchFor(delivery: OwnDelivery, context: RenderContext): Promise<Fetched | null> {
  const { remote } = delivery;
  if (remote === undefined) return null;
  const place = approximate(placeOf(delivery));
  const { artifacts } = context;
  try {
    if (artifacts === undefined) throw new ArtifactError('nothing is fetched in this run', NOTHING);
    const files = await artifacts.fetch(remote);
    const changed = await marked(files, delivery, remote, artifacts);
    const root = `.supply-chain-gate/artifacts/${remote.id.slice(0, 12)}`;
    const tree = memoryTree(Object.fromEntries(changed), remote.title);
    return { tree: below(root, await asArchived(tree, delivery, remote)), root, place };
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    throw new RenderProblem({
      what: `${remote.title} could not be fetched: ${error.message}`,
      remedy: error.remedy,
      location: addressOf(delivery),
      unknown: error.unknown,
    });
  }
}

const NOTHING = { remedy: 'Vendor it into this repository.', unknown: 'content' } as const;

/**
 * The helm-controller puts the digest of an OCIRepository's artifact behind the chart's version, which templates see
 * (fluxcd/helm-controller internal/controller, mutateChartWithSourceRevision).
 */
async function marked(
  files: ArtifactFiles,
  delivery: OwnDelivery,
  remote: RemoteArtifact,
  artifacts: Artifacts,
): Promise<ArtifactFiles> {
  const isMarked = delivery.by === 'flux' && delivery.sourceObject.ref.kind === 'OCIRepository';
  const digest = isMarked && remote.unpacking.is === 'chart' ? await artifacts.digest(remote) : null;
  const text = Buffer.from(files.get('Chart.yaml') ?? '').toString('utf8');
  const [document] = readManifestStream(Buffer.from(text)).documents;
  const range = document?.find(['version']) ?? null;
  const version = parse(textAt(document?.value, 'version'), { loose: true });
  if (digest === null || range === null || version === null || range.startLine !== range.endLine) return files;
  const edit = {
    ...range,
    file: 'Chart.yaml',
    text: JSON.stringify(`${version.version}+${hexOf(digest).slice(0, 12)}`),
  };
  return new Map([...files, ['Chart.yaml', Buffer.from(applyEdits(text, [edit]))]]);
}

function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** What the source controller unpacks it packs again, without what .sourceignore and `spec.ignore` name. */
async function asArchived(tree: Tree, delivery: OwnDelivery, { unpacking }: RemoteArtifact): Promise<Tree> {
  if (delivery.by !== 'flux' || delivery.sourceObject.ref.kind !== 'OCIRepository') return tree;
  const spec = get(delivery.sourceObject.object, 'spec');
  if (get(spec, 'layerSelector', 'operation') === 'copy') return tree;
  const ignore = get(spec, 'ignore');
  // Patterns start at the archive's top, which is above the chart.
  if (unpacking.is === 'chart' && typeof ignore === 'string') {
    throw new ArtifactError('spec.ignore of its OCIRepository leaves parts of the chart out, which is not done here', {
      remedy: 'Take spec.ignore away, or set layerSelector.operation to copy.',
      unknown: 'content',
    });
  }
  return artifactTree(tree, typeof ignore === 'string' ? ignore : null);
}

function below(root: string, inner: Tree): Tree {
  const own = (path: string): string | null =>
    path === root ? '' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
  const isAbove = (path: string): boolean => path === '' || root.startsWith(`${path}/`);
  const moved = async (under: string) =>
    (await inner.list(under)).map((entry) => ({ ...entry, path: posix.join(root, entry.path) }));
  return {
    label: inner.label,
    commit: null,
    async list(under = '') {
      const path = own(under);
      return path !== null ? moved(path) : isAbove(under) ? moved('') : [];
    },
    async stat(path) {
      const inside = own(path);
      if (inside === null) return isAbove(path) ? 'directory' : null;
      const found = await inner.stat(inside);
      return found === null || found === 'directory' ? found : { ...found, path };
    },
    read: (path) => inner.read(own(path) ?? path),
  };
}

/** The repository with the folder in it, in the place of whatever lies there. */
export function withFetched(tree: Tree, { tree: fetched, root }: Fetched): Tree {
  const isInside = (path: string): boolean => path === root || path.startsWith(`${root}/`);
  return {
    label: tree.label,
    commit: null,
    async list(under = '') {
      if (isInside(under)) return fetched.list(under);
      const own = (await tree.list(under)).filter(({ path }) => !isInside(path));
      return [...own, ...(await fetched.list(under))].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    stat: async (path) => (isInside(path) ? fetched.stat(path) : ((await tree.stat(path)) ?? fetched.stat(path))),
    read: (path) => (isInside(path) ? fetched.read(path) : tree.read(path)),
  };
}

/** Where values are set, or would be. */
function placeOf(delivery: OwnDelivery): Location {
  const { manifest } = delivery;
  if (delivery.by === 'argocd') {
    const { application, at } = delivery;
    const keys = [['helm', 'valuesObject'], ['helm', 'values'], ['helm'], ['kustomize'], ['chart']];
    const key = keys.find((one) => get(application.object, ...at, ...one) !== undefined);
    return application.place([...at, ...(key ?? ['repoURL'])]).location;
  }
  const key = ['values', 'chartRef', 'chart', 'sourceRef'].find(
    (one) => get(manifest.object, 'spec', one) !== undefined,
  );
  return manifest.place(['spec', key ?? 'chart']).location;
}

/** Where the object says what is fetched. */
function addressOf(delivery: OwnDelivery): Location {
  if (delivery.by === 'argocd') return delivery.application.place([...delivery.at, 'repoURL']).location;
  const { manifest } = delivery;
  const inline = get(manifest.object, 'spec', 'chart', 'spec', 'sourceRef') !== undefined;
  const key = get(manifest.object, 'spec', 'chartRef') === undefined ? 'sourceRef' : 'chartRef';
  return manifest.place(inline ? ['spec', 'chart', 'spec', 'sourceRef'] : ['spec', key]).location;
}
