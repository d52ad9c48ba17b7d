import { get, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { matchesEveryName } from '../wildcard.ts';

/**
 * What an AppProject of Argo CD leaves open, as its controller reads the patterns (argoproj/argo-cd
 * pkg/apis/application/v1alpha1/app_project_types.go): entries add up, one with `!` permits everything that it does not
 * name and refuses what it does, whatever the others say.
 */
export type Opening =
  | { readonly what: 'sources' | 'kinds'; readonly path: Path }
  | { readonly what: 'everywhere'; readonly path: Path }
  | { readonly what: 'namespaces'; readonly path: Path; readonly cluster: string }
  | { readonly what: 'clusters'; readonly path: Path; readonly namespace: string };

export function isAppProject(manifest: Manifest): boolean {
  return isKind(manifest, 'argoproj.io', 'AppProject');
}

export function openingsOf({ object }: Manifest): readonly Opening[] {
  const spec = get(object, 'spec');
  return [...openSources(spec), ...openDestinations(spec), ...openKinds(spec)];
}

function openSources(spec: Json | undefined): readonly Opening[] {
  const patterns = itemsOf(get(spec, 'sourceRepos')).map(textOf);
  if (patterns.some(isNothing)) return [];
  const index = patterns.findIndex((pattern) => isAnything(pattern) || ANY_OF_A_SCHEME.test(pattern));
  return index === -1 ? [] : [{ what: 'sources', path: ['spec', 'sourceRepos', index] }];
}

function openDestinations(spec: Json | undefined): readonly Opening[] {
  const entries = itemsOf(get(spec, 'destinations')).map((entry) => ({
    server: textOf(get(entry, 'server')),
    name: textOf(get(entry, 'name')),
    namespace: textOf(get(entry, 'namespace')),
  }));
  if (entries.some((entry) => Object.values(entry).some(isNothing))) return [];
  const isLimited = get(spec, 'permitOnlyProjectScopedClusters') === true;
  return entries.flatMap(({ server, name, namespace }, index): readonly Opening[] => {
    // A cluster is named by its address or by its name, and either is enough.
    const isEveryCluster = !isLimited && (isAnything(server) || isAnything(name));
    const [place, cluster] = isAnything(server) || server === '' ? ['name', name] : ['server', server];
    const at: Path = ['spec', 'destinations', index];
    if (isAnything(namespace)) {
      const path: Path = [...at, 'namespace'];
      return isEveryCluster ? [{ what: 'everywhere', path }] : [{ what: 'namespaces', path, cluster: cluster || '*' }];
    }
    if (!isEveryCluster) return [];
    return [{ what: 'clusters', path: [...at, isAnything(server) ? 'server' : place], namespace }];
  });
}

/** Kinds without a namespace; there is no `!` here, and a list of what is refused beside it. */
function openKinds(spec: Json | undefined): readonly Opening[] {
  const indexOfAll = (list: string): number =>
    itemsOf(get(spec, list)).findIndex((item) =>
      ['group', 'kind'].every((field) => matchesEveryName(textOf(get(item, field)))),
    );
  const index = indexOfAll('clusterResourceWhitelist');
  if (index === -1 || indexOfAll('clusterResourceBlacklist') !== -1) return [];
  return [{ what: 'kinds', path: ['spec', 'clusterResourceWhitelist', index, 'kind'] }];
}

const ANY_OF_A_SCHEME = /^[a-z]+:\/\/\*\*$/i;

function isAnything(pattern: string): boolean {
  return pattern.startsWith('!') ? !isNothing(pattern) : matchesEveryName(pattern);
}

/** Refuses everything, and with it what the other entries permit. */
function isNothing(pattern: string): boolean {
  return pattern.startsWith('!') && matchesEveryName(pattern.slice(1));
}
