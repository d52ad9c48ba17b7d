import { get, isObject, type Manifest, type Path, type RemoteArtifact } from '../../domain/index.ts';
import type { ComposeContext, Composition } from '../deliveries/composition.ts';
import { composeKustomization } from './compose-kustomization.ts';
import { composeRelease } from './compose-release.ts';

/** An object of Flux that deploys what is in this repository, at the revision that is checked. */
export interface FluxDelivery {
  readonly by: 'flux';
  readonly manifest: Manifest;
  /** The directory or chart, below the repository's root. */
  readonly path: string;
  /** Who says that it is this repository: a GitRepository and its like. */
  readonly sourceObject: Manifest;
  /** Who says which chart: the object itself, or a HelmChart. */
  readonly chart: Manifest;
  /** Left out: the path is in this repository. Else in what is fetched. */
  readonly remote?: RemoteArtifact;
}

/** @throws RenderProblem where Flux would refuse the object. */
export function composeFlux(delivery: FluxDelivery, context: ComposeContext): Promise<Composition> {
  const { manifest, path, sourceObject, chart } = delivery;
  if (manifest.ref.kind === 'Kustomization') return composeKustomization(manifest, { path, sourceObject }, context);
  const inline = isObject(get(chart.object, 'spec', 'chart'));
  const chartSpec: Path = inline ? ['spec', 'chart', 'spec'] : ['spec'];
  return composeRelease(manifest, { path, sourceObject, chart, chartSpec }, context);
}
