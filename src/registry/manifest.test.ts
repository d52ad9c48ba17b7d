import { describe, expect, test } from 'vitest';
import type { Digest } from '../domain/index.ts';
import { Fault } from './fault.ts';
import { parseManifest } from './manifest.ts';

const OCI = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';
const LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const DIGEST: Digest = `sha256:${'a'.repeat(64)}`;
const part = { mediaType: 'x', digest: DIGEST, size: 1 };
const image = { schemaVersion: 2, config: part, layers: [part] };
const linux = { os: 'linux', architecture: 'amd64' };
const index = { schemaVersion: 2, manifests: [{ ...part, platform: linux }] };

const parse = (value: unknown, type?: string) => parseManifest(Buffer.from(JSON.stringify(value)), DIGEST, type);

describe('read', () => {
  test.each([
    ['OCI image', { ...image, mediaType: OCI }, OCI, 'image'],
    ['OCI image without mediaType', image, OCI, 'image'],
    ['a Content-Type with a parameter', image, `${OCI}; charset=utf-8`, 'image'],
    ['a generic Content-Type', { ...image, mediaType: OCI }, 'application/json', 'image'],
    ['Docker image', { ...image, mediaType: DOCKER }, DOCKER, 'image'],
    ['OCI index', { ...index, mediaType: OCI_INDEX }, OCI_INDEX, 'index'],
    ['Docker list', { ...index, mediaType: LIST }, LIST, 'index'],
    ['an index of nothing', { schemaVersion: 2, manifests: [] }, OCI_INDEX, 'index'],
  ])('%s', (_, value, type, kind) => expect(parse(value, type).kind).toBe(kind));
});

test.each<[string, readonly string[] | null | undefined, object | null]>([
  ['no features', undefined, { os: 'linux', architecture: 'amd64', variant: null }],
  ['null', null, { os: 'linux', architecture: 'amd64', variant: null }],
  ['an empty list', [], { os: 'linux', architecture: 'amd64', variant: null }],
  ['features that a node need not have', ['erofs'], null],
])('a platform with %s', (_, features, expected) => {
  const platform = features === undefined ? linux : { ...linux, 'os.features': features };
  const manifest = parse({ ...index, manifests: [{ ...part, platform }] }, OCI_INDEX);
  expect(manifest.kind === 'index' && manifest.manifests[0]?.platform).toEqual(expected);
});

test('other places of a layer are read', () => {
  const read = parse({ ...image, layers: [part, { ...part, urls: ['https://a.example/'] }] }, OCI);
  expect(read.kind === 'image' && read.layers.map(({ urls }) => urls)).toEqual([undefined, ['https://a.example/']]);
});

/** As image-spec's descriptor.md has it: of two bytes. */
const embedded = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  size: 2,
  data: 'e30=',
};

test('content in a descriptor that is what its digest names', () => {
  expect(parse({ ...image, config: embedded, layers: [embedded] }, OCI).kind).toBe('image');
});

test.each([
  ['a list of layers', `"layers":[{"mediaType":"x","digest":"${DIGEST}","size":1,"data":"e30="}],"layers"`],
  ['an escaped name', '"l\\u0061yers":[],"layers"'],
  ['a name of a layer', '"annotations":{"a":"b","a":"c"},"layers"'],
])('refused: %s that is written twice', (_, twice) => {
  const text = JSON.stringify(image).replace('"layers"', twice);
  expect(() => parseManifest(Buffer.from(text), DIGEST, OCI)).toThrow(Fault);
  expect(() => parseManifest(Buffer.from(text), DIGEST, OCI)).toThrow(
    expect.objectContaining({ failure: 'malformed' }),
  );
});

describe('refused', () => {
  test.each([
    ['a layer that embeds other content', { ...image, layers: [{ ...embedded, data: 'e34=' }] }, OCI, 'malformed'],
    ['a layer that embeds less', { ...image, layers: [{ ...embedded, data: '' }] }, OCI, 'malformed'],
    ['a layer that embeds another size', { ...image, layers: [{ ...embedded, size: 3 }] }, OCI, 'malformed'],
    ['a config that embeds other content', { ...image, config: { ...part, data: 'e30=' } }, OCI, 'malformed'],
    ['a child that embeds another', { ...index, manifests: [{ ...part, data: 'e30=' }] }, OCI_INDEX, 'malformed'],
    ['content in another case', { ...image, layers: [{ ...part, Data: 'e30=' }] }, OCI, 'malformed'],
    ['Content-Type and mediaType contradict', { ...image, mediaType: OCI }, DOCKER, 'wrong-media-type'],
    ['an index served as an image', { ...index, mediaType: OCI_INDEX }, OCI, 'wrong-media-type'],
    ['no media type at all', image, undefined, 'wrong-media-type'],
    ['an unknown media type', image, 'application/vnd.example', 'wrong-media-type'],
    ['schema 1', { schemaVersion: 1 }, 'application/vnd.docker.distribution.manifest.v1+prettyjws', 'wrong-media-type'],
    ['a mediaType that is no text', { ...image, mediaType: 1 }, OCI, 'wrong-media-type'],
    ['an image with manifests', { ...image, manifests: [] }, OCI, 'malformed'],
    ['an index with layers', { ...index, layers: [] }, OCI_INDEX, 'malformed'],
    ['an index with a config', { ...index, config: part }, OCI_INDEX, 'malformed'],
    ['a key in another case', { ...image, Layers: [] }, OCI, 'malformed'],
    ['a platform in another case', { ...index, manifests: [{ ...part, Platform: linux }] }, OCI_INDEX, 'malformed'],
    ['a key with a long s, which Go takes for one', { ...image, layerſ: [] }, OCI, 'malformed'],
    [
      'a platform with a long s',
      { ...index, manifests: [{ ...part, platform: { ...linux, oſ: 'windows' } }] },
      OCI_INDEX,
      'malformed',
    ],
    [
      'an architecture in another case',
      { ...index, manifests: [{ ...part, platform: { ...linux, Architecture: 'arm64' } }] },
      OCI_INDEX,
      'malformed',
    ],
    ['a digest in another case', { ...image, layers: [{ ...part, DIGEST: part.digest }] }, OCI, 'malformed'],
    ['no config', { schemaVersion: 2, layers: [] }, OCI, 'malformed'],
    ['a layer without a digest', { ...image, layers: [{ mediaType: 'x', size: 1 }] }, OCI, 'malformed'],
    ['a digest that climbs', { ...image, layers: [{ ...part, digest: 'sha256:../..' }] }, OCI, 'malformed'],
    ['a negative size', { ...image, layers: [{ ...part, size: -1 }] }, OCI, 'malformed'],
    ['a list', [], OCI, 'malformed'],
    ['null', null, OCI, 'malformed'],
    ['more children than any image has', { ...index, manifests: new Array(5000).fill(part) }, OCI_INDEX, 'malformed'],
  ])('%s', (_, value, type, failure) => {
    let thrown: unknown;
    try {
      parse(value, type);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown).toMatchObject({ failure, retry: false });
  });

  test('bytes that are not UTF-8', () => {
    expect(() => parseManifest(new Uint8Array([0x7b, 0xff, 0x7d]), DIGEST, OCI)).toThrow(Fault);
  });
});
