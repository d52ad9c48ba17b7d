import { hash } from 'node:crypto';
import { z } from 'zod';
import {
  type Descriptor,
  type Digest,
  foldJsonKey,
  type ImageIndex,
  type ImageManifest,
  isWrittenOnce,
} from '../domain/index.ts';
import { isDigest } from '../images/index.ts';
import { Fault } from './fault.ts';
import { contentMediaType, IMAGE_TYPES, INDEX_TYPES } from './media-types.ts';

/** Children of an index, layers of an image: more is no sound image. */
const MAX_DESCRIPTORS = 4096;

export const DigestText = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'not a digest');

const Annotations = z.record(z.string(), z.string()).nullish();

/** An object without keys that Go's parser, which ignores case, would take for one of these. */
function plainly<Shape extends z.ZodRawShape>(shape: Shape) {
  const byFolded = new Map(Object.keys(shape).map((key) => [foldJsonKey(key), key]));
  const isPlain = (key: string): boolean => (byFolded.get(foldJsonKey(key)) ?? key) === key;
  return z.looseObject(shape).refine((json) => Object.keys(json).every(isPlain), 'has an ambiguous key');
}

interface Embedding {
  readonly digest: Digest;
  readonly size: number;
  readonly data?: string | null | undefined;
}

/**
 * Clients may take what a descriptor embeds (image-spec, descriptor.md, `data`) for what its digest names. Trivy does, and passes over
 * that the digest is another; runtimes fetch the digest.
 */
function embedsWhatItNames({ digest, size, data }: Embedding): boolean {
  if (data == null) return true;
  const bytes = Buffer.from(data, 'base64');
  const [algorithm = ''] = digest.split(':', 1);
  return bytes.length === size && sha(algorithm, bytes) === digest;
}

const DescriptorJson = plainly({
  mediaType: z.string(),
  digest: DigestText,
  size: z.int().min(0),
  annotations: Annotations,
  artifactType: z.string().nullish(),
  urls: z.array(z.string()).nullish(),
  data: z.string().nullish(),
  platform: plainly({
    os: z.string(),
    architecture: z.string(),
    variant: z.string().nullish(),
    'os.features': z.array(z.string()).nullish(),
  }).nullish(),
})
  .refine(embedsWhatItNames, 'embeds other content than its digest names')
  .transform(
    (json): Descriptor => ({
      mediaType: json.mediaType,
      digest: json.digest,
      size: json.size,
      annotations: json.annotations ?? {},
      artifactType: json.artifactType ?? null,
      // One that asks for features is none that a plain node takes it by (containerd/platforms, Match): it is as if it named none.
      platform:
        json.platform == null || (json.platform['os.features'] ?? []).length > 0
          ? null
          : { os: json.platform.os, architecture: json.platform.architecture, variant: json.platform.variant || null },
      ...(json.urls == null || json.urls.length === 0 ? {} : { urls: json.urls }),
    }),
  );

export const DescriptorList = z.array(DescriptorJson).max(MAX_DESCRIPTORS);

const ImageJson = z.looseObject({
  schemaVersion: z.literal(2),
  config: DescriptorJson,
  layers: DescriptorList.nullish(),
  artifactType: z.string().nullish(),
  annotations: Annotations,
});

const IndexJson = z.looseObject({
  schemaVersion: z.literal(2),
  manifests: DescriptorList.nullish(),
  annotations: Annotations,
});

const KEYS = ['schemaVersion', 'mediaType', 'config', 'layers', 'manifests', 'artifactType', 'annotations', 'subject'];
const KEY_BY_FOLDED: ReadonlyMap<string, string> = new Map(KEYS.map((key) => [foldJsonKey(key), key]));

export function sha(algorithm: string, bytes: Uint8Array): string {
  return `${algorithm}:${hash(algorithm, bytes)}`;
}

/** @throws Fault `digest-mismatch` */
export function checkDigest(bytes: Uint8Array, digest: Digest, what: string): void {
  const [algorithm = ''] = digest.split(':', 1);
  const actual = sha(algorithm, bytes);
  if (actual !== digest) {
    throw new Fault({ failure: 'digest-mismatch', clause: `${what} has the digest ${actual} and not ${digest}` });
  }
}

export function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Fault({ failure: 'malformed', clause: `${what} is not JSON` });
  }
}

const TopLevel = z.looseObject({ mediaType: z.unknown().optional() });

/** The one media type of a manifest, from its text and its header together. @throws Fault `wrong-media-type` */
function agreedMediaType(stated: unknown, header: string | undefined): string {
  const wrong = (clause: string): Fault => new Fault({ failure: 'wrong-media-type', clause });
  const served = contentMediaType(header);
  if (stated !== undefined && typeof stated !== 'string') throw wrong('the mediaType of its manifest is not a text');
  if (stated !== undefined && served !== null && stated !== served) {
    throw wrong('its manifest says one media type and its Content-Type another');
  }
  const type = served ?? stated;
  if (type === undefined) throw wrong('its answer has no media type');
  if (!INDEX_TYPES.has(type) && !IMAGE_TYPES.has(type)) {
    throw wrong(`its answer is of the media type ${JSON.stringify(type.slice(0, 100))}, which no cluster runs`);
  }
  return type;
}

/**
 * A manifest or an index that can be read in one way only. Refused: a media type that contradicts the header, a
 * document that is both kinds (CVE-2021-41190), keys that Go's parser would take for others since it ignores case, keys that
 * are written twice, and content in a descriptor that is not what its digest names.
 *
 * `bytes` must have been checked against `digest`. @throws Fault
 */
export function parseManifest(
  bytes: Uint8Array,
  digest: Digest,
  contentType: string | undefined,
): ImageManifest | ImageIndex {
  const malformed = (clause: string): Fault => new Fault({ failure: 'malformed', clause });
  const json = parseJson(bytes, 'its manifest');
  if (!isWrittenOnce(bytes, json)) throw malformed('its manifest writes a key twice');
  const top = TopLevel.safeParse(json);
  if (!top.success) throw malformed('its manifest is not a JSON object');
  const type = agreedMediaType(top.data.mediaType, contentType);
  const isIndex = INDEX_TYPES.has(type);
  for (const key of Object.keys(top.data)) {
    const meant = KEY_BY_FOLDED.get(foldJsonKey(key));
    if (meant !== undefined && meant !== key)
      throw malformed(`its manifest has the ambiguous key ${JSON.stringify(key)}`);
  }
  const foreign = isIndex ? ['layers', 'config'] : ['manifests'];
  if (foreign.some((key) => Object.hasOwn(top.data, key))) {
    throw malformed('its manifest is an image and an index at once');
  }
  if (isIndex) {
    const parsed = IndexJson.safeParse(top.data);
    if (!parsed.success) throw malformed(`its index is not sound: ${firstIssue(parsed.error)}`);
    const { manifests, annotations } = parsed.data;
    return {
      kind: 'index',
      bytes,
      mediaType: type,
      digest,
      manifests: manifests ?? [],
      annotations: annotations ?? {},
    };
  }
  const parsed = ImageJson.safeParse(top.data);
  if (!parsed.success) throw malformed(`its manifest is not sound: ${firstIssue(parsed.error)}`);
  const { config, layers, artifactType, annotations } = parsed.data;
  return {
    kind: 'image',
    bytes,
    mediaType: type,
    digest,
    config,
    layers: layers ?? [],
    artifactType: artifactType ?? null,
    annotations: annotations ?? {},
  };
}

export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'unreadable' : `${issue.path.map(String).join('.').slice(0, 100)}: ${issue.message}`;
}
