import { createHash } from 'node:crypto';
import { isArray, isObject, type Json, type JsonObject, type Manifest, type Path } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';

/** A text of an object or of a values file. */
export interface Text {
  readonly path: Path;
  /** What it is the value of, as a person reads it: its key, the name of the variable, the flag before it. */
  readonly name: string;
  /** Never shown. */
  readonly text: string;
}

/** Kinds whose texts are schemas rather than settings. */
const LEFT_OUT = new Set(['CustomResourceDefinition']);
const DEEPEST = 64;

/**
 * Every text of an object that may hold a credential: environment, arguments, ConfigMaps, annotations, whatever a custom
 * resource has. Of a Secret only its annotations, since its data has a rule of its own, and nothing that is sealed.
 */
export function textsOf(manifest: Manifest): Iterable<Text> {
  return LEFT_OUT.has(manifest.ref.kind) ? [] : textsIn(searchedPart(manifest));
}

/** Every text below a value. */
export function* textsIn(value: Json | undefined, path: Path = [], name = ''): Generator<Text> {
  if (path.length > DEEPEST) return;
  if (typeof value === 'string') yield { path, name, text: value };
  else if (isArray(value)) {
    for (const [index, item] of value.entries())
      yield* textsIn(item, [...path, index], flagBefore(value, index) ?? name);
  } else if (isObject(value)) {
    const variable = typeof value.name === 'string' ? value.name : null;
    for (const [key, item] of Object.entries(value)) {
      yield* textsIn(item, [...path, key], key === 'value' && variable !== null ? variable : key);
    }
  }
}

/** `--api-key` of `["--api-key", "..."]`. */
function flagBefore(list: readonly Json[], index: number): string | null {
  const before = list[index - 1];
  return typeof before === 'string' && /^--?[A-Za-z][\w.-]*$/.test(before) ? before : null;
}

/** Tells one text from another without showing it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function searchedPart(manifest: Manifest): Json {
  if (isKind(manifest, 'bitnami.com', 'SealedSecret')) return withoutCiphertext(manifest);
  if (isKind(manifest, '', 'ConfigMap')) return withBinaryData(manifest.object);
  if (!isKind(manifest, '', 'Secret')) return manifest.object;
  const { metadata } = manifest.object;
  return { metadata: metadata ?? null };
}

/** What is sealed may look like anything; its template and annotations are as plain as any other text. */
function withoutCiphertext({ object }: Manifest): Json {
  const { spec, metadata } = object;
  const kept = isObject(spec) ? Object.entries(spec).filter(([key]) => key !== 'encryptedData' && key !== 'data') : [];
  return { metadata: metadata ?? null, spec: Object.fromEntries(kept) };
}

/** base64 hides nothing; credentials are ASCII, so that other bytes may become whatever they like. */
function withBinaryData(object: JsonObject): Json {
  const { binaryData } = object;
  if (!isObject(binaryData)) return object;
  const texts = Object.entries(binaryData).map(([key, value = null]): [string, Json] => [
    key,
    typeof value === 'string' ? Buffer.from(value, 'base64').toString('latin1') : value,
  ]);
  return { ...object, binaryData: Object.fromEntries(texts) };
}
