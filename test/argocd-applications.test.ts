import { describe, test } from 'vitest';
import type { TreeContent } from '../src/tree/index.ts';
import { app, demo, expectPinnedOnce, pod, REPOSITORY } from './support/argocd.ts';
import { chart, podWith } from './support/charts.ts';
import { type DeliveredShape, expectShape } from './support/delivered-shape.ts';
import { overlayWith } from './support/kustomize-charts.ts';

/** Where the images of Applications come from: each location is checked by the real tools (see expectShape). */

const SHAPES: Record<string, DeliveredShape> = {
  'a chart as it is': {
    files: { 'apps.yaml': app('charts/demo'), ...demo() },
    images: [['acme/api:1.0', 'charts/demo/values.yaml:3:8-13']],
  },
  'parameters that only helm can read, and texts with commas': {
    files: {
      'apps.yaml': app(
        'charts/demo',
        '    helm:\n      parameters:\n        - {name: "images[0]", value: acme/list:1}\n        - {name: tag, value: "1,2", forceString: true}\n',
      ),
      ...chart('images: []\ntag: x\n', {
        'pod.yaml': podWith('{{ index .Values.images 0 }}', '"acme/api:{{ .Values.tag | replace "," "." }}"'),
      }),
    },
    images: [
      ['acme/list:1', 'charts/demo/templates/pod.yaml:8:7-42~'],
      ['acme/api:1.2', 'charts/demo/templates/pod.yaml:10:7-60~'],
    ],
  },
  'a parameter that is a file, over one that is none': {
    files: {
      'apps.yaml': app(
        'charts/demo',
        '    helm:\n      parameters: [{name: image.tag, value: "2.0", forceString: true}]\n      fileParameters: [{name: image.tag, path: /tags/prod}]\n',
      ),
      ...demo(),
      'tags/prod': '3.0',
    },
    images: [['acme/api:3.0', 'tags/prod:1:1-1~']],
  },
  'a directory by patterns, in which a star takes slashes, too': {
    files: {
      'apps.yaml': app('apps', '    directory: {recurse: true, include: "*.yaml", exclude: "old/*"}\n'),
      'apps/b/c/b.yaml': pod('b', 'acme/b:2'),
    },
    images: [['acme/b:2', 'apps/b/c/b.yaml:8:14-22']],
  },
  'a kustomization, which a directory that says nothing does not change': {
    files: {
      'apps.yaml': app('apps', '    directory: {recurse: false}\n'),
      'apps/kustomization.yaml': 'resources: [a.yaml]\nimages:\n  - name: acme/a\n    newTag: v2\n',
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/a:v2', 'apps/kustomization.yaml:4:13-15']],
  },
  'a kustomization with a chart': {
    files: {
      'apps.yaml': app('k', '    kustomize: {images: ["acme/other:2"]}\n'),
      ...overlayWith('helmCharts: [{name: demo, releaseName: x}]\n'),
    },
    images: [['acme/api:1.2', 'k/charts/demo/values.yaml:3:8-13']],
  },
  'two sources of one Application': {
    files: {
      'apps.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  sources:\n    - {repoURL: ${REPOSITORY}, path: one}\n    - {repoURL: ${REPOSITORY}, path: two}\n`,
      'one/a.yaml': pod('a', 'acme/a:1'),
      'two/b.yaml': pod('b', 'acme/b:1'),
    },
    images: [
      ['acme/a:1', 'one/a.yaml:8:14-22'],
      ['acme/b:1', 'two/b.yaml:8:14-22'],
    ],
  },
  'a parameter': {
    files: {
      'apps.yaml': app(
        'charts/demo',
        '    helm:\n      parameters:\n        - name: image.tag\n          value: "2.0"\n          forceString: true\n',
      ),
      ...demo(),
    },
    images: [['acme/api:2.0', 'apps.yaml:12:18-23']],
  },
  'a parameter over values over values files': {
    files: {
      'apps.yaml': app(
        'charts/demo',
        '    helm:\n      valueFiles: [prod.yaml]\n      values: |\n        image:\n          repository: acme/two\n          tag: two\n      parameters: [{name: image.tag, value: three}]\n',
      ),
      ...demo(undefined, { 'charts/demo/prod.yaml': 'image: {repository: acme/one, tag: one}\n' }),
    },
    images: [['acme/two:three', 'apps.yaml:15:45-50']],
  },
  'a parameter that is text over a plain one after it': {
    files: {
      'apps.yaml': app(
        'charts/demo',
        '    helm:\n      parameters:\n        - {name: image.tag, value: one, forceString: true}\n        - {name: image.tag, value: two}\n',
      ),
      ...demo(),
    },
    images: [['acme/api:one', 'apps.yaml:11:36-39']],
  },
  'a block of values': {
    files: {
      'apps.yaml': app('charts/demo', '    helm:\n      values: |\n        image:\n          tag: v2 # here\n'),
      ...demo(),
    },
    images: [['acme/api:v2', 'apps.yaml:12:16-18']],
  },
  'values as an object': {
    files: {
      'apps.yaml': app('charts/demo', '    helm:\n      valuesObject:\n        image:\n          tag: v2\n'),
      ...demo(),
    },
    images: [['acme/api:v2', 'apps.yaml:12:16-18']],
  },
  'a values file from the root': {
    files: {
      'apps.yaml': app(
        'charts/demo',
        '    helm:\n      valueFiles: [/env/prod.yaml, none.yaml]\n      ignoreMissingValueFiles: true\n',
      ),
      'env/prod.yaml': 'image:\n  tag: v7\n',
      ...demo(),
    },
    images: [['acme/api:v7', 'env/prod.yaml:2:8-10']],
  },
  'a values file of another source': {
    files: {
      'apps.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  sources:\n    - repoURL: ${REPOSITORY}\n      path: charts/demo\n      helm: {valueFiles: [$values/env/prod.yaml]}\n    - {repoURL: ${REPOSITORY}, ref: values}\n`,
      'env/prod.yaml': 'image:\n  tag: v7\n',
      ...demo(),
    },
    images: [['acme/api:v7', 'env/prod.yaml:2:8-10']],
  },
  'a directory, its top only': {
    files: {
      'argocd/apps.yaml': app('apps'),
      'apps/a.yaml': pod('a', 'acme/a:1'),
      'apps/b/b.yaml': pod('b', 'acme/b:2'),
    },
    images: [
      ['acme/b:2', 'apps/b/b.yaml:8:14-22'],
      ['acme/a:1', 'apps/a.yaml:8:14-22'],
    ],
  },
  'a directory with all below': {
    files: {
      'argocd/apps.yaml': app('apps', '    directory: {recurse: true, exclude: "old/*"}\n'),
      'apps/b/b.yaml': pod('b', 'acme/b:2'),
    },
    images: [['acme/b:2', 'apps/b/b.yaml:8:14-22']],
  },
  'a kustomization as it is': {
    files: {
      'argocd/apps.yaml': app('apps'),
      'apps/kustomization.yaml': 'resources: [a.yaml]\n',
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/a:1', 'apps/a.yaml:8:14-22']],
  },
  'images of the Application over those of the kustomization': {
    files: {
      'argocd/apps.yaml': app('apps', '    kustomize:\n      images:\n        - acme/a=acme/x:v3\n'),
      'apps/kustomization.yaml': 'resources: [a.yaml]\nimages: [{name: acme/a, newTag: v2}]\n',
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/x:v3', 'argocd/apps.yaml:11:11-27']],
  },
  'a patch of the Application': {
    files: {
      'argocd/apps.yaml': app(
        'apps',
        '    kustomize:\n      namePrefix: x-\n      patches:\n        - target: {kind: Pod}\n          patch: |-\n            - op: replace\n              path: /spec/containers/0/image\n              value: acme/a:9\n',
      ),
      'apps/kustomization.yaml': 'resources: [a.yaml]\n',
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/a:9', 'argocd/apps.yaml:16:22-30']],
  },
  'an Application of Applications': {
    files: {
      'root.yaml': app('argocd', '', 'root'),
      'argocd/shop.yaml': app('charts/demo', '    helm: {parameters: [{name: image.tag, value: v5}]}\n'),
      ...demo(),
    },
    images: [['acme/api:v5', 'argocd/shop.yaml:9:50-52']],
  },
  'an Application that a chart makes': {
    files: {
      'platform/Chart.yaml': 'apiVersion: v2\nname: platform\nversion: 0.1.0\n',
      'platform/values.yaml': 'tag: v6\n',
      'platform/templates/shop.yaml': app(
        'charts/demo',
        '    helm:\n      valuesObject:\n        image:\n          tag: {{ .Values.tag }}\n',
      ),
      ...demo(),
    },
    images: [['acme/api:v6', 'platform/values.yaml:1:6-8']],
  },
};

describe('where the images of Argo CD come from', () => {
  test.each(Object.entries(SHAPES))('%s', async (_, shape) => expectShape(shape));
});

describe('pins go into the Application, and twice changes nothing', () => {
  test.each<[string, Record<string, TreeContent>, string]>([
    ['a parameter', SHAPES['a parameter']?.files ?? {}, 'acme/api:2.0'],
    ['a block of values', SHAPES['a block of values']?.files ?? {}, 'acme/api:v2'],
    [
      'an image of kustomize',
      SHAPES['images of the Application over those of the kustomization']?.files ?? {},
      'acme/x:v3',
    ],
  ])('%s', (_, files, image) => expectPinnedOnce(files, image));
});
