import type { ReportJudged } from './schema.ts';

const TRUST = {
  authoritative:
    'The workflow comes from outside the pull request, so this verdict is authoritative: nothing in the change could alter it.',
  'tamper-evident':
    'The workflow came from the pull request, so this verdict is tamper-evident: a change to the workflow is reported.',
} as const;

/** What a reader should know about the run itself: which trees, whose policy, how far to trust it. Empty outside a change. */
export function noticesOf({ commit, base, policy, trust }: ReportJudged): readonly string[] {
  if (trust === 'own') return [];
  const rules =
    policy.file === null ? `the defaults, since ${policy.from} has no policy file` : `the policy of ${policy.from}`;
  return [`Judged ${shortened(commit)} against ${shortened(base)}, by ${rules}.`, TRUST[trust]];
}

function shortened(commit: string | null): string {
  return commit === null ? 'nothing' : `commit ${commit.slice(0, 7)}`;
}
