import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unzipSync } from 'fflate/browser';
import { unpackTar } from 'modern-tar';
import { GateError } from '../domain/index.ts';
import type { Release } from './release.ts';

/** The largest of the programs (Trivy) has some 160 MB. */
export const MAX_PROGRAM_BYTES = 512 * 1024 * 1024;

const unzipped = promisify(gunzip);

async function readTar(archive: Uint8Array, member: string): Promise<Uint8Array | undefined> {
  const tar = await unzipped(archive, { maxOutputLength: MAX_PROGRAM_BYTES });
  const entries = await unpackTar(tar, {
    strict: true,
    filter: (header) => header.type === 'file' && header.name.replace(/^\.\//, '') === member,
  });
  return entries[0]?.data;
}

function readZip(archive: Uint8Array, member: string): Uint8Array | undefined {
  const files = unzipSync(archive, {
    filter: (file) => file.name === member && file.originalSize <= MAX_PROGRAM_BYTES,
  });
  return files[member];
}

/** The one file of a release archive that is wanted. The archive's hash must have been checked before. @throws GateError */
export async function extractProgram(
  archive: Uint8Array,
  release: Pick<Release, 'format' | 'member' | 'url'>,
): Promise<Uint8Array> {
  let program: Uint8Array | undefined;
  let cause: unknown;
  try {
    program = release.format === 'zip' ? readZip(archive, release.member) : await readTar(archive, release.member);
  } catch (error) {
    cause = error;
  }
  if (program !== undefined) return program;
  throw new GateError({
    code: 'tools/archive',
    stage: 'tools',
    message: `${release.url} does not hold the file ${release.member} in a form that can be unpacked.`,
    remedy: 'Check the version and sha256 that the policy names under "tools".',
    cause,
  });
}
