import type { Location } from './location.ts';

/** Where in the line an error arose; the names of gate.ts. */
export type Stage =
  | 'usage'
  | 'policy'
  | 'tree'
  | 'discover'
  | 'render'
  | 'images'
  | 'registry'
  | 'resolve'
  | 'check'
  | 'judge'
  | 'fix'
  | 'report'
  | 'publish'
  | 'tools'
  | 'io';

export interface ErrorDetails {
  /** Stable, `stage/what`, for machines and tests. */
  readonly code: `${string}/${string}`;
  readonly stage: Stage;
  /** What is wrong and where, in one or two sentences. Never a secret. */
  readonly message: string;
  /** What to do about it, in the imperative. */
  readonly remedy: string;
  readonly location?: Location;
  readonly cause?: unknown;
}

/** Every error the gate raises on purpose. Anything else that is thrown is a defect, and is reported as one. */
export class GateError extends Error {
  readonly code: ErrorDetails['code'];
  readonly stage: Stage;
  readonly remedy: string;
  readonly location: Location | null;

  constructor(details: ErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.stage = details.stage;
    this.remedy = details.remedy;
    this.location = details.location ?? null;
  }
}

/** Bad usage or a bad policy file: the run ends with exit code 2, before anything is judged. */
export class UsageError extends GateError {}
