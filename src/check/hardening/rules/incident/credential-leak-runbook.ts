import { isCredentialLeakRunbook } from '../../evidence/runbooks.ts';
import { missingRunbook } from '../../incident/missing-runbook.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'incident/credential-leak-runbook',
    topic: 'incident',
    level: null,
    severity: 'low',
    optIn: true,
    title: 'No runbook for a leaked credential',
    means:
      'The repository must hold a document whose name says that it is about a leaked (exposed, stolen, compromised) credential (secret, token, password). What it says is not read. It may well be kept elsewhere, so nobody is told who does not ask.',
    why: 'A leaked credential is used within minutes: who has to find out first where it is used and how it is replaced is too late.',
    repair:
      'Write down who revokes what, where it is used and how it is replaced, for example in docs/runbooks/credential-leak.md. Where it is kept elsewhere, turn the rule off.',
    docs: 'https://csrc.nist.gov/pubs/sp/800/61/r3/final',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'the repository has no runbook for a leaked credential',
  },
  check: (inventory) => missingRunbook(inventory, isCredentialLeakRunbook),
};
