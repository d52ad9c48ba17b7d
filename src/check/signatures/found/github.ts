import { uncompress } from 'snappyjs';
import { z } from 'zod';
import { type Clock, type Digest, type Http, HttpError, type HttpResponse } from '../../../domain/index.ts';
import { type FoundAttestation, MAX_ATTESTATION_BYTES, readAttestationBundle } from './attestation.ts';
import { parseJson } from './json.ts';
import { withPatience } from './patience.ts';
import type { Listing, RejectedSignature, UnreadableSignature } from './signature.ts';

/** GitHub's API, as a run may ask it. */
export interface GithubAccess {
  readonly http: Http;
  readonly clock: Pick<Clock, 'sleep'>;
  /** `https://api.github.com`, or an Enterprise Server's `https://host/api/v3`. */
  readonly apiUrl: string;
  /** Empty: what is public. Goes to the API alone, never to where it says that a bundle is kept. */
  readonly token: string;
  readonly offline: boolean;
}

/** Looks up the attestations that GitHub keeps for an owner or a repository. */
export interface GithubAttestations {
  /** `scope`: `acme` or `acme/api`. */
  list(scope: string, digest: Digest): Promise<Listing<FoundAttestation>>;
}

const PER_PAGE = 100;
const MAX_PAGES = 10;
const MAX_PAGE_BYTES = 32 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** Of a Link header, in characters. */
const MAX_LINK = 8192;

/** docs.github.com/rest/orgs/attestations. An older answer holds the bundle, a newer one says where it is. */
const Page = z.looseObject({
  attestations: z.array(z.looseObject({ bundle: z.unknown().optional(), bundle_url: z.string().nullish() })),
});
type Entry = z.output<typeof Page>['attestations'][number];

export function createGithubAttestations(given: GithubAccess): GithubAttestations {
  const access = { ...given, http: withPatience(given.http, given.clock) };
  const known = new Map<string, Promise<Listing<FoundAttestation>>>();
  return {
    list(scope, digest) {
      const key = `${scope}@${digest}`;
      const listing = known.get(key) ?? listAttestations(access, scope, digest);
      known.set(key, listing);
      return listing;
    },
  };
}

async function listAttestations(
  access: GithubAccess,
  scope: string,
  digest: Digest,
): Promise<Listing<FoundAttestation>> {
  const where = `GitHub's attestations of ${scope}`;
  if (access.offline) return unreadable(where, 'infrastructure', 'this run is offline', 'Run without --offline.');
  const kinds = scope.includes('/') ? [`repos/${scope}`] : [`orgs/${scope}`, `users/${scope}`];
  for (const kind of kinds) {
    const entries = await readPages(access, `${kind}/attestations/${digest}`, where);
    if (entries === 'absent') continue;
    if ('status' in entries) return entries;
    const read = async (index: number): Promise<FoundAttestation> => {
      const entry = entries.all[index];
      if (entry === undefined) throw new Error('an attestation was asked for that the listing does not have');
      return readEntry(access, entry, digest, where);
    };
    return { status: 'listed', where, count: entries.all.length, read };
  }
  // GitHub answers 404 for what is not there, and for what the token may not see.
  return { status: 'listed', where, count: 0, read: () => Promise.reject(new Error('nothing is listed')) };
}

async function readPages(
  access: GithubAccess,
  path: string,
  where: string,
): Promise<{ readonly all: readonly Entry[] } | 'absent' | UnreadableSignature | RejectedSignature> {
  const base = `${access.apiUrl.replace(/\/+$/, '')}/${path}`;
  const all: Entry[] = [];
  let url: URL | null = new URL(`${base}?per_page=${PER_PAGE}`);
  for (let page = 0; url !== null; page++) {
    if (page === MAX_PAGES) {
      return {
        status: 'rejected',
        reason: `${where} are more than ${MAX_PAGES * PER_PAGE}, and no more are looked at`,
      };
    }
    const response = await send(access, url, MAX_PAGE_BYTES, where);
    if (!('headers' in response)) return response;
    if (response.status === 404 && page === 0) return 'absent';
    if (response.status !== 200) return refused(response.status, where);
    const parsed = Page.safeParse(parseJson(response.body));
    if (!parsed.success) {
      return unreadable(where, 'infrastructure', 'the answer is not a list of attestations', CHECK_API);
    }
    all.push(...parsed.data.attestations);
    const next = nextPage(response.headers.link, url);
    // What cannot be followed may hold the one that is wanted: a list that was cut short shows nothing missing.
    if (next === 'unusable') {
      return unreadable(
        where,
        'infrastructure',
        'the answer says that there is more, and not how to get it',
        CHECK_API,
      );
    }
    url = next;
  }
  return { all };
}

