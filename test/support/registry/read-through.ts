import type { ContentStore } from '../../../src/demo/registry/index.ts';
import { digestOf } from '../../../src/demo/registry/index.ts';
import type { BlobSource, Digest, Registry } from '../../../src/domain/index.ts';
import { createLoopback } from '../../../src/io/loopback.ts';
import { openPullThrough, type PassedImage } from '../../../src/registry/index.ts';
import { jsonBytes, OCI_MANIFEST, toDigest } from './samples.ts';

/** What a program got of an image that it read through the gate. */
export interface Reading {
  /** By its address below the image: the status, or how it broke off. */
  readonly got: Readonly<Record<string, string>>;
  /** Whole answers, by address. */
  readonly bytes: ReadonlyMap<string, Buffer>;
  readonly image: PassedImage;
}

interface Asked {
  readonly host: string;
  readonly path: string;
  readonly digest: Digest;
}
type Source = Pick<Registry, 'manifest'> & BlobSource;

/** Reads an image as a program would: with the login, following nothing. */
export async function openedThrough<T>(
  source: Source,
  { host, path, digest }: Asked,
  use: (ask: (address: string) => Promise<Response>, image: PassedImage) => Promise<T>,
): Promise<T> {
  const proxy = await openPullThrough(source, createLoopback());
  try {
    const image = proxy.open({ registry: host, path, tag: null, digest });
    const { credential } = proxy;
    if (credential.kind !== 'basic') throw new Error('a login of another kind');
    const login = Buffer.from(`${credential.username}:${credential.password}`).toString('base64');
    const ask = (address: string): Promise<Response> => {
      const url = `http://${proxy.host}/v2${image.name.slice(proxy.host.length)}/${address}`;
      return fetch(url, { redirect: 'manual', headers: { authorization: `Basic ${login}` } });
    };
    return await use(ask, image);
  } finally {
    await proxy.close();
  }
}

/** Reads these addresses of an image, one after the other. */
export function readThrough(source: Source, asked: Asked, addresses: readonly string[]): Promise<Reading> {
  return openedThrough(source, asked, async (ask, image) => {
    const got: Record<string, string> = {};
    const bytes = new Map<string, Buffer>();
    for (const address of addresses) {
      try {
        const answer = await ask(address);
        const body = Buffer.from(await answer.arrayBuffer());
        got[address] = String(answer.status);
        if (answer.status === 200) bytes.set(address, body);
      } catch {
        got[address] = 'broken off';
      }
    }
    return { got, bytes, image };
  });
}

export interface LargeImage {
  readonly digest: Digest;
  readonly config: Digest;
  readonly layer: Digest;
  readonly layerBytes: Buffer;
}

/** An image whose layer goes over the network in many pieces; `changes` are made to the layer's entry in its manifest. */
export function putLargeImage(store: ContentStore, repository: string, changes: object = {}): LargeImage {
  const layerBytes = Buffer.alloc(1_000_000, `layer of ${repository}, `);
  const config = jsonBytes({ architecture: 'amd64', os: 'linux', repository });
  const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', size: layerBytes.length };
  const manifest = jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: store.putBlob(repository, config),
      size: config.length,
    },
    layers: [{ ...layer, digest: store.putBlob(repository, layerBytes), ...changes }],
  });
  return {
    digest: toDigest(store.putManifest(repository, manifest, OCI_MANIFEST, '1')),
    config: toDigest(digestOf(config)),
    layer: toDigest(digestOf(layerBytes)),
    layerBytes,
  };
}
