import ipaddr from 'ipaddr.js';

/** A range of addresses of one family, both ends included. */
interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { ipv4: 32n, ipv6: 128n } as const;
export type Family = keyof typeof BITS;

interface CidrRange extends Range {
  readonly family: Family;
}

/** `10.0.0.0/8` as numbers; null for a text that is no CIDR. */
export function parseCidr(cidr: string): CidrRange | null {
  if (!ipaddr.isValidCIDR(cidr)) return null;
  const [address, prefix] = ipaddr.parseCIDR(cidr);
  const family = address.kind();
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  const size = 1n << (BITS[family] - BigInt(prefix));
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

export interface IpBlock {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** Do the blocks together cover every address of a family? `0.0.0.0/1` and `128.0.0.0/1` do. */
export function coverAll(blocks: readonly IpBlock[], family: Family): boolean {
  return covers(blocks, { family, first: 0n, last: (1n << BITS[family]) - 1n });
}

/** Do the blocks together cover every address of the CIDR? */
export function coverCidr(blocks: readonly IpBlock[], cidr: string): boolean {
  return coverBlock(blocks, { cidr, except: [] });
}

/** Do the blocks together cover every address of another one? False for one whose CIDR is none. */
export function coverBlock(blocks: readonly IpBlock[], { cidr, except }: IpBlock): boolean {
  const range = parseCidr(cidr);
  if (range === null) return false;
  return without(range, except).every((each) => covers(blocks, { ...each, family: range.family }));
}

function covers(blocks: readonly IpBlock[], wanted: CidrRange): boolean {
  const ranges = blocks
    .flatMap(({ cidr, except }) => {
      const range = parseCidr(cidr);
      return range === null || range.family !== wanted.family ? [] : without(range, except);
    })
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  let next = wanted.first;
  for (const { first, last } of ranges) {
    if (first > next) return false;
    if (last >= next) next = last + 1n;
    if (next > wanted.last) return true;
  }
  return false;
}

function without(range: CidrRange, except: readonly string[]): readonly Range[] {
  let left: readonly Range[] = [range];
  for (const cidr of except) {
    const hole = parseCidr(cidr);
    if (hole === null || hole.family !== range.family) continue;
    left = left.flatMap(({ first, last }) => [
      ...(first < hole.first ? [{ first, last: hole.first - 1n < last ? hole.first - 1n : last }] : []),
      ...(last > hole.last ? [{ first: hole.last + 1n > first ? hole.last + 1n : first, last }] : []),
    ]);
  }
  return left;
}
