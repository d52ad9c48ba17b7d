import { z } from 'zod';

/** A line of the report that `kyverno apply --policy-report` prints (openreports.io/v1alpha1), as far as it is read. */
const Result = z.object({
  source: z.string().default(''),
  policy: z.string(),
  rule: z.string().default(''),
  result: z.enum(['pass', 'fail', 'warn', 'error', 'skip']),
  message: z.string().default(''),
  resources: z
    .array(z.object({ kind: z.string(), namespace: z.string().default(''), name: z.string().default('') }))
    .default([]),
  properties: z.record(z.string(), z.string()).default({}),
});
export type KyvernoResult = z.output<typeof Result>;

const Report = z.object({
  kind: z.literal('ClusterReport'),
  results: z
    .array(Result)
    .nullish()
    .transform((value) => value ?? []),
});

/**
 * Mutated objects may be printed before it; the report is the last thing, and without a result there is none. Null where
 * it cannot be read.
 */
export function readReport(stdout: string): readonly KyvernoResult[] | null {
  const start = stdout.lastIndexOf('{"kind":"ClusterReport"');
  if (start === -1) return [];
  try {
    const parsed = Report.safeParse(JSON.parse(stdout.slice(start)));
    return parsed.success ? parsed.data.results : null;
  } catch {
    return null;
  }
}

/** The files that kyverno says it leaves out, with why: it goes on without them as if they were not there. */
export function skippedFiles(stderr: string): ReadonlyMap<string, string> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken out.
  const plain = stderr.replace(/\x1b\[[0-9;]*m/g, '');
  const skipped = new Map<string, string>();
  for (const line of plain.split('\n')) {
    const file = /skipping invalid YAML file\b.*\bpath=("?)([^\s"]+)\1/.exec(line)?.[2];
    if (file === undefined) continue;
    const why = /error="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? 'it is not valid';
    skipped.set(file.replace(/.*\//, ''), why.replace(/^failed to load file \S+: /, ''));
  }
  return skipped;
}
