import type { Descriptor, Digest, HttpResponse, ImageIndex, ImageManifest, Repository } from '../domain/index.ts';
import { isDigest } from '../images/index.ts';
import type { Budget } from './budget.ts';
import { type Endpoint, repositoryUrl } from './endpoint.ts';
import { Fault } from './fault.ts';
import { checkDigest, DigestText, parseManifest, sha } from './manifest.ts';
import { INDEX_ACCEPT, MANIFEST_ACCEPT } from './media-types.ts';
import type { Passage } from './passage.ts';
import type { Recording } from './recording.ts';
import { readReferrersPage } from './referrers.ts';
import type { Transport } from './transport.ts';

export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 32;
const MAX_REFERRERS = 2000;
const MANIFEST_TIMEOUT_MS = 10_000;
const BLOB_TIMEOUT_MS = 20_000;

/** Where to ask, and on whose time. */
export interface Target {
  readonly endpoint: Endpoint;
  readonly repository: Repository;
  readonly budget: Budget;
}

function claimedDigest(response: HttpResponse): Digest | null {
  return DigestText.safeParse(response.headers['docker-content-digest']).data ?? null;
}

/** The questions of a reader, at one endpoint: each answer is checked before it is one. All throw RegistryError. */
export class Reader {
  readonly #transport: Transport;
  readonly #recording: Recording;

  constructor(transport: Transport, recording: Recording) {
    this.#transport = transport;
    this.#recording = recording;
  }

  /** The digest as the registry states it on HEAD; null where it states none, or does not know HEAD. */
  head(target: Target, reference: string): Promise<Digest | null> {
    const call = {
      ...target,
      method: 'HEAD',
      path: `manifests/${reference}`,
      accept: MANIFEST_ACCEPT,
      maxBytes: 0,
      timeoutMs: MANIFEST_TIMEOUT_MS,
      answers: [405, 501],
    } as const;
    return this.#transport.request(call, (response) => {
      if (response.status !== 200) return null;
      const digest = claimedDigest(response);
      if (digest !== null && isDigest(reference) && digest !== reference) {
        const clause = `it says that ${reference} has the digest ${digest}`;
        // Two hash functions may name the same bytes; only the same one can disagree.
        if (digest.split(':', 1)[0] === reference.split(':', 1)[0])
          throw new Fault({ failure: 'digest-mismatch', clause });
        return null;
      }
      return digest;
    });
  }

  async manifest(target: Target, reference: string): Promise<ImageManifest | ImageIndex> {
    const call = {
      ...target,
      method: 'GET',
      path: `manifests/${reference}`,
      accept: MANIFEST_ACCEPT,
      maxBytes: MAX_MANIFEST_BYTES,
      timeoutMs: MANIFEST_TIMEOUT_MS,
    } as const;
    const { manifest, content } = await this.#transport.request(call, (response) => {
      const wanted = DigestText.safeParse(reference).data ?? null;
      const claimed = claimedDigest(response);
      if (claimed !== null) checkDigest(response.body, claimed, 'its manifest');
      if (wanted !== null) checkDigest(response.body, wanted, 'its manifest');
      const digest = wanted ?? claimed ?? DigestText.parse(sha('sha256', response.body));
      const content = { bytes: response.body, contentType: response.headers['content-type'] };
      return { manifest: parseManifest(content.bytes, digest, content.contentType), content };
    });
    await this.#recording.keepContent(target.repository, manifest.digest, content);
    return manifest;
  }

  async blob(target: Target, digest: Digest, maxBytes: number): Promise<Uint8Array> {
    const call = {
      ...target,
      method: 'GET',
      path: `blobs/${digest}`,
      maxBytes,
      timeoutMs: BLOB_TIMEOUT_MS,
    } as const;
    const bytes = await this.#transport.request(call, (response) => {
      checkDigest(response.body, digest, 'its blob');
      return response.body;
    });
    await this.#recording.keepContent(target.repository, digest, { bytes, contentType: undefined });
    return bytes;
  }

  /** A blob of exactly `size` bytes, piece by piece. */
  async pass(target: Target, passage: Passage, size: number, signal: AbortSignal): Promise<void> {
    const call = {
      ...target,
      method: 'GET',
      path: `blobs/${passage.digest}`,
      maxBytes: size,
      timeoutMs: BLOB_TIMEOUT_MS,
      sink: () => passage.begin(target.endpoint.host),
      signal,
    } as const;
    await this.#transport.request(call, () => passage.check(size));
    await passage.end();
  }

  /** Through the referrers API, page by page; null where the registry does not have it (404, by the specification). */
  async referrers(target: Target, digest: Digest): Promise<readonly Descriptor[] | null> {
    const found: Descriptor[] = [];
    const seen = new Set<string>();
    const path = `referrers/${digest}`;
    const url = repositoryUrl(target.endpoint, target.repository, path);
    for (let query = ''; ; ) {
      const call = {
        ...target,
        method: 'GET',
        path,
        query,
        accept: INDEX_ACCEPT,
        maxBytes: MAX_MANIFEST_BYTES,
        timeoutMs: MANIFEST_TIMEOUT_MS,
        answers: [404],
      } as const;
      seen.add(query);
      const page = await this.#transport.request(call, (response) => {
        if (response.status === 404 && seen.size === 1) return null;
        if (response.status === 404)
          throw new Fault({ failure: 'malformed', clause: 'a page of its referrers is missing' });
        const read = readReferrersPage(response, url);
        const endless = read.next !== null && (seen.has(read.next) || seen.size >= MAX_PAGES);
        if (endless || found.length + read.descriptors.length > MAX_REFERRERS) {
          throw new Fault({ failure: 'too-large', clause: 'its list of referrers has no sound end' });
        }
        return read;
      });
      if (page === null) return null;
      found.push(...page.descriptors);
      if (page.next === null) return found;
      query = page.next;
    }
  }
}
