import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './credential-leak-runbook.ts';

const OBJECTS = yamlOf('v1', 'ConfigMap', 'first', 'data: {}') + yamlOf('v1', 'ConfigMap', 'second', 'data: {}');
const MISSING = ['ConfigMap shop/first: the repository has no runbook for a leaked credential @ metadata.name'];

test.each<[what: string, files: readonly string[], verdict: readonly string[], yaml?: string]>([
  ['no document, said once', [], MISSING],
  ['the runbook', ['docs/runbooks/credential-leak.md'], []],
  ['in other words', ['ops/stolen_tokens.adoc'], []],
  ['a file that is no document', ['scripts/credential-leak.sh'], MISSING],
  ['a document about half of it', ['docs/credentials.md'], MISSING],
  ['nothing to run', [], [], ''],
])('%s', (_, files, verdict, yaml = OBJECTS) => expect(verdictIn(rule, yaml, { files })).toEqual(verdict));
