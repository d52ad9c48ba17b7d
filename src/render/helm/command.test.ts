import { describe, expect, test } from 'vitest';
import { helmArguments, setArgument } from './command.ts';

describe('--set gets one value for one key', () => {
  test.each([
    ['a plain value', 'image.tag', '1.2', 'image.tag=1.2'],
    ['a comma', 'a', 'x,b=y', 'a=x\\,b=y'],
    ['a comma that is escaped', 'a', 'x\\,y', 'a=x\\,y'],
    ['a list', 'a', '{x,y}', 'a={x,y}'],
    ['a backslash at the end', 'a', 'x\\', 'a=x\\'],
    ['nothing', 'a', '', 'a='],
  ])('%s', (_, key, value, expected) => {
    expect(setArgument(key, value)).toBe(expected);
  });
});

test('no value becomes a flag, and the release and the chart come last', () => {
  const helm = {
    releaseName: '--debug',
    namespace: '--kube-context=x',
    valuesFiles: ['a,b.yaml'],
    set: { '--x': '--y' },
    kubeVersion: '-1',
    apiVersions: ['--z'],
  };
  expect(helmArguments('charts/demo', helm, '/t')).toEqual([
    'template',
    '--namespace=--kube-context=x',
    '--values="/t/a,b.yaml"',
    '--set=--x=--y',
    '--kube-version=-1',
    '--api-versions=--z',
    '--',
    '--debug',
    '/t/charts/demo',
  ]);
});
