import { join } from 'node:path';
import { z } from 'zod';
import type { Ports } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { failureOf, withoutImage } from './failure.ts';
import { parsePackageUrl } from './package-url.ts';
import type { Problem } from './scan-result.ts';
import { IN_MEMORY, type Trivy } from './trivy.ts';

const TIMEOUT_MS = 60_000;
const AGAIN =
  'Run again. If it stays so, fetch the index again, or name another repository under vulnerabilities.javaDatabaseRepositories.';

const Bill = z.looseObject({ components: z.array(z.looseObject({ purl: z.string().optional() })).default([]) });

/** The end of a zip archive without entries (APPNOTE.TXT 4.3.16). */
const EMPTY_ARCHIVE = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');

/**
 * Asks the index of Java archives for one that it must know: an empty archive of that name and version, whose group only the
 * index can say. Trivy passes over an index that cannot be read, and images then seem to hold no archive at all.
 */
export async function missedJavaCanary(
  trivy: Trivy,
  cacheDirectory: string,
  canary: VulnerabilityPolicy['javaCanary'],
  { files }: Pick<Ports, 'files'>,
): Promise<Problem | null> {
  if (canary === 'off') return null;
  const wanted = parsePackageUrl(canary);
  const directory = join(trivy.directory, 'java-canary');
  await files.write(join(directory, `${wanted?.name}-${wanted?.version}.jar`), EMPTY_ARCHIVE);
  const result = await trivy.run({
    command: 'rootfs',
    flags: ['--skip-java-db-update', IN_MEMORY, '--offline-scan', '--format=cyclonedx'],
    target: directory,
    cacheDirectory,
    access: null,
    timeoutMs: TIMEOUT_MS,
  });
  const failure = failureOf(result, 'read the index of Java archives');
  if (failure !== null) return { ...withoutImage(failure, AGAIN), what: 'java-database' };
  const found = result.status === 'exited' ? purlsIn(result.stdout) : [];
  const knows = found.some((purl) => {
    const one = parsePackageUrl(purl);
    return one !== null && one.namespace === wanted?.namespace && one.name === wanted.name;
  });
  if (knows) return null;
  return {
    what: 'java-canary-missed',
    cause: 'infrastructure',
    message: `The image holds Java archives, and their index (java-db) does not know ${canary}, which any good one does: it is incomplete, or not read as it should be.`,
    remedy:
      'Fetch the index again, or name another repository under vulnerabilities.javaDatabaseRepositories. For an index that really lacks it, name another archive under vulnerabilities.javaCanary, or set that to off.',
  };
}

function purlsIn(bytes: Uint8Array): readonly string[] {
  try {
    const parsed = Bill.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data.components.flatMap(({ purl }) => purl ?? []) : [];
  } catch {
    return [];
  }
}
