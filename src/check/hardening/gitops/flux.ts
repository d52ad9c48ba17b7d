import { get, type Manifest } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { templatePath } from '../workload.ts';

/** The kinds of Flux that apply what they find, and the controller that has the rights where they name no account. */
const APPLIERS = [
  { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', controller: 'kustomize-controller' },
  { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease', controller: 'helm-controller' },
] as const;

/** Which controller applies an object; null for an object of another kind. */
export function fluxControllerOf(manifest: Manifest): string | null {
  return APPLIERS.find(({ group, kind }) => isKind(manifest, group, kind))?.controller ?? null;
}

/** The controllers of Flux, as far as the repository installs them. */
export interface FluxInstallation {
  /** Where they run: what applies from there is the platform's own. */
  readonly namespaces: ReadonlySet<string>;
  /** Controllers that fall back to an account of the object's namespace, everywhere they are installed. */
  readonly limited: ReadonlySet<string>;
}

/**
 * Deployments of the controllers with their `--default-service-account`, and the FluxInstances of the Flux operator, whose
 * `multitenant` sets it (fluxcd/flux2 docs, multi-tenancy lockdown).
 */
export function fluxInstallation(manifests: readonly Manifest[]): FluxInstallation {
  const namespaces = new Set(['flux-system']);
  const states = new Map<string, boolean>();
  const note = (controller: string, isLimited: boolean): void => {
    states.set(controller, isLimited && states.get(controller) !== false);
  };
  for (const manifest of manifests) {
    if (isKind(manifest, 'fluxcd.controlplane.io', 'FluxInstance')) {
      namespaces.add(manifest.namespace);
      const isMultitenant = get(manifest.object, 'spec', 'cluster', 'multitenant') === true;
      for (const { controller } of APPLIERS) note(controller, isMultitenant);
    }
    const controller = APPLIERS.find((each) => each.controller === manifest.ref.name)?.controller;
    if (controller === undefined || !isKind(manifest, 'apps', 'Deployment')) continue;
    namespaces.add(manifest.namespace);
    note(controller, hasDefaultAccount(manifest));
  }
  return { namespaces, limited: new Set([...states].flatMap(([name, isLimited]) => (isLimited ? [name] : []))) };
}

function hasDefaultAccount({ ref, object }: Manifest): boolean {
  const template = templatePath(ref.apiVersion, ref.kind) ?? [];
  return itemsOf(get(object, ...template, 'spec', 'containers')).some((container) => {
    const args = itemsOf(get(container, 'args')).map(textOf);
    return args.some((arg, index) => {
      const [, value] = /^--default-service-account(?:=(.*))?$/.exec(arg) ?? [null, null];
      return value !== null && (value ?? args[index + 1] ?? '') !== '';
    });
  });
}
