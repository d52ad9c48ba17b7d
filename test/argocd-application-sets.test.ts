import { describe, test } from 'vitest';
import { demo, expectPinnedOnce, pod, set } from './support/argocd.ts';
import { type DeliveredShape, expectShape } from './support/delivered-shape.ts';

/** Where the images of ApplicationSets come from: each location is checked by the real tools (see expectShape). */

const SHAPES: Record<string, DeliveredShape> = {
  'a list of elements': {
    files: {
      'sets.yaml': set(
        '    - list:\n        elements:\n          - {env: a, tag: v1}\n          - {env: b, tag: v2}\n',
        '        path: charts/demo\n        helm: {releaseName: "{{env}}", parameters: [{name: image.tag, value: "{{tag}}"}]}\n',
      ),
      ...demo(),
    },
    images: [
      ['acme/api:v1', 'sets.yaml:8:27-29'],
      ['acme/api:v2', 'sets.yaml:9:27-29'],
    ],
  },
  'a Go template over directories': {
    files: {
      'sets.yaml': set(
        '    - git:\n        directories: [{path: envs/*}, {path: envs/old, exclude: true}]\n',
        '        path: "{{.path.path}}"\n',
        '  goTemplate: true\n',
      ),
      'envs/a/pod.yaml': pod('a', 'acme/a:1'),
      'envs/b/pod.yaml': pod('b', 'acme/b:1'),
    },
    images: [
      ['acme/a:1', 'envs/a/pod.yaml:8:14-22'],
      ['acme/b:1', 'envs/b/pod.yaml:8:14-22'],
    ],
  },
  'a matrix of files and a list': {
    files: {
      'sets.yaml': set(
        '    - matrix:\n        generators:\n          - git: {repoURL: https://github.com/acme/shop, files: [{path: "envs/*.json"}]}\n          - list: {elements: [{name: acme/api}]}\n',
        '        path: charts/demo\n        helm:\n          parameters:\n            - {name: image.tag, value: "{{image.tag}}"}\n            - {name: image.repository, value: "{{name}}"}\n',
      ),
      'envs/a.json': '{"image": {"tag": "v4"}}\n',
      ...demo(),
    },
    images: [['acme/api:v4', 'envs/a.json:1:19-23']],
  },
  'a merge of directories and a list': {
    files: {
      'sets.yaml': set(
        '    - merge:\n        mergeKeys: [path]\n        generators:\n          - git: {repoURL: https://github.com/acme/shop, directories: [{path: "envs/*"}]}\n          - list: {elements: [{path: envs/b, image: acme/other:2}]}\n          - list: {elements: [{path: envs/a, image: acme/x:1}, {path: envs/none, image: acme/none:1}]}\n',
        '        path: "{{path}}"\n        kustomize: {images: ["acme/a={{image}}"]}\n',
      ),
      'envs/a/kustomization.yaml': 'resources: [pod.yaml]\n',
      'envs/a/pod.yaml': pod('a', 'acme/a:1'),
      'envs/b/kustomization.yaml': 'resources: [pod.yaml]\n',
      'envs/b/pod.yaml': pod('b', 'acme/a:1'),
    },
    images: [
      ['acme/x:1', 'sets.yaml:11:53-61'],
      ['acme/other:2', 'sets.yaml:10:53-65'],
    ],
  },
  'what a cluster says of a set': {
    files: {
      'sets.yaml': set('    - clusters: {}\n', '        path: "apps/{{name}}"\n'),
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/a:1', 'apps/a.yaml:8:14-22']],
    unknown: [],
  },
};

describe('where the images of Argo CD come from', () => {
  test.each(Object.entries(SHAPES))('%s', async (_, shape) => expectShape(shape));
});

describe('pins go into the Application, and twice changes nothing', () => {
  test('an element of a list', () =>
    expectPinnedOnce(SHAPES['a matrix of files and a list']?.files ?? {}, 'acme/api:v4'));
});
