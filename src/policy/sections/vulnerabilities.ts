import { z } from 'zod';
import { signedBy } from './attestations.ts';
import { duration, glob, level, relativePath, text } from './scalars.ts';

const grace = duration.optional();

const canary = z.strictObject({
  purl: text.startsWith('pkg:').describe('A package the database must have an advisory for.'),
  id: text.describe('The advisory.'),
});

const keys = z.strictObject({
  severity: level(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN', 'off'])
    .default('HIGH')
    .describe('The lowest severity that blocks; off turns scanning off.'),
  ignoreUnfixed: z.boolean().default(true).describe('Leave out what has no fixed version yet.'),
  databaseRepositories: z
    .array(text)
    .default([])
    .describe("OCI repositories of the vulnerability database, tried in order. Default: Trivy's own."),
  databaseDirectory: text
    .regex(/^(?:\/|[A-Za-z]:[\\/])/, 'must be an absolute path')
    .optional()
    .describe(
      'A directory of the machine that holds the database (db/trivy.db, db/metadata.json), for machines without a network. Nothing is downloaded then, whatever databaseRepositories says.',
    ),
  maxDatabaseAge: duration.prefault('72h').describe('An older database decides nothing: its scans are unknown.'),
  canary: z
    .preprocess(
      (value) => (value === false ? 'off' : value),
      z.union([z.literal('off'), canary, z.array(canary).min(1)]),
    )
    .default({ purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' })
    .describe(
      'An advisory the database must know, or a list of them, one for each kind of package that counts; of a system with its release: pkg:apk/alpine/openssl@3.1.4-r0?distro=alpine-3.19. off for a database without any.',
    ),
  javaDatabaseRepositories: z
    .array(text)
    .default([])
    .describe(
      "OCI repositories of the index of Java archives, tried in order, for images that hold some. Default: Trivy's own.",
    ),
  javaCanary: z
    .preprocess(
      (value) => (value === false ? 'off' : value),
      z.union([
        z.literal('off'),
        text.regex(/^pkg:maven\/[\w.-]+\/[A-Za-z0-9._-]+@\d[\w.-]*$/, 'must be like pkg:maven/GROUP/NAME@VERSION'),
      ]),
    )
    .default('pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1')
    .describe('An archive that the index of Java archives must know; off for an index without it.'),
  grace: z
    .strictObject({ CRITICAL: grace, HIGH: grace, MEDIUM: grace, LOW: grace, UNKNOWN: grace })
    .prefault({})
    .describe(
      'By severity, how long after its publication an advisory only warns: { HIGH: 14d }. One of days ends with a day (UTC), one of hours (12h, 36h) to the minute.',
    ),
  kev: relativePath
    .optional()
    .describe(
      "File with CISA's catalogue of known exploited vulnerabilities (JSON): what it lists blocks at any severity, with or without a repair, and has no grace. ignorePackages and ignoreFiles leave it out all the same, a VEX statement or an exception settles it, and with gate.scope new it does not block where the image of the base had it.",
    ),
  vex: z
    .array(glob)
    .default([])
    .describe('OpenVEX documents (JSON): what they say does not affect an image is excepted, and counted as that.'),
  vexAttestations: z
    .array(
      z.strictObject({
        images: z.array(glob).min(1).optional().describe('Of which images; of every image when left out.'),
        signedBy: signedBy.describe('Whose word counts: somebody of your own, not who publishes the image.'),
      }),
    )
    .default([])
    .describe('OpenVEX documents that are attached to images as attestations, and who must have signed them.'),
  sbomAttestations: z
    .array(
      z.strictObject({
        images: z.array(glob).min(1).optional().describe('Of which images; of every image when left out.'),
        signedBy: signedBy.describe('Whose bill of materials counts: a build that you trust to list everything.'),
      }),
    )
    .default([])
    .describe(
      'Bills of materials (CycloneDX or SPDX, in JSON) that are attached to images as attestations, and who must have signed them: one that verifies is scanned in place of the layers.',
    ),
  ignoreStatuses: z
    .array(
      z.enum([
        'unknown',
        'affected',
        'under_investigation',
        'will_not_fix',
        'fix_deferred',
        'end_of_life',
        'not_affected',
      ]),
    )
    .default([])
    .describe("Vendors' statuses that are left out where ignoreUnfixed is false."),
  ignorePackages: z
    .array(glob)
    .default([])
    .describe('Names of packages that are left out, as globs: "linux-libc-dev". What kev lists is left out with them.'),
  ignoreFiles: z
    .array(glob)
    .default([])
    .describe(
      'Files in images whose packages are left out, as globs: "usr/share/doc/**". Not for system packages. What kev lists is left out with them.',
    ),
  secrets: level(['block', 'warn', 'off'])
    .default('off')
    .describe("What a secret in an image comes to, by Trivy's rules for secrets; off does not look for any."),
  misconfiguration: level(['block', 'warn', 'off'])
    .default('off')
    .describe(
      "What a configuration in an image comes to that Trivy's checks advise against: blocks at or above severity.",
    ),
  endOfLife: level(['block', 'warn', 'off'])
    .default('off')
    .describe('What an image comes to whose operating system is past its end of life and gets no more advisories.'),
});

/** Without layers there is nothing to look for secrets and configurations in, and not looking must not look like a pass. */
export const vulnerabilities = keys.superRefine(({ sbomAttestations, secrets, misconfiguration }, context) => {
  if (sbomAttestations.length === 0) return;
  for (const [key, level] of Object.entries({ secrets, misconfiguration })) {
    if (level === 'off') continue;
    const message = `cannot be "${level}" beside sbomAttestations: a bill of materials has no files to look at`;
    context.addIssue({ code: 'custom', path: [key], message });
  }
});
