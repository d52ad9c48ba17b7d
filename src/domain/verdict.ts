/** The gate's answer. `unknown`: only findings that could not be decided stand in the way. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** Exit codes of `check`: see the design's Outcomes. 2 is for bad usage or a bad policy file, which have no verdict. */
export const EXIT_CODE: Readonly<Record<Verdict, number>> = { pass: 0, fail: 1, unknown: 3 };
export const EXIT_USAGE = 2;
