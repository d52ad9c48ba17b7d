import coerce from 'semver/functions/coerce.js';
import parse from 'semver/functions/parse.js';
import type { ToolName } from '../domain/index.ts';

/** How each tool is asked for its version. */
export const VERSION_ARGUMENTS: Readonly<Record<ToolName, readonly string[]>> = {
  trivy: ['--version'],
  helm: ['version', '--short'],
  kustomize: ['version'],
  kyverno: ['version'],
  gator: ['--version'],
};

/**
 * The first version in what a tool says of itself, as semver without `v` and build data; `v3.22` and the like, which
 * builds from source say, are coerced to `3.22.0`. Null where there is none.
 */
export function parseVersion(said: string): string | null {
  const match = /\bv?([0-9]+\.[0-9]+(?:\.[0-9]+)?(?:-[0-9A-Za-z.-]+)?)(?![0-9.])/.exec(said.slice(0, 4096));
  if (match?.[1] === undefined) return null;
  return parse(match[1])?.version ?? coerce(match[1], { includePrerelease: true })?.version ?? null;
}
