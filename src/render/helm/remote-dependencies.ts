import { posix } from 'node:path';
import {
  ArtifactError,
  get,
  isArray,
  type Json,
  type Location,
  type Manifest,
  type NamedChart,
  type Path,
  type Source,
  type Tree,
  textAt,
} from '../../domain/index.ts';
import { readManifestStream, type YamlDocument } from '../../yaml/index.ts';
import type { VirtualFile } from '../deliveries/composition.ts';
import { realPlace } from '../deliveries/virtual-tree.ts';
import { approximate } from '../origins/choose.ts';
import { RenderProblem } from '../problem.ts';
import type { RenderContext, Rendered } from '../renderer.ts';

type HelmSource = Extract<Source, { kind: 'helm' }>;
type Render = (source: HelmSource, context: RenderContext) => Promise<Rendered>;

/** A dependency that is not below `charts/`, as `helm dependency build` would put it there. */
interface Fetched {
  /** Below the repository's root: `charts/shop/charts/cache-1.2.3.tgz`. */
  readonly path: string;
  readonly archive: Uint8Array;
  readonly location: Location;
}

/**
 * Renders a chart with those dependencies that are not vendored, where the policy allows their repositories and pins their
 * content; the version is Chart.lock's, else Chart.yaml's. They stay packed, since a parent's .helmignore reaches into
 * directories and not into archives. What comes from them is placed at the dependency in Chart.yaml.
 *
 * @throws RenderProblem as the renderer does, and `unknown` for what cannot be fetched.
 */
export async function renderWithDependencies(
  source: HelmSource,
  context: RenderContext,
  render: Render,
): Promise<Rendered> {
  const fetched = await fetchMissing(source.root, context);
  if (fetched.length === 0) return render(source, context);
  const files = fetched.map(({ path, location }): VirtualFile => {
    return { path, text: '', place: () => approximate(location) };
  });
  const tree = withArchives(context.tree, fetched);
  let rendered: Rendered;
  try {
    rendered = await render(source, { ...context, tree });
  } catch (error) {
    if (!(error instanceof RenderProblem)) throw error;
    const { details } = error;
    throw new RenderProblem({ ...details, ...realPlace({ ...details, related: details.related ?? [] }, files, null) });
  }
  const paths = new Set(fetched.map(({ path }) => path));
  return {
    ...rendered,
    manifests: rendered.manifests.map((one) => placed(one, files, fetched)),
    findings: rendered.findings.map((finding) => ({ ...finding, ...realPlace(finding, files, null) })),
    files: rendered.files.filter((file) => !paths.has(file)),
  };
}

function placed(manifest: Manifest, files: readonly VirtualFile[], fetched: readonly Fetched[]): Manifest {
  const { ref } = manifest;
  const home = fetched.find(({ path }) => path === ref.file)?.location.file ?? ref.file;
  return {
    ...manifest,
    ref: { ...ref, file: home },
    place: (path: Path) => realPlace(manifest.place(path), files, null),
  };
}

async function fetchMissing(root: string, { tree, artifacts }: RenderContext): Promise<readonly Fetched[]> {
  const file = posix.join(root, 'Chart.yaml');
  const chart = await documentAt(tree, file);
  const listed = get(chart?.value, 'dependencies');
  if (artifacts === undefined || chart === null || !isArray(listed)) return [];
  const lock = get((await documentAt(tree, posix.join(root, 'Chart.lock')))?.value, 'dependencies');
  const found = new Map<string, Fetched>();
  for (const [index, dependency] of listed.entries()) {
    const named = namedChart(dependency, isArray(lock) ? lock : []);
    const remote = /^[\w.+-]+$/.test(named.name + named.version) ? artifacts.chart(named, 'archive') : null;
    // helm says of those that are not there that they are missing.
    if (remote === null || 'reason' in remote || (await isVendored(tree, root, named.name))) continue;
    const location = { file, ...chart.locate(['dependencies', index]), exact: true };
    const path = posix.join(root, 'charts', `${named.name}-${named.version}.tgz`);
    try {
      found.set(path, { path, archive: await artifacts.archive(remote), location });
    } catch (error) {
      if (!(error instanceof ArtifactError)) throw error;
      const { message, remedy, unknown } = error;
      const what = `its dependency, ${remote.title}, could not be fetched: ${message}`;
      throw new RenderProblem({ what, remedy, location, unknown });
    }
  }
  return [...found.values()];
}

function namedChart(dependency: Json, lock: readonly Json[]): NamedChart {
  const [name, repository] = [textAt(dependency, 'name'), textAt(dependency, 'repository')];
  const locked = lock.find((one) => textAt(one, 'name') === name && textAt(one, 'repository') === repository);
  return { name, repository, version: textAt(locked, 'version') || textAt(dependency, 'version') };
}

/** As a directory or an archive of its name, whatever the version: helm says what does not fit. */
async function isVendored(tree: Tree, root: string, name: string): Promise<boolean> {
  const below = posix.join(root, 'charts');
  const entries = await tree.list(below);
  return entries.some(({ path }) => {
    const [first = ''] = path.slice(below.length + 1).split('/');
    return first === name || (first.startsWith(`${name}-`) && /^v?\d/.test(first.slice(name.length + 1)));
  });
}

async function documentAt(tree: Tree, file: string): Promise<YamlDocument | null> {
  const entry = await tree.stat(file);
  if (entry === null || entry === 'directory' || entry.kind !== 'file') return null;
  return readManifestStream(await tree.read(file)).documents[0] ?? null;
}

function withArchives(tree: Tree, fetched: readonly Fetched[]): Tree {
  const known = new Map(fetched.map(({ path, archive }) => [path, archive]));
  const entryOf = (path: string, bytes: Uint8Array) =>
    ({ kind: 'file', path, size: bytes.length, executable: false }) as const;
  return {
    label: tree.label,
    commit: null,
    async list(under = '') {
      const added = [...known].filter(([path]) => under === '' || path.startsWith(`${under}/`));
      const own = await tree.list(under);
      return [...own, ...added.map(([path, bytes]) => entryOf(path, bytes))].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async stat(path) {
      const bytes = known.get(path);
      if (bytes !== undefined) return entryOf(path, bytes);
      return [...known.keys()].some((one) => one.startsWith(`${path}/`)) ? 'directory' : tree.stat(path);
    },
    read: async (path) => known.get(path) ?? tree.read(path),
  };
}
