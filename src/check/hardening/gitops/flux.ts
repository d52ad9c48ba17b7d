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
  const sources = new Set(
    manifests.filter((each) => runs(each, 'source-controller')).map(({ namespace }) => namespace),
  );
  const states = new Map<string, boolean>();
  const note = (controller: string, isLimited: boolean): void => {
    states.set(controller, isLimited && states.get(controller) !== false);
  };
  for (const manifest of manifests) {
    if (isKind(manifest, 'fluxcd.controlplane.io', 'FluxInstance') && manifest.ref.name === 'flux') {
      namespaces.add(manifest.namespace);
      const isMultitenant = get(manifest.object, 'spec', 'cluster', 'multitenant') === true;
      for (const { controller } of APPLIERS) note(controller, isMultitenant);
    }
    const controller = APPLIERS.find((each) => runs(manifest, each.controller))?.controller;
    if (controller === undefined) continue;
    // K3s has a helm-controller too, and whoever calls a Deployment so is not the platform yet.
    if (sources.has(manifest.namespace)) namespaces.add(manifest.namespace);
    note(controller, hasDefaultAccount(manifest));
  }
  return { namespaces, limited: new Set([...states].flatMap(([name, isLimited]) => (isLimited ? [name] : []))) };
}

/** A Deployment of that name, with the controller's image from whichever repository. */
function runs(manifest: Manifest, controller: string): boolean {
  if (!isKind(manifest, 'apps', 'Deployment') || manifest.ref.name !== controller) return false;
  const containers = itemsOf(get(manifest.object, 'spec', 'template', 'spec', 'containers'));
  return containers.some((each) => new RegExp(`/${controller}(?:[:@]|$)`).test(textOf(get(each, 'image'))));
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
