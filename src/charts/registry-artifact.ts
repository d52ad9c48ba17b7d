import { createHash } from 'node:crypto';
import {
  ArtifactError,
  type ArtifactHome,
  type Descriptor,
  type Digest,
  type ImageManifest,
  type Registry,
  RegistryError,
  type RegistryFailure,
  type UnknownCause,
} from '../domain/index.ts';
import { MAX_ARCHIVE_BYTES } from './unpack.ts';

type InRegistry = Exclude<ArtifactHome, { is: 'index' }>;

/** What `helm push` writes (helm.sh/helm/v3/pkg/registry/constants.go). */
const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

export interface Archive {
  readonly bytes: Uint8Array;
  /** By its media type. */
  readonly isChart: boolean;
  /** Of the manifest. */
  readonly digest: Digest;
}

/**
 * The archive of a chart or of manifests that lies in a registry. The client checks the manifest and the layer against
 * their digests; a tag's archive is checked against its pin here.
 *
 * @throws ArtifactError
 */
export async function registryArchive(
  home: InRegistry,
  registry: Registry,
  causeOf: (failure: RegistryFailure) => UnknownCause,
): Promise<Archive> {
  const { repository } = home;
  try {
    const manifest = await registry.manifest(repository, home.is === 'manifest' ? home.digest : { tag: home.tag });
    if (manifest.kind === 'index') throw notOne('it is an index of several artifacts, and one is wanted');
    const layer = home.is === 'manifest' ? layerOf(manifest, home.layer) : layerOf(manifest, CHART_LAYER);
    if (home.is === 'tag') checkPin(layer.digest, home.archive);
    const bytes = await registry.blob(repository, layer.digest, MAX_ARCHIVE_BYTES);
    return { bytes, isChart: layer.mediaType === CHART_LAYER, digest: manifest.digest };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const remedy = REMEDY[error.failure] ?? error.remedy;
    throw new ArtifactError(error.message.replace(/\.$/, ''), { remedy, unknown: causeOf(error.failure) });
  }
}

/** Without a media type that is asked for, the one layer that holds content: attestations may lie beside it. */
function layerOf({ layers }: ImageManifest, wanted: string | null): Descriptor {
  const isContent = ({ mediaType }: Descriptor): boolean =>
    wanted === null ? /tar(?:\+gzip)?$/.test(mediaType) : mediaType === wanted;
  const [layer, another] = layers.filter(isContent);
  if (layer === undefined) {
    const what =
      wanted === null
        ? 'that holds a packed chart or manifests'
        : `of the type ${JSON.stringify(wanted.slice(0, 100))}`;
    throw notOne(`it has no layer ${what}`);
  }
  if (another !== undefined && wanted === null) throw notOne('it has several layers that hold content');
  return layer;
}

/** @throws ArtifactError where the bytes, or what the registry calls them, are not what the policy pins. */
export function checkPin(actual: Digest, pinned: Digest): void {
  if (actual === pinned) return;
  throw new ArtifactError(`its archive is ${actual}, and the policy pins ${pinned}`, {
    remedy: 'Find out who published it anew; if it is meant, change sha256 under repositories.charts in the policy.',
    unknown: 'content',
  });
}

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function notOne(message: string): ArtifactError {
  return new ArtifactError(message, { remedy: 'Name a chart or an artifact of manifests.', unknown: 'content' });
}

/** Where the client's own words are about images. */
const REMEDY: Readonly<Partial<Record<RegistryFailure, string>>> = {
  'not-allowed': 'Take images.deny in the policy off its registry, or deploy it from elsewhere.',
  unauthorized: 'Log in to the registry (docker login) where the gate runs, with an account that may pull it.',
  forbidden: 'Give the account that the gate uses the right to pull it.',
  'not-found': 'Correct the repository, the version or the digest, or push it before the change that deploys it.',
  'wrong-media-type': 'Push it again with a current tool.',
  'digest-mismatch': 'Do not deploy it: find out whether the registry, or something in between, changed it.',
  'too-large': 'Do not deploy it: it is larger than any sound chart.',
  malformed: 'Check the address, and that it is a registry of the OCI distribution specification.',
};
