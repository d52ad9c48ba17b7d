import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './flux-service-account.ts';

const kustomization = (spec: string, namespace = 'shop') =>
  yamlOf('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'api', `spec: { ${spec} }`, namespace);
const release = (spec: string, namespace = 'shop') =>
  yamlOf('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'api', `spec: { ${spec} }`, namespace);
const controller = (name: string, args: string, namespace = 'flux-system') =>
  yamlOf(
    'apps/v1',
    'Deployment',
    name,
    `spec: { template: { spec: { containers: [{ name: manager, image: 'ghcr.io/fluxcd/${name}:v1.3.0', args: [${args}] }] } } }`,
    namespace,
  );
const instance = (cluster: string) =>
  yamlOf('fluxcd.controlplane.io/v1', 'FluxInstance', 'flux', `spec: { cluster: { ${cluster} } }`, 'gitops');

const KUSTOMIZATION =
  'Kustomization shop/api: spec.serviceAccountName is missing, so kustomize-controller applies it with its own rights @ spec.serviceAccountName';
const RELEASE =
  'HelmRelease shop/api: spec.serviceAccountName is missing, so helm-controller applies it with its own rights @ spec.serviceAccountName';

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['no account', kustomization('path: ./deploy') + release('chart: {}'), [KUSTOMIZATION, RELEASE]],
  ['an empty name', kustomization('serviceAccountName: ""'), [KUSTOMIZATION]],
  ['an account', kustomization('serviceAccountName: shop') + release('serviceAccountName: shop'), []],
  ["the platform's own", kustomization('path: ./apps', 'flux-system'), []],
  [
    'controllers of another namespace',
    kustomization('path: ./apps', 'gitops') +
      controller('kustomize-controller', '--watch-all-namespaces', 'gitops') +
      controller('source-controller', '', 'gitops'),
    [],
  ],
  [
    'a Deployment of a tenant with the name of one',
    release('chart: {}') + controller('helm-controller', '', 'shop'),
    [RELEASE],
  ],
  [
    'another program of that name',
    release('chart: {}') +
      controller('helm-controller', '--default-service-account=default').replace(
        'fluxcd/helm-controller',
        'k3s/klipper',
      ),
    [RELEASE],
  ],
  ['a kubeConfig of nothing', kustomization('kubeConfig: {}'), [KUSTOMIZATION]],
  ['another cluster', kustomization('kubeConfig: { secretRef: { name: stage } }'), []],
  ['no other cluster', kustomization('kubeConfig: null'), [KUSTOMIZATION]],
  [
    'a default for one of the two',
    kustomization('path: .') +
      release('chart: {}') +
      controller('helm-controller', '--default-service-account=default'),
    [KUSTOMIZATION],
  ],
  [
    'a default as a word of its own',
    release('chart: {}') + controller('helm-controller', '--default-service-account, default'),
    [],
  ],
  ['an empty default', release('chart: {}') + controller('helm-controller', '--default-service-account='), [RELEASE]],
  [
    'a default in one of two clusters',
    release('chart: {}') +
      controller('helm-controller', '--default-service-account=default', 'one') +
      controller('helm-controller', '--log-level=info', 'two'),
    [RELEASE],
  ],
  [
    'no references across namespaces, and no default',
    kustomization('path: .') + controller('kustomize-controller', '--no-cross-namespace-refs=true'),
    [KUSTOMIZATION],
  ],
  ['the operator, for tenants', kustomization('path: .') + release('chart: {}') + instance('multitenant: true'), []],
  ['the operator, for nobody else', kustomization('path: .') + instance('multitenant: false'), [KUSTOMIZATION]],
  [
    "kustomize's own file",
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: a }\n',
    [],
  ],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
