import { join } from 'node:path';
import { isOver, type Ports } from '../../domain/index.ts';
import type { Problem } from './scan-result.ts';
import { type Metadata, readMetadataFile } from './trivy-metadata.ts';

/** The version of the database's schema. */
const SCHEMA = 2;
const HOUR_MS = 3_600_000;

export const NO_METADATA: Problem = {
  what: 'database-metadata',
  cause: 'infrastructure',
  message: 'The vulnerability database does not say when it was made.',
  remedy: "Name a repository under vulnerabilities.databaseRepositories that holds a database in Trivy's format.",
};

/** Null where there is none, or none that can be read. */
export function readMetadata(cacheDirectory: string, ports: Pick<Ports, 'files'>): Promise<Metadata | null> {
  return readMetadataFile(join(cacheDirectory, 'db', 'metadata.json'), SCHEMA, ports);
}

/** Why a database of that time may not decide; null where it may. */
export function ageProblem(updatedAt: Date, now: Date, maxAge: number): Problem | null {
  const made = updatedAt.getTime();
  if (isOver(made + maxAge + 1, now)) {
    const age = now.getTime() - made;
    return {
      what: 'database-old',
      cause: 'infrastructure',
      message: `The vulnerability database is from ${updatedAt.toISOString()}, ${hours(age)} ago; the policy takes at most ${hours(maxAge)}.`,
      remedy: 'Name a repository that is kept up to date, or raise vulnerabilities.maxDatabaseAge.',
    };
  }
  // Clocks differ by minutes. A database that claims to be from tomorrow would never grow old.
  if (!isOver(made - HOUR_MS, now)) {
    return {
      what: 'database-future',
      cause: 'infrastructure',
      message: `The vulnerability database says that it was made at ${updatedAt.toISOString()}, which is still to come.`,
      remedy: 'Set the clock of this machine, or name another repository under vulnerabilities.databaseRepositories.',
    };
  }
  return null;
}

function hours(milliseconds: number): string {
  const count = Math.floor(milliseconds / HOUR_MS);
  return count < 96 ? `${count} hours` : `${Math.floor(count / 24)} days`;
}
