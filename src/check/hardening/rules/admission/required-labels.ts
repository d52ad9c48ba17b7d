import { get } from '../../../../domain/index.ts';
import { textOf } from '../../loose-values.ts';
import { quote } from '../../pod.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'admission/required-labels',
    topic: 'admission',
    level: null,
    severity: 'low',
    title: 'Label that the policy requires is missing',
    means:
      'Every workload and every Namespace must have the labels that requiredLabels of the policy file lists, each with a value. Without such a list the rule says nothing.',
    why: 'Admission policies, cost reports and alerts find objects by their labels: an object without them escapes all three.',
    repair: 'Add the labels to metadata.labels.',
    docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'the labels {labels} are missing or empty',
  },
  check: ({ requiredLabels, pods, namespaces }) =>
    [...pods, ...namespaces].flatMap(({ manifest }): readonly ObjectProblem[] => {
      const labels = requiredLabels.filter((key) => textOf(get(manifest.object, 'metadata', 'labels', key)) === '');
      const [first, ...rest] = labels.map((key) => ['metadata', 'labels', key]);
      if (first === undefined) return [];
      return [{ manifest, message: 'missing', data: { labels: labels.map(quote) }, paths: [first, ...rest] }];
    }),
};
