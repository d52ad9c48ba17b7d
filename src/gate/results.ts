import type { RepositoryFiles } from '../check/hardening/index.ts';
import type {
  AppliedException,
  CheckResult,
  Finding,
  Image,
  Manifest,
  Resolution,
  Source,
  Tree,
} from '../domain/index.ts';
import type { CheckOutcomes, ReportTools } from '../report/index.ts';

/** What one tree holds, and what can be said of it without asking anyone. */
export interface Survey {
  readonly tree: Tree;
  readonly sources: readonly Source[];
  readonly manifests: readonly Manifest[];
  readonly files: ReadonlyMap<Source, ReadonlySet<string>>;
  readonly images: readonly Image[];
  readonly repository: RepositoryFiles;
  readonly allowlist: CheckResult;
  readonly findings: readonly Finding[];
  /** The programs that looked for credentials. */
  readonly tools: Pick<ReportTools, 'gitleaks'>;
  /** Sources that did not render, or not all of them. */
  readonly failed: readonly Source[];
}

/** What registries and scanners say of the images. */
export interface Inspection {
  readonly resolutions: ReadonlyMap<string, Resolution>;
  readonly checks: CheckOutcomes;
  readonly findings: readonly Finding[];
  /** What scans say of the base's images that the head runs others in the place of. */
  readonly replaced: readonly Finding[];
  /** Those that a VEX document lets pass. */
  readonly settled: ReadonlyMap<Finding, AppliedException>;
  readonly tools: ReportTools;
}
