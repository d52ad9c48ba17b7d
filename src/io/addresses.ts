import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Name look-up, as the system does it. @throws an error with a `code` such as ENOTFOUND. */
export type NameLookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** A name (or a literal address) leads to a private, loopback, link-local or otherwise not public address. */
export class PrivateAddressError extends Error {
  readonly code = 'PRIVATE_ADDRESS';
  constructor(hostname: string, range: string) {
    super(`${hostname} leads to a ${range} address`);
    this.name = 'PrivateAddressError';
  }
}

const RANGE_NAME: Readonly<Record<string, string>> = {
  private: 'private',
  loopback: 'loopback',
  linkLocal: 'link-local',
  uniqueLocal: 'private',
  carrierGradeNat: 'carrier-grade NAT',
  unspecified: 'unspecified',
  multicast: 'multicast',
  broadcast: 'broadcast',
};

/**
 * Null for an address of the public internet, else the name of its range. IPv4 inside IPv6 (mapped, NAT64) is judged
 * as that IPv4 address; tunnels whose far end cannot be told (6to4, Teredo) are not public.
 */
export function privateRange(address: string): string | null {
  let parsed: ipaddr.IPv4 | ipaddr.IPv6;
  try {
    parsed = ipaddr.process(address.split('%', 1)[0] ?? '');
  } catch {
    return 'unreadable';
  }
  const range = parsed.range();
  if (range === 'unicast') return null;
  if (range === 'rfc6052') return privateRange(ipaddr.fromByteArray(parsed.toByteArray().slice(12)).toString());
  return RANGE_NAME[range] ?? 'reserved';
}

/** `127.0.0.0/8` and `::1`, in any spelling that a URL's host can have, and `localhost` with the names below it. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  return ipaddr.isValid(bare) && privateRange(bare) === 'loopback';
}

export const lookupName: NameLookup = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/** @throws PrivateAddressError where any of the addresses is not public: a name with both kinds is an attempt to slip by. */
export async function assertPublicHost(hostname: string, lookup: NameLookup): Promise<readonly ResolvedAddress[]> {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = ipaddr.isValid(bare) ? [{ address: bare, family: bare.includes(':') ? 6 : 4 }] : await lookup(bare);
  for (const { address } of addresses) {
    const range = privateRange(address);
    if (range !== null) throw new PrivateAddressError(bare, range);
  }
  return addresses;
}

/**
 * A look-up for `net.connect`. The socket connects to exactly the addresses given here, so that what was checked is
 * what is contacted, whatever the name says a moment later.
 */
export function connectLookup(lookup: NameLookup, publicOnly: boolean): LookupFunction {
  return (hostname, options, callback) => {
    const found = publicOnly ? assertPublicHost(hostname, lookup) : lookup(hostname);
    found.then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, [...addresses]);
        else if (first !== undefined) callback(null, first.address, first.family);
        else callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 4);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    );
  };
}
