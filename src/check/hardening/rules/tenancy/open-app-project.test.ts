import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './open-app-project.ts';

const project = (spec: string, name = 'shop') =>
  yamlOf('argoproj.io/v1alpha1', 'AppProject', name, `spec: { ${spec} }`, 'argocd');
const destinations = (...entries: readonly string[]) =>
  project(`destinations: [${entries.map((entry) => `{ ${entry} }`).join(', ')}]`);
const application = (spec: string) =>
  yamlOf('argoproj.io/v1alpha1', 'Application', 'api', `spec: { ${spec} }`, 'argocd');
const set = (spec: string) =>
  yamlOf('argoproj.io/v1alpha1', 'ApplicationSet', 'all', `spec: { template: { spec: { ${spec} } } }`, 'argocd');

const says = (what: string, path: string) => [`AppProject argocd/shop: ${what} @ spec.${path}`];
const SOURCES = 'spec.sourceRepos permits every repository';
const EVERYWHERE = 'spec.destinations permits every namespace of every cluster';
const KINDS = 'spec.clusterResourceWhitelist permits every kind without a namespace, roles of the whole cluster too';
const DEFAULT = 'it is in the project default, which permits everything and is not restricted in the repository';

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['any source', project('sourceRepos: ["*"]'), says(SOURCES, 'sourceRepos[0]')],
  [
    'any source, beside one',
    project('sourceRepos: [https://git.acme.dev/shop, "**"]'),
    says(SOURCES, 'sourceRepos[1]'),
  ],
  ['any source of a scheme', project('sourceRepos: ["https://**"]'), says(SOURCES, 'sourceRepos[0]')],
  ['all sources but one', project('sourceRepos: ["!https://git.acme.dev/core"]'), says(SOURCES, 'sourceRepos[0]')],
  ['one organisation', project('sourceRepos: ["https://github.com/acme/*"]'), []],
  ['every source refused', project('sourceRepos: ["*", "!*"]'), []],
  ['no sources', project('sourceRepos: []'), []],

  ['everywhere', destinations('server: "*", namespace: "*"'), says(EVERYWHERE, 'destinations[0].namespace')],
  ['everywhere by name', destinations('name: "*", namespace: "**"'), says(EVERYWHERE, 'destinations[0].namespace')],
  [
    'everywhere by name, with an address beside it',
    destinations('server: https://a, name: "*", namespace: "*"'),
    says(EVERYWHERE, 'destinations[0].namespace'),
  ],
  [
    'every namespace of a cluster',
    destinations('server: https://kubernetes.default.svc, namespace: "*"'),
    says(
      'spec.destinations permits every namespace of cluster "https://kubernetes.default.svc"',
      'destinations[0].namespace',
    ),
  ],
  [
    'every namespace but one',
    destinations('name: in-cluster, namespace: "!kube-system"'),
    says('spec.destinations permits every namespace of cluster "in-cluster"', 'destinations[0].namespace'),
  ],
  [
    'one namespace everywhere',
    destinations('server: "*", namespace: shop'),
    says('spec.destinations permits namespace "shop" of every cluster', 'destinations[0].server'),
  ],
  [
    'one namespace everywhere, by name',
    destinations('name: "*", namespace: shop'),
    says('spec.destinations permits namespace "shop" of every cluster', 'destinations[0].name'),
  ],
  [
    'every cluster of the project',
    project('permitOnlyProjectScopedClusters: true, destinations: [{ server: "*", namespace: shop }]'),
    [],
  ],
  ['namespaces with a prefix', destinations('name: in-cluster, namespace: "shop-*"'), []],
  [
    'every namespace refused',
    destinations('name: in-cluster, namespace: "*"', 'name: in-cluster, namespace: "!*"'),
    [],
  ],

  [
    'every kind',
    project('clusterResourceWhitelist: [{ group: "*", kind: "*" }]'),
    says(KINDS, 'clusterResourceWhitelist[0].kind'),
  ],
  ['kinds of a group', project('clusterResourceWhitelist: [{ group: rbac.authorization.k8s.io, kind: "*" }]'), []],
  [
    'every kind, all refused',
    project(
      'clusterResourceWhitelist: [{ group: "*", kind: "*" }], clusterResourceBlacklist: [{ group: "*", kind: "*" }]',
    ),
    [],
  ],
  ['every kind in a namespace', project('namespaceResourceWhitelist: [{ group: "*", kind: "*" }]'), []],

  ['the project default', application('project: default'), [`Application argocd/api: ${DEFAULT} @ spec.project`]],
  ['no project', application('source: {}'), [`Application argocd/api: ${DEFAULT} @ spec.project`]],
  ['in a template', set('project: default'), [`ApplicationSet argocd/all: ${DEFAULT} @ spec.template.spec.project`]],
  ['filled in by a generator', set('project: "{{.team}}"'), []],
  ['another project', application('project: shop'), []],
  ['a default that names what it allows', application('project: default') + project('sourceRepos: []', 'default'), []],
  [
    'a default that allows all',
    application('project: default') + project('sourceRepos: ["*"]', 'default'),
    [`AppProject argocd/default: ${SOURCES} @ spec.sourceRepos[0]`],
  ],
  ["another group's Application", 'apiVersion: app.k8s.io/v1beta1\nkind: Application\nmetadata: { name: api }\n', []],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
