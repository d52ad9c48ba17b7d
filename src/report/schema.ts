import { z } from 'zod';
import { SEVERITIES, TOPICS } from '../domain/index.ts';

/**
 * Report v1: the machine contract. docs/schema/report.schema.json is generated from it (scripts/schemas.ts).
 * A change that takes a key away or gives it another meaning needs another `schemaVersion`.
 */

const line = z.int().min(1);
const count = z.int().min(0);

const range = {
  file: z.string().describe('Relative to the repository root, with /.'),
  startLine: line,
  startColumn: line.describe('1-based, in UTF-16 units.'),
  endLine: line,
  endColumn: line.describe('Exclusive.'),
};

const location = z
  .strictObject({ ...range, exact: z.boolean().describe('False where the line is approximate.') })
  .describe('Where a person edits.');

const manifest = z
  .strictObject({
    file: z.string(),
    document: count.describe('0-based, counting the documents of the file that hold content.'),
    item: count.optional().describe('Index inside a List.'),
    apiVersion: z.string(),
    kind: z.string(),
    namespace: z.string().optional(),
    name: z.string(),
  })
  .describe("The object, by its source document; for Helm the file is the chart's template.");

const outcome = z.enum(['pass', 'fail', 'unknown', 'skipped']);

export const ReportImageSchema = z.strictObject({
  reference: z.string().describe('As written.'),
  repository: z.string().nullable().describe('Canonical; null where the text is no image reference.'),
  tag: z.string().nullable(),
  digest: z.string().nullable().describe('Written, or what the registry said; null where it is not known.'),
  pinned: z.boolean().describe('True where the text itself names a digest.'),
  uses: z.array(
    z.strictObject({
      manifest,
      path: z.string().describe('Inside the object, for example spec.containers[0].image.'),
      location,
      related: z.array(location),
    }),
  ),
  checks: z
    .strictObject({ allowlist: outcome, signatures: outcome, vulnerabilities: outcome })
    .optional()
    .describe('Left out where nothing was checked (images without --resolve).'),
  comparison: z
    .strictObject({
      replaces: z.array(z.string()).describe('What the base runs in its places, as written.'),
      fixed: count.describe('Advisories of a package that those have, and it has not.'),
      added: count.describe('Those that it has where the base has them not.'),
      remaining: count.describe("Those that both have: the base's."),
    })
    .optional()
    .describe(
      "Vulnerabilities that the policy counts, compared with the base's images in the same places. Left out where the change replaces no image with it, or a scan did not say all.",
    ),
  signaturePolicies: z
    .array(
      z.strictObject({
        policy: z.string().describe('The name of a ClusterImagePolicy that matches the image.'),
        outcome,
        authorities: z
          .array(z.strictObject({ name: z.string(), outcome }))
          .describe('Those that were asked, in order; one that passes is enough.'),
      }),
    )
    .optional()
    .describe('What each policy said of the image; the findings say why. Left out where none matches.'),
  sboms: z
    .array(
      z.strictObject({
        platform: z.string().nullable().describe('Of an index; null for an image that is not of one.'),
        signedBy: z.string().describe('The key or the identity, from vulnerabilities.sbomAttestations.'),
      }),
    )
    .optional()
    .describe(
      'Bills of materials that were scanned in place of the layers. Left out where all layers were scanned themselves.',
    ),
});

const edit = z.strictObject({ ...range, text: z.string() });

export const ReportFindingSchema = z.strictObject({
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Stable over moved lines and renamed files.'),
  rule: z.string().regex(/^[a-z]+\/.+$/),
  severity: z.enum(SEVERITIES),
  outcome: z.enum(['fail', 'unknown']).describe('unknown: could not be checked, which is never a pass.'),
  effect: z.enum(['block', 'warn', 'excepted', 'baseline']),
  message: z.string(),
  manifest: manifest.nullable(),
  image: z.string().nullable().describe('The image reference as written.'),
  location,
  related: z.array(location),
  fix: z
    .strictObject({ edits: z.array(edit).min(1), proved: z.literal(true) })
    .nullable()
    .describe('Edits that were applied and rendered again before they were offered.'),
  exception: z.strictObject({ reason: z.string(), expires: z.string() }).nullable(),
  advisory: z
    .strictObject({
      type: z.string().describe("The kind of package, in Trivy's words."),
      package: z.string(),
      source: z.string().describe('What the package was built from.'),
      installed: z.array(z.string()),
      fixed: z
        .array(z.string())
        .describe(
          'Several where platforms have several; `1.22.7, 1.23.1` where branches do. Empty where no version fixes it.',
        ),
      exploited: z.boolean(),
      blocksFrom: z
        .string()
        .nullable()
        .describe(
          'The day from which it blocks, where it has a grace period; with the time (2027-01-31T09:30Z) where that is of hours.',
        ),
    })
    .optional()
    .describe('Of a vulnerability: which package, and what repairs it.'),
});