const TRY_LATER = 'Try again later.';
const TOO_LARGE = `Attest less in one piece: a list of ${MAX_PAGE_BYTES >> 20} MiB and an attestation of ${MAX_ATTESTATION_BYTES >> 20} MiB are read, and no larger ones.`;
const CHECK_API = 'Check that GITHUB_API_URL names a GitHub API, and try again later.';

/**
 * The list is paged by a cursor. GitHub writes the next address with the number of the repository in place of its name,
 * so only the cursor is taken of it: a token must not be led elsewhere.
 */
function nextPage(link: string | undefined, current: URL): URL | 'unusable' | null {
  if (link === undefined) return null;
  if (link.length > MAX_LINK) return 'unusable';
  const relation = /<([^<>]*)>;[^<>]*\brel="?next\b/.exec(link);
  if (relation === null) return null;
  const [, target = ''] = relation;
  const after = URL.canParse(target, current.href) ? new URL(target, current).searchParams.get('after') : null;
  if (after === null || after === '') return 'unusable';
  const url = new URL(current);
  url.searchParams.set('after', after);
  return url;
}

async function readEntry(access: GithubAccess, entry: Entry, digest: Digest, where: string): Promise<FoundAttestation> {
  if (entry.bundle !== undefined && entry.bundle !== null) {
    return readAttestationBundle(Buffer.from(JSON.stringify(entry.bundle)), digest);
  }
  const api = new URL(access.apiUrl);
  const url = URL.canParse(entry.bundle_url ?? '') ? new URL(entry.bundle_url ?? '') : null;
  if (url === null || (url.protocol !== 'https:' && url.host !== api.host)) {
    return { status: 'rejected', reason: 'GitHub lists it with neither a bundle nor an address of one' };
  }
  const response = await send({ ...access, token: '' }, url, MAX_ATTESTATION_BYTES, where);
  if (!('headers' in response)) return response;
  if (response.status !== 200)
    return unreadable(where, 'infrastructure', `${url.host} answered ${response.status}`, TRY_LATER);
  const snappy = (response.headers['content-type'] ?? '').includes('snappy') || /\.sn$/.test(url.pathname);
  const bytes = snappy ? decompress(response.body) : response.body;
  return bytes === null
    ? {
        status: 'rejected',
        reason: `its bundle is cut short, not compressed as GitHub does, or has more than ${MAX_ATTESTATION_BYTES >> 20} MiB`,
      }
    : readAttestationBundle(bytes, digest);
}

/** Snappy's block format begins with the length of what it holds, which is checked before anything is made of it. */
function decompress(body: Uint8Array): Uint8Array | null {
  try {
    return uncompress(body, MAX_ATTESTATION_BYTES);
  } catch {
    // Whatever the decoder throws, it is the stream's fault: it is all that was given to it.
    return null;
  }
}

async function send(
  { http, apiUrl, token }: GithubAccess,
  url: URL,
  maxBodyBytes: number,
  where: string,
): Promise<HttpResponse | UnreadableSignature> {
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'supply-chain-gate' };
  try {
    return await http.send({
      method: 'GET',
      url,
      headers: token === '' ? headers : { ...headers, authorization: `Bearer ${token}` },
      timeoutMs: TIMEOUT_MS,
      maxBodyBytes,
      // The API's host is the runner's own choice; where a bundle is kept is what it answers.
      publicAddressesOnly: url.host !== new URL(apiUrl).host,
    });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const cause = error.failure === 'too-large' ? 'content' : 'infrastructure';
    const remedy = cause === 'content' ? TOO_LARGE : TRY_LATER;
    return unreadable(where, cause, error.message.replace(/\.$/, ''), remedy);
  }
}

function refused(status: number, where: string): UnreadableSignature {
  const remedy =
    status === 401 || status === 403
      ? 'Give the run a token that may read attestations (permissions: attestations: read), or try again later.'
      : status === 429 || status >= 500
        ? TRY_LATER
        : CHECK_API;
  return unreadable(where, 'infrastructure', `the answer was ${status}`, remedy);
}

function unreadable(
  where: string,
  cause: UnreadableSignature['cause'],
  why: string,
  remedy: string,
): UnreadableSignature {
  return { status: 'unreadable', cause, reason: `${where} could not be read: ${why}`, remedy };
}
