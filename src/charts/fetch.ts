import {
  ArtifactError,
  type ArtifactFiles,
  type ArtifactHome,
  type Artifacts,
  type Digest,
  type Registry,
  type RegistryFailure,
  type RemoteArtifact,
  type UnknownCause,
} from '../domain/index.ts';
import { findArchiveUrl } from './index-entry.ts';
import { checkPin, digestOf, registryArchive } from './registry-artifact.ts';
import { MAX_ARCHIVE_BYTES, unpack } from './unpack.ts';
import { download, type WebOptions } from './web.ts';

/** The largest index of a public repository that is known has some 30 MB. */
const MAX_INDEX_BYTES = 64 << 20;

export interface ArtifactOptions {
  /** A client that may ask what the policy allows for sources. */
  readonly registry: Registry;
  readonly web: WebOptions;
  /** Archives from an earlier run, checked against their digests; null: none. */
  readonly kept: KeptArchives | null;
  readonly offline: boolean;
  readonly causeOf: (failure: RegistryFailure) => UnknownCause;
}

export interface KeptArchives {
  read(digest: Digest): Promise<Uint8Array | null>;
  write(digest: Digest, archive: Uint8Array): Promise<void>;
}

/** Fetches each artifact once a run, whether it can be had or not. */
export function createArtifacts(options: ArtifactOptions): Artifacts {
  const known = new Map<string, Promise<ArtifactFiles>>();
  return {
    fetch(artifact) {
      const key = JSON.stringify([artifact.from, artifact.unpacking]);
      const fetched = known.get(key) ?? fetchOnce(artifact, options);
      known.set(key, fetched);
      return fetched;
    },
  };
}

async function fetchOnce({ from, unpacking }: RemoteArtifact, options: ArtifactOptions): Promise<ArtifactFiles> {
  if (from.is === 'index') return unpack(await indexArchive(from, options), unpacking);
  const { bytes, isChart } = await registryArchive(from, options.registry, options.causeOf);
  const is = unpacking.is === 'typed' ? (isChart ? 'chart' : 'files') : unpacking.is;
  return unpack(bytes, { ...unpacking, is });
}

type InIndex = Extract<ArtifactHome, { is: 'index' }>;

async function indexArchive({ url, chart, version, archive }: InIndex, options: ArtifactOptions): Promise<Uint8Array> {
  const kept = await options.kept?.read(archive);
  if (kept != null) return kept;
  if (options.offline) {
    throw new ArtifactError('the run is offline, and no earlier run has recorded it', {
      remedy: 'Run the check without --offline, with --cache DIR for it to be there the next time.',
      unknown: 'infrastructure',
    });
  }
  const base = new URL(url.endsWith('/') ? url : `${url}/`);
  const index = await download(new URL('index.yaml', base.href), MAX_INDEX_BYTES, options.web);
  const found = findArchiveUrl(Buffer.from(index).toString('utf8'), chart, version);
  if (found === null || !URL.canParse(found, base.href)) {
    throw new ArtifactError('the index.yaml of the repository does not name it', {
      remedy: 'Correct the chart or its version.',
      unknown: 'content',
    });
  }
  const bytes = await download(new URL(found, base.href), MAX_ARCHIVE_BYTES, options.web);
  checkPin(digestOf(bytes), archive);
  await options.kept?.write(archive, bytes);
  return bytes;
}
