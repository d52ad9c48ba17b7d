import { describe, test } from 'vitest';
import { chart, podWith } from './support/charts.ts';
import { type DeliveredShape, expectShape } from './support/delivered-shape.ts';
import { GIT, helmRelease, kustomization } from './support/flux.ts';

/** See expectShape: each location is checked by the real tools. */

const pod = (name: string, image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: c\n      image: ${image}\n`;
const cluster = (...documents: string[]) => ({ 'clusters/prod/apps.yaml': [GIT, ...documents].join('---\n') });
const kustomized = (path: string, ...resources: string[]) => ({
  [`${path}/kustomization.yaml`]: `resources:\n${resources.map((name) => `  - ${name}\n`).join('')}`,
});
const configMap = (name: string, data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: flux-system}\ndata:\n${data}`;
const demo = (values = 'image:\n  repository: acme/api\n  tag: "1.0"\n') =>
  chart(values, { 'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"') });

const SHAPES: Record<string, DeliveredShape> = {
  'a directory without a kustomization': {
    files: {
      ...cluster(kustomization('./apps')),
      'apps/a.yaml': pod('a', 'acme/a:1'),
      'apps/b/c.yml': pod('b', 'acme/b:2'),
    },
    images: [
      ['acme/a:1', 'apps/a.yaml:8:14-22'],
      ['acme/b:2', 'apps/b/c.yml:8:14-22'],
    ],
  },
  'a kustomization': {
    files: {
      ...cluster(kustomization('./apps')),
      ...kustomized('apps', 'a.yaml'),
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/a:1', 'apps/a.yaml:8:14-22']],
  },
  'images of the object': {
    files: {
      ...cluster(kustomization('./apps', '  images:\n    - name: acme/a\n      newTag: "2.0"\n')),
      ...kustomized('apps', 'a.yaml'),
      'apps/a.yaml': [pod('a', 'acme/a:1'), pod('b', 'acme/b:1')].join('---\n'),
    },
    images: [
      ['acme/a:2.0', 'clusters/prod/apps.yaml:18:15-20'],
      ['acme/b:1', 'apps/a.yaml:17:14-22'],
    ],
  },
  'images of the object over those of the kustomization': {
    files: {
      ...cluster(kustomization('./apps', '  images:\n    - name: acme/a\n      newTag: v3\n')),
      'apps/kustomization.yaml':
        'resources: [a.yaml]\nimages:\n  - name: acme/a\n    newName: acme/x\n    newTag: v2\n',
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/x:v3', 'clusters/prod/apps.yaml:18:15-17']],
  },
  'a patch of the object': {
    files: {
      ...cluster(
        kustomization(
          './apps',
          '  patches:\n    - target: {kind: Pod}\n      patch: |\n        - op: replace\n          path: /spec/containers/0/image\n          value: acme/a:9\n',
        ),
      ),
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/a:9', 'clusters/prod/apps.yaml:21:18-26']],
  },
  'a strategic patch of the object, in a directory with a prefix': {
    files: {
      ...cluster(
        kustomization(
          './apps',
          '  namePrefix: x-\n  targetNamespace: shop\n  patches:\n    - patch: |\n        apiVersion: v1\n        kind: Pod\n        metadata: {name: a}\n        spec: {containers: [{name: c, image: "acme/a:8"}]}\n',
        ),
      ),
      'apps/a.yaml': pod('a', 'acme/a:1'),
    },
    images: [['acme/a:8', 'clusters/prod/apps.yaml:23:46-56']],
  },
  'a component of the object': {
    files: {
      ...cluster(kustomization('./apps', '  components: [../components/pin]\n')),
      ...kustomized('apps', 'a.yaml'),
      'apps/a.yaml': pod('a', 'acme/a:1'),
      'components/pin/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n  - name: acme/a\n    newTag: "7"\n',
    },
    images: [['acme/a:7', 'components/pin/kustomization.yaml:5:13-16']],
  },
  'a variable of the object': {
    files: {
      ...cluster(kustomization('./apps', '  postBuild:\n    substitute:\n      tag: "1.2.3"\n')),
      'apps/a.yaml': pod('a', 'acme/a:${tag}'),
    },
    images: [['acme/a:1.2.3', 'clusters/prod/apps.yaml:18:12-19']],
  },
  'a variable of a ConfigMap, over a default': {
    files: {
      ...cluster(
        kustomization('./apps', '  postBuild:\n    substituteFrom:\n      - {kind: ConfigMap, name: vars}\n'),
        configMap('vars', '  tag: v4\n'),
      ),
      ...kustomized('apps', 'a.yaml'),
      'apps/a.yaml': [pod('a', 'acme/a:${tag:=v1}'), pod('b', 'acme/b:${none:=v1}')].join('---\n'),
    },
    images: [
      ['acme/a:v4', 'clusters/prod/apps.yaml:24:8-10'],
      ['acme/b:v1', 'apps/a.yaml:17:14-32'],
    ],
  },
  'a registry from a variable leaves the tag where it is': {
    files: {
      ...cluster(kustomization('./apps', '  postBuild: {substitute: {registry: ghcr.io}}\n')),
      'apps/a.yaml': pod('a', '${registry}/acme/a:1'),
    },
    images: [['ghcr.io/acme/a:1', 'apps/a.yaml:8:14-34']],
  },
  'values of a release': {
    files: { ...cluster(helmRelease('  values:\n    image:\n      tag: "2.0"\n')), ...demo() },
    images: [['acme/api:2.0', 'clusters/prod/apps.yaml:20:12-17']],
  },
  'values of a ConfigMap, and of the release over them': {
    files: {
      ...cluster(
        helmRelease('  valuesFrom: [{kind: ConfigMap, name: v}]\n  values: {image: {repository: acme/x}}\n'),
        configMap('v', '  values.yaml: |\n    image:\n      repository: acme/y\n      tag: "3.0"\n'),
      ),
      ...demo(),
    },
    images: [['acme/x:3.0', 'clusters/prod/apps.yaml:28:12-17']],
  },
  'one value of a ConfigMap, set at its path': {
    files: {
      ...cluster(
        helmRelease('  valuesFrom: [{kind: ConfigMap, name: v, valuesKey: tag, targetPath: image.tag}]\n'),
        configMap('v', '  tag: v5\n'),
      ),
      ...demo(),
    },
    images: [['acme/api:v5', 'clusters/prod/apps.yaml:24:8-10']],
  },
  'values files of the chart, in the place of its own': {
    files: {
      ...cluster(helmRelease('', '      valuesFiles: [./charts/demo/prod.yaml]\n')),
      ...demo(),
      'charts/demo/prod.yaml': 'image:\n  repository: acme/prod\n  tag: "6"\n',
    },
    images: [['acme/prod:6', 'charts/demo/prod.yaml:3:8-11']],
  },
  'a post-renderer of images': {
    files: {
      ...cluster(
        helmRelease(
          '  postRenderers:\n    - kustomize:\n        images:\n          - name: acme/api\n            newTag: "5.5"\n',
        ),
      ),
      ...demo(),
    },
    images: [['acme/api:5.5', 'clusters/prod/apps.yaml:22:21-26']],
  },
  'a post-renderer that leaves the image alone': {
    files: {
      ...cluster(
        helmRelease(
          '  values: {image: {tag: v7}}\n  postRenderers:\n    - kustomize:\n        patches:\n          - target: {kind: Pod}\n            patch: |\n              - {op: add, path: /metadata/labels, value: {a: b}}\n',
        ),
      ),
      ...demo(),
    },
    images: [['acme/api:v7', 'clusters/prod/apps.yaml:18:25-27']],
  },
  'a release that a Kustomization delivers, with a variable in its values': {
    files: {
      ...cluster(kustomization('./releases', '  postBuild: {substitute: {tag: v8}}\n')),
      'releases/demo.yaml': helmRelease('  values: {image: {tag: "${tag}"}}\n'),
      ...demo(),
    },
    images: [['acme/api:v8', 'clusters/prod/apps.yaml:16:33-35']],
  },
  'a cluster that delivers itself': {
    files: {
      'clusters/prod/flux-system.yaml': `${GIT}---\n${kustomization('./clusters/prod').replace('name: apps', 'name: flux-system')}`,
      'clusters/prod/apps.yaml': kustomization(
        './apps',
        '  postBuild:\n    substituteFrom: [{kind: ConfigMap, name: vars}]\n',
      ),
      'clusters/prod/vars.yaml': configMap('vars', '  tag: "1"\n'),
      'clusters/dev/apps.yaml': `${GIT}---\n${kustomization('./apps', '  postBuild:\n    substituteFrom: [{kind: ConfigMap, name: vars}]\n')}`,
      'clusters/dev/vars.yaml': configMap('vars', '  tag: "2"\n'),
      'apps/a.yaml': pod('a', 'acme/a:${tag}'),
    },
    images: [
      ['acme/a:2', 'clusters/dev/vars.yaml:5:8-11'],
      ['acme/a:1', 'clusters/prod/vars.yaml:5:8-11'],
    ],
  },
  'variables of a generated ConfigMap that another object deploys, for each cluster its own': {
    files: {
      ...Object.fromEntries(
        ['dev', 'prod'].flatMap((name, index) => [
          [
            `clusters/${name}/flux-system.yaml`,
            `${GIT}---\n${kustomization(`./clusters/${name}`).replace('name: apps', 'name: flux-system')}`,
          ],
          [
            `clusters/${name}/apps/apps.yaml`,
            kustomization('./apps', '  postBuild:\n    substituteFrom: [{kind: ConfigMap, name: vars}]\n'),
          ],
          [
            `clusters/${name}/vars/kustomization.yaml`,
            'namespace: flux-system\ngeneratorOptions: {disableNameSuffixHash: true}\nconfigMapGenerator:\n  - name: vars\n    envs: [vars.env]\n',
          ],
          [`clusters/${name}/vars/vars.env`, `tag=${index + 1}\n`],
        ]),
      ),
      'apps/a.yaml': pod('a', 'acme/a:${tag}'),
    },
    images: [
      ['acme/a:1', 'clusters/dev/vars/kustomization.yaml:1:1-1~'],
      ['acme/a:2', 'clusters/prod/vars/kustomization.yaml:1:1-1~'],
    ],
  },
  'a variable that nothing sets': {
    files: {
      ...cluster(kustomization('./apps', '  postBuild: {substitute: {a: b}}\n')),
      'apps/a.yaml': pod('a', 'acme/a:1${x}'),
    },
    images: [['acme/a:1', 'apps/a.yaml:8:14-26']],
    unknown: [/nothing sets x/],
  },
};

describe('where the images of Flux come from', () => {
  test.each(Object.entries(SHAPES))('%s', async (_, shape) => expectShape(shape));
});
