import { createHash } from 'node:crypto';
import { formatPath, isArray, isObject, type Json, type Manifest, type Path } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';
import { tokenIn } from '../../secrets/tokens.ts';

/** Kinds whose texts are schemas rather than settings. */
const LEFT_OUT = new Set(['CustomResourceDefinition']);
const DEEPEST = 64;

/**
 * Every text of every object counts (environment, arguments, ConfigMaps, annotations); of a Secret only its
 * annotations, since its data has a rule of its own. The value is never shown: its hash tells it from another.
 */
export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'secrets/known-token',
    topic: 'secrets',
    level: null,
    severity: 'critical',
    title: 'Credential in a manifest',
    means:
      'No text of a manifest outside of Secrets, and none of the values files of a Helm chart, rendered or not, may hold what looks exactly like a credential: a private key, a token of a well-known service, a URL with a password.',
    why: 'Everybody who can read the repository, or the object in the cluster, can use it, and Git keeps it when the file is mended.',
    repair:
      'Revoke the credential, make a new one, and hand it to the pod from a Secret that an external manager or SOPS holds.',
    docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    cis: ['5.4.1', '5.4.2'],
    nsa: [NSA.secrets],
  },
  messages: { token: '{where} holds a credential ({kind})' },
  check: (manifest) => (LEFT_OUT.has(manifest.ref.kind) ? [] : [...search(searchedPart(manifest), [])]),
};

function searchedPart(manifest: Manifest): Json {
  if (isKind(manifest, 'bitnami.com', 'SealedSecret')) return withoutCiphertext(manifest);
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

function* search(value: Json | undefined, path: Path): Generator<Problem> {
  if (path.length > DEEPEST) return;
  if (typeof value === 'string') {
    const kind = tokenIn(value);
    if (kind === null) return;
    const hash = createHash('sha256').update(value).digest('hex').slice(0, 16);
    yield { message: 'token', data: { kind, where: formatPath(path), hash }, paths: [path] };
  } else if (isArray(value)) {
    for (const [index, item] of value.entries()) yield* search(item, [...path, index]);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* search(item, [...path, key]);
  }
}
