import type { Location } from '../domain/index.ts';

/** What a manifest says should be ignored in it: `<rule>[, <rule>] -- <reason>, until <date>`. */
export interface Suppression {
  /** As written, trimmed: the same text at the base and at the head is the same suppression. */
  readonly text: string;
  /** Exact rule ids. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day (UTC) on which it holds: `2027-01-31`. */
  readonly expires: string;
  readonly location: Location;
}

/** A text that is meant as a suppression and is none. */
export interface Malformed {
  readonly text: string;
  readonly location: Location;
  /** "it names no last day". */
  readonly why: string;
}

/** The key of the annotation, and what a comment starts with. */
export const KEY = 'supply-chain-gate/ignore';

const RULE = /^[a-z]+\/[A-Za-z0-9._:-]+$/;
const UNTIL = /^(.*\S)\s*,\s*until\s+(\d{4}-\d{2}-\d{2})$/;

/** Reads one line of an annotation, or what follows the colon of a comment. */
export function parseSuppression(written: string, location: Location): Suppression | Malformed {
  const text = written.trim();
  const wrong = (why: string): Malformed => ({ text, location, why });
  const dashes = text.indexOf(' -- ');
  if (dashes === -1) return wrong('it gives no reason after " -- "');
  const rules = text
    .slice(0, dashes)
    .split(',')
    .map((rule) => rule.trim());
  const stray = rules.find((rule) => !RULE.test(rule));
  if (stray !== undefined) return wrong(`${JSON.stringify(stray.slice(0, 60))} is not the whole id of a rule`);
  const [, reason, expires] = UNTIL.exec(text.slice(dashes + 4)) ?? [];
  if (reason === undefined || expires === undefined)
    return wrong('it does not end in ", until" and a date like 2027-01-31');
  const day = Date.parse(`${expires}T00:00:00Z`);
  if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(expires)) return wrong(`${expires} is no date`);
  return { text, rules, reason, expires, location };
}
