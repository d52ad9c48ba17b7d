import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './compromised-image-runbook.ts';

const OBJECTS = yamlOf('v1', 'ConfigMap', 'first', 'data: {}') + yamlOf('v1', 'ConfigMap', 'second', 'data: {}');
const MISSING = ['ConfigMap shop/first: the repository has no runbook for a compromised image @ metadata.name'];

test.each<[what: string, files: readonly string[], verdict: readonly string[], yaml?: string]>([
  ['no document, said once', [], MISSING],
  ['the runbook', ['docs/runbooks/compromised-image.md'], []],
  ['in other words', ['ops/supply-chain-attack.rst'], []],
  ['a file that is no document', ['scripts/compromised-image.sh'], MISSING],
  ['a document about half of it', ['docs/image-updates.md'], MISSING],
  ['nothing to run', [], [], ''],
])('%s', (_, files, verdict, yaml = OBJECTS) => expect(verdictIn(rule, yaml, { files })).toEqual(verdict));
