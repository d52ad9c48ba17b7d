import { hash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type Descriptor, type Digest, type Ports, type Repository, repositoryOf } from '../domain/index.ts';
import { createAnswers, type Recorded } from './answers.ts';
import { DescriptorList, DigestText, sha } from './manifest.ts';

/** Larger content (layers, mostly) is not worth keeping: what a check reads is smaller. */
export const MAX_KEPT_BYTES = 4 * 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const FOLDER = 'registry-v2';

/** Bytes that are what their digest says, with the media type they were served with. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/**
 * What registries answered, kept from run to run. Content under a digest is good for ever, and is checked against that
 * digest each time it is read, so that nobody who can write there can change what it says. Answers that may change (tags,
 * referrers) are written for `--offline`, and decide nothing elsewhere.
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
  contentType: z.string().nullable(),
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
 * In `directory`: one file for each content, named by the hash of what it is (a line of JSON that says so, then the bytes),
 * and one for all answers that may change: see answers.ts. What cannot be read, or is not what it says, counts as none.
 */
export function createRecording(directory: string, ports: Pick<Ports, 'files' | 'clock' | 'log'>): Recording {
  const { files, clock, log } = ports;
  let complained = false;
  /** A full or read-only disk keeps nothing, and is no reason to stop. */
  const tolerate = async (writing: Promise<void>): Promise<void> => {
    try {
      await writing;
    } catch (error) {
      if (complained) return;
      complained = true;
      const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      log.warn(`What registries answer cannot be kept in ${directory}${why}; the run goes on without.`);
    }
  };
  const answers = createAnswers(join(directory, FOLDER, 'answers'), { files, clock });

  const fileOf = (key: string): string => {
    const name = hash('sha256', key);
    return join(directory, FOLDER, name.slice(0, 1), name);
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

  const write = async (key: string, body: Uint8Array, contentType: string | null): Promise<void> => {
    if (body.length > MAX_KEPT_BYTES) return;
    const header: Header = { key, contentType };
    const entry = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
    const found = await readFile(key);
    if (found === null || !entry.equals(found)) await tolerate(files.write(fileOf(key), entry));
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
      write(keyOf(repository, '@', digest), bytes, contentType ?? null),
    tag: (repository, tag) => answers.find(keyOf(repository, ':', tag), DigestText),
    keepTag: (repository, tag, digest) => tolerate(answers.keep(keyOf(repository, ':', tag), digest)),
    referrers: (repository, digest) => answers.find(keyOf(repository, ' referrers ', digest), DescriptorList),
    keepReferrers: (repository, digest, referrers) =>
      tolerate(answers.keep(keyOf(repository, ' referrers ', digest), referrers)),
  };
}
