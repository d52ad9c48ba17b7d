import { formatNamedPath, formatPath } from '../../../../domain/index.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule } from '../../rule.ts';
import { hashOf, textsOf } from '../../secrets/texts.ts';
import { tokenIn } from '../../secrets/tokens.ts';

/** The value is never shown: its hash tells it from another. */
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
  check: (manifest) =>
    [...textsOf(manifest)].flatMap(({ path, text }) => {
      const kind = tokenIn(text);
      if (kind === null) return [];
      const data = { kind, at: formatNamedPath(manifest.object, path), hash: hashOf(text) };
      return [{ message: 'token', data, shown: { where: formatPath(path) }, paths: [path] }];
    }),
};
