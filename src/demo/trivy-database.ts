import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar';
import { z } from 'zod';
import { GateError } from '../domain/index.ts';
import type { LayoutReader } from './registry/index.ts';

/** The repository and tag of Trivy's vulnerability database in a layout, as in its own registries. */
export const DATABASE_NAME = 'aquasecurity/trivy-db:2';

const LAYER_TYPE = 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip';
const CONFIG_TYPE = 'application/vnd.aquasec.trivy.config.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const DAY_MS = 86_400_000;
const MAX_DATABASE_BYTES = 64 * 1024 * 1024;

const Index = z.looseObject({ manifests: z.tuple([z.looseObject({ digest: z.string() })]) });
const Manifest = z.looseObject({ layers: z.tuple([z.looseObject({ digest: z.string() })]) });

interface Blob {
  readonly digest: string;
  readonly size: number;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

/**
 * An OCI layout that holds one vulnerability database, by path: `trivy.db` (bbolt) and `metadata.json` in a tar.gz
 * layer, as Trivy downloads it. The same input makes the same bytes.
 */
export async function packDatabase(database: Uint8Array, updatedAt: Date): Promise<ReadonlyMap<string, Uint8Array>> {
  const metadata = json({
    Version: 2,
    NextUpdate: new Date(updatedAt.getTime() + DAY_MS).toISOString(),
    UpdatedAt: updatedAt.toISOString(),
    DownloadedAt: '0001-01-01T00:00:00Z',
  });
  const tar = await packTar(
    [
      { name: 'trivy.db', body: database },
      { name: 'metadata.json', body: metadata },
    ].map(({ name, body }) => ({ header: { name, size: body.length, mode: 0o644, mtime: new Date(0) }, body })),
  );
  const files = new Map<string, Uint8Array>();
  const put = (bytes: Uint8Array): Blob => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    files.set(`blobs/sha256/${hash}`, bytes);
    return { digest: `sha256:${hash}`, size: bytes.length };
  };
  const title = { 'org.opencontainers.image.title': 'db.tar.gz' };
  const manifest = put(
    json({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: { mediaType: CONFIG_TYPE, ...put(json({})) },
      layers: [{ mediaType: LAYER_TYPE, ...put(gzipSync(tar, { level: 9 })), annotations: title }],
    }),
  );
  const named = { 'org.opencontainers.image.ref.name': DATABASE_NAME };
  const manifests = [{ mediaType: MANIFEST_TYPE, ...manifest, annotations: named }];
  files.set('oci-layout', json({ imageLayoutVersion: '1.0.0' }));
  files.set('index.json', json({ schemaVersion: 2, manifests }));
  return files;
}

async function parse<T>(read: LayoutReader, path: string, schema: z.ZodType<T>): Promise<T> {
  const bytes = await read(path);
  const parsed = bytes === null ? null : schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (parsed?.success === true) return parsed.data;
  throw broken(`${path} is missing or of another form`);
}

function broken(detail: string): GateError {
  return new GateError({
    code: 'tools/demo-database',
    stage: 'tools',
    message: `The vulnerability database of the demo cannot be read: ${detail}.`,
    remedy: 'Make it anew: node scripts/trivy-db.ts',
  });
}

/**
 * The same database with `now` as the time of its last update.
 *
 * The committed database is a fixture and as old as the commit; a gate refuses to decide with an old one. The demo
 * serves it as if it had been published when the demo started, and says so: its advisories are samples anyway.
 */
export async function freshenDatabase(read: LayoutReader, now: Date): Promise<LayoutReader> {
  const [entry] = (await parse(read, 'index.json', Index)).manifests;
  const [layer] = (await parse(read, `blobs/${entry.digest.replace(':', '/')}`, Manifest)).layers;
  const archive = await read(`blobs/${layer.digest.replace(':', '/')}`);
  if (archive === null) throw broken('its layer is missing');
  const entries = await unpackTar(gunzipSync(archive, { maxOutputLength: MAX_DATABASE_BYTES }));
  const database = entries.find(({ header }) => header.name === 'trivy.db')?.data;
  if (database === undefined) throw broken('its layer holds no trivy.db');
  const files = await packDatabase(database, now);
  return async (path) => files.get(path) ?? null;
}
