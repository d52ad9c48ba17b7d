import type { BrokenSourceRule } from '../../domain/index.ts';
import { quoted } from './findings.ts';

/** The two rules about where something is taken from, in one wording for whatever takes it. */

/** `repository`: the address of this repository, null where it is not known. */
export function deniedRepository(address: string, repository: string | null): BrokenSourceRule {
  const unknownOwn = repository === null ? ' Which address is this repository is not known here.' : '';
  return {
    rule: 'source/denied-repository',
    what: `it deploys from ${quoted(address)}, which is not this repository and not allowed by the policy`,
    remedy: `Whoever can write there decides what is deployed.${unknownOwn} Take it from this repository, or list it under repositories (allow, own) in the policy.`,
  };
}

export function unpinnedRevision(address: string, revision: string, isGit: boolean): BrokenSourceRule {
  const named = revision === '' ? 'no revision' : `the revision ${quoted(revision)}`;
  return {
    rule: 'source/unpinned',
    what: `it deploys ${named} of ${quoted(address)}, which can change after the review`,
    remedy: isGit ? 'Name the full commit.' : 'Name the digest or the exact version.',
  };
}

/** A digest, or a version without a range, of a chart or an artifact. */
export function isExact(revision: string): boolean {
  return /^(?:(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?sha256:[0-9a-f]{64}|v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)$/.test(
    revision,
  );
}
