import {
  type BlobSource,
  type Descriptor,
  type Digest,
  type ImageManifest,
  type ImageReference,
  type Loopback,
  type LoopbackAnswer,
  type LoopbackRequest,
  type LoopbackServer,
  type Registry,
  RegistryError,
  type RegistryFailure,
  repositoryOf,
} from '../domain/index.ts';
import type { Credential } from './credential.ts';
import { REMEDY } from './fault.ts';

/** An image as a program reads it through the gate. */
export interface PassedImage {
  /** What the program asks for in place of `ghcr.io/acme/api`: `127.0.0.1:40123/image/0`. */
  readonly name: string;
  /** What went wrong first; null where nothing did. */
  refusal(): RegistryError | null;
  /**
   * When the program has ended well. Content that it did not read to its end is refused then: until that end nobody knows
   * whether it is what its digest says, and an archive may end before its bytes do.
   */
  finish(): Promise<void>;
}

/**
 * A registry on loopback for the programs of this run, which holds what was opened and nothing else: a pull-through proxy,
 * which asks the image's registry in the gate's way (admission, mirrors, logins, redirects, addresses, retries).
 */
export interface PullThrough {
  readonly host: string;
  readonly credential: Credential;
  /** By its digest, else by its tag. `renewed`: see BlobSource.renew. */
  open(reference: ImageReference, renewed?: boolean): PassedImage;
  close(): Promise<void>;
}

const PUSH = 'Push the image again with all of its content.';
/** `/v2/image/0/blobs/sha256:…`. go-containerregistry takes no name of one character. */
const ADDRESS = /^\/v2\/image\/(\d{1,9})\/(manifests|blobs)\/([A-Za-z0-9._:-]{1,200})$/;

/** @throws an error with a `code` where the system lets nobody listen. */
export async function openPullThrough(
  source: Pick<Registry, 'manifest'> & BlobSource,
  loopback: Loopback,
): Promise<PullThrough> {
  const images: OpenedImage[] = [];
  const answer = async ({ path, signal }: LoopbackRequest): Promise<LoopbackAnswer> => {
    if (path === '/v2/') return json(200, {});
    const [, id, kind, wanted = ''] = ADDRESS.exec(path) ?? [];
    const image = id === undefined ? undefined : images[Number(id)];
    if (image === undefined) return absent();
    return kind === 'manifests' ? image.answerManifest(wanted) : image.answerBlob(wanted, signal);
  };
  const server: LoopbackServer = await loopback.serve(answer);
  return {
    host: server.host,
    credential: { kind: 'basic', ...server.login },
    open(reference, renewed = false) {
      if (renewed) source.renew(reference);
      const image = new OpenedImage(`${server.host}/image/${images.length}`, reference, source);
      images.push(image);
      return image;
    },
    close: () => server.close(),
  };
}

class OpenedImage implements PassedImage {
  readonly name: string;
  readonly #reference: ImageReference;
  readonly #source: Pick<Registry, 'manifest'> & BlobSource;
  #refusal: RegistryError | null = null;
  #unread: Digest | null = null;
  readonly #passing = new Set<Promise<void>>();

  constructor(name: string, reference: ImageReference, source: Pick<Registry, 'manifest'> & BlobSource) {
    this.name = name;
    this.#reference = reference;
    this.#source = source;
  }

  refusal(): RegistryError | null {
    return this.#refusal;
  }

  async finish(): Promise<void> {
    await Promise.all(this.#passing);
    if (this.#unread === null) return;
    const what = `has content that was not read to its end (${this.#unread}), so that nobody knows whether it is what its digest says`;
    this.#refusal ??= this.#failed('cut-off', what, REMEDY['cut-off']);
  }

  async answerManifest(wanted: string): Promise<LoopbackAnswer> {
    try {
      const manifest = await this.#manifest();
      if (wanted !== this.#wanted && wanted !== manifest.digest) return absent();
      return whole(200, manifest.mediaType, manifest.bytes);
    } catch (error) {
      return this.#refuse(error);
    }
  }

  async answerBlob(wanted: string, signal: AbortSignal): Promise<LoopbackAnswer> {
    let blob: Descriptor | undefined;
    try {
      const { config, layers } = await this.#manifest();
      blob = [config, ...layers].find(({ digest }) => digest === wanted);
    } catch (error) {
      return this.#refuse(error);
    }
    return blob === undefined ? absent() : this.#pass(blob, signal);
  }

  /** The answer begins with the first piece, so that a refusal before it is one that the program understands. */
  #pass({ digest, size }: Descriptor, signal: AbortSignal): Promise<LoopbackAnswer> {
    const repository = this.#reference;
    const begun = Promise.withResolvers<LoopbackAnswer>();
    const opened = Promise.withResolvers<(piece: Uint8Array) => Promise<void>>();
    let isBegun = false;
    const begin = (): void =>
      begun.resolve({
        status: 200,
        contentType: 'application/octet-stream',
        length: size,
        write: async (sink) => {
          opened.resolve(sink);
          await done;
        },
      });
    const done = this.#source.pass({ repository, digest, size, signal }, async (piece) => {
      if (!isBegun) begin();
      isBegun = true;
      const sink = await opened.promise;
      await sink(piece);
    });
    const settled = done.then(begin, (error: unknown) => {
      // Whoever went away was not refused anything, yet.
      if (signal.aborted) this.#unread ??= digest;
      else this.#note(error);
      begun.resolve(unavailable());
    });
    this.#passing.add(settled);
    void settled.then(() => this.#passing.delete(settled));
    return begun.promise;
  }

  /** @throws RegistryError */
  async #manifest(): Promise<ImageManifest> {
    const { digest, tag } = this.#reference;
    const manifest = await this.#source.manifest(this.#reference, digest ?? { tag: tag ?? 'latest' });
    if (manifest.kind === 'index')
      throw this.#failed('wrong-media-type', 'is an index, where an image should be', PUSH);
    // A program would ask those places itself.
    const elsewhere = [manifest.config, ...manifest.layers].some(({ urls = [] }) => urls.length > 0);
    if (elsewhere) throw this.#failed('malformed', 'names other places to fetch its content from (urls)', PUSH);
    return manifest;
  }

  get #wanted(): string {
    const { digest, tag } = this.#reference;
    return digest ?? tag ?? 'latest';
  }

  #refuse(error: unknown): LoopbackAnswer {
    this.#note(error);
    return unavailable();
  }

  #note(error: unknown): void {
    this.#refusal ??=
      error instanceof RegistryError
        ? error
        : this.#failed('network', 'could not be passed on to the program that reads it', REMEDY.network, error);
  }

  #failed(failure: RegistryFailure, what: string, remedy: string, cause?: unknown): RegistryError {
    const { registry: host } = this.#reference;
    const message = `${this.#wanted} of ${repositoryOf(this.#reference)} ${what}.`;
    return new RegistryError({ failure, host, message, remedy, attempts: 1, cause });
  }
}

function whole(status: number, contentType: string, bytes: Uint8Array): LoopbackAnswer {
  return { status, contentType, length: bytes.length, write: (sink) => sink(bytes) };
}

const json = (status: number, body: unknown): LoopbackAnswer =>
  whole(status, 'application/json', Buffer.from(JSON.stringify(body)));

const absent = (): LoopbackAnswer => json(404, { errors: [{ code: 'NAME_UNKNOWN', message: 'nothing of this run' }] });

/** A status that no client asks again after: the gate has tried already. */
const unavailable = (): LoopbackAnswer =>
  json(403, { errors: [{ code: 'DENIED', message: 'the registry gave no answer' }] });
