import { describe, expect, test } from 'vitest';
import { DIGEST, image, imageUse, location, OTHER_DIGEST } from '../../test/support/findings.ts';
import {
  type Descriptor,
  type Digest,
  type Image,
  type ImageIndex,
  type ImageManifest,
  type ImageReference,
  type Registry,
  RegistryError,
  type RegistryFailure,
  type ResolvedImage,
} from '../domain/index.ts';
import { findMissingPlatforms, findTagMismatches, resolutionFindings, resolveImages } from './index.ts';

const quiet = { progress: () => {}, info: () => {}, warn: () => {} };
const admission = { admits: ({ registry }: { readonly registry: string }) => registry !== 'denied.example' };

function failed(failure: RegistryFailure): RegistryError {
  const message = `ghcr.io said no (${failure}).`;
  return new RegistryError({ failure, host: 'ghcr.io', message, remedy: 'Do something.', attempts: 2 });
}

/** A registry that answers `resolve` and nothing else, and keeps what it was asked. */
function registryOf(answer: (reference: ImageReference) => Digest) {
  const asked: ImageReference[] = [];
  const registry: Registry = {
    resolve: async (reference) => {
      asked.push(reference);
      return answer(reference);
    },
    manifest: () => Promise.reject(new Error('not in this test')),
    blob: () => Promise.reject(new Error('not in this test')),
    referrers: () => Promise.reject(new Error('not in this test')),
  };
  return { registry, asked };
}

const descriptor = (digest: Digest): Descriptor => ({
  mediaType: 'application/vnd.oci.image.config.v1+json',
  digest,
  size: 2,
  annotations: {},
  artifactType: null,
  platform: null,
});

const throwing = (error: Error) =>
  registryOf(() => {
    throw error;
  });

const unparsable: Image = { ...image('UPPER:case'), reference: null, problem: 'a name is lower case' };

