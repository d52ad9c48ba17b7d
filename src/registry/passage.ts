import { createHash, type Hash } from 'node:crypto';
import { type Digest, type PieceSink, RegistryError } from '../domain/index.ts';
import { Fault, REMEDY } from './fault.ts';

/**
 * A blob on its way through. Where an attempt breaks off, the next one starts again from the first byte: what was passed on
 * is compared by its hash, and not passed on twice. The last piece waits until the digest of the whole is known to be right.
 */
export class Passage {
  readonly digest: Digest;
  readonly #sink: PieceSink;
  readonly #hash: Hash;
  /** Bytes that came in, without repetitions. */
  #size = 0;
  #held: Uint8Array | null = null;
  /** Who sent bytes that were passed on. */
  readonly #hosts = new Set<string>();

  constructor(digest: Digest, sink: PieceSink) {
    this.digest = digest;
    this.#sink = sink;
    this.#hash = this.#newHash();
  }

  /** Takes the blob from its first byte, of this host. @throws Fault, from the sink */
  begin(host: string): PieceSink {
    const again = this.#newHash();
    const before = this.#size;
    let repeated = 0;
    return async (piece) => {
      const known = piece.subarray(0, before - repeated);
      repeated += known.length;
      if (known.length > 0) {
        again.update(known);
        if (repeated === before) this.#compare(again, host);
      }
      if (known.length === piece.length) return;
      this.#hosts.add(host);
      await this.#take(piece.subarray(known.length));
    };
  }

  /** After the last piece. @throws Fault */
  check(size: number): void {
    if (this.#size !== size) {
      const clause = `its blob has ${this.#size} bytes, and its manifest says ${size} (${this.digest})`;
      throw new Fault({ failure: 'digest-mismatch', clause });
    }
    const actual = `${this.#algorithm}:${this.#hash.copy().digest('hex')}`;
    if (actual === this.digest) return;
    throw new Fault({ failure: 'digest-mismatch', clause: `its blob has the digest ${actual} and not ${this.digest}` });
  }

  /** Passes the last piece on. */
  async end(): Promise<void> {
    if (this.#held !== null) await this.#sink(this.#held);
    this.#held = null;
  }

  /** What failed of a blob that was there, and did not come, is another thing than a registry that is down. */
  cutOff(error: unknown): unknown {
    if (!(error instanceof RegistryError)) return error;
    const { failure, host, message, attempts } = error;
    if (failure !== 'timeout' && (failure !== 'network' || this.#size === 0)) return error;
    const remedy = REMEDY['cut-off'];
    return new RegistryError({ failure: 'cut-off', host, message, remedy, attempts, cause: error });
  }

  get #algorithm(): string {
    return this.digest.split(':', 1)[0] ?? '';
  }

  #newHash(): Hash {
    return createHash(this.#algorithm);
  }

  #compare(again: Hash, host: string): void {
    if (again.digest('hex') === this.#hash.copy().digest('hex')) return;
    const others = [...this.#hosts].filter((each) => each !== host);
    const clause =
      others.length === 0
        ? `it sends other bytes than before for ${this.digest}`
        : `it sends other bytes for ${this.digest} than ${others.join(' and ')} sent before, where the wrong ones may be from`;
    throw new Fault({ failure: 'digest-mismatch', clause });
  }

  async #take(piece: Uint8Array): Promise<void> {
    this.#hash.update(piece);
    this.#size += piece.length;
    const ready = this.#held;
    this.#held = piece;
    if (ready !== null) await this.#sink(ready);
  }
}
