import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './lateral-movement-runbook.ts';

const OBJECTS = yamlOf('v1', 'ConfigMap', 'first', 'data: {}') + yamlOf('v1', 'ConfigMap', 'second', 'data: {}');
const MISSING = ['ConfigMap shop/first: the repository has no runbook for lateral movement @ metadata.name'];

test.each<[what: string, files: readonly string[], verdict: readonly string[], yaml?: string]>([
  ['no document, said once', [], MISSING],
  ['the runbook', ['docs/runbooks/lateral-movement.md'], []],
  ['in other words', ['ops/moving-laterally.txt'], []],
  ['a file that is no document', ['scripts/lateral-movement.sh'], MISSING],
  ['a document about half of it', ['docs/movement.md'], MISSING],
  ['nothing to run', [], [], ''],
])('%s', (_, files, verdict, yaml = OBJECTS) => expect(verdictIn(rule, yaml, { files })).toEqual(verdict));
