/** Chunks below this are copied together: a view takes some hundred bytes, whatever it shows. */
const SMALL = 4 * 1024;
const LARGEST_BLOCK = 64 * 1024;

/** Bytes that came in and were not taken yet, in memory in proportion to their number and not to that of their chunks. */
export class ReceivedBytes {
  #parts: Uint8Array[] = [];
  #size = 0;
  #block = new Uint8Array(0);
  /** What of the block is not among the parts yet. */
  #from = 0;
  #to = 0;

  get size(): number {
    return this.#size;
  }

  /** In how many parts they are kept. */
  get parts(): number {
    return this.#parts.length + (this.#to > this.#from ? 1 : 0);
  }

  /** A large chunk is kept as it is: its bytes must not change. */
  add(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (chunk.length >= SMALL) {
      this.#closePart();
      this.#parts.push(chunk);
      return;
    }
    if (this.#to + chunk.length > this.#block.length) {
      this.#closePart();
      this.#block = new Uint8Array(Math.min(LARGEST_BLOCK, Math.max(SMALL, this.#block.length * 2)));
      this.#from = 0;
      this.#to = 0;
    }
    this.#block.set(chunk, this.#to);
    this.#to += chunk.length;
  }

  /** All of them, in one. @throws RangeError where there is no memory for it, and keeps them */
  take(): Uint8Array {
    this.#closePart();
    const [first] = this.#parts;
    const isOne = this.#parts.length === 1 && first !== undefined && first.length >= SMALL;
    const whole = isOne ? first : Buffer.concat(this.#parts);
    this.clear();
    return whole;
  }

  clear(): void {
    this.#parts = [];
    this.#size = 0;
    this.#block = new Uint8Array(0);
    this.#from = 0;
    this.#to = 0;
  }

  #closePart(): void {
    if (this.#to > this.#from) this.#parts.push(this.#block.subarray(this.#from, this.#to));
    this.#from = this.#to;
  }
}
