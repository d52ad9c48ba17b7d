import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule } from '../../rule.ts';
import { namedCredentials } from '../../secrets/settings.ts';
import { hashOf } from '../../secrets/texts.ts';

/** By the setting's name, where secrets/known-token goes by the value's shape. The value is never shown. */
export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'secrets/plaintext-credential',
    topic: 'secrets',
    level: null,
    severity: 'high',
    title: 'Credential written out as a setting',
    means:
      'No environment variable, entry of a ConfigMap or flag whose name ends in the word for a credential (DB_PASSWORD, apiKey, --token) may have its value written out. Placeholders, paths, addresses, references to variables and names of other objects pass; what secrets/known-token finds is not said again.',
    why: 'Everybody who can read the repository, or the object in the cluster, can use it, and Git keeps it when the file is mended.',
    repair:
      'Change the credential, keep the new one in a Secret that an external manager or SOPS fills, and take it from there with secretKeyRef or a mounted file.',
    docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    cis: ['5.4.1', '5.4.2'],
    nsa: [NSA.secrets],
  },
  messages: { plain: '{name} has its value written out' },
  check: (manifest) =>
    namedCredentials(manifest).map(({ path, name, value }) => ({
      message: 'plain',
      data: { name: quote(name), hash: hashOf(value) },
      paths: [path],
    })),
};
