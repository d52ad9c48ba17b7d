import { posix } from 'node:path';
import { fileLocation, type Location, type Tree } from '../../domain/index.ts';
import { insideTree, resolveInTree } from '../../tree/index.ts';
import { Export, type FileSet, textOf } from '../export-tree.ts';
import { listScalars, type SourceScalar } from '../origins/scalars.ts';
import { RenderProblem } from '../problem.ts';
import { exportCharts } from './chart-files.ts';
import type { ChartEntry } from './charts.ts';
import { KUSTOMIZATION_NAMES } from './names.ts';
import { isDirectoryField, isInline, looksRemote, pathsOf } from './references.ts';
import type { FetchChart } from './remote-charts.ts';

/** Everything a kustomization is built from. */
export interface Closure {
  readonly files: FileSet;
  /** The kustomization file of the source itself. */
  readonly entry: string;
  /** Every kustomization file of the closure: overlays, bases, components. */
  readonly kustomizations: readonly string[];
  /** Files of manifests that a `resources:` entry names. */
  readonly resources: readonly string[];
  /** Configurations of generators, in files of their own. */
  readonly generators: readonly string[];
  /** Charts that helm renders for it. */
  readonly charts: readonly ChartEntry[];
  /** Those of them that are not in the repository. */
  readonly fetched: readonly ChartEntry[];
  /** Left out: each file lies below the kustomization that names it. True: one does not, and that is allowed. */
  readonly unrestricted?: true;
}

const MAX_KUSTOMIZATIONS = 500;

function below(root: string, path: string): string {
  return root === '' ? path : `${root}/${path}`;
}

/**
 * Follows a kustomization to everything it names, and exports that and nothing else.
 *
 * @throws RenderProblem for what is not in the repository or may not be loaded: a missing file or base, a remote one,
 * an absolute path, a file outside the kustomization's own directory (kustomize's load restrictor), a Helm chart that
 * is neither vendored nor pinned.
 */
export async function readClosure(
  tree: Tree,
  root: string,
  { anywhere = false, fetch }: { readonly anywhere?: boolean | undefined; readonly fetch: FetchChart },
): Promise<Closure> {
  const copy = new Export(tree);
  const kustomizations: string[] = [];
  const directories: string[] = [];
  const generators: { readonly file: string; readonly directory: string }[] = [];
  const otherGenerators: Location[] = [];
  const resources = new Set<string>();
  const seen = new Set<string>();
  let isOutside = false;

  const visit = async (directory: string): Promise<void> => {
    if (seen.has(directory)) return;
    seen.add(directory);
    const file = await kustomizationFile(tree, directory);
    if (file === null) return;
    if (seen.size > MAX_KUSTOMIZATIONS) {
      throw new RenderProblem({
        what: `it is built from more than ${MAX_KUSTOMIZATIONS} kustomizations`,
        remedy: 'Split it',
        location: fileLocation(file),
        unknown: 'content',
      });
    }
    await copy.file(file);
    kustomizations.push(file);
    directories.push(directory);
    for (const scalar of listScalars(textOf(copy.files, file), file)) await follow(directory, scalar);
  };

  const follow = async (directory: string, scalar: SourceScalar): Promise<void> => {
    for (const { path, field } of pathsOf(scalar)) {
      if (isInline(path)) {
        if (field === 'generators') otherGenerators.push(scalar.location);
        continue;
      }
      const target = await locate(directory, path, scalar);
      if (target.is === 'directory') {
        if (!isDirectoryField(field)) continue;
        if (field === 'generators') otherGenerators.push(scalar.location);
        await checkBase(target.path, scalar);
        await visit(target.path);
        continue;
      }
      await copy.file(target.path);
      if (field === 'resources' || field === 'bases') resources.add(target.path);
      if (field === 'generators') generators.push({ file: target.path, directory });
      if (['generators', 'transformers', 'validators'].includes(field)) await followPlugin(directory, target.path);
    }
  };

  const locate = async (directory: string, path: string, scalar: SourceScalar) => {
    const inside = path.startsWith('/') ? null : insideTree(posix.join(directory, path));
    const resolved = inside === null ? null : await resolveInTree(tree, inside);
    if (inside !== null && resolved?.kind === 'found' && resolved.is !== 'submodule') {
      if (resolved.is === 'file' && !isBelow(directory, inside, resolved.path)) {
        if (!anywhere) refuseOutside(directory, scalar);
        isOutside = true;
      }
      return { path: resolved.is === 'directory' ? resolved.path : inside, is: resolved.is };
    }
    if (looksRemote(path))
      refuse(
        scalar,
        `${path} is not in the repository, and nothing is fetched while rendering`,
        'Vendor it into the repository',
        true,
      );
    if (inside === null || resolved?.kind === 'outside') {
      refuse(scalar, `${path} leads out of the repository`, 'Move what it needs into the repository');
    }
    if (resolved?.kind === 'found') {
      refuse(scalar, `${path} is a git submodule, and submodules are not fetched`, 'Commit the files themselves', true);
    }
    return refuse(scalar, `${path} does not exist`, 'Add it, or take it out of the kustomization');
  };

  const checkBase = async (directory: string, scalar: SourceScalar): Promise<void> => {
    if ((await kustomizationFile(tree, directory)) !== null) return;
    refuse(scalar, `${directory || '.'} has no kustomization.yaml`, 'Add one, or name the files in it one by one');
  };

  /** The configuration of a built-in plugin may name files of its own. */
  const followPlugin = async (directory: string, file: string): Promise<void> => {
    const scalars = listScalars(textOf(copy.files, file), file);
    for (const scalar of scalars) {
      const path = insideTree(posix.join(directory, scalar.value.slice(scalar.value.indexOf('=') + 1)));
      if (path !== null && path !== '' && !isInline(path) && (await tree.stat(path)) !== null) await copy.file(path);
    }
  };

  await visit(root);
  const entry = kustomizations[0];
  if (entry === undefined) {
    throw new RenderProblem({
      what: 'it has no kustomization.yaml',
      remedy: 'Add one',
      location: fileLocation(below(root, 'kustomization.yaml')),
    });
  }
  const named = kustomizations.map((file, index) => ({ file, directory: directories[index] ?? '' }));
  const sources = { kustomizations: named, generators, otherGenerators };
  const { charts, fetched } = await exportCharts(copy, tree, sources, fetch);
  const [chart] = charts;
  if (anywhere && chart !== undefined) refuseForFlux(chart);
  const closure = {
    files: copy.files,
    entry,
    kustomizations,
    resources: [...resources],
    generators: generators.map(({ file }) => file),
    charts,
    fetched,
  };
  if (!isOutside) return closure;
  for (const file of kustomizations) refuseUnrestricted(listScalars(textOf(copy.files, file), file));
  return { ...closure, unrestricted: true };
}

