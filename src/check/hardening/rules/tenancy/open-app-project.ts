import { get, type Manifest, type Path } from '../../../../domain/index.ts';
import { isAppProject, type Opening, openingsOf } from '../../gitops/app-project.ts';
import { isKind } from '../../inventory.ts';
import { textOf } from '../../loose-values.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'tenancy/open-app-project',
    topic: 'tenancy',
    level: null,
    severity: 'medium',
    title: 'Argo CD project that allows everything',
    means:
      "An AppProject of Argo CD must name its repositories, its clusters, its namespaces and its kinds without a namespace: no * in sourceRepos or destinations, no */* in clusterResourceWhitelist. An entry with ! permits all that it does not name. No Application and no ApplicationSet's template may be in the project default, which allows everything unless the repository has an AppProject default that says otherwise.",
    why: 'Whoever may make an Application in the project, or push to any of its sources, deploys what Argo CD may deploy: into every namespace, also those of other teams and of Argo CD itself.',
    repair:
      'List the repositories, destinations and kinds that the project needs, and name such a project in spec.project.',
    docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
    cis: ['5.1.1'],
    nsa: [NSA.namespaces, NSA.rbac],
  },
  messages: {
    sources: 'spec.sourceRepos permits every repository',
    everywhere: 'spec.destinations permits every namespace of every cluster',
    namespaces: 'spec.destinations permits every namespace of cluster {cluster}',
    clusters: 'spec.destinations permits namespace {namespace} of every cluster',
    kinds: 'spec.clusterResourceWhitelist permits every kind without a namespace, roles of the whole cluster too',
    default: 'it is in the project default, which permits everything and is not restricted in the repository',
  },
  check: ({ manifests }) => {
    const projects = manifests.filter(isAppProject);
    const isRestricted = projects.some(({ ref }) => ref.name === 'default');
    const open = projects.flatMap((manifest) => openingsOf(manifest).map((opening) => problemOf(manifest, opening)));
    if (isRestricted) return open;
    return [...open, ...manifests.flatMap(inDefaultProject)];
  },
};

function problemOf(manifest: Manifest, opening: Opening): ObjectProblem {
  const { what, path } = opening;
  const data: Record<string, string> = {};
  if (what === 'namespaces') data.cluster = quote(opening.cluster);
  if (what === 'clusters') data.namespace = quote(opening.namespace);
  return { manifest, message: what, data, paths: [path] };
}

/** Argo CD takes an empty name for the project default. What a template fills in is not known. */
function inDefaultProject(manifest: Manifest): readonly ObjectProblem[] {
  const spec: Path | null = isKind(manifest, 'argoproj.io', 'Application')
    ? ['spec']
    : isKind(manifest, 'argoproj.io', 'ApplicationSet')
      ? ['spec', 'template', 'spec']
      : null;
  if (spec === null) return [];
  const project = textOf(get(manifest.object, ...spec, 'project'));
  if (project !== '' && project !== 'default') return [];
  return [{ manifest, message: 'default', data: {}, paths: [[...spec, 'project']] }];
}
