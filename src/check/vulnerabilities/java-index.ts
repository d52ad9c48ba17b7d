import type { Ports } from '../../domain/index.ts';
import type { Database } from './database.ts';
import { failureOf } from './failure.ts';
import type { Problem } from './scan-result.ts';
import type { Trivy } from './trivy.ts';

/** Only images with Java archives need it; the first that does fetches it for all. */
export function createJavaIndex(
  trivy: Trivy,
  database: Database,
  ports: Pick<Ports, 'log'>,
): () => Promise<Problem | null> {
  let fetched: Promise<Problem | null> | null = null;
  const fetchIndex = async (): Promise<Problem | null> => {
    if (!database.mayFetch) return NO_JAVA_INDEX;
    ports.log.progress('Fetching the index of Java archives');
    const result = await trivy.run({
      command: 'image',
      flags: ['--download-java-db-only'],
      cacheDirectory: database.cacheDirectory,
      access: { host: '', credential: null, insecure: false },
      timeoutMs: 300_000,
    });
    const failure = failureOf(result, 'fetch the index of Java archives');
    return failure === null ? null : { ...failure, what: 'java-database', cause: 'infrastructure' };
  };
  return () => {
    fetched ??= fetchIndex();
    return fetched;
  };
}

const NO_JAVA_INDEX: Problem = {
  what: 'java-database',
  cause: 'infrastructure',
  message:
    'The image holds Java archives, and their index (java-db) is not in the directory that vulnerabilities.databaseDirectory names.',
  remedy:
    'Fetch it where there is a network (trivy image --download-java-db-only --cache-dir DIR), and bring it along.',
};
