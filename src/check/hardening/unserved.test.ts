import { describe, expect, test } from 'vitest';
import { readManifests } from '../../../test/support/manifest-files.ts';
import { BUILT_IN_GROUPS } from './built-in-kinds.ts';
import { unservedKinds } from './unserved.ts';

function unserved(apiVersion: string, kind: string) {
  const yaml = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`;
  return unservedKinds(readManifests(new TextEncoder().encode(yaml), 'a.yaml').manifests);
}

const hintOf = (message: string) =>
  /: (is .*\?) (?:The API|Unless)|(, which has .*?)\. Unless/.exec(message)?.slice(1).join('');

describe('no API server has', () => {
  test.each<[apiVersion: string, kind: string, hint: string | undefined, enforcement: 'block' | 'warn']>([
    ['apps/v1', 'Deployement', 'is apps/v1 Deployment meant?', 'block'],
    ['apps/v1beta1', 'Deploymnt', 'is apps/v1beta1 Deployment meant?', 'block'],
    ['apps/v1', 'deployment', 'is apps/v1 Deployment meant?', 'block'],
    ['batch/v1', 'Cronjob', 'is batch/v1 CronJob meant?', 'block'],
    ['batch/v1', 'Deployment', 'is apps/v1 Deployment meant?', 'block'],
    ['v1', 'Deployment', 'is apps/v1 Deployment meant?', 'block'],
    ['v1', 'Podd', 'is v1 Pod meant?', 'block'],
    ['v1', 'Ingress', 'is networking.k8s.io/v1 Ingress meant?', 'block'],
    ['apps/v1', 'Pod', 'is v1 Pod meant?', 'block'],
    ['networking.k8s.io/v1', 'NetworkPolicyy', 'is networking.k8s.io/v1 NetworkPolicy meant?', 'block'],
    [
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBindng',
      'is rbac.authorization.k8s.io/v1 ClusterRoleBinding meant?',
      'block',
    ],
    ['autoscaling/v3', 'HorizontalPodScaler', 'is autoscaling/v2 HorizontalPodAutoscaler meant?', 'warn'],
    ['v1', 'Spaceship', undefined, 'warn'],
    ['v1', 'constructor', undefined, 'warn'],
    ['v1', 'P'.repeat(100), undefined, 'warn'],
    ['apps/v2', 'Deployment', ', which has v1, v1beta2, v1beta1, v1alpha1', 'warn'],
    ['apps/V1', 'Deployment', ', which has v1, v1beta2, v1beta1, v1alpha1', 'warn'],
    ['policy/v2', 'PodDisruptionBudgetList', ', which has v1, v1beta1, v1alpha1', 'warn'],
  ])('%s %s', (apiVersion, kind, hint, enforcement) => {
    const found = unserved(apiVersion, kind);
    expect(found).toMatchObject([{ rule: 'manifest/invalid', enforcement, result: { outcome: 'fail' } }]);
    expect(found.map(({ message }) => hintOf(message))).toEqual([hint]);
  });
});

describe('some program has', () => {
  test.each([
    ['v1', 'Config'],
    ['v1', 'EncryptionConfig'],
    ['v1', 'Template'],
    ['v1', 'PodList'],
    ['v1', 'List'],
    ['v1alpha1', 'HostnameConfig'],
    ['builtin', 'PrefixSuffixTransformer'],
    ['example.com/v1', 'Deployement'],
    ['apps.openshift.io/v1', 'DeploymentConfig'],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
    ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot'],
    ['metrics.k8s.io/v1beta1', 'PodMetrics'],
    ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
    ['kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration'],
    ['kubeadm.k8s.io/v1beta4', 'ClusterConfiguration'],
    ['audit.k8s.io/v1', 'Policy'],
    ['constructor/v1', 'Anything'],
    ['extensions/v1beta1', 'PodSecurityPolicy'],
    ['batch/v2alpha1', 'CronJob'],
  ])('%s %s', (apiVersion, kind) => {
    expect(unserved(apiVersion, kind)).toEqual([]);
  });

  test('every version and kind of the list', () => {
    const types = [...BUILT_IN_GROUPS].flatMap(([group, { versions, kinds }]) =>
      versions.flatMap((version) =>
        kinds.map((kind) => [group === '' ? version : `${group}/${version}`, kind] as const),
      ),
    );
    expect(types.flatMap(([apiVersion, kind]) => unserved(apiVersion, kind))).toEqual([]);
    expect(types.length).toBeGreaterThan(200);
  });
});

test('what is wrong, why it matters, and what to do, where it is written', () => {
  expect(unserved('apps/v1', 'Deployement')).toMatchObject([
    {
      message:
        'Deployement a: no Kubernetes up to 1.37 has a kind "Deployement" in apps/v1: is apps/v1 Deployment meant? The API server refuses the object, so that nothing of it is deployed, and no hardening rule judges what is in it. Correct the kind; if it is no manifest, list its path under ignorePaths in the policy.',
      path: 'kind',
      location: { file: 'a.yaml', startLine: 2 },
    },
  ]);
});
