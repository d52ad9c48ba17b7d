import { posix } from 'node:path';
import { unpack } from '../../../charts/index.ts';
import { ArtifactError } from '../../../domain/index.ts';

/** A dependency that `helm dependency build` has put beside a chart as an archive. */
export const PACKED = /(^|\/)charts\/[^/]+\.tgz$/;

/** An archive in an archive in an archive: nobody packs deeper. */
const DEEPEST = 3;

export interface PackedValues {
  /** Inside the archive: `values.yaml`, `charts/common/values.yaml`. */
  readonly member: string;
  readonly bytes: Uint8Array;
}

/** The values files of a packed chart and of the charts in it; in words, why they cannot be read. */
export async function valuesOfPackedChart(archive: Uint8Array, depth = 1): Promise<readonly PackedValues[] | string> {
  try {
    const files = await unpack(archive, { is: 'chart', loadedAs: 'directory' });
    const found: PackedValues[] = [];
    for (const [member, bytes] of files) {
      if (isValues(member, files)) found.push({ member, bytes });
      if (!PACKED.test(member)) continue;
      if (depth === DEEPEST) return `it holds the archive ${JSON.stringify(member)}, deeper than ${DEEPEST} archives`;
      const inside = await valuesOfPackedChart(bytes, depth + 1);
      if (typeof inside === 'string') return inside;
      found.push(...inside.map((each) => ({ ...each, member: `${member}/${each.member}` })));
    }
    return found;
  } catch (error) {
    if (error instanceof ArtifactError) return error.message;
    throw error;
  }
}

function isValues(member: string, files: ReadonlyMap<string, Uint8Array>): boolean {
  const chart = posix.join(posix.dirname(member), 'Chart.yaml');
  return /^values.*\.ya?ml$/.test(posix.basename(member)) && files.has(chart);
}
