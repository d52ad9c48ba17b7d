import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import type { TufFetch } from './tuf.ts';

const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;
const unzipped = promisify(gunzip);

/** The archive cannot be read; a clause. */
export class ArchiveError extends Error {}

/**
 * Reads a TUF repository out of a TrustRoot's `mirrorFS`: a tar archive under gzip, whose files are below `repository/`
 * or at its top (policy-controller, pkg/tuf, UncompressMemFS). @throws ArchiveError
 */
export async function fetchFromArchive(archive: Uint8Array): Promise<TufFetch> {
  const files = new Map<string, Uint8Array>();
  try {
    const entries = await unpackTar(await unzipped(archive, { maxOutputLength: MAX_ARCHIVE_BYTES }), { strict: true });
    for (const { header, data } of entries) {
      if (header.type === 'file' && data !== undefined) files.set(nameOf(header.name), data);
    }
  } catch {
    throw new ArchiveError('its mirrorFS is not a tar archive under gzip that can be read');
  }
  return async (path, maxBytes) => {
    const found = files.get(path);
    return found === undefined || found.length > maxBytes ? null : found;
  };
}

function nameOf(name: string): string {
  return name.replace(/^(\.?\/)+/, '').replace(/^repository\//, '');
}
