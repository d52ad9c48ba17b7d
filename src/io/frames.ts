import { z } from 'zod';

const HEAD = 9;
const TAIL = 2;

/** What a program left behind: its output, its error output, and the supervisor's word on how it ended. */
export interface Ended {
  readonly output: Buffer;
  readonly errors: Buffer;
  /** Null where the supervisor did not get to it. */
  readonly result: unknown;
}

/** Reads the supervisor's frames (supervisor.ts) from chunks that arrive cut anywhere. */
export class FrameReader {
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #needed = HEAD;
  readonly #open = new Map<number, { readonly output: Buffer[]; readonly errors: Buffer[] }>();
  readonly #onEnd: (job: number, ended: Ended) => void;

  /** @param onEnd - called once for each job that ends, with its place in the list of jobs. */
  constructor(onEnd: (job: number, ended: Ended) => void) {
    this.#onEnd = onEnd;
  }

  push(chunk: Buffer): void {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes < this.#needed) return;
    let bytes = Buffer.concat(this.#pending);
    for (;;) {
      if (bytes.length < HEAD) {
        this.#needed = HEAD;
        break;
      }
      const size = HEAD + bytes.readUInt32BE(5) + TAIL;
      if (bytes.length < size) {
        this.#needed = size;
        break;
      }
      this.#take(String.fromCharCode(bytes[0] ?? 0), bytes.readUInt32BE(1), bytes.subarray(HEAD, size - TAIL));
      bytes = bytes.subarray(size);
    }
    this.#pending = [bytes];
    this.#pendingBytes = bytes.length;
  }

  /** What has come of a job that did not end, once the stream is over. */
  rest(job: number): Ended {
    const { output, errors } = this.#open.get(job) ?? { output: [], errors: [] };
    return { output: Buffer.concat(output), errors: Buffer.concat(errors), result: null };
  }

  #take(type: string, job: number, payload: Buffer): void {
    const open = this.#open.get(job) ?? { output: [], errors: [] };
    this.#open.set(job, open);
    if (type === 'o') open.output.push(payload);
    else if (type === 'e') open.errors.push(payload);
    else if (type === 'r') {
      const result = z.json().parse(JSON.parse(payload.toString('utf8')));
      const { output, errors } = this.rest(job);
      this.#open.delete(job);
      this.#onEnd(job, { output, errors, result });
    }
  }
}
