import type { RuleDescription } from '../domain/index.ts';

/** What the gate says about changes to itself; raised by the gate's own line, described here. */
export const RULES: readonly RuleDescription[] = [
  {
    id: 'gate/workflow-changed',
    topic: 'admission',
    level: null,
    severity: 'high',
    title: 'Workflow of the gate changed',
    means:
      'The pull request changes the workflow file that runs this gate, something of the repository that this workflow calls, or another workflow that has a job of the same name.',
    why: 'On pull_request the workflow comes from the pull request, so a change can leave out the gate or feed it something else: the verdict can no longer be trusted by itself. A required check is known by its name, so another job of that name could meet it.',
    repair:
      'Have a code owner review the workflow change on its own, or set gate.workflowChanges to warn on the base branch; better run the gate as a required workflow of a ruleset.',
    docs: 'https://docs.github.com/en/actions/reference/security/secure-use',
    cis: [],
    nsa: [],
  },
  {
    id: 'gate/policy-changed',
    topic: 'admission',
    level: null,
    severity: 'medium',
    title: 'Policy of the gate changed',
    means:
      'The pull request edits the policy file, its exceptions, a ClusterImagePolicy or a trust root. The base branch decides; what the edited policy would say is shown.',
    why: 'Whoever may change the policy decides what may be deployed, so such a change deserves a look of its own.',
    repair: 'Have a code owner review the policy change. It takes effect once it is merged.',
    docs: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
    cis: [],
    nsa: [],
  },
];
