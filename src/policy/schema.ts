import { z } from 'zod';
import { presetOf, profile } from './profile.ts';
import { assume } from './sections/assume.ts';
import { customResource } from './sections/custom-resource.ts';
import { exception } from './sections/exception.ts';
import { gate } from './sections/gate.ts';
import { hardening } from './sections/hardening.ts';
import { images } from './sections/images.ts';
import { repositories } from './sections/repositories.ts';
import { digest, glob, text } from './sections/scalars.ts';
import { signatures } from './sections/signatures.ts';
import { source } from './sections/source.ts';
import { localTool, tool } from './sections/tool.ts';
import { vulnerabilities } from './sections/vulnerabilities.ts';

/**
 * The policy file, version 1; a section a file. Descriptions end up in the JSON Schema that editors show
 * (docs/schema/policy.schema.json), so each says what the key does, and not how it is checked. Unknown keys are
 * mistakes, never ignored.
 */
export const PolicySchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this file format.'),
    sources: z.array(source).min(1).optional().describe('What is rendered; discovered when left out.'),
    ignorePaths: z.array(glob).default([]).describe('Globs of paths that are never sources.'),
    repositories: repositories.prefault({}),
    images: images.prefault({}),
    signatures: signatures.prefault({}),
    vulnerabilities: vulnerabilities.prefault({}),
    profile,
    hardening: hardening.prefault({}),
    assume: assume.prefault({}).describe('What is in the cluster and not in the repository.'),
    requiredLabels: z
      .array(text)
      .default([])
      .describe('Labels that every workload and every Namespace must have: "app.kubernetes.io/part-of".'),
    customResources: z.array(customResource).default([]).describe('Where custom resources name images.'),
    mirrors: z
      .record(text, z.array(text).min(1))
      .default({})
      .describe('Registry host to mirrors that are asked first: "docker.io": ["mirror.example/hub"].'),
    tools: z
      .strictObject({
        trivy: tool.optional(),
        helm: tool.optional(),
        kustomize: tool.optional(),
        kyverno: tool.optional(),
        gator: tool.optional(),
        cue: localTool.optional().describe('Evaluates conditions in CUE of signature policies.'),
        opa: localTool.optional().describe('Evaluates conditions in Rego of signature policies.'),
        gitleaks: localTool.optional().describe('Looks for credentials in manifests and Helm values.'),
      })
      .prefault({})
      .describe('Programs to use instead of the built-in versions.'),
    exceptions: z.array(exception).default([]),
    gate: gate.prefault({}),
  })
  .describe('supply-chain-gate policy');

export const DigestSchema = digest;

type Parsed = z.output<typeof PolicySchema>;

/** The policy in force, with every default filled in. Durations are milliseconds. */
export type Policy = Omit<Parsed, 'signatures' | 'hardening'> & {
  readonly hardening: Omit<Parsed['hardening'], 'podSecurity'> & {
    readonly podSecurity: { readonly level: 'privileged' | 'baseline' | 'restricted'; readonly version: string };
  };
  readonly signatures: Omit<Parsed['signatures'], 'mode'> & { readonly mode: 'enforce' | 'warn' | 'off' };
};
export type PolicyException = Parsed['exceptions'][number];
export type CustomResource = Parsed['customResources'][number];
export type ToolPin = NonNullable<Parsed['tools']['trivy']>;
export type VulnerabilityPolicy = Parsed['vulnerabilities'];
/** An advisory that the vulnerability database must know. */
export type Canary = Extract<VulnerabilityPolicy['canary'], { readonly purl: string }>;

/** @throws z.ZodError with a path for each mistake. */
export function completePolicy(value: unknown): Policy {
  // It is parsed once or twice a run, and zod compiles a parser for many more times than that.
  const parsed = PolicySchema.parse(value, { jitless: true });
  const { mode, ...rest } = parsed.signatures;
  const preset = presetOf(parsed.profile);
  const { podSecurity, rules, admissionPolicies } = parsed.hardening;
  return {
    ...parsed,
    hardening: {
      podSecurity: { level: podSecurity.level ?? preset.level, version: podSecurity.version },
      admissionPolicies,
      rules: { ...preset.rules, ...rules },
    },
    signatures: { ...rest, mode: mode ?? (rest.policies.length + rest.attestations.length > 0 ? 'enforce' : 'off') },
  };
}

/** What holds when there is no policy file. */
export const DEFAULT_POLICY: Policy = completePolicy({ version: 1 });
