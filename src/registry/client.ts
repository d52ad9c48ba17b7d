import {
  type BlobSource,
  type Descriptor,
  type Digest,
  type ImageIndex,
  type ImageManifest,
  type ImageReference,
  type Passing,
  type PieceSink,
  type Registry,
  RegistryError,
  type Repository,
  repositoryOf,
} from '../domain/index.ts';
import { canonicalHost, isDigest } from '../images/index.ts';
import { type Budget, BudgetBook } from './budget.ts';
import {
  checkManifestReference,
  checkRepositoryPath,
  type Endpoint,
  type EndpointPolicy,
  mirrorEndpoint,
  originEndpoint,
} from './endpoint.ts';
import { mayPass, REMEDY } from './fault.ts';
import { createKeychain } from './keychain.ts';
import { Memo } from './memo.ts';
import type { RegistryOptions } from './options.ts';
import { Passage } from './passage.ts';
import { Reader, type Target } from './reader.ts';
import { createRecording, NO_RECORDING, type Recording } from './recording.ts';
import { referrersTag } from './referrers.ts';
import { Replay } from './replay.ts';
import { Transport } from './transport.ts';
import { Wire } from './wire.ts';

/** Blobs that are kept for the run, in bytes together. */
const KEPT_BLOB_BYTES = 64 * 1024 * 1024;

class RegistryClient implements Registry, BlobSource {
  readonly #options: RegistryOptions;
  readonly #endpointPolicy: EndpointPolicy;
  readonly #reader: Reader;
  readonly #recording: Recording;
  readonly #replay: Replay;
  readonly #budgets = new BudgetBook();
  readonly #digests = new Memo<Digest>();
  readonly #manifests = new Memo<ImageManifest | ImageIndex>();
  readonly #referrers = new Memo<readonly Descriptor[]>();
  readonly #blobs = new Memo<Uint8Array>();
  readonly #origins = new Map<string, Endpoint>();
  /** By canonical registry, whichever of its names the policy uses. */
  readonly #mirrors: ReadonlyMap<string, readonly string[]>;
  #blobBytes = 0;

