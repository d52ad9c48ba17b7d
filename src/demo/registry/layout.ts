import { z } from 'zod';
import { GateError } from '../../domain/index.ts';
import { type ContentStore, hasDigest, readPointers } from './content.ts';

/** Reads one file of the layout by its path below it; null where there is none. */
export type LayoutReader = (path: string) => Promise<Uint8Array | null>;

const REF_NAME = 'org.opencontainers.image.ref.name';

const LayoutIndex = z.looseObject({
  manifests: z.array(
    z.looseObject({
      mediaType: z.string(),
      digest: z.string().regex(/^sha(256|384|512):[0-9a-f]+$/),
      annotations: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

function broken(message: string): GateError {
  return new GateError({
    code: 'registry/layout',
    stage: 'registry',
    message: `The OCI image layout cannot be read: ${message}.`,
    remedy: 'Make the layout anew with the script that wrote it.',
  });
}

async function readBlob(read: LayoutReader, digest: string): Promise<Uint8Array> {
  const bytes = await read(`blobs/${digest.replace(':', '/')}`);
  if (bytes === null) throw broken(`there is no blob ${digest}`);
  if (!hasDigest(bytes, digest)) throw broken(`the blob ${digest} holds other bytes than its digest says`);
  return bytes;
}

/** `shop/api:1.2.0` is repository and tag; `shop/api` alone gives the manifest no tag. */
function splitName(name: string): { repository: string; tag: string | null } {
  const colon = name.lastIndexOf(':');
  return colon === -1
    ? { repository: name, tag: null }
    : { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}

/**
 * Loads an OCI image layout (image-spec 1.1, image-layout.md) into a store. Each entry of `index.json` names its
 * repository and tag in the annotation `org.opencontainers.image.ref.name`; what it points at goes into that
 * repository. A layer whose blob the layout leaves out is an error, as is a blob that is not what its digest says.
 */
export async function loadLayout(store: ContentStore, read: LayoutReader): Promise<void> {
  const text = await read('index.json');
  if (text === null) throw broken('there is no index.json');
  const parsed = LayoutIndex.safeParse(readPointers(text));
  if (!parsed.success) throw broken('index.json is not an image index');

  const load = async (repository: string, digest: string, mediaType: string, tag: string | null): Promise<void> => {
    const bytes = await readBlob(read, digest);
    const pointers = readPointers(bytes);
    if (pointers === null) throw broken(`${digest} is not a manifest`);
    for (const child of pointers.manifests ?? []) await load(repository, child.digest, child.mediaType, null);
    for (const blob of [...(pointers.config === undefined ? [] : [pointers.config]), ...(pointers.layers ?? [])]) {
      store.putBlob(repository, await readBlob(read, blob.digest), blob.digest);
    }
    store.putManifest(repository, bytes, mediaType, tag, digest);
  };

  for (const entry of parsed.data.manifests) {
    const name = entry.annotations[REF_NAME];
    if (name === undefined) throw broken(`${entry.digest} has no annotation ${REF_NAME}`);
    const { repository, tag } = splitName(name);
    await load(repository, entry.digest, entry.mediaType, tag);
  }
}
