import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './pod-security-version.ts';

const namespace = (labels: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: { ${labels} }\n`;

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const VERSION = `${ENFORCE}-version`;
const fails = (what: string) => [`Namespace shop: the label ${VERSION} ${what} @ metadata.labels["${VERSION}"]`];

const CASES: [string, string, string[]][] = [
  ['left out', namespace(`${ENFORCE}: restricted`), fails('pins no version')],
  ['latest', namespace(`${ENFORCE}: restricted, ${VERSION}: latest`), fails('pins no version')],
  ['no version', namespace(`${ENFORCE}: restricted, ${VERSION}: "1.34"`), fails('is "1.34", which is no version')],
  ['a leading zero', namespace(`${ENFORCE}: restricted, ${VERSION}: v1.01`), fails('is "v1.01", which is no version')],
  ['pinned', namespace(`${ENFORCE}: restricted, ${VERSION}: v1.34`), []],
  ['no level, so no version', namespace(''), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
