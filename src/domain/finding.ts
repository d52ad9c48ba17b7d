import type { Json } from './json.ts';
import type { Location } from './location.ts';
import type { Manifest, ManifestRef } from './manifest.ts';
import type { Path } from './path.ts';
import type { Edit } from './tree.ts';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a check ends in. `unknown` means could not check, and is never a pass. */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'skipped';

/** Rule ids are `family/name`, for example `image/unpinned`, `pss/runAsNonRoot`, `vulnerability/CVE-2024-1234`. */
export type RuleId = `${string}/${string}`;

/**
 * Whose fault an unknown is. `infrastructure` (an allowed host that is down) is what `onUnknown: warn` softens;
 * `content` (huge, malformed, unrenderable, slow: what the change itself brings) is never softened.
 */
export type UnknownCause = 'infrastructure' | 'content';

/** A field of an object and what it has to say: a scalar, or a list of scalars where there is none yet. */
export interface FieldRepair {
  readonly manifest: Manifest;
  readonly path: Path;
  readonly value: Json;
}

/** Which package an advisory is about, and what repairs it. */
export interface Advisory {
  /** The kind of package, in Trivy's words: `alpine`, `node-pkg`. */
  readonly type: string;
  readonly package: string;
  /** What the package was built from, which is upgraded as a whole; the package itself where there is no such thing. */
  readonly source: string;
  readonly installed: readonly string[];
  /** One for each version of the package that is installed somewhere in the image; empty where nothing fixes it. */
  readonly fixed: readonly string[];
  /** On the policy's list of vulnerabilities that are known to be exploited. */
  readonly exploited: boolean;
  /** `2027-01-31`, or `2027-01-31T09:30Z` for a grace of hours: from when it blocks; null where it has no grace. */
  readonly blocksFrom: string | null;
}

/** One problem at one place, before the policy's exceptions and the baseline have been applied to it. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly result: { readonly outcome: 'fail' } | { readonly outcome: 'unknown'; readonly cause: UnknownCause };
  /** What the policy says of this rule: stop the merge, or only say so. */
  readonly enforcement: 'block' | 'warn';
  /** What is wrong, where, why it matters, what to do: plain text, unescaped, without a final full stop's newline. */
  readonly message: string;
  readonly manifest: ManifestRef | null;
  /** The image reference as written. */
  readonly image: string | null;
  readonly location: Location;
  readonly related: readonly Location[];
  /** Path inside the object, formatted; part of the fingerprint, so that moved lines do not matter. */
  readonly path: string | null;
  /**
   * What else tells this finding from another of the same rule and path, for the fingerprint: the offending value, the
   * digest that was judged, the package. Never a line number, never a time.
   */
  readonly identity: readonly string[];
  /**
   * What lacks something as a whole, `the repository` or `namespace shop`, and so stands for the object in the fingerprint:
   * at which object it is told may change with any other. Left out: the problem is the object's own.
   */
  readonly subject?: string;
  /** The digest that was judged: exceptions for signatures and registries must name it exactly. */
  readonly digest: string | null;
  readonly advisory?: Advisory;
  /** What settles it for certain, where its rule says so; all of it together. */
  readonly repairs?: readonly FieldRepair[];
}

/** Edits that settle a finding. Offered only when applying them and rendering again proved that they do. */
export interface Fix {
  readonly edits: readonly [Edit, ...Edit[]];
  readonly proved: true;
}

export type Effect = 'block' | 'warn' | 'excepted' | 'baseline';

/** The exception that let a finding pass, as the report shows it. */
export interface AppliedException {
  readonly reason: string;
  readonly expires: string;
}

/** A finding with the policy's word on it. */
export interface JudgedFinding extends Finding {
  /** Stable over moved lines and renamed files; equal fingerprints are told apart by their count. */
  readonly fingerprint: string;
  readonly effect: Effect;
  readonly exception: AppliedException | null;
  readonly fix: Fix | null;
}
