import { z } from 'zod';
import { decodeBase64 } from '../found/base64.ts';

/**
 * `policy.sigstore.dev/v1alpha1` TrustRoot (policy-controller v0.13.1, pkg/apis/policy/v1alpha1/trustroot_types.go).
 * Go's `[]byte` is base64 in YAML.
 */

const text = z.string().min(1, 'is empty');
const bytes = z.string().transform((value, context) => {
  const decoded = decodeBase64(value);
  if (decoded !== null && decoded.length > 0) return decoded;
  context.addIssue({ code: 'custom', message: 'expected base64' });
  return z.NEVER;
});

function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .max(100)
    .nullish()
    .transform((value) => value ?? []);
}

const certificateAuthority = z.strictObject({
  subject: z.strictObject({ organization: text, commonName: text }),
  uri: text,
  certChain: bytes,
});

const log = z.strictObject({ baseURL: text, hashAlgorithm: text, publicKey: bytes });

const sigstoreKeys = z
  .strictObject({
    certificateAuthorities: list(certificateAuthority),
    tLogs: list(log),
    ctLogs: list(log),
    timestampAuthorities: list(certificateAuthority),
  })
  .refine((keys) => keys.certificateAuthorities.length + keys.timestampAuthorities.length > 0, {
    message: 'has neither certificateAuthorities nor timestampAuthorities',
  });

const repositoryPart = {
  root: bytes,
  targets: z.string().nullish(),
  trustedRootTarget: z.string().nullish(),
};

const repository = z.strictObject({ ...repositoryPart, targets: text, mirrorFS: bytes });
const remote = z.strictObject({
  ...repositoryPart,
  mirror: z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }),
});

function optional<T extends z.ZodType>(item: T) {
  return item.nullish().transform((value) => value ?? undefined);
}

export const TrustRootSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string().min(1) }),
  spec: z
    .strictObject({
      sigstoreKeys: optional(sigstoreKeys),
      repository: optional(repository),
      remote: optional(remote),
    })
    .refine((spec) => Object.values(spec).filter((kind) => kind !== undefined).length === 1, {
      message: 'must have exactly one of sigstoreKeys, repository and remote',
    }),
});

export type WrittenTrustRoot = z.output<typeof TrustRootSchema>['spec'];
