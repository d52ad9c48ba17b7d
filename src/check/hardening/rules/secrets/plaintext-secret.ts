import { Buffer } from 'node:buffer';
import { get, isObject, type JsonObject } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';
import { isReal } from '../../secrets/placeholder.ts';

/** Values are never shown; keys are. */
export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'secrets/plaintext-secret',
    topic: 'secrets',
    level: null,
    severity: 'high',
    title: 'Secret in plain text',
    means:
      'A Secret in the repository must hold no real values in data or stringData: base64 hides nothing. SealedSecret, ExternalSecret, values that SOPS encrypted and placeholders pass; a value that SOPS left as it was does not, unless its key has the unencrypted_suffix.',
    why: 'Everybody who can read the repository can use it, and Git keeps it when the file is mended.',
    repair:
      'Revoke the values, and keep the new ones in an external manager (ExternalSecret), a SealedSecret or under SOPS.',
    docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    cis: ['5.4.2'],
    nsa: [NSA.secrets],
  },
  messages: { plain: '{field} holds a value for {keys}' },
  check: (manifest) => {
    if (!isKind(manifest, '', 'Secret')) return [];
    return [
      ...plain(manifest.object, 'stringData', (value) => value),
      ...plain(manifest.object, 'data', (value) => Buffer.from(value, 'base64').toString('utf8')),
    ];
  },
};

function plain(object: JsonObject, field: 'data' | 'stringData', read: (value: string) => string): readonly Problem[] {
  const values = get(object, field);
  if (!isObject(values)) return [];
  const keys = Object.entries(values)
    .filter(
      ([key, value]) => typeof value === 'string' && !isLeftOpen(key, object) && isReal(value) && isReal(read(value)),
    )
    .map(([key]) => key);
  const [first, ...rest] = keys.map((key) => [field, key]);
  return first === undefined
    ? []
    : [{ message: 'plain', data: { field, keys: keys.map(quote) }, paths: [first, ...rest] }];
}

/** SOPS encrypts value by value, and leaves out keys with this suffix: whoever writes it says that they are no secret. */
function isLeftOpen(key: string, object: JsonObject): boolean {
  const suffix = get(object, 'sops', 'unencrypted_suffix');
  return typeof suffix === 'string' && suffix !== '' && key.endsWith(suffix);
}
