import { z } from 'zod';
import { parseDuration } from './duration.ts';

/**
 * The policy file, version 1. Descriptions end up in the JSON Schema that editors show (docs/schema/policy.schema.json),
 * so each says what the key does, and not how it is checked. Unknown keys are mistakes, never ignored.
 */

const text = z.string().min(1);
const glob = text.max(512);

/** YAML reads an unquoted `false` where a person means `off`; both are taken. */
function level<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess((value) => (value === false ? 'off' : value), z.enum(values));
}

const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,5}[mhd]$/, 'expected a duration like 90m, 72h or 180d')
  .transform((value) => parseDuration(value) ?? 0);

const relativePath = text
  .max(4096)
  .refine((path) => !path.startsWith('/') && !path.split(/[\\/]/).includes('..'), {
    message: 'expected a path inside the repository: relative, without ".."',
  })
  .transform((path) =>
    path
      .replace(/^(\.\/)+/, '')
      .replace(/\/+$/, '')
      .replace(/^\.$/, ''),
  );

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date like 2027-01-31')
  .refine((value) => {
    const time = Date.parse(`${value}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  }, 'this date is not in the calendar');

const helm = z
  .strictObject({
    releaseName: text.max(53).default('release-name').describe('Release name given to helm template.'),
    namespace: text.max(63).default('default').describe('Namespace given to helm template.'),
    valuesFiles: z
      .array(relativePath)
      .default([])
      .describe('Values files, relative to the chart or else to the repository root; the last one wins.'),
    set: z
      .record(text, z.union([z.string(), z.boolean()]).transform(String))
      .default({})
      .describe('Single values, as helm template --set takes them.'),
    kubeVersion: text
      .nullable()
      .default(null)
      .describe('Kubernetes version the chart is rendered for, for example "1.34".'),
    apiVersions: z
      .array(text)
      .default([])
      .describe('API versions the chart may ask for with .Capabilities.APIVersions.'),
  })
  .describe('How the chart is rendered.');

const source = z.strictObject({
  path: relativePath.describe('A chart, a kustomization, or a file or directory of manifests.'),
  helm: helm.optional(),
});

const digest = text.regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits');

const images = z.strictObject({
  allow: z
    .array(glob)
    .nullable()
    .default(null)
    .describe(
      'Repositories that may be deployed, as globs on the canonical name: * stays within a segment, ** crosses. Left out: any.',
    ),
  deny: z.array(glob).default([]).describe('Repositories that may not be deployed; wins over allow.'),
  digest: level(['required', 'warn', 'off']).default('required').describe('Must a reference name a digest?'),
  tags: z
    .strictObject({ deny: z.array(text).default([]).describe('Tags that may not be used, as globs.') })
    .prefault({}),
  platforms: z
    .array(text.regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/, 'expected os/architecture, for example linux/amd64'))
    .default([])
    .describe('Platforms of an index that are scanned. Default: linux/amd64 and linux/arm64 where present.'),
});

const signatures = z.strictObject({
  mode: level(['enforce', 'warn', 'off']).optional().describe('Default: enforce when policies are named, else off.'),
  noMatch: z.enum(['deny', 'warn', 'allow']).default('deny').describe('What an image that no policy matches gets.'),
  policies: z
    .array(relativePath)
    .default([])
    .describe('Files with ClusterImagePolicy and TrustRoot documents, as globs from the repository root.'),
});

const vulnerabilities = z.strictObject({
  severity: level(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN', 'off'])
    .default('HIGH')
    .describe('The lowest severity that blocks; off turns scanning off.'),
  ignoreUnfixed: z.boolean().default(true).describe('Leave out what has no fixed version yet.'),
  databaseRepositories: z
    .array(text)
    .default([])
    .describe("OCI repositories of the vulnerability database, tried in order. Default: Trivy's own."),
  maxDatabaseAge: duration.prefault('72h').describe('An older database decides nothing: its scans are unknown.'),
  canary: z
    .preprocess(
      (value) => (value === false ? 'off' : value),
      z.union([
        z.literal('off'),
        z.strictObject({
          purl: text.startsWith('pkg:').describe('A package the database must have an advisory for.'),
          id: text.describe('The advisory.'),
        }),
      ]),
    )
    .default({ purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' })
    .describe('An advisory the database must know; off for a database without it.'),
});

const hardening = z.strictObject({
  podSecurity: z
    .strictObject({
      level: z
        .enum(['privileged', 'baseline', 'restricted'])
        .default('restricted')
        .describe('Pod Security Standards level.'),
      version: text
        .regex(/^(latest|v?1\.\d{1,3})$/, 'expected latest or a version like v1.34')
        .default('latest')
        .describe('Version of the standards: latest, or v1.0 and later.'),
    })
    .prefault({}),
  rules: z
    .record(text, level(['error', 'warn', 'off']))
    .default({})
    .describe('Level by rule id, prefix ("rbac/*") or "*"; the most specific wins.'),
});

const exception = z.strictObject({
  rules: z.array(text).min(1).describe('Rule ids, or prefixes ("pss/*").'),
  images: z
    .array(glob)
    .min(1)
    .optional()
    .describe('Only findings about these images: globs on repository, or repository@digest.'),
  paths: z
    .array(relativePath)
    .min(1)
    .optional()
    .describe('Only findings in these files, as globs from the repository root.'),
  reason: text.describe('Why, for whoever reads this next year.'),
  expires: date.describe('The last day (UTC) on which it holds.'),
});

// Keys, `[*]`, `[0]` and `["a.key"]`, as src/images reads them.
const objectPath = text
  .max(512)
  .regex(
    /^(?:[A-Za-z_][A-Za-z0-9_-]*|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])(?:\.[A-Za-z_][A-Za-z0-9_-]*|\[(?:\*|[0-9]{1,9})\]|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])*$/u,
    'expected a path like spec.image, spec.steps[*].image or metadata.annotations["example.com/image"]',
  );

const customResource = z.strictObject({
  apiVersion: text
    .regex(/^(?:[^/*\s]+\/)?[^/*\s]+$|^[^/*\s]+\/\*$/, 'expected group/version or group/*, for example example.com/v1')
    .describe('group/version; the version may be *.'),
  kind: text,
  images: z.array(objectPath).default([]).describe('Paths of image references: spec.image, spec.steps[*].image.'),
  podSpecs: z.array(objectPath).default([]).describe('Paths of pod specs: spec.template.spec.'),
});

const tool = z
  .strictObject({
    path: text.optional().describe('Absolute path of the program on the runner.'),
    version: text.optional().describe('Version to download instead of the built-in one; needs sha256.'),
    sha256: text
      .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
      .optional()
      .describe("Of the program at path, or of the release's archive for this platform."),
  })
  .refine((value) => value.version === undefined || value.sha256 !== undefined, {
    message: 'a version needs the sha256 of its archive',
  });

const gate = z.strictObject({
  scope: z
    .enum(['new', 'all'])
    .default('new')
    .describe('new: with a base, only findings absent at the base block. all: every finding does.'),
  onUnknown: z
    .enum(['fail', 'warn'])
    .default('fail')
    .describe('What a check that could not be made does. content is never softened.'),
  workflowChanges: z
    .enum(['block', 'warn'])
    .default('block')
    .describe('What a change to the workflow that runs the gate does.'),
  maxExceptionAge: duration.prefault('180d').describe('No exception holds longer than this from today.'),
});

export const PolicySchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this file format.'),
    sources: z.array(source).min(1).optional().describe('What is rendered; discovered when left out.'),
    ignorePaths: z.array(glob).default([]).describe('Globs of paths that are never sources.'),
    images: images.prefault({}),
    signatures: signatures.prefault({}),
    vulnerabilities: vulnerabilities.prefault({}),
    hardening: hardening.prefault({}),
    customResources: z.array(customResource).default([]).describe('Where custom resources name images.'),
    mirrors: z
      .record(text, z.array(text).min(1))
      .default({})
      .describe('Registry host to mirrors that are asked first: "docker.io": ["mirror.example/hub"].'),
    tools: z
      .strictObject({ trivy: tool.optional(), helm: tool.optional(), kustomize: tool.optional() })
      .prefault({})
      .describe('Programs to use instead of the built-in versions.'),
    exceptions: z.array(exception).default([]),
    gate: gate.prefault({}),
  })
  .describe('supply-chain-gate policy');

export const DigestSchema = digest;

type Parsed = z.output<typeof PolicySchema>;

/** The policy in force, with every default filled in. Durations are milliseconds. */
export type Policy = Omit<Parsed, 'signatures'> & {
  readonly signatures: Omit<Parsed['signatures'], 'mode'> & { readonly mode: 'enforce' | 'warn' | 'off' };
};
export type PolicyException = Parsed['exceptions'][number];
export type CustomResource = Parsed['customResources'][number];
export type ToolPin = NonNullable<Parsed['tools']['trivy']>;
export type VulnerabilityPolicy = Parsed['vulnerabilities'];

/** @throws z.ZodError with a path for each mistake. */
export function completePolicy(value: unknown): Policy {
  const parsed = PolicySchema.parse(value);
  const { mode, ...rest } = parsed.signatures;
  return { ...parsed, signatures: { ...rest, mode: mode ?? (rest.policies.length > 0 ? 'enforce' : 'off') } };
}

/** What holds when there is no policy file. */
export const DEFAULT_POLICY: Policy = completePolicy({ version: 1 });
