import {
  type Descriptor,
  type Digest,
  type ImageIndex,
  type ImageManifest,
  RegistryError,
  type Repository,
  repositoryOf,
} from '../domain/index.ts';
import { isDigest } from '../images/index.ts';
import type { Recorded } from './answers.ts';
import { Fault, REMEDY } from './fault.ts';
import { parseManifest } from './manifest.ts';
import type { Recording } from './recording.ts';

/** Answers from an earlier run: content by its digest always, tags and referrers only where no registry may be asked. */
export class Replay {
  readonly #recording: Recording;
  readonly #offline: boolean;

  constructor(recording: Recording, offline: boolean) {
    this.#recording = recording;
    this.#offline = offline;
  }

  /** Null: ask the registry. @throws RegistryError `offline`, `not-found` */
  async manifest(repository: Repository, id: string): Promise<ImageManifest | ImageIndex | null> {
    if (!isDigest(id) && !this.#offline) return null;
    const digest = isDigest(id) ? id : this.#answer(repository, id, await this.#recording.tag(repository, id));
    const content = await this.#recording.content(repository, digest);
    if (content === null) return null;
    try {
      return parseManifest(content.bytes, digest, content.contentType);
    } catch (error) {
      // Kept as something that it is not: as good as not kept.
      if (error instanceof Fault) return null;
      throw error;
    }
  }

  /** Null: ask the registry. */
  async blob(repository: Repository, digest: Digest): Promise<Uint8Array | null> {
    return (await this.#recording.content(repository, digest))?.bytes ?? null;
  }

  /** Null: ask the registry. @throws RegistryError `offline`, `not-found` */
  async tag(repository: Repository, tag: string): Promise<Digest | null> {
    return this.#offline ? this.#answer(repository, tag, await this.#recording.tag(repository, tag)) : null;
  }

  /** Null: ask the registry. @throws RegistryError `offline` */
  async referrers(repository: Repository, digest: Digest): Promise<readonly Descriptor[] | null> {
    if (!this.#offline) return null;
    return this.#answer(repository, digest, await this.#recording.referrers(repository, digest));
  }

  /** Before any connection. @throws RegistryError `offline` */
  refuseConnection({ registry, path }: Repository, id: string): void {
    if (!this.#offline) return;
    throw new RegistryError({
      failure: 'offline',
      host: registry,
      message: `${registry} was not asked for ${id} of ${registry}/${path}, since the run is offline, and no earlier run has recorded its answer.`,
      remedy: REMEDY.offline,
      attempts: 0,
    });
  }

  /** That the registry itself says there is no such tag is an answer too, and kept as one. */
  async keepAbsence<T>(repository: Repository, id: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const absent = error instanceof RegistryError && error.failure === 'not-found';
      if (absent && !isDigest(id) && !this.#offline) await this.#recording.keepTag(repository, id, null);
      throw error;
    }
  }

  #answer<T>(repository: Repository, id: string, recorded: Recorded<T> | null): T {
    if (recorded?.status === 'found') return recorded.value;
    if (recorded === null) this.refuseConnection(repository, id);
    throw new RegistryError({
      failure: 'not-found',
      host: repository.registry,
      message: `${repository.registry} did not have ${id} of ${repositoryOf(repository)} when it was asked last (recorded ${recorded?.at}; this run is offline).`,
      remedy: REMEDY['not-found'],
      attempts: 0,
    });
  }
}
