import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ContentStore, digestOf } from '../../src/demo/registry/index.ts';

interface Pointer {
  readonly digest: string;
}

interface Manifest {
  readonly config?: Pointer;
  readonly layers?: readonly Pointer[];
  readonly manifests?: readonly Pointer[];
  readonly subject?: Pointer;
}

/**
 * Writes what a registry holds under the given names as one OCI image layout (image-spec 1.1): `oci-layout`,
 * `index.json` and `blobs/`. Each entry of the index says its repository and tag in
 * `org.opencontainers.image.ref.name`; what only refers to another manifest (a bundle) says its repository alone.
 */
export async function writeLayout(store: ContentStore, directory: string): Promise<number> {
  const blobs = new Map<string, Uint8Array>();
  const entries: { mediaType: string; digest: string; size: number; annotations: Record<string, string> }[] = [];
  for (const [name, repository] of [...store.repositories].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const collect = (digest: string): void => {
      const manifest = repository.manifests.get(digest);
      if (manifest === undefined) throw new Error(`${name} has no manifest ${digest}`);
      blobs.set(digest, manifest.bytes);
      const parsed: Manifest = JSON.parse(Buffer.from(manifest.bytes).toString('utf8'));
      for (const child of parsed.manifests ?? []) collect(child.digest);
      for (const { digest: at } of [
        ...(parsed.config === undefined ? [] : [parsed.config]),
        ...(parsed.layers ?? []),
      ]) {
        const bytes = repository.blobs.get(at);
        if (bytes === undefined) throw new Error(`${name} has no blob ${at}`);
        blobs.set(at, bytes);
      }
    };
    const add = (digest: string, refName: string): void => {
      collect(digest);
      const manifest = repository.manifests.get(digest);
      if (manifest === undefined) return;
      const annotations = { 'org.opencontainers.image.ref.name': refName };
      entries.push({ mediaType: manifest.mediaType, digest, size: manifest.bytes.length, annotations });
    };
    for (const [tag, digest] of [...repository.tags].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (tag !== 'building') add(digest, `${name}:${tag}`);
    }
    for (const [digest, manifest] of repository.manifests) {
      const parsed: Manifest = JSON.parse(Buffer.from(manifest.bytes).toString('utf8'));
      const tagged = [...repository.tags.values()].includes(digest);
      if (parsed.subject !== undefined && !tagged) add(digest, name);
    }
  }
  await rm(join(directory, 'blobs'), { recursive: true, force: true });
  let size = 0;
  const write = async (path: string, content: Uint8Array | string): Promise<void> => {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
    size += content.length;
  };
  for (const [digest, bytes] of blobs) {
    if (digestOf(bytes) !== digest) throw new Error(`the bytes of ${digest} have another digest`);
    await write(`blobs/${digest.replace(':', '/')}`, bytes);
  }
  await write('oci-layout', `${JSON.stringify({ imageLayoutVersion: '1.0.0' })}\n`);
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  await write('index.json', `${JSON.stringify({ schemaVersion: 2, mediaType, manifests: entries }, null, 2)}\n`);
  return size;
}
