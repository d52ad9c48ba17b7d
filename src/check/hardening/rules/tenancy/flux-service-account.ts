import { get, isObject } from '../../../../domain/index.ts';
import { fluxControllerOf, fluxInstallation } from '../../gitops/flux.ts';
import { textOf } from '../../loose-values.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'tenancy/flux-service-account',
    topic: 'tenancy',
    level: null,
    severity: 'medium',
    title: 'Flux applies with the rights of its controller',
    means:
      "A Kustomization or HelmRelease of Flux outside of the controllers' own namespace must name a serviceAccountName, unless every controller in the repository is started with --default-service-account (or by a FluxInstance with multitenant: true), or it deploys to another cluster with a kubeConfig of its own. What is in the controllers' namespace is the platform's.",
    why: "The controllers of Flux are cluster administrators by default, so whoever writes the object's source, or such an object, is one too.",
    repair:
      'Set spec.serviceAccountName to an account with the roles that the deployment needs, or start the controllers with --default-service-account.',
    docs: 'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    cis: ['5.1.1'],
    nsa: [NSA.namespaces, NSA.rbac],
  },
  messages: {
    missing: 'spec.serviceAccountName is missing, so {controller} applies it with its own rights',
  },
  check: ({ manifests }) => {
    const objects = manifests.flatMap((manifest) => {
      const controller = fluxControllerOf(manifest);
      return controller === null ? [] : [{ manifest, controller }];
    });
    if (objects.length === 0) return [];
    const { namespaces, limited } = fluxInstallation(manifests);
    return objects.flatMap(({ manifest, controller }): readonly ObjectProblem[] => {
      const isPlatform = namespaces.has(manifest.namespace);
      const isLimited = limited.has(controller) || textOf(get(manifest.object, 'spec', 'serviceAccountName')) !== '';
      // The rights of a kubeconfig are those of whom it names, at the other cluster.
      const isElsewhere = ['secretRef', 'configMapRef'].some((ref) =>
        isObject(get(manifest.object, 'spec', 'kubeConfig', ref)),
      );
      if (isPlatform || isLimited || isElsewhere) return [];
      return [{ manifest, message: 'missing', data: { controller }, paths: [['spec', 'serviceAccountName']] }];
    });
  },
};
