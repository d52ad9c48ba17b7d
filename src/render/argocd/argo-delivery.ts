import { formatPath, type Manifest, type Path, type RemoteArtifact } from '../../domain/index.ts';
import type { Application } from './application.ts';

/** A source of an Application that is a path of this repository, at the revision that is checked. */
export interface ArgoDelivery {
  readonly by: 'argocd';
  readonly manifest: Manifest;
  /** Below the repository's root. */
  readonly path: string;
  readonly application: Application;
  /** The source in the Application. */
  readonly at: Path;
  /** The names (`ref`) of its other sources that are this repository too. */
  readonly ownRefs: readonly string[];
  /** Left out: the path is in this repository. Else in what is fetched. */
  readonly remote?: RemoteArtifact;
}

/** Which of the things that an object of Argo CD deploys. */
export function argoPart({ application, at }: Pick<ArgoDelivery, 'application' | 'at'>): string {
  return `${application.element} ${formatPath(at)}`.trimStart();
}
