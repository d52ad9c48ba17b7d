import type { LabelSelector } from './decoding.ts';

type Labels = Readonly<Record<string, string>>;

/** metav1.LabelSelector against labels (k8s.io/apimachinery pkg/apis/meta/v1/helpers.go): empty selects everything. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => own(labels, key) === value) &&
    matchExpressions.every(({ key, operator, values }) => isMet(own(labels, key ?? ''), operator ?? '', values))
  );
}

/** Every namespace has this label, with its name as the value. */
const NAME = 'kubernetes.io/metadata.name';

/** An empty selector, or one that asks only for what every namespace has. */
export function selectsEveryNamespace({ matchLabels = {}, matchExpressions = [] }: Partial<LabelSelector>): boolean {
  return (
    Object.keys(matchLabels).length === 0 &&
    matchExpressions.every(({ key, operator }) => key === NAME && operator === 'Exists')
  );
}

/**
 * A selector that asks only for what must not be there: it selects whoever carries none of these labels, now and later.
 * An empty one too.
 */
export function onlyLeavesOut({ matchLabels = {}, matchExpressions = [] }: Partial<LabelSelector>): boolean {
  return (
    Object.keys(matchLabels).length === 0 &&
    matchExpressions.every(({ key, operator }) => {
      if (key === NAME && operator === 'Exists') return true;
      return operator === 'NotIn' || (operator === 'DoesNotExist' && key !== NAME);
    })
  );
}

function isMet(value: string | null, operator: string, values: readonly string[]): boolean {
  switch (operator) {
    case 'In':
      return value !== null && values.includes(value);
    case 'NotIn':
      return value === null || !values.includes(value);
    case 'Exists':
      return value !== null;
    case 'DoesNotExist':
      return value === null;
    // The API server refuses any other.
    default:
      return false;
  }
}

function own(labels: Labels, key: string): string | null {
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}
