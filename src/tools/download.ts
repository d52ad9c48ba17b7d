import { type Clock, GateError, type Http, HttpError, type HttpFailure, type Log } from '../domain/index.ts';
import { sha256 } from './digest.ts';
import type { Release } from './release.ts';

/** Trivy's archive has some 50 MB. */
const MAX_ARCHIVE_BYTES = 256 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 300_000;
const ATTEMPTS = 3;
const PAUSE_MS = 2_000;

/** Faults that may be over in a moment. A host that is not known or refuses to talk is told at once. */
const PASSING: ReadonlySet<HttpFailure> = new Set(['reset', 'timeout', 'other']);
const MISSING: ReadonlySet<number> = new Set([404, 410]);

export interface DownloadPorts {
  readonly http: Http;
  readonly log: Log;
  readonly clock: Pick<Clock, 'sleep'>;
}

function failed(url: string, detail: string, cause?: unknown): GateError {
  return new GateError({
    code: 'tools/download',
    stage: 'tools',
    message: `The download of ${url} failed: ${detail}.`,
    remedy:
      'Allow the host through the firewall or proxy (HTTPS_PROXY), or install the tool and name it under "tools" in the policy.',
    cause,
  });
}

/** The bytes of an official release's file, wherever its host keeps them. @throws GateError `tools/download` */
export async function fetchReleaseFile(url: string, maxBytes: number, ports: DownloadPorts): Promise<Uint8Array> {
  const found = await findReleaseFile(url, maxBytes, ports);
  if (found.status === 'missing') throw failed(url, found.detail);
  return found.bytes;
}

/** What a host has of a file; `detail`: who says that there is none. */
type ReleaseFile =
  | { readonly status: 'found'; readonly bytes: Uint8Array }
  | { readonly status: 'missing'; readonly detail: string };

/** The same, where a file that its host does not have is an answer. @throws GateError `tools/download` for all other faults. */
export async function findReleaseFile(url: string, maxBytes: number, ports: DownloadPorts): Promise<ReleaseFile> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchFollowing(url, maxBytes, ports.http);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      if (attempt === ATTEMPTS || !PASSING.has(error.failure)) throw failed(url, error.message, error);
      await ports.clock.sleep(PAUSE_MS * attempt);
    }
  }
}

async function fetchFollowing(address: string, maxBytes: number, http: Http): Promise<ReleaseFile> {
  let url: URL = new URL(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await http.send({
      method: 'GET',
      url,
      headers: { accept: 'application/octet-stream' },
      timeoutMs: TIMEOUT_MS,
      maxBodyBytes: maxBytes,
      publicAddressesOnly: false,
    });
    if (answer.status === 200) return { status: 'found', bytes: answer.body };
    if (MISSING.has(answer.status)) return { status: 'missing', detail: `${url.host} answered ${answer.status}` };
    const target = answer.headers.location;
    if (answer.status < 300 || answer.status >= 400 || target === undefined) {
      const passing = answer.status === 429 || answer.status >= 500;
      if (passing) throw new HttpError('other', `${url.host} answered ${answer.status}`);
      throw failed(address, `${url.host} answered ${answer.status}`);
    }
    const next = URL.canParse(target, url.href) ? new URL(target, url.href) : null;
    // A release host redirects to its storage; never down from https.
    if (next === null || (next.protocol !== 'https:' && next.protocol !== url.protocol)) {
      throw failed(address, `${url.host} redirects to where no download may come from`);
    }
    url = next;
  }
  throw failed(address, `more than ${MAX_REDIRECTS} redirects`);
}

/** The archive of a release, whole and with the pinned hash. @throws GateError */
export async function downloadArchive(release: Release, ports: DownloadPorts): Promise<Uint8Array> {
  ports.log.progress(`Downloading ${release.url}`);
  const archive = await fetchReleaseFile(release.url, MAX_ARCHIVE_BYTES, ports);
  const actual = sha256(archive);
  if (actual === release.sha256) return archive;
  throw new GateError({
    code: 'tools/hash-mismatch',
    stage: 'tools',
    message: `${release.url} has the sha256 ${actual}, but ${release.sha256} is pinned. It was not unpacked and not run.`,
    remedy: 'Do not use this download: find out why the release changed before you change the pin.',
  });
}
