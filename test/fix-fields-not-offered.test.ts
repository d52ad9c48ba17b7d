import { expect, test } from 'vitest';
import { memoryTree } from '../src/tree/index.ts';
import { chart } from './support/charts.ts';
import { CAPABILITIES, context, demo, ESCALATION, NON_ROOT, plain, type Row, repair } from './support/field-repairs.ts';

/** Findings whose field has no repair that would be proved. */

const NOT_OFFERED: Record<string, Omit<Row, 'changes'>> = {
  'a drop list that says something else': {
    files: { 'k8s/pod.yaml': context(' {capabilities: {drop: [NET_RAW]}}') },
    sources: [plain],
    rules: [CAPABILITIES],
  },
  'a privileged container, which the API server refuses without escalation': {
    files: { 'k8s/pod.yaml': context(' {privileged: true}') },
    sources: [plain],
    rules: [ESCALATION],
  },
  'a container that is an administrator': {
    files: { 'k8s/pod.yaml': context(' {capabilities: {add: [SYS_ADMIN]}}') },
    sources: [plain],
    rules: [ESCALATION],
  },
  'a container that names user 0, which the kubelet would not start': {
    files: { 'k8s/pod.yaml': context(' {runAsUser: 0}') },
    sources: [plain],
    rules: [NON_ROOT],
  },
  'a value that decides more than the field': {
    files: chart('loose: true\n', {
      'pod.yaml': context(
        '\n        privileged: {{ .Values.loose }}\n        allowPrivilegeEscalation: {{ .Values.loose }}',
      ),
    }),
    sources: [demo],
    rules: [ESCALATION],
  },
};

test.each(Object.entries(NOT_OFFERED))('not offered: %s', async (_, { files, sources, rules }) => {
  const result = await repair(memoryTree(files), sources, rules);
  expect(result.found).toBeGreaterThan(0);
  expect(result.changes).toEqual([]);
});
