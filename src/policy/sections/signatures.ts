import { z } from 'zod';
import { attestation } from './attestations.ts';
import { duration, level, relativePath } from './scalars.ts';

const mirror = z
  .url({ protocol: /^https?$/, error: 'expected an http or https URL' })
  .nullable()
  .default(null);

export const signatures = z.strictObject({
  mode: level(['enforce', 'warn', 'off']).optional().describe('Default: enforce when policies are named, else off.'),
  noMatch: z.enum(['deny', 'warn', 'allow']).default('deny').describe('What an image that no policy matches gets.'),
  policies: z
    .array(relativePath)
    .default([])
    .describe('Files with ClusterImagePolicy and TrustRoot documents, as globs from the repository root.'),
  attestations: z
    .array(attestation)
    .default([])
    .describe('What must be attested of images, beside what ClusterImagePolicies ask for; all of it is needed.'),
  trustRootMaxAge: duration
    .prefault('180d')
    .describe(
      'How long the trust root that the gate came with is good for, where none could be fetched: older, and what it would verify is unknown.',
    ),
  trustRootMirrors: z
    .strictObject({
      sigstore: mirror.describe(
        "TUF repository of sigstore's public services. Default: https://tuf-repo-cdn.sigstore.dev.",
      ),
      github: mirror.describe("TUF repository of GitHub's own services. Default: https://tuf-repo.github.com."),
    })
    .prefault({}),
});
