import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../policy/index.ts';
import { memoryTree } from '../tree/index.ts';
import { discover } from './index.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';
const CRD = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a }\n';
const CHART = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

async function find(
  files: Readonly<Record<string, string>>,
  options: { policy?: Partial<Policy>; paths?: readonly string[] } = {},
): Promise<readonly string[]> {
  const policy = { ...DEFAULT_POLICY, ...options.policy };
  const { sources, findings } = await discover(memoryTree(files), { policy, paths: options.paths ?? [] });
  return [
    ...sources.map((source) => `${source.kind} ${source.kind === 'plain' ? source.files.join(' ') : source.root}`),
    ...findings.map(({ rule, result, location }) => `${rule} ${result.outcome} ${location.file}`),
  ];
}

const kustomization = (...resources: string[]) => `resources:\n${resources.map((path) => `  - ${path}\n`).join('')}`;

describe('sources', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'plain files with apiVersion and kind',
      { 'a.yaml': POD, 'b.json': '{"apiVersion":"v1","kind":"Pod"}' },
      ['plain a.yaml b.json'],
    ],
    ['files of other names are ignored', { 'a.txt': POD, 'b.yaml.gotmpl': POD }, []],
    [
      'a chart, and nothing below it is plain',
      { 'c/Chart.yaml': CHART, 'c/templates/a.yaml': POD, 'c/crds/b.yaml': CRD },
      ['helm c'],
    ],
    ['a vendored subchart is a part', { 'c/Chart.yaml': CHART, 'c/charts/s/Chart.yaml': CHART }, ['helm c']],
    [
      'a nested chart is its own',
      { 'c/Chart.yaml': CHART, 'c/examples/s/Chart.yaml': CHART },
      ['helm c', 'helm c/examples/s'],
    ],
    [
      'a file:// dependency is a part',
      { 'a/Chart.yaml': `${CHART}dependencies:\n  - { name: b, repository: "file://../b" }\n`, 'b/Chart.yaml': CHART },
      ['helm a'],
    ],
    ['a library chart is no source', { 'a/Chart.yaml': `${CHART}type: library\n` }, []],
    [
      'a base is a part of its overlays',
      {
        'base/kustomization.yaml': kustomization('a.yaml'),
        'base/a.yaml': POD,
        'prod/kustomization.yml': kustomization('../base'),
        'dev/Kustomization': kustomization('../base'),
      },
      ['kustomize dev', 'kustomize prod'],
    ],
    [
      'a component is never a source',
      {
        'c/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
        'c/a.yaml': POD,
        'k/kustomization.yaml': 'components: [../c]\n',
      },
      ['kustomize k'],
    ],
    [
      'a chart that a kustomization renders is a part of it; the version that it does not take is none',
      {
        'k/kustomization.yaml':
          'helmCharts: [{name: a}, {name: b, version: 1.0.0, repo: "https://charts.example.com"}]\n',
        'k/charts/a/Chart.yaml': CHART,
        'k/charts/b/Chart.yaml': CHART,
        'k/charts/b-1.0.0/b/Chart.yaml': CHART,
      },
      ['kustomize k', 'helm k/charts/b'],
    ],
    [
      'a circle is rendered once, and says so there',
      { 'a/kustomization.yaml': kustomization('../b'), 'b/kustomization.yaml': kustomization('../a') },
      ['kustomize a'],
    ],
    ['a chart at the root', { 'Chart.yaml': CHART, 'templates/a.yaml': POD }, ['helm ']],
    [
      'a broken kustomization is still one',
      { 'k/kustomization.yaml': 'resources: [', 'k/a.yaml': POD },
      ['kustomize k'],
    ],
    [
      'an LFS pointer could be anything: its renderer says so',
      { 'a.yaml': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\n' },
      ['plain a.yaml'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await find(files)).toEqual(expected);
  });

  test('ignorePaths are not searched', async () => {
    const files = { 'a.yaml': POD, 'x/testdata/b.yaml': POD, 'x/testdata/c/Chart.yaml': CHART };
    expect(await find(files, { policy: { ignorePaths: ['**/testdata/**'] } })).toEqual(['plain a.yaml']);
  });
});

describe('paths and sources of the policy', () => {
  const files = {
    'base/kustomization.yaml': kustomization('a.yaml'),
    'base/a.yaml': POD,
    'prod/kustomization.yaml': kustomization('../base'),
    'c/Chart.yaml': CHART,
    'c/values-prod.yaml': 'a: 1',
    'c/templates/a.yaml': POD,
    'values.yaml': 'a: 1',
  };
  test.each<[string, readonly string[], readonly string[]]>([
    ['a file of a kustomization means the kustomization', ['base/a.yaml'], ['kustomize base']],
    ['a base that is asked for by name', ['base'], ['kustomize base']],
    ['a folder inside a chart means the chart', ['c/templates'], ['helm c']],
  ])('%s', async (_, paths, expected) => {
    expect(await find(files, { paths })).toEqual(expected);
  });

  test('values files are found beside the chart first, then from the root', async () => {
    const helm = {
      releaseName: 'r',
      namespace: 'n',
      valuesFiles: ['values-prod.yaml', 'values.yaml', 'no.yaml'],
      set: {},
      kubeVersion: null,
      apiVersions: [],
    };
    const policy = { ...DEFAULT_POLICY, sources: [{ path: 'c', helm }] };
    const { sources } = await discover(memoryTree(files), { policy, paths: [] });
    expect(sources).toEqual([
      { kind: 'helm', root: 'c', helm: { ...helm, valuesFiles: ['c/values-prod.yaml', 'values.yaml', 'c/no.yaml'] } },
    ]);
  });
});

