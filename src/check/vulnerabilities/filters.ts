import picomatch from 'picomatch';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import type { Vulnerability } from './scan-result.ts';

const GLOB = { dot: true, nonegate: true, noext: true } as const;

/**
 * Whether a policy counts a vulnerability at all. What is known to be exploited counts without a fix too; packages and
 * files that the policy leaves out do not count either way.
 */
export function createFilter(
  policy: VulnerabilityPolicy,
  exploited: ReadonlySet<string>,
): (one: Vulnerability) => boolean {
  const { ignoreUnfixed, ignoreStatuses, ignorePackages, ignoreFiles } = policy;
  const statuses = new Set<string>(ignoreStatuses);
  const isLeftOut = ignorePackages.length === 0 ? () => false : picomatch(ignorePackages, GLOB);
  // People write paths in an image with and without the slash before them.
  const files = ignoreFiles.map((pattern) => pattern.replace(/^\/+/, ''));
  const isInLeftOut = files.length === 0 ? () => false : picomatch(files, GLOB);
  return (one) => {
    if (isLeftOut(one.package)) return false;
    if (one.file !== null && isInLeftOut(one.file.replace(/^\/+/, ''))) return false;
    if (isExploited(one, exploited)) return true;
    return one.fixed === null ? !ignoreUnfixed && !statuses.has(one.status) : true;
  };
}

export function isExploited(one: Vulnerability, exploited: ReadonlySet<string>): boolean {
  return exploited.has(one.id) || one.aliases.some((alias) => exploited.has(alias));
}
