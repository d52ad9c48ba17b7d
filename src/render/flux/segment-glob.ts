import { matchGlob } from './envsubst/glob.ts';

/** Go's filepath.Match on one segment of a path; a malformed pattern matches nothing. */
export function matchSegment(pattern: string, name: string): boolean {
  return matchGlob(pattern, name) === true;
}
