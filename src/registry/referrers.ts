import { z } from 'zod';
import type { Descriptor, Digest, HttpResponse } from '../domain/index.ts';
import { Fault } from './fault.ts';
import { DescriptorList, firstIssue, parseJson } from './manifest.ts';

const MAX_LINK = 4096;

const Page = z.looseObject({ manifests: DescriptorList.nullish() });

export interface ReferrersPage {
  readonly descriptors: readonly Descriptor[];
  /** The query of the next page; null on the last. */
  readonly next: string | null;
}

/** The fallback tag of distribution-spec 1.1 ("Referrers Tag Schema"): `sha256-<hex>`, the hash cut to 64 characters. */
export function referrersTag(digest: Digest): string {
  const [algorithm = '', hash = ''] = digest.split(':');
  return `${algorithm.slice(0, 32)}-${hash.slice(0, 64)}`;
}

/** `rel="next"` of a `Link` header (RFC 8288), as a query on the same path. @throws Fault where it leads elsewhere */
export function nextPage(header: string | undefined, url: URL): string | null {
  if (header === undefined) return null;
  if (header.length > MAX_LINK) throw new Fault({ failure: 'malformed', clause: 'its Link header is too long' });
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*"?next"?(?=\s|;|,|$)/i.test(parameters)) continue;
    const next = URL.canParse(target, url.href) ? new URL(target, url) : null;
    if (next === null || next.origin !== url.origin || next.pathname !== url.pathname) {
      throw new Fault({ failure: 'malformed', clause: 'its Link header leads away from the list of referrers' });
    }
    return next.search;
  }
  return null;
}

/** @throws Fault `wrong-media-type`, `malformed` */
export function readReferrersPage(response: HttpResponse, url: URL): ReferrersPage {
  const type = (response.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  // The specification demands the index type; application/json is what some proxies make of it.
  if (type !== 'application/vnd.oci.image.index.v1+json' && type !== 'application/json') {
    throw new Fault({ failure: 'wrong-media-type', clause: 'its list of referrers is not an image index' });
  }
  const parsed = Page.safeParse(parseJson(response.body, 'its list of referrers'));
  if (!parsed.success) {
    throw new Fault({
      failure: 'malformed',
      clause: `its list of referrers is not sound: ${firstIssue(parsed.error)}`,
    });
  }
  return { descriptors: parsed.data.manifests ?? [], next: nextPage(response.headers.link, url) };
}
