import { ownDeliveries } from '../../src/check/deliveries/index.ts';
import { discover } from '../../src/discover/index.ts';
import type { Manifest, Source, Tree } from '../../src/domain/index.ts';
import { createClock } from '../../src/io/clock.ts';
import { createExec } from '../../src/io/exec.ts';
import { createFiles } from '../../src/io/files.ts';
import { DEFAULT_POLICY } from '../../src/policy/index.ts';
import { type DeliveryOptions, type RenderResult, render } from '../../src/render/index.ts';
import { fix } from './fixing.ts';
import { createPorts } from './ports.ts';
import { toolbox } from './rendering.ts';

export const REPOSITORY = { address: 'https://github.com/acme/shop', branch: 'main' };

/** The GitRepository that is this repository. */
export const GIT = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: shop, namespace: flux-system}
spec:
  url: https://github.com/acme/shop
  ref: {branch: main}
`;

/** A Kustomization of Flux at `path`, with more lines of its spec. */
export function kustomization(path: string, spec = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  path: ${path}
  sourceRef: {kind: GitRepository, name: shop}
${spec}`;
}

/** A HelmRelease of the chart in charts/demo, with more lines of its spec. */
export function helmRelease(spec = '', chart = ''): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: demo
  namespace: flux-system
spec:
  chart:
    spec:
      chart: ./charts/demo
      sourceRef: {kind: GitRepository, name: shop}
${chart}${spec}`;
}

/** What the gate renders of a tree, Flux's objects included. */
export async function renderFlux(tree: Tree, named: readonly string[] = []): Promise<RenderResult> {
  const { sources } = await discover(tree, { policy: DEFAULT_POLICY, paths: [] });
  return renderSources(tree, sources, { named });
}

/** Sources that are known, again: as a proof does. */
export function renderSources(
  tree: Tree,
  sources: readonly Source[],
  { origins = true, named = [] }: { readonly origins?: boolean; readonly named?: readonly string[] } = {},
): Promise<RenderResult> {
  const ports = createPorts({ clock: createClock(), exec: createExec(), files: createFiles() });
  const deliveries: DeliveryOptions = {
    find: (manifests: readonly Manifest[], found: Tree) =>
      ownDeliveries(manifests, { policy: DEFAULT_POLICY, repository: REPOSITORY, tree: found }),
    named,
  };
  return render(sources, tree, { policy: DEFAULT_POLICY, toolbox, ports, origins, deliveries });
}

/** Pins for every image that has none, each proved by rendering what Flux deploys again. */
export async function fixFlux(tree: Tree) {
  const { sources } = await discover(tree, { policy: DEFAULT_POLICY, paths: [] });
  return fix(tree, sources, () => true, renderSources);
}
