import { z } from 'zod';
import type { Ports } from '../../domain/index.ts';

const MAX_BYTES = 64 * 1024;

const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const Metadata = z.looseObject({
  Version: z.int(),
  UpdatedAt: date,
  NextUpdate: date.optional(),
  DownloadedAt: date.optional(),
});
/** What lies beside what Trivy fetches (aquasecurity/trivy-db, pkg/metadata; trivy-java-db, pkg/db/metadata.go). */
export type Metadata = z.output<typeof Metadata>;

/** Null where there is none of that version of the schema, or none that can be read. */
export async function readMetadataFile(
  path: string,
  version: number,
  { files }: Pick<Ports, 'files'>,
): Promise<Metadata | null> {
  try {
    const bytes = await files.read(path, MAX_BYTES);
    const read = bytes === null ? null : Metadata.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return read?.data?.Version === version ? read.data : null;
  } catch {
    // Too large, or no JSON.
    return null;
  }
}
