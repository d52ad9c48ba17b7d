import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import type { ContentStore } from '../../src/demo/registry/index.ts';

/** The index of Java archives as Trivy reads it (aquasecurity/trivy-java-db, pkg/db/db.go, schema version 1). */

export const JAVA_INDEX_NAME = 'aquasecurity/trivy-java-db:1';
/** What the policy's default canary is. */
export const CANARY_ARCHIVE = { group: 'org.apache.logging.log4j', name: 'log4j-core', version: '2.14.1' };

const LAYER_TYPE = 'application/vnd.aquasec.trivy.javadb.layer.v1.tar+gzip';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const DAY_MS = 86_400_000;

export interface IndexedArchive {
  readonly group: string;
  readonly name: string;
  readonly version: string;
  /** The archive, of which the index keeps the SHA-1; of no archive that a test has when left out. */
  readonly bytes?: Uint8Array;
}

/** The SQLite file with these archives. */
export async function buildJavaIndex(archives: readonly IndexedArchive[]): Promise<Uint8Array> {
  const directory = await mkdtemp(join(tmpdir(), 'scg-java-index-'));
  try {
    const file = join(directory, 'trivy-java.db');
    const database = new DatabaseSync(file);
    database.exec(`
      CREATE TABLE artifacts(id INTEGER PRIMARY KEY, group_id TEXT, artifact_id TEXT);
      CREATE TABLE indices(artifact_id INTEGER, version TEXT, sha1 BLOB, archive_type TEXT, FOREIGN KEY (artifact_id) REFERENCES artifacts(id));
      CREATE UNIQUE INDEX artifacts_idx ON artifacts(artifact_id, group_id);
      CREATE INDEX indices_artifact_idx ON indices(artifact_id);
      CREATE UNIQUE INDEX indices_sha1_idx ON indices(sha1);`);
    for (const [id, { group, name, version, bytes = Buffer.from(`${id}`) }] of archives.entries()) {
      const sha1 = createHash('sha1').update(bytes).digest();
      database.prepare('INSERT INTO artifacts VALUES (?, ?, ?)').run(id, group, name);
      database.prepare('INSERT INTO indices VALUES (?, ?, ?, ?)').run(id, version, sha1, 'jar');
    }
    database.close();
    return await readFile(file);
  } finally {
    await rm(directory, { recursive: true });
  }
}

export function javaIndexMetadata(updatedAt: Date): string {
  return JSON.stringify({
    Version: 1,
    NextUpdate: new Date(updatedAt.getTime() + 3 * DAY_MS).toISOString(),
    UpdatedAt: updatedAt.toISOString(),
    DownloadedAt: '0001-01-01T00:00:00Z',
  });
}

/** Puts an index into a registry, as its own repositories hold it. */
export async function putJavaIndex(store: ContentStore, index: Uint8Array, updatedAt: Date): Promise<void> {
  const [repository = '', tag = ''] = JAVA_INDEX_NAME.split(':');
  const tar = await packTar(
    [
      { name: 'metadata.json', body: Buffer.from(javaIndexMetadata(updatedAt)) },
      { name: 'trivy-java.db', body: index },
    ].map(({ name, body }) => ({ header: { name, size: body.length, mode: 0o644, mtime: new Date(0) }, body })),
  );
  const layer = gzipSync(tar);
  const config = Buffer.from('{}');
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: {
      mediaType: 'application/vnd.aquasec.trivy.config.v1+json',
      digest: store.putBlob(repository, config),
      size: config.length,
    },
    layers: [
      {
        mediaType: LAYER_TYPE,
        digest: store.putBlob(repository, layer),
        size: layer.length,
        annotations: { 'org.opencontainers.image.title': 'javadb.tar.gz' },
      },
    ],
  };
  store.putManifest(repository, Buffer.from(JSON.stringify(manifest)), MANIFEST_TYPE, tag);
}
