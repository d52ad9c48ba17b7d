import { describe, expect, test } from 'vitest';
import { readCharts, repositoryPath } from './chart.ts';

const files = new Map(
  Object.entries({
    'charts/shop/Chart.yaml':
      'name: the-shop\ndependencies:\n- {name: cache, alias: sessions}\n- {name: cache}\n- {name: queue}\n- {name: far}\n',
    'charts/shop/templates/a.yaml': '',
    'charts/shop/charts/redis/Chart.yaml': 'name: cache\n',
    'charts/shop/charts/redis/templates/b.yaml': '',
    'charts/shop/charts/redis/charts/deep/Chart.yaml': 'name: deep\ntype: library\n',
    'charts/shop/charts/redis/charts/deep/templates/_c.tpl': '',
    'charts/shop/charts/queue-2.0.1.tgz': '',
    'charts/shop/charts/queue-extra-1.0.0.tgz': '',
  }).map(([path, text]) => [path, Buffer.from(text)]),
);
const charts = readCharts(files, 'charts/shop');

test('every unpacked chart below charts/ is known', () => {
  expect(charts.map(({ root, name, library }) => [root, name, library])).toEqual([
    ['charts/shop', 'the-shop', false],
    ['charts/shop/charts/redis', 'cache', false],
    ['charts/shop/charts/redis/charts/deep', 'deep', true],
  ]);
});

describe("helm's name for a template is the repository's", () => {
  test.each([
    ['the-shop/templates/a.yaml', 'charts/shop/templates/a.yaml'],
    ['the-shop/charts/cache/templates/b.yaml', 'charts/shop/charts/redis/templates/b.yaml'],
    ['the-shop/charts/sessions/templates/b.yaml', 'charts/shop/charts/redis/templates/b.yaml'],
    ['the-shop/charts/cache/charts/deep/templates/_c.tpl', 'charts/shop/charts/redis/charts/deep/templates/_c.tpl'],
    ['the-shop/charts/queue/templates/x.yaml', 'charts/shop/charts/queue-2.0.1.tgz'],
    ['the-shop/charts/nowhere/templates/x.yaml', null],
    ['the-shop/templates/none.yaml', null],
    ['the-shop/../../etc/passwd', null],
  ])('%s', (name, expected) => {
    expect(repositoryPath(files, charts, 'charts/shop', name)).toBe(expected);
  });
});