const errorEntry = z.strictObject({
  code: z.string().regex(/^[a-z-]+\/[a-z0-9-]+$/),
  stage: z.string(),
  message: z.string(),
  remedy: z.string(),
  location: location.nullable(),
});

const tool = z.strictObject({ version: z.string() });

const judged = z
  .strictObject({
    commit: z.string().nullable().describe('Commit of the tree that was judged; null for a working tree.'),
    base: z.string().nullable().describe('Commit it was compared with; null where there was none.'),
    policy: z
      .strictObject({ from: z.string(), file: z.string().nullable() })
      .describe('The tree whose policy decided, and its file; null: the defaults.'),
    trust: z
      .enum(['authoritative', 'tamper-evident', 'own'])
      .describe(
        'authoritative: the workflow comes from outside the change. tamper-evident: it comes from the change, so that a change to it blocks. own: a tree judged by its own policy.',
      ),
    repaired: count.describe("How many of the base's failures are gone."),
  })
  .describe('What was judged, by whose word.');

export const ReportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    verdict: z.enum(['pass', 'fail', 'unknown']),
    judged,
    stats: z.strictObject({
      manifests: count,
      images: count,
      findings: z.strictObject({ block: count, warn: count, excepted: count, baseline: count }),
    }),
    topics: z
      .array(
        z.strictObject({
          topic: z.enum(TOPICS.map(({ id }) => id)),
          title: z.string(),
          status: z
            .enum(['pass', 'fail', 'unknown', 'not-provable'])
            .describe(
              'not-provable: nothing in the repository shows it, or a part of it, either way, which is no pass.',
            ),
          findings: count.describe('Of any effect.'),
          note: z.string().describe('Which parts were shown and which were not, and what no manifest can show.'),
          parts: z
            .array(
              z.strictObject({
                name: z.string(),
                status: z
                  .enum(['pass', 'fail', 'unknown', 'off', 'absent'])
                  .describe('off: the policy does not ask for it. absent: nothing in the repository shows it.'),
              }),
            )
            .optional()
            .describe('What the topic is about, part by part: it passes only where each of them did.'),
        }),
      )
      .optional()
      .describe('One line for each of the ten topics of the hardening checklist, in its order.'),
    images: z.array(ReportImageSchema),
    findings: z.array(ReportFindingSchema).describe('What blocks first, the worst first, then by place.'),
    tools: z
      .strictObject({
        helm: tool.optional(),
        kustomize: tool.optional(),
        kyverno: tool.optional(),
        gator: tool.optional(),
        gitleaks: tool.optional(),
        trustRoots: z
          .array(
            z.strictObject({
              name: z.string().describe('sigstore, github, or the name of a TrustRoot document.'),
              source: z
                .enum(['shipped', 'fetched', 'cached', 'policy'])
                .describe('cached: fetched by an earlier run, and not expired.'),
              updatedAt: z.string().nullable().describe('How old it is; null for keys that the policy holds itself.'),
            }),
          )
          .optional()
          .describe('Whose keys and certificates signatures were checked with.'),
        trivy: z
          .strictObject({
            version: z.string(),
            database: z.strictObject({ updatedAt: z.string() }).nullable(),
          })
          .optional(),
      })
      .describe('The programs that took part.'),
    errors: z.array(errorEntry).describe('What went wrong in the run itself.'),
  })
  .describe('supply-chain-gate report, version 1');

export type Report = z.infer<typeof ReportSchema>;
export type ReportImage = z.infer<typeof ReportImageSchema>;
export type ReportFinding = z.infer<typeof ReportFindingSchema>;
export type ReportLocation = z.infer<typeof location>;
export type ReportEdit = z.infer<typeof edit>;
export type ReportTools = Report['tools'];
export type ReportTopic = NonNullable<Report['topics']>[number];
export type ReportJudged = z.infer<typeof judged>;