describe('nothing is hidden by what is laid beside it', () => {
  const chart = { 'c/Chart.yaml': CHART, 'c/templates/a.yaml': POD };
  const build = { 'k/kustomization.yaml': kustomization('a.yaml'), 'k/a.yaml': POD };
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a chart beside a kustomization', { ...build, 'k/Chart.yaml': CHART }, ['helm k', 'kustomize k']],
    [
      'a library chart beside a kustomization',
      { ...build, 'k/Chart.yaml': `${CHART}type: library\n` },
      ['kustomize k'],
    ],
    [
      'a kustomization in a chart, used by another',
      { ...chart, 'c/kustomization.yaml': kustomization('a.yaml'), 'x/kustomization.yaml': kustomization('../c') },
      ['helm c', 'kustomize x'],
    ],
    [
      'a chart that a kustomization names as a base',
      { ...chart, 'x/kustomization.yaml': kustomization('../c') },
      ['helm c', 'kustomize x'],
    ],
    [
      'a second kustomization file that says Component',
      { ...build, 'k/kustomization.yml': 'kind: Component\n' },
      ['kustomize k'],
    ],
    [
      'a base of a component that nothing uses',
      { ...build, 'x/kustomization.yaml': 'kind: Component\nresources: [../k]\n' },
      ['kustomize k'],
    ],
    [
      'a circle through a component',
      {
        'k/kustomization.yaml': 'components: [../x]\n',
        'x/kustomization.yaml': 'kind: Component\nresources: [../k]\n',
      },
      ['kustomize k'],
    ],
    [
      'a chart that only a library chart holds',
      { 'l/Chart.yaml': `${CHART}type: library\n`, 'l/charts/s/Chart.yaml': CHART },
      ['helm l/charts/s'],
    ],
    [
      'a workload in a chart’s crds, which helm creates and does not print',
      { ...chart, 'c/crds/x/b.yaml': `${CRD}---\n${POD}`, 'c/crds/d.yaml': CRD, 'c/crds/README.md': POD },
      ['helm c', 'plain c/crds/x/b.yaml'],
    ],
    [
      'a workload in the crds of a subchart',
      { ...chart, 'c/charts/s/Chart.yaml': CHART, 'c/charts/s/crds/a.json': '{"apiVersion":"v1","kind":"Pod"}' },
      ['helm c', 'plain c/charts/s/crds/a.json'],
    ],
    [
      'a component that nothing uses, laid over manifests',
      { 'm/a.yaml': POD, 'm/x/b.yaml': POD, 'm/kustomization.yaml': 'kind: Component\n' },
      ['plain m/a.yaml m/x/b.yaml'],
    ],
    [
      'a manifest in the file of a component that nothing uses',
      { 'm/kustomization.yaml': `kind: Component\n---\n${POD}` },
      ['plain m/kustomization.yaml'],
    ],
    [
      'a library chart that nothing uses, laid over manifests',
      { 'm/a.yaml': POD, 'm/templates/b.yaml': POD, 'm/Chart.yaml': `${CHART}type: library\n` },
      ['plain m/a.yaml m/templates/b.yaml'],
    ],
    [
      'a manifest before what only helm can read',
      {
        'l/Chart.yaml': `${CHART}type: library\n`,
        'l/templates/_a.yaml': '{{- define "a" -}}\nkind: Pod\n{{- end }}\n',
        'l/templates/b.yaml': `${POD}---\n{{ include "a" . }}\n`,
      },
      ['plain l/templates/b.yaml'],
    ],
    [
      'a library chart that a chart is made from',
      {
        'a/Chart.yaml': `${CHART}dependencies:\n  - { name: l, repository: "file://../l" }\n`,
        'l/Chart.yaml': `${CHART}type: library\n`,
        'l/a.yaml': POD,
      },
      ['helm a'],
    ],
    [
      'an unused component inside a chart is the chart’s',
      { ...chart, 'c/x/kustomization.yaml': 'kind: Component\n', 'c/x/a.yaml': POD },
      ['helm c'],
    ],
    [
      'two components that only use each other',
      {
        'x/kustomization.yaml': 'kind: Component\ncomponents: [../y]\n',
        'y/kustomization.yaml': 'kind: Component\ncomponents: [../x]\n',
        'y/a.yaml': POD,
      },
      ['plain y/a.yaml'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await find(files)).toEqual(expected);
  });

  test('a component whose only user is not checked', async () => {
    const files = {
      'm/a.yaml': POD,
      'm/kustomization.yaml': 'kind: Component\n',
      'x/kustomization.yaml': 'components: [../m]\n',
    };
    expect(await find(files, { paths: ['m/a.yaml'] })).toEqual(['plain m/a.yaml']);
  });

  test('an editor’s lock file is no link to nowhere, and a link of such a name counts', async () => {
    const tree = memoryTree({ 'm/.#a.yaml': { link: 'me@host.1:2' }, 'm/.#b.yaml': { link: '../pod' }, pod: POD });
    const { sources, findings } = await discover(tree, { policy: DEFAULT_POLICY, paths: [] });
    expect({ sources, findings }).toEqual({ sources: [{ kind: 'plain', root: '', files: ['pod'] }], findings: [] });
  });

  test('a base whose only user is ignored', async () => {
    const files = { ...build, 'x/kustomization.yaml': kustomization('../k') };
    expect(await find(files, { policy: { ignorePaths: ['x/**'] } })).toEqual(['kustomize k']);
  });
});
