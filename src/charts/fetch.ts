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
  readonly chart: Artifacts['chart'];
}

export interface KeptArchives {
  read(digest: Digest): Promise<Uint8Array | null>;
  write(digest: Digest, archive: Uint8Array): Promise<void>;
}

/** Unpacked, of all that one run fetches: they stay in memory, since proofs render them again. */
const MAX_RUN_BYTES = 512 << 20;

interface Fetched {
  readonly archive: Uint8Array;
  readonly files: ArtifactFiles;
  readonly digest: Digest | null;
}

/** Fetches each artifact once a run, whether it can be had or not. */
export function createArtifacts(options: ArtifactOptions): Artifacts {
  const known = new Map<string, Promise<Fetched>>();
  let bytes = 0;
  const fetchOnce = async (artifact: RemoteArtifact): Promise<Fetched> => {
    const fetched = await fetchNew(artifact, options);
    for (const file of fetched.files.values()) bytes += file.length;
    if (bytes <= MAX_RUN_BYTES) return fetched;
    throw new ArtifactError(`all that is deployed from elsewhere unpacks to more than ${MAX_RUN_BYTES >> 20} MiB`, {
      remedy: 'Check fewer sources in one run.',
      unknown: 'content',
    });
  };
  const fetchKnown = (artifact: RemoteArtifact): Promise<Fetched> => {
    const key = JSON.stringify([artifact.from, artifact.unpacking]);
    const fetched = known.get(key) ?? fetchOnce(artifact);
    known.set(key, fetched);
    return fetched;
  };
  return {
    fetch: async (artifact) => (await fetchKnown(artifact)).files,
    digest: async (artifact) => (await fetchKnown(artifact)).digest,
    archive: async (artifact) => (await fetchKnown(artifact)).archive,
    chart: options.chart,
  };
}

async function fetchNew({ from, unpacking }: RemoteArtifact, options: ArtifactOptions): Promise<Fetched> {
  if (from.is === 'index') {
    const archive = await indexArchive(from, options);
    return { archive, files: await unpack(archive, unpacking), digest: null };
  }
  const { bytes, isChart, digest } = await registryArchive(from, options.registry, options.causeOf);
  const is = unpacking.is === 'typed' ? (isChart ? 'chart' : 'files') : unpacking.is;
  return { archive: bytes, files: await unpack(bytes, { ...unpacking, is }), digest };
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
