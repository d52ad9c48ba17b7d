import { hash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type Descriptor, type Digest, type Ports, type Repository, repositoryOf } from '../domain/index.ts';
import { DescriptorList, DigestText, sha } from './manifest.ts';

/** Larger content (layers, mostly) is not worth keeping: what a check reads is smaller. */
const MAX_KEPT_BYTES = 4 * 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

/** Bytes that are what their digest says, with the media type they were served with. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/** What a registry answered to a question whose answer may change: a tag, a list of referrers. */
export type Recorded<T> =
  | { readonly status: 'found'; readonly value: T; readonly at: string }
  | { readonly status: 'absent'; readonly at: string };

/**
 * What registries answered, kept from run to run. Content under a digest is good for ever, and is checked against that
 * digest each time it is read, so that nobody who can write there can change what it says. Answers that may change (tags,
 * referrers) are written for `--offline` and read by nothing else.
 */
export interface Recording {
  content(repository: Repository, digest: Digest): Promise<Content | null>;
  keepContent(repository: Repository, digest: Digest, content: Content): Promise<void>;
  tag(repository: Repository, tag: string): Promise<Recorded<Digest> | null>;
  /** Null: the registry itself said that there is none. */
  keepTag(repository: Repository, tag: string, digest: Digest | null): Promise<void>;
  referrers(repository: Repository, digest: Digest): Promise<Recorded<readonly Descriptor[]> | null>;
  keepReferrers(repository: Repository, digest: Digest, referrers: readonly Descriptor[]): Promise<void>;
}

export const NO_RECORDING: Recording = {
  content: async () => null,
  keepContent: async () => {},
  tag: async () => null,
  keepTag: async () => {},
  referrers: async () => null,
  keepReferrers: async () => {},
};

const Header = z.strictObject({
  key: z.string(),
  at: z.iso.datetime(),
  contentType: z.string().nullable(),
  absent: z.boolean(),
});
type Header = z.output<typeof Header>;

interface Entry {
  readonly header: Header;
  readonly body: Uint8Array;
}

/** Tells apart what is asked: `ghcr.io/acme/api@sha256:…`, `ghcr.io/acme/api:1.2`, and the referrers of a digest. */
function keyOf(repository: Repository, separator: '@' | ':' | ' referrers ', id: string): string {
  return `${repositoryOf(repository)}${separator}${id}`;
}

/**
 * In `directory`, one file an answer, named by the hash of its question: a line of JSON that says what it is, then the
 * answer's bytes. A file that cannot be read, or is not what it says, counts as none.
 */
export function createRecording(directory: string, ports: Pick<Ports, 'files' | 'clock' | 'log'>): Recording {
  const { files, clock, log } = ports;
  let complained = false;

  const fileOf = (key: string): string => {
    const name = hash('sha256', key);
    return join(directory, 'registry-v1', name.slice(0, 2), name);
  };

  const readFile = (key: string): Promise<Uint8Array | null> =>
    files.read(fileOf(key), MAX_KEPT_BYTES + MAX_HEADER_BYTES).catch(() => null);

  const read = async (key: string): Promise<Entry | null> => {
    const bytes = await readFile(key);
    const end = bytes?.indexOf(0x0a) ?? -1;
    if (bytes === null || end === -1 || end > MAX_HEADER_BYTES) return null;
    try {
      const header = Header.safeParse(JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')));
      if (!header.success || header.data.key !== key) return null;
      return { header: header.data, body: bytes.subarray(end + 1) };
    } catch {
      return null;
    }
  };

  const write = async (
    key: string,
    body: Uint8Array,
    { contentType = null, absent = false }: { readonly contentType?: string | null; readonly absent?: boolean },
  ): Promise<void> => {
    if (body.length > MAX_KEPT_BYTES) return;
    const header: Header = { key, at: clock.now().toISOString(), contentType, absent };
    const entry = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
    if (saysTheSame(await readFile(key), entry, key)) return;
    try {
      await files.write(fileOf(key), entry);
    } catch (error) {
      if (complained) return;
      complained = true;
      const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      log.warn(`What registries answer cannot be kept in ${directory}${why}; the run goes on without.`);
    }
  };

  const recorded = <T>(entry: Entry | null, parse: (body: Uint8Array) => T | null): Recorded<T> | null => {
    if (entry === null) return null;
    const { at, absent } = entry.header;
    if (absent) return { status: 'absent', at };
    const value = parse(entry.body);
    return value === null ? null : { status: 'found', value, at };
  };

  return {
    async content(repository, digest) {
      const entry = await read(keyOf(repository, '@', digest));
      if (entry === null) return null;
      const [algorithm = ''] = digest.split(':', 1);
      if (sha(algorithm, entry.body) !== digest) return null;
      return { bytes: entry.body, contentType: entry.header.contentType ?? undefined };
    },
    keepContent: (repository, digest, { bytes, contentType }) =>
      write(keyOf(repository, '@', digest), bytes, { contentType: contentType ?? null }),
    async tag(repository, tag) {
      const entry = await read(keyOf(repository, ':', tag));
      return recorded(entry, (body) => DigestText.safeParse(Buffer.from(body).toString('utf8')).data ?? null);
    },
    keepTag: (repository, tag, digest) =>
      write(keyOf(repository, ':', tag), Buffer.from(digest ?? ''), { absent: digest === null }),
    async referrers(repository, digest) {
      const entry = await read(keyOf(repository, ' referrers ', digest));
      return recorded(entry, readDescriptors);
    },
    keepReferrers: (repository, digest, referrers) =>
      write(keyOf(repository, ' referrers ', digest), Buffer.from(JSON.stringify(referrers)), {}),
  };
}

/**
 * The same answer on the same day: nothing is written for what did not change. Entries differ in nothing else than the
 * hour where all but that of the first line's `at` is the same bytes, which is quicker than to read both.
 */
function saysTheSame(found: Uint8Array | null, entry: Buffer, key: string): boolean {
  if (found === null || found.length !== entry.length) return false;
  const day = Buffer.byteLength(`{"key":${JSON.stringify(key)},"at":"2026-01-31`);
  const hour = day + 'T00:00:00.000Z'.length;
  return entry.subarray(0, day).equals(found.subarray(0, day)) && entry.subarray(hour).equals(found.subarray(hour));
}

function readDescriptors(body: Uint8Array): readonly Descriptor[] | null {
  try {
    return DescriptorList.safeParse(JSON.parse(Buffer.from(body).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