describe('resolving', () => {
  test('a tag is asked for, a written digest is what it says, the rest is left alone', async () => {
    const { registry, asked } = registryOf(() => DIGEST);
    const images = [
      image('ghcr.io/acme/api:1'),
      image(`ghcr.io/acme/api@${OTHER_DIGEST}`, { tag: null, digest: OTHER_DIGEST }),
      image('denied.example/x:1', { registry: 'denied.example' }),
      unparsable,
    ];
    const resolved = await resolveImages(images, registry, { admission, log: quiet });
    expect([...resolved.values()]).toEqual([
      { status: 'resolved', digest: DIGEST },
      { status: 'resolved', digest: OTHER_DIGEST },
      { status: 'skipped', reason: 'the policy does not allow it' },
      { status: 'skipped', reason: 'it is no image reference' },
    ]);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['not-found', 'absent', { outcome: 'fail' }],
    ['dns', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['refused', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['tls', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['timeout', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['network', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['unauthorized', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['forbidden', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['throttled', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['server-error', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['offline', 'unknown', { outcome: 'unknown', cause: 'infrastructure' }],
    ['malformed', 'unknown', { outcome: 'unknown', cause: 'content' }],
    ['wrong-media-type', 'unknown', { outcome: 'unknown', cause: 'content' }],
    ['digest-mismatch', 'unknown', { outcome: 'unknown', cause: 'content' }],
    ['too-large', 'unknown', { outcome: 'unknown', cause: 'content' }],
    ['redirect', 'unknown', { outcome: 'unknown', cause: 'content' }],
    ['private-address', 'unknown', { outcome: 'unknown', cause: 'content' }],
    ['token-realm', 'unknown', { outcome: 'unknown', cause: 'content' }],
  ] as const)('%s is %s: %j', async (failure, status, result) => {
    const images = [image()];
    const resolved = await resolveImages(images, throwing(failed(failure)).registry, { admission, log: quiet });
    expect(resolved.get(images[0]?.written ?? '')?.status).toBe(status);
    const [finding, ...more] = resolutionFindings(images, resolved);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'image/unresolvable', result, enforcement: 'block' });
    expect(finding?.message).toContain(`ghcr.io said no (${failure}).`);
    expect(finding?.message).toContain('Do something.');
  });

  test('what the policy does not admit is no finding here', async () => {
    const images = [image()];
    const resolved = await resolveImages(images, throwing(failed('not-allowed')).registry, { admission, log: quiet });
    expect(resolutionFindings(images, resolved)).toEqual([]);
  });

  test('a defect is not taken for an answer', async () => {
    const broken = throwing(new TypeError('a defect')).registry;
    await expect(resolveImages([image()], broken, { admission, log: quiet })).rejects.toThrow(TypeError);
  });

  test('an unreadable reference is a failure, at its first use, with the others beside it', () => {
    const uses = [
      imageUse('UPPER:case', location('a.yaml', 3)),
      imageUse('UPPER:case', location('b.yaml', 9)),
    ] as const;
    const [finding] = resolutionFindings([{ ...unparsable, uses }], new Map());
    expect(finding).toMatchObject({ result: { outcome: 'fail' }, location: { file: 'a.yaml', startLine: 3 } });
    expect(finding?.related).toEqual([location('b.yaml', 9)]);
    expect(finding?.message).toContain('a name is lower case');
  });
});

describe('tag and digest', () => {
  const both = image(`ghcr.io/acme/api:1@${DIGEST}`, { tag: '1', digest: DIGEST });
  test.each([
    ['the tag says the same', both, () => DIGEST, 0],
    ['the tag says otherwise', both, () => OTHER_DIGEST, 1],
    ['another hash function says nothing', both, (): Digest => `sha512:${'c'.repeat(128)}`, 0],
    ['a tag alone', image(), () => OTHER_DIGEST, 0],
    ['a digest alone', image('x', { tag: null, digest: DIGEST }), () => OTHER_DIGEST, 0],
    ['not admitted', image('x', { registry: 'denied.example', digest: DIGEST }), () => OTHER_DIGEST, 0],
    ['no reference', unparsable, () => OTHER_DIGEST, 0],
  ] as const)('%s', async (_, one, answer, count) => {
    const found = await findTagMismatches([one], registryOf(answer).registry, { admission, log: quiet });
    expect(found).toHaveLength(count);
    for (const finding of found) {
      expect(finding).toMatchObject({ rule: 'image/tag-digest-mismatch', enforcement: 'warn', digest: DIGEST });
    }
  });

  test.each(['not-found', 'timeout'] as const)('a tag that is %s is no mismatch', async (failure) => {
    const { registry } = throwing(failed(failure));
    expect(await findTagMismatches([both], registry, { admission, log: quiet })).toEqual([]);
  });
});

describe('platforms that must exist', () => {
  const resolved = { ...image(), digest: DIGEST } as ResolvedImage;
  const child = (os: string, architecture: string, variant: string | null = null, annotations = {}): Descriptor => ({
    ...descriptor(OTHER_DIGEST),
    platform: { os, architecture, variant },
    annotations,
  });
  const index = (...manifests: readonly Descriptor[]): ImageIndex => ({
    kind: 'index',
    bytes: Buffer.alloc(0),
    mediaType: 'application/vnd.oci.image.index.v1+json',
    digest: DIGEST,
    manifests,
    annotations: {},
  });
  const single: ImageManifest = {
    kind: 'image',
    bytes: Buffer.alloc(0),
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: DIGEST,
    config: descriptor(OTHER_DIGEST),
    layers: [],
    artifactType: null,
    annotations: {},
  };
  const registryWith = (manifest: ImageIndex | ImageManifest, config = '{}'): Registry => ({
    resolve: () => Promise.reject(new Error('not in this test')),
    manifest: async () => manifest,
    blob: async () => Buffer.from(config),
    referrers: () => Promise.reject(new Error('not in this test')),
  });
  const amd64 = child('linux', 'amd64');
  const armv7 = child('linux', 'arm', 'v7');
  const buildkit = child('unknown', 'unknown', null, { 'vnd.docker.reference.type': 'attestation-manifest' });

  test.each([
    ['nothing is asked for', index(amd64), '', [], []],
    ['all are there', index(amd64, armv7, buildkit), '', ['linux/amd64', 'linux/arm/v7'], []],
    ['any variant will do', index(armv7), '', ['linux/arm'], []],
    ['one is missing', index(amd64), '', ['linux/amd64', 'linux/arm64'], ['linux/arm64']],
    ['another variant', index(armv7), '', ['linux/arm/v6'], ['linux/arm/v6']],
    ['an attestation is no image', index(buildkit), '', ['linux/amd64'], ['linux/amd64']],
    ['a single image', single, '{"os":"linux","architecture":"amd64"}', ['linux/amd64'], []],
    ['a single image of another', single, '{"os":"linux","architecture":"arm64"}', ['linux/amd64'], ['linux/amd64']],
    ['keys as nodes read them', single, '{"Oſ":"linux","ARCHITECTURE":"amd64"}', ['linux/amd64'], []],
    ['the last of several keys', single, '{"architecture":"arm64","Architecture":"amd64"}', ['linux/amd64'], []],
    ["the node's own system", single, '{"os":"","architecture":"amd64"}', ['linux/amd64'], []],
    ['a configuration that says nothing', single, '{}', ['linux/amd64'], ['linux/amd64']],
    ['a configuration that is not JSON', single, '}', ['linux/amd64'], ['linux/amd64']],
  ] as const)('%s', async (_, manifest, config, required, missing) => {
    const found = await findMissingPlatforms([resolved], registryWith(manifest, config), required);
    expect(found.map(({ identity }) => identity)).toEqual(missing.length === 0 ? [] : [missing]);
    for (const each of found) {
      expect(each).toMatchObject({ rule: 'image/missing-platform', result: { outcome: 'fail' }, enforcement: 'block' });
    }
  });

  test('a registry that does not answer makes it unknown', async () => {
    const registry = { ...registryWith(single), manifest: () => Promise.reject(failed('timeout')) };
    const [found] = await findMissingPlatforms([resolved], registry, ['linux/amd64']);
    expect(found?.result).toEqual({ outcome: 'unknown', cause: 'infrastructure' });
  });
});
