import { type RpmPackage, rpmHeader } from './header.ts';

const PAGE = 4096;
const PAGE_HEADER = 26;
const [OVERFLOW, METADATA, HASH] = [7, 8, 13];
const [ON_PAGE, ELSEWHERE] = [1, 3];

/**
 * A database of packages as RPM of RHEL 8 and before writes one: `Packages`, a hash of Berkeley DB 5.3 (src/dbinc/db_page.h) of
 * one bucket, with the headers on pages of their own. With `isInline` they are where their keys are, as short ones may be.
 */
export function rpmBerkeley(packages: readonly RpmPackage[], isInline = false): Buffer {
  const headers = packages.map(rpmHeader);
  const perPage = isInline ? 1 : 128;
  const hashPages = Math.max(1, Math.ceil(headers.length / perPage));
  const overflow: Buffer[] = [];
  const pages = Array.from({ length: hashPages }, (_, page): Buffer => {
    const items = headers.slice(page * perPage, (page + 1) * perPage).flatMap((header, index) => {
      const key = Buffer.alloc(5);
      key[0] = ON_PAGE;
      key.writeUInt32LE(page * perPage + index + 1, 1);
      if (isInline) return [key, Buffer.concat([Buffer.from([ON_PAGE]), header])];
      const value = Buffer.alloc(12);
      value[0] = ELSEWHERE;
      value.writeUInt32LE(1 + hashPages + overflow.length, 4);
      value.writeUInt32LE(header.length, 8);
      overflow.push(...overflowPages(header, 1 + hashPages + overflow.length));
      return [key, value];
    });
    return hashPage(page + 1, page, page + 2 <= hashPages ? page + 2 : 0, items);
  });
  return Buffer.concat([metadataPage(hashPages + overflow.length, headers.length), ...pages, ...overflow]);
}

function overflowPages(header: Buffer, first: number): Buffer[] {
  const room = PAGE - PAGE_HEADER;
  const count = Math.ceil(header.length / room);
  return Array.from({ length: count }, (_, index) => {
    const part = header.subarray(index * room, (index + 1) * room);
    const page = pageOf(OVERFLOW ?? 0, first + index, index === 0 ? 0 : first + index - 1);
    page.writeUInt32LE(index + 1 === count ? 0 : first + index + 1, 16);
    // How many refer to it, and how much of it is in use.
    page.writeUInt16LE(1, 20);
    page.writeUInt16LE(part.length, 22);
    part.copy(page, PAGE_HEADER);
    return page;
  });
}

function hashPage(number: number, previous: number, next: number, items: readonly Buffer[]): Buffer {
  const page = pageOf(HASH ?? 0, number, previous);
  page.writeUInt32LE(next, 16);
  page.writeUInt16LE(items.length, 20);
  let end = PAGE;
  for (const [index, item] of items.entries()) {
    end -= item.length;
    item.copy(page, end);
    page.writeUInt16LE(end, PAGE_HEADER + index * 2);
  }
  page.writeUInt16LE(end, 22);
  return page;
}

function metadataPage(last: number, keys: number): Buffer {
  const page = pageOf(METADATA ?? 0, 0, 0);
  // Magic, version 9 of a hash, size of a page.
  for (const [index, value] of [0x061561, 9, PAGE].entries()) page.writeUInt32LE(value, 12 + index * 4);
  page.writeUInt32LE(last, 32);
  page.writeUInt32LE(keys, 40);
  page.writeUInt32LE(keys, 44);
  page.writeUInt32LE(keys, 88);
  // Of the text "%$sniglet^&", by which a reader knows that it hashes as the writer did; the one bucket is on page 1.
  page.writeUInt32LE(0x5e688dd1, 92);
  page.writeUInt32LE(1, 96);
  return page;
}

function pageOf(type: number, number: number, previous: number): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeUInt32LE(number, 8);
  if (type !== METADATA) page.writeUInt32LE(previous, 12);
  page[25] = type;
  return page;
}
