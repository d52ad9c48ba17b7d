/** Headers of RPM packages as a database of them holds each (rpm, docs/manual/hregions.md and lib/header.c). */

export interface RpmPackage {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  /** x86_64 when left out. */
  readonly arch?: string;
  readonly epoch?: number;
  readonly vendor?: string;
  /** The file of the source package; `null` for one that has none, such as `gpg-pubkey`. Of the same name when left out. */
  readonly source?: string | null;
  readonly modularityLabel?: string;
  /** Absolute paths of what it installed. */
  readonly files?: readonly string[];
}

const TYPES = { int32: 4, string: 6, binary: 7, strings: 8, translated: 9 } as const;

interface Entry {
  readonly tag: number;
  readonly type: keyof typeof TYPES;
  readonly count: number;
  readonly data: Buffer;
}

const REGION = 63;
const ENTRY_BYTES = 16;

export function rpmHeader(one: RpmPackage): Buffer {
  const entries = entriesOf(one).sort((left, right) => left.tag - right.tag);
  const placed: { readonly entry: Entry; readonly offset: number }[] = [];
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  for (const entry of entries) {
    if (entry.type === 'int32') add(Buffer.alloc((4 - (length % 4)) % 4));
    placed.push({ entry, offset: length });
    add(entry.data);
  }
  const count = placed.length + 1;
  const index = Buffer.concat([
    indexEntry(REGION, TYPES.binary, length, ENTRY_BYTES),
    ...placed.map(({ entry, offset }) => indexEntry(entry.tag, TYPES[entry.type], offset, entry.count)),
  ]);
  add(indexEntry(REGION, TYPES.binary, -count * ENTRY_BYTES, ENTRY_BYTES));
  const lengths = Buffer.alloc(8);
  lengths.writeInt32BE(count, 0);
  lengths.writeInt32BE(length, 4);
  return Buffer.concat([lengths, index, ...parts]);
}

function entriesOf({
  name,
  version,
  release,
  epoch,
  vendor,
  modularityLabel,
  files = [],
  ...rest
}: RpmPackage): Entry[] {
  const { arch = 'x86_64', source = `${name}-${version}-${release}.src.rpm` } = rest;
  const directories = [...new Set(files.map(directoryOf))];
  return [
    // RPM itself wants one; go-rpmdb passes over packages of a Berkeley database that are shorter than a quarter of a page.
    text(1000, name),
    text(1001, version),
    text(1002, release),
    ...(epoch === undefined ? [] : [numbers(1003, [epoch])]),
    translated(1004, `${name}, made for a test. `.padEnd(1400, '.')),
    numbers(1008, [1_700_000_000]),
    numbers(1009, [1]),
    ...(vendor === undefined ? [] : [text(1011, vendor)]),
    text(1014, 'MIT'),
    text(1021, 'linux'),
    text(1022, arch),
    ...(source === null ? [] : [text(1044, source)]),
    list(1047, [name]),
    ...(files.length === 0
      ? []
      : [
          numbers(
            1116,
            files.map((file) => directories.indexOf(directoryOf(file))),
          ),
          list(
            1117,
            files.map((file) => file.slice(directoryOf(file).length)),
          ),
          list(1118, directories),
        ]),
    ...(modularityLabel === undefined ? [] : [text(5096, modularityLabel)]),
  ];
}

const directoryOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

const text = (tag: number, value: string): Entry => ({
  tag,
  type: 'string',
  count: 1,
  data: Buffer.from(`${value}\0`),
});

const translated = (tag: number, value: string): Entry => ({ ...text(tag, value), type: 'translated' });

function list(tag: number, values: readonly string[]): Entry {
  return {
    tag,
    type: 'strings',
    count: values.length,
    data: Buffer.from(values.map((value) => `${value}\0`).join('')),
  };
}

function numbers(tag: number, values: readonly number[]): Entry {
  const data = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) data.writeInt32BE(value, index * 4);
  return { tag, type: 'int32', count: values.length, data };
}

function indexEntry(tag: number, type: number, offset: number, count: number): Buffer {
  const bytes = Buffer.alloc(ENTRY_BYTES);
  for (const [index, value] of [tag, type, offset, count].entries()) bytes.writeInt32BE(value, index * 4);
  return bytes;
}
