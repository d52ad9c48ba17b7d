import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './pod-security-enforce.ts';

const namespace = (labels: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: { ${labels} }\n`;

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const fails = (what: string) => [`Namespace shop: the label ${ENFORCE} is ${what} @ metadata.labels["${ENFORCE}"]`];

const CASES: [string, string, string[]][] = [
  ['no label', namespace(''), fails('missing')],
  ['warn and audit only', namespace('pod-security.kubernetes.io/warn: restricted'), fails('missing')],
  ['privileged', namespace(`${ENFORCE}: privileged`), fails('privileged, which allows everything')],
  ['no level', namespace(`${ENFORCE}: Restricted`), fails('"Restricted", which is no level')],
  ['null is empty', namespace(`${ENFORCE}: null`), fails('"", which is no level')],
  ['baseline', namespace(`${ENFORCE}: baseline`), []],
  ['restricted', namespace(`${ENFORCE}: restricted`), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
