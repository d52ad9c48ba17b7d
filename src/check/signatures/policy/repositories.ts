import type { Repository } from '../../../domain/index.ts';
import type { PolicyFile } from './documents.ts';
import { parseSignaturePolicies } from './parse.ts';

/**
 * Repositories that policies name as the home of signatures (`source.oci`). The registry client must be allowed to read
 * them: who wrote the policy asked for it, whatever `images.allow` says of images.
 */
export function signatureRepositories(files: readonly PolicyFile[]): readonly Repository[] {
  return parseSignaturePolicies(files).policies.flatMap((policy) =>
    policy.authorities.flatMap((authority) =>
      (authority.kind === 'key' || authority.kind === 'keyless') && authority.source.repository !== null
        ? [authority.source.repository]
        : [],
    ),
  );
}
