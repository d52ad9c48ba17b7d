import { isCompromisedImageRunbook } from '../../evidence/runbooks.ts';
import { missingRunbook } from '../../incident/missing-runbook.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'incident/compromised-image-runbook',
    topic: 'incident',
    level: null,
    severity: 'low',
    optIn: true,
    title: 'No runbook for a compromised image',
    means:
      'The repository must hold a document whose name says that it is about a compromised (malicious, tampered, poisoned, attacked) image or supply chain. What it says is not read. It may well be kept elsewhere, so nobody is told who does not ask.',
    why: 'An image that turns out to be malicious runs in many places at once: finding and replacing them all is slow for who does it for the first time.',
    repair:
      'Write down how its uses are found, stopped and replaced, for example in docs/runbooks/compromised-image.md. Where it is kept elsewhere, turn the rule off.',
    docs: 'https://csrc.nist.gov/pubs/sp/800/61/r3/final',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'the repository has no runbook for a compromised image',
  },
  check: (inventory) => missingRunbook(inventory, isCompromisedImageRunbook),
};
