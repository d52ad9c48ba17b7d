import type { RuleId, UnknownCause } from './finding.ts';
import type { Digest } from './image.ts';
import type { Repository } from './registry.ts';

/** What an object has deployed from another repository (a chart, or manifests in a registry), and what its content must be. */
export interface RemoteArtifact {
  /** For people: `the chart "web" 1.2.3 of "oci://ghcr.io/acme/charts"`. */
  readonly title: string;
  /** Tells contents apart: the hex digits of the digest that it is pinned by. */
  readonly id: string;
  readonly from: ArtifactHome;
  readonly unpacking: Unpacking;
}

export type ArtifactHome =
  /** An artifact whose manifest has this digest; `layer`: the media type to take, null for the one that holds content. */
  | { readonly is: 'manifest'; readonly repository: Repository; readonly digest: Digest; readonly layer: string | null }
  /** A chart under a tag, which may move: its archive must have this digest. */
  | { readonly is: 'tag'; readonly repository: Repository; readonly tag: string; readonly archive: Digest }
  /** A repository of charts over http(s), with an index.yaml. */
  | {
      readonly is: 'index';
      readonly url: string;
      readonly chart: string;
      readonly version: string;
      readonly archive: Digest;
    };

export interface Unpacking {
  /** A packed chart is one directory, and what is in it counts. `typed`: a chart where the registry says so. */
  readonly is: 'chart' | 'files' | 'typed';
  /**
   * Who loads the chart from its archive (Flux) sees files that helm leaves out of a directory: what .helmignore names, and
   * templates that begin with a dot.
   */
  readonly loadedAs: 'archive' | 'directory';
}

/** Files by their paths in the artifact. */
export type ArtifactFiles = ReadonlyMap<string, Uint8Array>;

/** A chart that another chart names, as its Chart.yaml and Chart.lock do, or a kustomization. */
export interface NamedChart {
  readonly repository: string;
  readonly name: string;
  readonly version: string;
}

/** Why a chart is not fetched. */
export interface ChartRefusal {
  /** A clause: "its content is not pinned by the policy". */
  readonly reason: string;
  /** The rule that it breaks, in the words of that rule's findings; null: none, it is only not there. */
  readonly broken: BrokenSourceRule | null;
}

export interface BrokenSourceRule {
  readonly rule: RuleId;
  /** A clause about what has it deployed: "it deploys from …, which is not allowed by the policy". */
  readonly what: string;
  /** One or more sentences. */
  readonly remedy: string;
}

/** Fetches what is pinned, and checks that it is that. */
export interface Artifacts {
  /** @throws ArtifactError */
  fetch(artifact: RemoteArtifact): Promise<ArtifactFiles>;
  /** Of the manifest in a registry; null for a repository of charts over http(s). @throws ArtifactError */
  digest(artifact: RemoteArtifact): Promise<Digest | null>;
  /** Of a chart, as it is packed, once it has been seen to unpack. @throws ArtifactError */
  archive(artifact: RemoteArtifact): Promise<Uint8Array>;
  /** What the policy makes of a chart that another chart or a kustomization names. */
  chart(chart: NamedChart, loadedAs: Unpacking['loadedAs']): RemoteArtifact | ChartRefusal;
}

/** Why an artifact cannot be had. `message` is a clause about it without a full stop: "its registry answered 404". */
export class ArtifactError extends Error {
  readonly remedy: string;
  /** Whose fault: `onUnknown: warn` softens no content. */
  readonly unknown: UnknownCause;

  constructor(message: string, { remedy, unknown }: { readonly remedy: string; readonly unknown: UnknownCause }) {
    super(message);
    this.name = 'ArtifactError';
    this.remedy = remedy;
    this.unknown = unknown;
  }
}
