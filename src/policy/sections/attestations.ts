import { z } from 'zod';
import { duration, glob, text } from './scalars.ts';

export const signedBy = z
  .strictObject({
    key: text.optional().describe('A public key in PEM: what `cosign public-key` prints.'),
    issuer: text
      .default('https://token.actions.githubusercontent.com')
      .describe("Who vouched for the identity. Default: GitHub Actions' own."),
    subject: text.optional().describe('The identity itself, for example a workflow with its ref.'),
    subjectPattern: text.optional().describe('A regular expression (RE2) for the whole identity.'),
    trustRoot: text
      .optional()
      .describe(
        'sigstore, github, or the name of a TrustRoot document. Default: by the certificate, sigstore or github.',
      ),
  })
  .refine((value) => [value.key, value.subject, value.subjectPattern].filter((one) => one !== undefined).length === 1, {
    message: 'expected exactly one of key, subject and subjectPattern',
  });

/** The policy file's numbers arrive as they were written, which is text. */
const buildLevel = z.preprocess(
  (value) => (typeof value === 'string' && /^[123]$/.test(value) ? Number(value) : value),
  z.literal([1, 2, 3]),
);

const common = {
  images: z.array(glob).min(1).optional().describe('Which images; every image when left out.'),
  signedBy: signedBy.describe('Whose word counts.'),
  github: text
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9._-]+)?$/, 'expected OWNER or OWNER/REPOSITORY')
    .optional()
    .describe(
      "Whose attestations are asked for at GitHub's API, OWNER or OWNER/REPOSITORY, beside those in the registry. Default for ghcr.io: the owner of the image.",
    ),
};

/** What must be attested of images, without code. */
export const attestation = z.discriminatedUnion('predicate', [
  z.strictObject({
    predicate: z.literal('provenance').describe('SLSA provenance, v0.2 or v1: how the image was built.'),
    ...common,
    builder: text.optional().describe('Id of the builder; `*` stands for any characters.'),
    sourceRepository: text
      .optional()
      .describe('Where the source is: https://github.com/acme/api, or a pattern with `*`.'),
    ref: text.optional().describe('Branch or tag: refs/heads/main, refs/tags/v*.'),
    workflow: text.optional().describe('Path of the workflow in the source repository: .github/workflows/release.yml.'),
    buildLevel: buildLevel.optional().describe("SLSA build level, as far as the signer's certificate shows it."),
    maxAge: duration.optional().describe('How old the build may be.'),
  }),
  z.strictObject({ predicate: z.literal('spdx').describe('A bill of materials in SPDX.'), ...common }),
  z.strictObject({ predicate: z.literal('cyclonedx').describe('A bill of materials in CycloneDX.'), ...common }),
  z.strictObject({
    predicate: z.literal('vulnerability-scan').describe('A scan for vulnerabilities, whatever it found.'),
    ...common,
    maxAge: duration.optional().describe('How old the scan may be.'),
  }),
]);