async function kustomizationFile(tree: Tree, directory: string): Promise<string | null> {
  for (const name of KUSTOMIZATION_NAMES) {
    const path = below(directory, name);
    const entry = await tree.stat(path);
    if (entry !== null && entry !== 'directory') return path;
  }
  return null;
}

function refuse(scalar: SourceScalar, what: string, remedy: string, unknown = false): never {
  const details = { what, remedy, location: scalar.location };
  throw new RenderProblem(unknown ? { ...details, unknown: 'content' } : details);
}

/** fluxcd/pkg kustomize/build.go: it builds without helm. */
function refuseForFlux({ location }: ChartEntry): never {
  throw new RenderProblem({
    what: 'it renders a Helm chart (helmCharts), and Flux builds kustomizations without helm',
    remedy: 'Deploy the chart by a HelmRelease',
    location,
  });
}

/** kustomize's load restrictor: a file is loaded from its kustomization's own directory or below, links resolved. */
function isBelow(directory: string, path: string, real: string): boolean {
  const prefix = directory === '' ? '' : `${directory}/`;
  return path.startsWith(prefix) && real.startsWith(prefix);
}

function refuseOutside(directory: string, scalar: SourceScalar): never {
  const where = directory === '' ? 'the repository' : directory;
  return refuse(
    scalar,
    `${scalar.value} is outside of ${where}, and a kustomization may load files from its own directory only`,
    'Move the file below the kustomization, or make a base of it',
  );
}

/**
 * Without kustomize's own restrictor nothing may be left that it takes for a path and that was not followed above:
 * configuration of plugins, and texts that are a patch or a path, as it turns out.
 */
function refuseUnrestricted(scalars: readonly SourceScalar[]): void {
  const plugin = scalars.find(({ path }) => ['generators', 'transformers', 'validators'].includes(String(path[0])));
  const remedy = 'Move the files that it names from elsewhere below the kustomization';
  if (plugin !== undefined) {
    refuse(plugin, 'it has plugins, and names files outside of its own directory', remedy, true);
  }
  for (const scalar of scalars) {
    const odd = pathsOf(scalar).find(
      ({ path }) => isInline(path) && (/^\s*\//.test(path) || /(?:^|\/)\.\.(?:\/|$)/m.test(path)),
    );
    if (odd !== undefined) refuse(scalar, 'a text of it may be a path that leads out of the repository', remedy, true);
  }
}
