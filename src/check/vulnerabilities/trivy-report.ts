import { z } from 'zod';
import { TRIVY_SEVERITIES } from './severity.ts';

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/** By what the image's configuration says that it holds unpacked; empty where Trivy read no layers. */
const Layer = z.object({ DiffID: z.string().default('') }).prefault({});

const Vulnerability = z.object({
  VulnerabilityID: z.string().min(1),
  PkgName: z.string().min(1),
  PkgID: z.string().default(''),
  InstalledVersion: z.string().default(''),
  FixedVersion: z.string().default(''),
  Severity: z.enum(TRIVY_SEVERITIES).default('UNKNOWN'),
  Title: z.string().default(''),
  Status: z.string().default('unknown'),
  PublishedDate: z.string().default(''),
  PkgPath: z.string().default(''),
  Layer,
  VendorIDs: list(z.string()),
  PkgIdentifier: z.object({ PURL: z.string().default('') }).prefault({}),
});

const line = z
  .int()
  .nullish()
  .transform((number) => (number !== null && number !== undefined && number > 0 ? number : null));
const severity = z.enum(TRIVY_SEVERITIES).default('UNKNOWN');

/** `Match` and `Code`, which show what is around the secret, are not read. */
const Secret = z.object({
  RuleID: z.string().min(1),
  Title: z.string().default(''),
  Severity: severity,
  StartLine: line,
});

const Misconfiguration = z.object({
  ID: z.string().min(1),
  Title: z.string().default(''),
  Message: z.string().default(''),
  Resolution: z.string().default(''),
  Severity: severity,
  Status: z.string().default(''),
  CauseMetadata: z.object({ StartLine: line }).prefault({}),
});

const Result = z.object({
  Class: z.string().default(''),
  Target: z.string().default(''),
  Type: z.string().default(''),
  Packages: list(
    z.object({
      Name: z.string(),
      ID: z.string().default(''),
      Version: z.string().default(''),
      Release: z.string().default(''),
      Arch: z.string().default(''),
      SrcName: z.string().default(''),
      Maintainer: z.string().default(''),
      Modularitylabel: z.string().default(''),
      InstalledFiles: list(z.string()),
      FilePath: z.string().default(''),
      Layer,
      BuildInfo: z.object({ ContentSets: list(z.string()) }).nullish(),
      AnalyzedBy: z.string().default(''),
      Identifier: z.object({ PURL: z.string().default('') }).prefault({}),
    }),
  ),
  Vulnerabilities: list(Vulnerability),
  Secrets: list(Secret),
  Misconfigurations: list(Misconfiguration),
});

/** Trivy's JSON, `types.Report` with SchemaVersion 2 (pkg/types/report.go), as far as the gate reads it. */
export const TrivyReport = z.object({
  SchemaVersion: z.literal(2),
  ArtifactName: z.string(),
  Metadata: z
    .looseObject({
      DiffIDs: list(z.string()),
      OS: z
        .looseObject({ Family: z.string(), Name: z.string().default(''), EOSL: z.boolean().default(false) })
        .nullish(),
    })
    .prefault({}),
  Results: list(Result),
});
export type TrivyReport = z.output<typeof TrivyReport>;

/** Null where the bytes are not such a report. */
export function parseTrivyReport(bytes: Uint8Array): TrivyReport | null {
  try {
    const parsed = TrivyReport.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
