/** Bytes of a file from an offset; fewer at its end. */
export type ReadPart = (offset: number, length: number) => Promise<Uint8Array>;

const MAGIC = 0xed0cdaed;
const VERSION = 2;
const HEADER_BYTES = 16;
const ELEMENT_BYTES = 16;
const META_BYTES = 64;
const BRANCH = 1;
const LEAF = 2;
const IS_BUCKET = 1;
/** Pages have 4 KiB on most machines, and 64 KiB at most. */
const PAGE_SIZES = [4096, 16384, 65536, 8192, 32768];
/** The names of some hundred buckets take a few pages. */
const MAX_PAGES = 1024;
const MAX_PAGE_BYTES = 16 * 1024 * 1024;

/**
 * The names of the buckets at the top of a bbolt file (go.etcd.io/bbolt, internal/common: page.go, meta.go, bucket.go) that
 * hold something, without reading more of it than that takes. Empty for what is no such file: then there is nothing in it.
 */
export async function bucketNames(read: ReadPart): Promise<ReadonlySet<string>> {
  const meta = await readMeta(read);
  const elements = meta === null ? null : await elementsFrom(read, meta.root, meta.pageSize);
  return new Set(
    (elements ?? []).filter(({ isBucket, value }) => isBucket && holdsSomething(value)).map(({ key }) => key),
  );
}

/**
 * The keys and the names in the bucket at a path of names; empty where there is none. Null where any of it is broken, or it has
 * more pages than that.
 */
export async function keysIn(
  read: ReadPart,
  path: readonly string[],
  maxPages: number = MAX_PAGES,
): Promise<ReadonlySet<string> | null> {
  const meta = await readMeta(read);
  if (meta === null) return null;
  let elements = await elementsFrom(read, meta.root, meta.pageSize);
  for (const name of path) {
    if (elements === null) return null;
    const bucket = elements.find(({ isBucket, key }) => isBucket && key === name)?.value;
    if (bucket === undefined || !holdsSomething(bucket)) return new Set();
    const root = Number(bucket.readBigUInt64LE(0));
    elements =
      root === 0
        ? elementsOn(bucket.subarray(HEADER_BYTES)).elements
        : await elementsFrom(read, root, meta.pageSize, maxPages);
  }
  return elements === null ? null : new Set(elements.map(({ key }) => key));
}

interface Element {
  readonly isBucket: boolean;
  readonly key: string;
  readonly value: Buffer;
}

/** What is on the leaves below a page; null where any of it is broken, or there is too much. */
async function elementsFrom(
  read: ReadPart,
  root: number,
  pageSize: number,
  maxPages: number = MAX_PAGES,
): Promise<readonly Element[] | null> {
  const open = [root];
  const found: Element[] = [];
  for (let seen = 0; open.length > 0; seen += 1) {
    const page = seen < maxPages ? await readPage(read, open.pop() ?? 0, pageSize) : null;
    if (page === null) return null;
    const { elements, branches } = elementsOn(page);
    if (elements === null) return null;
    for (const element of elements) found.push(element);
    open.push(...branches);
  }
  return found;
}

/** Null where an element is not on the page. */
function elementsOn(page: Buffer): {
  readonly elements: readonly Element[] | null;
  readonly branches: readonly number[];
} {
  const elements: Element[] = [];
  const branches: number[] = [];
  const broken = { elements: null, branches: [] };
  for (let index = 0; index < page.readUInt16LE(10); index += 1) {
    const at = HEADER_BYTES + index * ELEMENT_BYTES;
    if (at + ELEMENT_BYTES > page.length) return broken;
    if (page.readUInt16LE(8) === BRANCH) {
      branches.push(Number(page.readBigUInt64LE(at + 8)));
      continue;
    }
    const key = at + page.readUInt32LE(at + 4);
    const value = key + page.readUInt32LE(at + 8);
    const end = value + page.readUInt32LE(at + 12);
    if (end > page.length) return broken;
    elements.push({
      isBucket: page.readUInt32LE(at) === IS_BUCKET,
      key: page.toString('utf8', key, value),
      value: page.subarray(value, end),
    });
  }
  return { elements, branches };
}

/** A small bucket is a page within the value; its elements are counted there. */
function holdsSomething(value: Buffer): boolean {
  if (value.length < HEADER_BYTES) return false;
  return value.readBigUInt64LE(0) !== 0n || (value.length >= 32 && value.readUInt16LE(HEADER_BYTES + 10) > 0);
}

interface Meta {
  readonly pageSize: number;
  readonly root: number;
  readonly transaction: bigint;
}

/** There are two, of the newest and of the last transaction before it. */
async function readMeta(read: ReadPart): Promise<Meta | null> {
  const first = metaIn(await read(0, HEADER_BYTES + META_BYTES));
  const sizes = first === null ? PAGE_SIZES : [first.pageSize];
  let best = first;
  for (const size of sizes) {
    const second = metaIn(await read(size, HEADER_BYTES + META_BYTES));
    if (second === null || second.pageSize !== size) continue;
    if (best === null || second.transaction > best.transaction) best = second;
  }
  return best;
}

function metaIn(bytes: Uint8Array): Meta | null {
  if (bytes.length < HEADER_BYTES + META_BYTES) return null;
  const meta = Buffer.from(bytes).subarray(HEADER_BYTES);
  if (meta.readUInt32LE(0) !== MAGIC || meta.readUInt32LE(4) !== VERSION) return null;
  if (meta.readBigUInt64LE(56) !== fnv64a(meta.subarray(0, 56))) return null;
  return {
    pageSize: meta.readUInt32LE(8),
    root: Number(meta.readBigUInt64LE(16)),
    transaction: meta.readBigUInt64LE(48),
  };
}

async function readPage(read: ReadPart, id: number, pageSize: number): Promise<Buffer | null> {
  const head = Buffer.from(await read(id * pageSize, HEADER_BYTES));
  if (head.length < HEADER_BYTES || head.readBigUInt64LE(0) !== BigInt(id)) return null;
  const flags = head.readUInt16LE(8);
  const length = (head.readUInt32LE(12) + 1) * pageSize;
  if ((flags !== BRANCH && flags !== LEAF) || length > MAX_PAGE_BYTES) return null;
  return Buffer.from(await read(id * pageSize, length));
}

/** As Go's hash/fnv. */
function fnv64a(bytes: Uint8Array): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash;
}
