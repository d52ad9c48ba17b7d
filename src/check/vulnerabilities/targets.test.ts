import { expect, test } from 'vitest';
import { type Descriptor, type Digest, type Registry, RegistryError } from '../../domain/index.ts';
import { selectTargets } from './targets.ts';

const INDEX: Digest = `sha256:${'0'.repeat(64)}`;
const IMAGE_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
const REPOSITORY = { registry: 'ghcr.io', path: 'acme/api' };

interface Child {
  /** `linux/amd64`; null: none named. */
  readonly platform: string | null;
  readonly annotations?: Record<string, string>;
  /** The configuration of the image; its platform when left out. */
  readonly config?: string;
  readonly mediaType?: string;
  /** Which child it is once more, by its place. */
  readonly again?: number;
  /** Where its manifest says that a layer is too. */
  readonly urls?: readonly string[];
}

const digestOf = (index: number): Digest =>
  `sha256:${String(index + 1)
    .repeat(64)
    .slice(0, 64)}`;

function descriptor({ platform, annotations = {}, mediaType = IMAGE_TYPE, again }: Child, index: number): Descriptor {
  const [os = '', architecture = '', variant = null] = platform?.split('/') ?? [];
  const named = platform === null ? null : { os, architecture, variant };
  return { mediaType, digest: digestOf(again ?? index), size: 1, annotations, artifactType: null, platform: named };
}

function registryWith(children: readonly Child[]): Registry {
  const no = (): never => {
    throw new Error('not asked for');
  };
  const common = { bytes: Buffer.alloc(0), annotations: {} };
  return {
    resolve: no,
    referrers: no,
    manifest: async (_, digest) => {
      if (typeof digest !== 'string') return no();
      if (digest === INDEX) {
        return { ...common, kind: 'index', mediaType: INDEX_TYPE, digest, manifests: children.map(descriptor) };
      }
      const config = { ...descriptor({ platform: null }, 0), digest };
      const { urls = [] } = children.find((_, index) => digestOf(index) === digest) ?? {};
      const layers = [config, { ...config, urls }];
      return { ...common, kind: 'image', mediaType: IMAGE_TYPE, digest, config, layers, artifactType: null };
    },
    blob: async (_, digest) => {
      const { config } = children.find((__, index) => digestOf(index) === digest) ?? {};
      if (config !== undefined) return Buffer.from(config);
      throw new RegistryError({
        failure: 'timeout',
        host: 'ghcr.io',
        message: 'No answer.',
        remedy: 'Wait.',
        attempts: 1,
      });
    },
  };
}

const attestation = { 'vnd.docker.reference.type': 'attestation-manifest' };
const AMD64 = '{"os":"linux","architecture":"amd64"}';

/** Which children are scanned, by their place in the index, or what keeps all of them from it. */
test.each<[string, readonly Child[], readonly string[], readonly number[] | string]>([
  ['those that nodes start', [{ platform: 'linux/amd64' }, { platform: 'linux/arm64' }], [], [0, 1]],
  ['as far as they are there', [{ platform: 'linux/arm64' }, { platform: 'linux/s390x' }], [], [0]],
  ['no attestation', [{ platform: 'unknown/unknown', annotations: attestation }, { platform: 'linux/amd64' }], [], [1]],
  [
    'an image that is annotated as an attestation, since no node looks at that',
    [{ platform: 'linux/amd64', annotations: attestation }, { platform: 'linux/arm64' }],
    [],
    [0, 1],
  ],
  [
    'other names of a platform, as nodes take them',
    [{ platform: 'linux/x86_64' }, { platform: 'Linux/aarch64' }],
    [],
    [0, 1],
  ],
  ['what a processor runs too', [{ platform: 'linux/386' }, { platform: 'linux/arm64' }], [], [0, 1]],
  ['no stand-in where its own is there', [{ platform: 'linux/386' }, { platform: 'linux/amd64' }], [], [1]],
  [
    'an image without a platform, where a node finds no other',
    [{ platform: null, config: AMD64 }, { platform: 'linux/arm64' }],
    [],
    [0, 1],
  ],
  [
    'an image that is there once more without a platform',
    [
      { platform: 'linux/amd64', config: '{}' },
      { platform: null, again: 0 },
      { platform: null, config: AMD64 },
    ],
    [],
    [0, 2],
  ],
  [
    'an image whose configuration a node reads without regard to case',
    [{ platform: null, config: '{"OS":"linux","Architecture":"amd64"}' }, { platform: 'linux/arm64' }],
    [],
    [0, 1],
  ],
  [
    'an image without an operating system, which is that of the node',
    [{ platform: null, config: '{"architecture":"amd64"}' }, { platform: 'linux/arm64' }],
    [],
    [0, 1],
  ],
  [
    'an image whose configuration says its layers alone',
    [{ platform: null, config: '{"rootfs":{}}' }, { platform: 'linux/arm64' }],
    [],
    [0, 1],
  ],
  [
    'an image without a platform beside a variant that not every node runs',
    [{ platform: 'linux/amd64/v2' }, { platform: 'linux/arm64' }, { platform: null, config: AMD64 }],
    [],
    [2, 0, 1],
  ],
  [
    'none without a platform where all nodes have their own',
    [{ platform: null, config: AMD64 }, { platform: 'linux/amd64' }],
    ['linux/amd64'],
    [1],
  ],
  ['nothing that is no image', [{ platform: null, config: '{}' }, { platform: 'linux/arm64' }], [], [1]],
  ['only what is no image', [{ platform: null, config: 'text' }], [], 'no-platform'],
  ['one that cannot be asked', [{ platform: null }, { platform: 'linux/arm64' }], [], 'registry-timeout'],
  [
    'a layer that is to be had elsewhere',
    [{ platform: 'linux/amd64' }, { platform: 'linux/arm64', urls: ['http://169.254.169.254/'] }],
    [],
    'foreign-layers',
  ],
  [
    'none where it is not scanned',
    [{ platform: 'linux/amd64' }, { platform: 'windows/amd64', urls: ['https://mcr.microsoft.com/v2/'] }],
    [],
    [0],
  ],
  ['an index in the index', [{ platform: 'linux/amd64', mediaType: INDEX_TYPE }], [], 'nested-index'],
  [
    'an index without a platform in the index',
    [{ platform: null, mediaType: INDEX_TYPE }, { platform: 'linux/amd64' }],
    [],
    'nested-index',
  ],
  [
    'more without a platform than anybody pushes',
    Array.from({ length: 17 }, () => ({ platform: null, config: AMD64 })),
    [],
    'unnamed-platforms',
  ],
])('of an index: %s', async (_, children, platforms, expected) => {
  const targets = await selectTargets(REPOSITORY, INDEX, registryWith(children), platforms);
  if ('cause' in targets) expect(targets.what).toBe(expected);
  else expect(targets.map(({ digest }) => digest)).toEqual([...expected].map((index) => digestOf(Number(index))));
});

test('of an image that is not of an index, too', async () => {
  const sound = await selectTargets(REPOSITORY, digestOf(0), registryWith([{ platform: null }]), []);
  const [layers, sizes] = [
    [digestOf(0), digestOf(0)],
    [1, 1],
  ];
  expect(sound).toEqual([{ repository: REPOSITORY, digest: digestOf(0), platform: null, layers, sizes, size: 2 }]);
  const foreign = await selectTargets(
    REPOSITORY,
    digestOf(0),
    registryWith([{ platform: null, urls: ['http://x/'] }]),
    [],
  );
  expect(foreign).toMatchObject({ what: 'foreign-layers', cause: 'content' });
});
