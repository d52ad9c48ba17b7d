import { isLateralMovementRunbook } from '../../evidence/runbooks.ts';
import { missingRunbook } from '../../incident/missing-runbook.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'incident/lateral-movement-runbook',
    topic: 'incident',
    level: null,
    severity: 'low',
    optIn: true,
    title: 'No runbook for lateral movement',
    means:
      'The repository must hold a document whose name says that it is about lateral movement. What it says is not read. It may well be kept elsewhere, so nobody is told who does not ask.',
    why: 'Who is in one pod goes on to the next: cutting it off without destroying what it left behind has to be known beforehand.',
    repair:
      'Write down how a workload and its node are cut off and what is kept of them, for example in docs/runbooks/lateral-movement.md. Where it is kept elsewhere, turn the rule off.',
    docs: 'https://csrc.nist.gov/pubs/sp/800/61/r3/final',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'the repository has no runbook for lateral movement',
  },
  check: (inventory) => missingRunbook(inventory, isLateralMovementRunbook),
};
