import type { Policy } from '../../policy/index.ts';
import { sourceAdmission } from './allowed.ts';
import { quoted } from './findings.ts';
import { canonicalRepository } from './repository-url.ts';

interface SourceLint {
  /** From the policy's root, for its place in the file. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
}

/** Entries of `repositories` that can never apply. */
export function lintRepositories(policy: Pick<Policy, 'repositories'>): readonly SourceLint[] {
  const { allow, charts } = policy.repositories;
  const { allows } = sourceAdmission(policy);
  const schemes = allow.flatMap((glob, index): SourceLint[] => {
    const path = ['repositories', 'allow', index];
    const bare = glob.replace(/^[a-z][a-z0-9+.-]*:\/+/i, '');
    const message = `repositories.allow: ${quoted(glob)} starts with a URL scheme, so that it matches nothing.`;
    return bare === glob ? [] : [{ path, message, remedy: `Write ${bare}.` }];
  });
  const pins = charts.flatMap(({ repository }, index): SourceLint[] => {
    const path = ['repositories', 'charts', index, 'repository'];
    const address = canonicalRepository(repository);
    const shown = `repositories.charts[${index}]: ${quoted(repository)}`;
    if (address === null) {
      return [{ path, message: `${shown} is no address, so nothing is fetched from it.`, remedy: 'Write its URL.' }];
    }
    if (allows(address)) return [];
    const remedy = `Add ${address} to repositories.allow, or take the entry out.`;
    return [{ path, message: `${shown} is not in repositories.allow, so nothing is fetched from it.`, remedy }];
  });
  return [...schemes, ...pins];
}
