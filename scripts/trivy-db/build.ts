import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireTool } from '../../test/support/tools.ts';
import { type Advisory, type DatabaseInput, toDatabaseInput } from './advisory.ts';

/** A vulnerability database in Trivy's own format (bbolt), made of these advisories. */
export function buildDatabase(advisories: readonly Advisory[]): Promise<Uint8Array> {
  return writeDatabase(toDatabaseInput(advisories));
}

export async function writeDatabase(input: DatabaseInput): Promise<Uint8Array> {
  const program = await requireTool('trivy-db');
  const directory = await mkdtemp(join(tmpdir(), 'scg-trivy-db-'));
  try {
    const path = join(directory, 'trivy.db');
    await new Promise<void>((resolve, reject) => {
      const child = execFile(program, [path], (error, _stdout, stderr) =>
        error === null ? resolve() : reject(new Error(`trivy-db: ${stderr}`)),
      );
      child.stdin?.end(JSON.stringify(input));
    });
    return await readFile(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
