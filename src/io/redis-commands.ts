const MAX_ARGUMENTS = 8;
/** `*3` or `$67108864`, without its line end. */
const MAX_LINE_BYTES = 16;

/** Something else than a command of Redis' protocol, or one out of bounds: the connection is of no use any more. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/**
 * Reads commands as clients of Redis send them (RESP 2): an array of bulk strings, `*2\r\n$3\r\nGET\r\n$1\r\na\r\n`, in pieces of
 * any size. Source: the Redis serialization protocol specification.
 */
export class CommandReader {
  readonly #take: (command: readonly Buffer[]) => void;
  readonly #maxBytes: () => number;
  #line = '';
  /** Arguments of the open command that are still to come; 0: none is open. */
  #left = 0;
  #command: Buffer[] = [];
  /** Of the open command, as its lengths say. */
  #bytes = 0;
  /** Of the open argument and its line end; null: its length is still to come. */
  #argument: { readonly pieces: Buffer[]; readonly length: number; missing: number } | null = null;

  /** `maxBytes`: of all arguments of one command, as things stand when a length comes. */
  constructor(take: (command: readonly Buffer[]) => void, maxBytes: () => number) {
    this.#take = take;
    this.#maxBytes = maxBytes;
  }

  /** @throws ProtocolError */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#argument === null ? this.#readLine(chunk, at) : this.#readArgument(chunk, at);
  }

  #readLine(chunk: Buffer, from: number): number {
    const end = chunk.indexOf(10, from);
    this.#line += chunk.toString('latin1', from, Math.min(end === -1 ? chunk.length : end, from + MAX_LINE_BYTES + 1));
    if (this.#line.length > MAX_LINE_BYTES) throw new ProtocolError('a line that is too long');
    if (end === -1) return chunk.length;
    const [, sign, digits] = /^([*$])(\d{1,9})\r$/.exec(this.#line) ?? [];
    this.#line = '';
    if (sign !== (this.#left === 0 ? '*' : '$')) throw new ProtocolError('no command of the protocol');
    if (sign === '*') this.#open(Number(digits));
    else this.#openArgument(Number(digits));
    return end + 1;
  }

  #open(count: number): void {
    if (count < 1 || count > MAX_ARGUMENTS) throw new ProtocolError(`a command of ${count} parts`);
    this.#left = count;
  }

  #openArgument(length: number): void {
    this.#bytes += length;
    if (this.#bytes > this.#maxBytes()) throw new ProtocolError(`a command of ${this.#bytes} bytes`);
    this.#argument = { pieces: [], length, missing: length + 2 };
  }

  #readArgument(chunk: Buffer, from: number): number {
    const open = this.#argument;
    if (open === null) return from;
    const piece = chunk.subarray(from, from + open.missing);
    open.pieces.push(piece);
    open.missing -= piece.length;
    if (open.missing === 0) this.#endArgument(Buffer.concat(open.pieces), open.length);
    return from + piece.length;
  }

  #endArgument(bytes: Buffer, length: number): void {
    if (bytes.toString('latin1', length) !== '\r\n') throw new ProtocolError('an argument without an end');
    this.#argument = null;
    this.#command.push(bytes.subarray(0, length));
    this.#left -= 1;
    if (this.#left > 0) return;
    const command = this.#command;
    this.#command = [];
    this.#bytes = 0;
    this.#take(command);
  }
}
