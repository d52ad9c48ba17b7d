import { expect, test } from 'vitest';
import { labelSelector } from './decoding.ts';
import { selects } from './label-selector.ts';

const LABELS = { app: 'api', tier: '' };

test.each([
  ['nothing asked', {}, true],
  ['a label', { matchLabels: { app: 'api' } }, true],
  ['another value', { matchLabels: { app: 'web' } }, false],
  ['an empty value is one', { matchLabels: { tier: '' } }, true],
  ['a label that is not there', { matchLabels: { toString: '' } }, false],
  ['In', { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, true],
  ['In of nothing', { matchExpressions: [{ key: 'team', operator: 'In', values: ['a'] }] }, false],
  [
    'NotIn of a label that is not there',
    { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] },
    true,
  ],
  ['NotIn', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] }, false],
  ['Exists', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
  ['DoesNotExist', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
  ['all of several', { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'team', operator: 'Exists' }] }, false],
])('%s', (_, selector, selected) => {
  expect(selects(labelSelector.parse(selector) ?? { matchLabels: {}, matchExpressions: [] }, LABELS)).toBe(selected);
});
