import { expect, test } from 'vitest';
import { exactText } from './exact-text.ts';

test.each([
  ['what YAML says in other ways', '"a": &x \'b\'\nc: *x\n', '{"a":"b","c":"b"}'],
  ['lines that only YAML ends', 'a: "b\\u2028c\\u0085"\n', '{"a":"b\\u2028c\\u0085"}'],
  ['documents', 'a: 1\n---\nb: 2\n', '{"a":1}\n---\n{"b":2}'],
  ['a key that is written twice: nothing', 'a: 1\na: 2\n', ''],
  ['what is no YAML: nothing', 'a: [\n', ''],
  [
    'a release without a name',
    'helmCharts: [{name: a}]\n',
    '{"helmCharts":[{"name":"a","releaseName":"release-name"}]}',
  ],
  [
    'releases that are named',
    'helmCharts: [{name: a, releaseName: x}, {name: b, nameTemplate: z}]\n',
    '{"helmCharts":[{"name":"a","releaseName":"x"},{"name":"b","nameTemplate":"z"}]}',
  ],
  [
    'the configuration of a generator',
    'kind: HelmChartInflationGenerator\nname: a\n',
    '{"kind":"HelmChartInflationGenerator","name":"a","releaseName":"release-name"}',
  ],
])('%s', (_, text, expected) => {
  expect(exactText(text)).toBe(expected);
});
