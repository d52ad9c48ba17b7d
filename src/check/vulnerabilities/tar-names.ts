import { posix } from 'node:path';

export interface TarName {
  /** Relative, without `.` and `..`. */
  readonly name: string;
  readonly isLink: boolean;
}

const BLOCK = 512;
/** Names that are too long for a header are in an entry of their own, of some hundred bytes. */
const MAX_NAME_BYTES = 1 << 20;
const LINKS: ReadonlySet<string> = new Set(['1', '2']);
/** Links, devices, directories and pipes have no content, whatever size they say. */
const WITHOUT_CONTENT: ReadonlySet<string> = new Set(['1', '2', '3', '4', '5', '6']);

/**
 * The names in a tar (POSIX pax and GNU, as archive/tar of Go reads them), links too, in whatever pieces it comes. Contents
 * are passed over as they come. @throws RangeError for what is no tar.
 */
export class TarNames {
  readonly names: TarName[] = [];
  #pending: Buffer = Buffer.alloc(0);
  #skip = 0;
  /** Content that is wanted: of an entry that names the next one. */
  #wanted: { readonly type: string; readonly size: number } | null = null;
  #next: { readonly path?: string; readonly size?: number } = {};

  push(chunk: Uint8Array): void {
    const passed = Math.min(this.#skip, chunk.length);
    this.#skip -= passed;
    if (passed === chunk.length) return;
    this.#pending = Buffer.concat([this.#pending, chunk.subarray(passed)]);
    while (this.#take());
  }

  /** @throws RangeError where it ends in the middle of an entry. */
  end(): void {
    if (this.#skip > 0 || this.#pending.length > 0 || this.#wanted !== null)
      throw new RangeError('a tar that is cut off');
  }

  #take(): boolean {
    if (this.#wanted !== null) return this.#takeName(this.#wanted);
    if (this.#pending.length < BLOCK) return false;
    const header = this.#pending.subarray(0, BLOCK);
    this.#drop(BLOCK);
    if (header.every((byte) => byte === 0)) return true;
    this.#takeHeader(header);
    return true;
  }

  #takeHeader(header: Buffer): void {
    if (numberIn(header, 148, 8) !== checksum(header)) throw new RangeError('no tar');
    const type = header.toString('latin1', 156, 157);
    const size = this.#next.size ?? numberIn(header, 124, 12);
    if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
      if (size > MAX_NAME_BYTES) throw new RangeError('a name of more than 1 MiB');
      this.#wanted = { type, size: numberIn(header, 124, 12) };
      return;
    }
    const isPosix = header.toString('latin1', 257, 263) === 'ustar\0';
    const prefix = isPosix ? textIn(header, 345, 155) : '';
    const written = this.#next.path ?? `${prefix === '' ? '' : `${prefix}/`}${textIn(header, 0, 100)}`;
    this.names.push({ name: posix.normalize(written).replace(/^\/+/, ''), isLink: LINKS.has(type) });
    this.#next = {};
    if (!WITHOUT_CONTENT.has(type)) this.#drop(padded(size));
  }

  #takeName({ type, size }: { readonly type: string; readonly size: number }): boolean {
    if (this.#pending.length < padded(size)) return false;
    const content = this.#pending.subarray(0, size);
    if (type === 'L') this.#next = { ...this.#next, path: textIn(content, 0, size) };
    if (type === 'x') this.#next = { ...this.#next, ...paxIn(content) };
    this.#wanted = null;
    this.#drop(padded(size));
    return true;
  }

  #drop(bytes: number): void {
    const here = Math.min(bytes, this.#pending.length);
    this.#pending = this.#pending.subarray(here);
    this.#skip += bytes - here;
  }
}

const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

function textIn(bytes: Buffer, from: number, length: number): string {
  const end = bytes.indexOf(0, from);
  return bytes.toString('utf8', from, end === -1 ? from + length : Math.min(end, from + length));
}

/** Octal, or of GNU in binary where the first bit is set. */
function numberIn(header: Buffer, from: number, length: number): number {
  if (((header[from] ?? 0) & 0x80) !== 0) return Number(header.readBigUInt64BE(from + length - 8));
  const text = header.toString('latin1', from, from + length).replace(/[\0 ]+/g, '');
  if (!/^[0-7]*$/.test(text)) throw new RangeError('no tar');
  return Number.parseInt(text === '' ? '0' : text, 8);
}

/** Of the header with spaces in the place of the sum. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

/** Records are `LENGTH KEY=VALUE\n`. */
function paxIn(content: Buffer): { readonly path?: string; readonly size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < content.length; ) {
    const length = Number.parseInt(content.toString('latin1', at, at + 20), 10);
    if (!(length > 0)) throw new RangeError('a pax record without a length');
    const record = content.toString('utf8', at, at + length - 1);
    const [, key, value = ''] = /^\d+ ([^=]*)=(.*)$/s.exec(record) ?? [];
    if (key === 'path') found.path = value;
    if (key === 'size') found.size = Number(value);
    at += length;
  }
  return found;
}
