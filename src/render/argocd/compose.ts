import { posix } from 'node:path';
import { get, isArray, isObject, type Json, type Path, type Tree, textAt } from '../../domain/index.ts';
import type { ComposeContext, Composition, Transform } from '../deliveries/composition.ts';
import { withFetched } from '../deliveries/fetched.ts';
import { createReadText } from '../deliveries/text-origin.ts';
import { KUSTOMIZATION_NAMES } from '../kustomize/names.ts';
import { RenderProblem } from '../problem.ts';
import type { ArgoDelivery } from './argo-delivery.ts';
import { composeChart } from './compose-chart.ts';
import { composeKustomization } from './compose-kustomization.ts';
import { listFiles } from './directory.ts';

/** What each way of rendering gives. */
export type Made = Pick<Composition, 'source' | 'files' | 'unsupported'>;

/** One source of an Application, and where its parts are written. */
export interface ArgoSource extends ArgoDelivery {
  readonly spec: Json | undefined;
  /** The repository, with what was fetched in it. */
  readonly tree: Tree;
  /** What its own paths are relative to where they begin with a slash: the repository, or what was fetched. */
  readonly top: string;
}

/**
 * A source of an Application as Argo CD's repository server renders it: as a chart, a kustomization or a directory of
 * manifests, by what it says or else by what lies there (argoproj/argo-cd reposerver/repository/repository.go); objects
 * without a namespace get the destination's.
 *
 * @throws RenderProblem where Argo CD would refuse it.
 */
export async function composeApplication(
  delivery: ArgoDelivery,
  { tree: repository, fetched }: ComposeContext,
): Promise<Composition> {
  const { application, at, path } = delivery;
  const tree = fetched === null ? repository : withFetched(repository, fetched);
  const source: ArgoSource = { ...delivery, spec: get(application.object, ...at), tree, top: fetched?.root ?? '' };
  const read = createReadText(repository);
  const entry = path === '' ? 'directory' : await tree.stat(path);
  if (entry !== 'directory') {
    throw new RenderProblem({
      what: `it deploys ${JSON.stringify(path.slice(0, 200))}, which is no directory of ${fetched === null ? 'the repository' : 'what was fetched'}`,
      remedy: 'Correct the path',
      location: application.place([...at, 'path']).location,
    });
  }
  const made = await byType(source, read);
  return {
    ...made,
    tree,
    transforms: [intoNamespace(textAt(application.object, 'spec', 'destination', 'namespace'))],
    unsupported: [...made.unsupported, ...(await overridesIn(source))],
    reads: [],
  };
}

async function byType(source: ArgoSource, read: ReturnType<typeof createReadText>): Promise<Made> {
  const { spec } = source;
  if (isObject(get(spec, 'plugin'))) return { ...(await listFiles(source)), unsupported: ['a plugin renders it'] };
  const told = ['helm', 'kustomize', 'directory'].filter((key) => isSaid(get(spec, key), source.at));
  if (told.length > 1) {
    throw new RenderProblem({
      what: `it says that it is ${told.join(' and ')} at once, which Argo CD refuses`,
      remedy: 'Keep one of them',
      location: source.application.place([...source.at, told[1] ?? '']).location,
    });
  }
  switch (told[0] ?? (await foundType(source))) {
    case 'helm':
      return composeChart(source, read);
    case 'kustomize':
      return composeKustomization(source, read);
    default:
      return listFiles(source);
  }
}

/** A directory with both is a kustomization (argoproj/argo-cd util/app/discovery). */
async function foundType({ tree, path }: ArgoSource): Promise<string> {
  for (const name of KUSTOMIZATION_NAMES) {
    if ((await tree.stat(posix.join(path, name))) !== null) return 'kustomize';
  }
  return (await tree.stat(posix.join(path, 'Chart.yaml'))) === null ? 'directory' : 'helm';
}

/** Files beside the manifests that change what an Application says. */
async function overridesIn({ tree, path, application }: ArgoSource): Promise<readonly string[]> {
  const names = ['.argocd-source.yaml', `.argocd-source-${textAt(application.object, 'metadata', 'name')}.yaml`];
  const found: string[] = [];
  for (const name of names) {
    const file = posix.join(path, name);
    if ((await tree.stat(file)) !== null) found.push(`${file} changes what it says`);
  }
  return found;
}

/**
 * What is said, as Argo CD counts it (util/argo/argo.go, NormalizeSource): in `spec.source` a mapping of nothing but false,
 * empty or no values says nothing; in one of `spec.sources` it stays.
 */
function isSaid(value: Json | undefined, at: Path): boolean {
  return isObject(value) && (at.includes('sources') || isSet(value));
}

function isSet(value: Json | undefined): boolean {
  if (isArray(value)) return value.some(isSet);
  if (isObject(value)) return Object.values(value).some(isSet);
  return value !== undefined && value !== null && value !== false && value !== '';
}

/** An object that says no namespace lands in the Application's (sync of argoproj/gitops-engine). */
function intoNamespace(namespace: string): Transform {
  return (manifests) =>
    Promise.resolve({
      manifests: manifests.map((one) =>
        one.ref.namespace === undefined && namespace !== '' ? { ...one, namespace } : one,
      ),
      unsupported: [],
    });
}
