import { z } from 'zod';
import type { Statement } from '../found/statement.ts';

/** What SLSA provenance says of a build, whatever its version. Null: it does not say. */
export interface BuildFacts {
  readonly builder: string | null;
  /** `https://github.com/acme/api`, without scheme prefixes of tools and without `.git`. */
  readonly sourceRepository: string | null;
  /** `refs/heads/main` */
  readonly ref: string | null;
  readonly workflow: string | null;
  readonly finishedOn: Date | null;
}

export const PROVENANCE_TYPES: ReadonlySet<string> = new Set([
  'https://slsa.dev/provenance/v0.2',
  'https://slsa.dev/provenance/v1',
]);

const words = z.string().nullish();

/** slsa.dev/spec/v1.0/provenance; `workflow` as GitHub's build type has it, `source` as slsa-github-generator's. */
const V1 = z.looseObject({
  buildDefinition: z.looseObject({
    externalParameters: z
      .looseObject({
        workflow: z.looseObject({ repository: words, ref: words, path: words }).nullish(),
        source: z.union([z.string(), z.looseObject({ uri: words })]).nullish(),
      })
      .nullish(),
  }),
  runDetails: z.looseObject({
    builder: z.looseObject({ id: z.string() }),
    metadata: z.looseObject({ startedOn: words, finishedOn: words }).nullish(),
  }),
});

/** slsa.dev/provenance/v0.2 */
const V02 = z.looseObject({
  builder: z.looseObject({ id: z.string() }),
  invocation: z.looseObject({ configSource: z.looseObject({ uri: words, entryPoint: words }).nullish() }).nullish(),
  metadata: z.looseObject({ buildStartedOn: words, buildFinishedOn: words }).nullish(),
});

/** Null where the predicate is not what its type says. */
export function readProvenance({ predicateType, predicate }: Statement): BuildFacts | null {
  return predicateType === 'https://slsa.dev/provenance/v1' ? readV1(predicate) : readV02(predicate);
}

function readV1(predicate: unknown): BuildFacts | null {
  const parsed = V1.safeParse(predicate);
  if (!parsed.success) return null;
  const { buildDefinition, runDetails } = parsed.data;
  const { workflow, source } = buildDefinition.externalParameters ?? {};
  const uri = splitUri(typeof source === 'string' ? source : source?.uri);
  return {
    builder: runDetails.builder.id,
    sourceRepository: normalise(workflow?.repository) ?? uri.repository,
    ref: workflow?.ref ?? uri.ref,
    workflow: workflow?.path ?? null,
    finishedOn: readDate(runDetails.metadata?.finishedOn ?? runDetails.metadata?.startedOn),
  };
}

function readV02(predicate: unknown): BuildFacts | null {
  const parsed = V02.safeParse(predicate);
  if (!parsed.success) return null;
  const { builder, invocation, metadata } = parsed.data;
  const uri = splitUri(invocation?.configSource?.uri);
  return {
    builder: builder.id,
    sourceRepository: uri.repository,
    ref: uri.ref,
    workflow: invocation?.configSource?.entryPoint ?? null,
    finishedOn: readDate(metadata?.buildFinishedOn ?? metadata?.buildStartedOn),
  };
}

/** `git+https://github.com/acme/api@refs/heads/main` */
function splitUri(uri: string | null | undefined): { readonly repository: string | null; readonly ref: string | null } {
  if (uri === null || uri === undefined) return { repository: null, ref: null };
  const at = uri.lastIndexOf('@');
  if (at <= uri.lastIndexOf('://') + 2) return { repository: normalise(uri), ref: null };
  const ref = uri.slice(at + 1);
  return { repository: normalise(uri.slice(0, at)), ref: ref === '' ? null : ref };
}

function normalise(repository: string | null | undefined): string | null {
  if (repository === null || repository === undefined || repository === '') return null;
  return repository
    .replace(/^git\+/, '')
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
}

/** Null for what is no date. */
export function readDate(text: string | null | undefined): Date | null {
  if (text === null || text === undefined || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
