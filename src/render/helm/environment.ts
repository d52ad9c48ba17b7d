import { describeSource, type Finding, type Location, type Source } from '../../domain/index.ts';

export interface EnvironmentDetails {
  /** "it asks the cluster with lookup", a clause without a full stop. */
  readonly what: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
  readonly location: Location;
}

/** `render/environment-dependent`: a part of what the chart deploys shows only in the cluster, and was not checked. */
export function environmentDependent(source: Source, { what, remedy, location }: EnvironmentDetails): Finding {
  return {
    rule: 'render/environment-dependent',
    severity: 'medium',
    result: { outcome: 'unknown', cause: 'content' },
    enforcement: 'warn',
    message: `${describeSource(source)} may deploy something else than what was checked: ${what}. ${remedy}`,
    manifest: null,
    image: null,
    location,
    related: [],
    path: null,
    identity: [source.kind, source.root, what.replace(/\d+/g, '#')],
    digest: null,
  };
}
