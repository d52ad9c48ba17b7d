import type { UnknownCause } from '../../domain/index.ts';
import type { TrivySeverity } from './severity.ts';

/** One advisory that applies to one package of a scanned image. */
export interface Vulnerability {
  readonly id: string;
  /** Trivy's type of the package: `alpine`, `node-pkg`. */
  readonly type: string;
  readonly package: string;
  readonly installed: string;
  /** Null where no version fixes it yet. */
  readonly fixed: string | null;
  readonly severity: TrivySeverity;
  readonly title: string;
}

/** Why something could not be found out: complete sentences, without secrets. */
export interface Problem {
  /** Stable and short, part of the finding's fingerprint. */
  readonly what: string;
  readonly cause: UnknownCause;
  readonly message: string;
  readonly remedy: string;
}

/** What a scan found, and why that is not all there is to say; with a problem the image is never clean. */
export interface ScanResult {
  readonly vulnerabilities: readonly Vulnerability[];
  readonly problem: Problem | null;
}
