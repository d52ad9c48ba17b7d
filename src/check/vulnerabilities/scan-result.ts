import type { UnknownCause } from '../../domain/index.ts';
import type { TrivySeverity } from './severity.ts';

/** One advisory that applies to one package of a scanned image. */
export interface Vulnerability {
  readonly id: string;
  /** Trivy's type of the package: `alpine`, `node-pkg`. */
  readonly type: string;
  readonly package: string;
  /** What the package was built from; the package itself where Trivy names nothing. */
  readonly source: string;
  readonly installed: string;
  /** Null where no version fixes it yet. */
  readonly fixed: string | null;
  readonly severity: TrivySeverity;
  readonly title: string;
  /** The vendor's word on it: `fixed`, `affected`, `will_not_fix`, `end_of_life`. */
  readonly status: string;
  /** Null where the advisory does not say. */
  readonly published: Date | null;
  /** Where in the image the package is; null for packages of the operating system. */
  readonly file: string | null;
  /** What vendors call the same problem. */
  readonly aliases: readonly string[];
  /** Package URL; null where Trivy gives none. */
  readonly purl: string | null;
}

/** Why something could not be found out: complete sentences, without secrets. */
export interface Problem {
  /** Stable and short, part of the finding's fingerprint. */
  readonly what: string;
  readonly cause: UnknownCause;
  readonly message: string;
  readonly remedy: string;
}

/** A secret in a file of an image, or a configuration in it that Trivy advises against. */
export interface Exposure {
  readonly kind: 'secret' | 'misconfiguration';
  /** Trivy's rule: `github-pat`, `DS-0002`. */
  readonly id: string;
  readonly severity: TrivySeverity;
  readonly title: string;
  readonly file: string;
  readonly line: number | null;
  /** What Trivy says to do; empty for a secret. */
  readonly advice: string;
}

/** What a scan found, and why that is not all there is to say; with a problem the image is never clean. */
export interface ScanResult {
  readonly vulnerabilities: readonly Vulnerability[];
  /** Empty where the policy does not ask for them. */
  readonly exposures: readonly Exposure[];
  /** `debian 9`: the operating system, where its vendor no longer looks after it; else null. */
  readonly endOfLife: string | null;
  readonly problem: Problem | null;
  /** True where it depends on the index of Java archives too. */
  readonly asksJavaIndex: boolean;
}