  constructor(options: RegistryOptions) {
    const { ports, admission, pullRequest } = options;
    const insecureHosts = new Set(options.insecureHosts);
    this.#options = options;
    this.#mirrors = new Map(Object.entries(options.policy.mirrors).map(([host, list]) => [canonicalHost(host), list]));
    this.#endpointPolicy = {
      insecureHosts,
      publicOnly: (host) => pullRequest && !admission.namesHostLiterally(host),
    };
    const wire = new Wire({ ports, admission, pullRequest });
    const keychain = createKeychain(ports, options.credentials);
    this.#recording = options.cache === null ? NO_RECORDING : createRecording(options.cache, ports);
    this.#replay = new Replay(this.#recording, options.offline);
    this.#reader = new Reader(new Transport({ ports, wire, keychain, insecureHosts }), this.#recording);
  }

  async resolve(reference: ImageReference): Promise<Digest> {
    const id = reference.digest ?? reference.tag ?? 'latest';
    const key = this.#open(reference, id);
    return this.#digests.get(key, async () => {
      const known = this.#manifests.peek(key);
      if (known !== undefined) return (await known).digest;
      const recorded = isDigest(id) ? null : await this.#replay.tag(reference, id);
      if (recorded !== null) return recorded;
      const budget = this.#budgets.of(reference, id);
      const stated = await this.#replay.keepAbsence(reference, id, () =>
        this.#ask(reference, id, budget, (target) => this.#reader.head(target, id)),
      );
      const digest = stated ?? (await this.#fetchManifest(reference, id, key)).digest;
      const resolved = reference.digest ?? digest;
      if (!isDigest(id)) await this.#recording.keepTag(reference, id, resolved);
      this.#budgets.share(reference, resolved, budget);
      return resolved;
    });
  }

  async manifest(
    repository: Repository,
    reference: Digest | { readonly tag: string },
  ): Promise<ImageManifest | ImageIndex> {
    const id = typeof reference === 'string' ? reference : reference.tag;
    const key = this.#open(repository, id);
    // A tag that was resolved stays what it was, even if it moves while the run goes on.
    const resolved = isDigest(id) ? null : await this.#resolvedBefore(key);
    return resolved === null ? this.#fetchManifest(repository, id, key) : this.manifest(repository, resolved);
  }

  /** Null: nobody has asked, or no answer came. One that does not like to be asked for a digest alone may give the whole. */
  async #resolvedBefore(key: string): Promise<Digest | null> {
    try {
      return (await this.#digests.peek(key)) ?? null;
    } catch (error) {
      if (!(error instanceof RegistryError) || error.failure === 'not-found') throw error;
      return null;
    }
  }

  async blob(repository: Repository, digest: Digest, maxBytes: number): Promise<Uint8Array> {
    const key = this.#open(repository, digest);
    const tooLarge = (): RegistryError =>
      new RegistryError({
        failure: 'too-large',
        host: repository.registry,
        message: `${repository.registry} holds a blob of ${repositoryOf(repository)} that is larger than ${maxBytes} bytes (${digest}).`,
        remedy: REMEDY['too-large'],
        attempts: 1,
      });
    const kept = this.#blobs.peek(key);
    if (kept !== undefined) {
      const bytes = await kept.catch((error: unknown) => {
        // What was too large for another caller may be in order for this one.
        if (error instanceof RegistryError && error.failure === 'too-large') return null;
        throw error;
      });
      if (bytes !== null && bytes.length > maxBytes) throw tooLarge();
      if (bytes !== null) return bytes;
      this.#blobs.drop(key);
    }
    return this.#blobs.get(key, async () => {
      const budget = this.#budgets.of(repository, digest);
      const recorded = await this.#replay.blob(repository, digest);
      if (recorded !== null && recorded.length > maxBytes) throw tooLarge();
      const bytes =
        recorded ??
        (await this.#ask(repository, digest, budget, (target) => this.#reader.blob(target, digest, maxBytes)));
      this.#blobBytes += bytes.length;
      if (this.#blobBytes > KEPT_BLOB_BYTES) {
        this.#blobBytes -= bytes.length;
        this.#blobs.drop(key);
      }
      return bytes;
    });
  }

  async pass({ repository, digest, size, signal }: Passing, sink: PieceSink): Promise<void> {
    this.#open(repository, digest);
    const passage = new Passage(digest, sink);
    const recorded = await this.#replay.blob(repository, digest);
    if (recorded?.length === size) return sink(recorded);
    const budget = this.#budgets.of(repository, digest);
    try {
      await this.#ask(repository, digest, budget, (target) => this.#reader.pass(target, passage, size, signal));
    } catch (error) {
      throw passage.cutOff(error);
    }
  }

  renew(reference: ImageReference): void {
    const id = reference.digest ?? reference.tag ?? 'latest';
    const key = this.#key(reference, id);
    const isPassing = (error: unknown): boolean => error instanceof RegistryError && mayPass(error.failure);
    this.#digests.dropFailure(key, isPassing);
    this.#manifests.dropFailure(key, isPassing);
    this.#budgets.of(reference, id).renew();
  }

  async referrers(repository: Repository, digest: Digest): Promise<readonly Descriptor[]> {
    const key = this.#open(repository, digest);
    return this.#referrers.get(key, async () => {
      const recorded = await this.#replay.referrers(repository, digest);
      if (recorded !== null) return recorded;
      const budget = this.#budgets.of(repository, digest);
      const found = await this.#ask(
        repository,
        digest,
        budget,
        async (target) => (await this.#reader.referrers(target, digest)) ?? this.#fallbackReferrers(target, digest),
        // A mirror that knows of none may simply not have copied them.
        (descriptors) => descriptors.length > 0,
      );
      for (const descriptor of found) this.#budgets.share(repository, descriptor.digest, budget);
      await this.#recording.keepReferrers(repository, digest, found);
      return found;
    });
  }

  async #fallbackReferrers(target: Target, digest: Digest): Promise<readonly Descriptor[]> {
    try {
      const index = await this.#reader.manifest(target, referrersTag(digest));
      if (index.kind === 'index') return index.manifests;
    } catch (error) {
      if (error instanceof RegistryError && error.failure === 'not-found') return [];
      throw error;
    }
    throw new RegistryError({
      failure: 'wrong-media-type',
      host: target.endpoint.host,
      message: `${target.endpoint.host} has an image and no index under the referrers tag ${referrersTag(digest)} of ${repositoryOf(target.repository)}.`,
      remedy: 'Remove that tag, and attach signatures and attestations with a current tool.',
      attempts: 1,
    });
  }

  #fetchManifest(repository: Repository, id: string, key: string): Promise<ImageManifest | ImageIndex> {
    return this.#manifests.get(key, async () => {
      const budget = this.#budgets.of(repository, id);
      const manifest =
        (await this.#replay.manifest(repository, id)) ??
        (await this.#replay.keepAbsence(repository, id, () =>
          this.#ask(repository, id, budget, (target) => this.#reader.manifest(target, id)),
        ));
      if (!isDigest(id)) await this.#recording.keepTag(repository, id, manifest.digest);
      const children = manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers];
      for (const child of [manifest, ...children]) this.#budgets.share(repository, child.digest, budget);
      this.#manifests.set(this.#key(repository, manifest.digest), manifest);
      return manifest;
    });
  }

  #key(repository: Repository, id: string): string {
    return `${repositoryOf(repository)}${isDigest(id) ? '@' : ':'}${id}`;
  }

  /** Everything that is decided before there is a connection. @throws RegistryError */
  #open(repository: Repository, id: string): string {
    const { registry, path } = repository;
    checkRepositoryPath(registry, path);
    checkManifestReference(registry, id);
    if (!this.#options.admission.admits(repository)) {
      throw new RegistryError({
        failure: 'not-allowed',
        host: registry,
        message: `${repositoryOf(repository)} is not allowed by the policy, so ${registry} was not contacted.`,
        remedy: REMEDY['not-allowed'],
        attempts: 0,
      });
    }
    return this.#key(repository, id);
  }

  /** @throws RegistryError `malformed` */
  #origin(registry: string): Endpoint {
    const known = this.#origins.get(registry) ?? originEndpoint(registry, this.#endpointPolicy);
    this.#origins.set(registry, known);
    return known;
  }

  /**
   * Asks the mirrors in the policy's order, then the origin. A mirror's failure is no answer, whatever it is: what ends
   * the question is something found, or the origin's word.
   */
  async #ask<T>(
    repository: Repository,
    id: string,
    budget: Budget,
    ask: (target: Target) => Promise<T>,
    isAnswer: (found: T) => boolean = () => true,
  ): Promise<T> {
    const { registry } = repository;
    this.#replay.refuseConnection(repository, id);
    const named = this.#mirrors.get(registry) ?? [];
    const tried: string[] = [];
    for (const text of named) {
      try {
        const endpoint: Endpoint = mirrorEndpoint(text, this.#endpointPolicy);
        const found = await ask({ endpoint, repository, budget });
        if (isAnswer(found)) return found;
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        tried.push(`${error.host}: ${error.failure}`);
      }
    }
    try {
      return await ask({ endpoint: this.#origin(registry), repository, budget });
    } catch (error) {
      if (!(error instanceof RegistryError) || tried.length === 0) throw error;
      const { failure, host, message, remedy, attempts } = error;
      const more = `${message} Mirrors were asked before (${tried.join(', ')}).`;
      throw new RegistryError({ failure, host, message: more, remedy, attempts, cause: error });
    }
  }
}

/** A read-only client of the OCI distribution specification 1.1, for one run. */
export function createRegistry(options: RegistryOptions): Registry & BlobSource {
  return new RegistryClient(options);
}
