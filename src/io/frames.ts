import { z } from 'zod';

const HEAD = 5;
const TAIL = 2;

/** Reads the supervisor's frames (supervisor.ts) from chunks that arrive cut anywhere. */
export class FrameReader {
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #needed = HEAD;
  readonly #output: Buffer[] = [];
  readonly #errors: Buffer[] = [];
  #result: unknown = null;

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
      const size = HEAD + bytes.readUInt32BE(1) + TAIL;
      if (bytes.length < size) {
        this.#needed = size;
        break;
      }
      this.#take(String.fromCharCode(bytes[0] ?? 0), bytes.subarray(HEAD, size - TAIL));
      bytes = bytes.subarray(size);
    }
    this.#pending = [bytes];
    this.#pendingBytes = bytes.length;
  }

  /** What has come, once the stream is over. `result` is null where the supervisor did not get to it. */
  end(): { output: Buffer; errors: Buffer; result: unknown } {
    return { output: Buffer.concat(this.#output), errors: Buffer.concat(this.#errors), result: this.#result };
  }

  #take(type: string, payload: Buffer): void {
    if (type === 'o') this.#output.push(payload);
    else if (type === 'e') this.#errors.push(payload);
    else if (type === 'r') this.#result = z.json().parse(JSON.parse(payload.toString('utf8')));
  }
}
