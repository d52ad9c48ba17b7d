import { describe, expect, test } from 'vitest';
import { checkDeliveries } from '../src/check/deliveries/index.ts';
import type { Finding, Tree } from '../src/domain/index.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { memoryTree, overlayTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { type DeliveredShape, expectShape } from './support/delivered-shape.ts';
import { digestOf } from './support/fixing.ts';
import { fixFlux as fix, REPOSITORY as OWN, renderFlux as renderAll } from './support/flux.ts';
import { overlayWith } from './support/kustomize-charts.ts';
import { imagesOf } from './support/rendering.ts';

/** See expectShape: each location is checked by the real tools. */

const REPOSITORY = 'https://github.com/acme/shop';
const pod = (name: string, image: string) => podWith(image).replace('name: pod', `name: ${name}`);
const demo = (values = 'image:\n  repository: acme/api\n  tag: "1.0"\n', more: Record<string, TreeContent> = {}) =>
  chart(values, { 'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"') }, more);

/** Line 8 is the first of `source`. */
function app(path: string, source = '', name = 'shop'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}, namespace: argocd}
spec:
  destination: {namespace: prod}
  source:
    repoURL: ${REPOSITORY}
    path: ${path}
${source}`;
}

function set(generators: string, source: string, more = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: shops, namespace: argocd}
spec:
${more}  generators:
${generators}  template:
    metadata: {name: x}
    spec:
      destination: {namespace: prod}
      source:
        repoURL: ${REPOSITORY}
${source}`;
}

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

/** Those about the objects themselves, too: what an ApplicationSet comes to. */
async function allFindings(tree: Tree): Promise<readonly Finding[]> {
  const { findings, manifests, sources, failed } = await renderAll(tree);
  const context = { policy: DEFAULT_POLICY, repository: OWN, tree, sources, failed };
  return [...findings, ...(await checkDeliveries(manifests, context))];
}

describe('where the images of Argo CD come from', () => {
  test.each(Object.entries(SHAPES))('%s', async (_, shape) => expectShape(shape));
});

describe('pins go into the Application, and twice changes nothing', () => {
  const pin = (image: string) => `${image}@${digestOf(image)}`;
  test.each<[string, Record<string, TreeContent>, string]>([
    ['a parameter', SHAPES['a parameter']?.files ?? {}, 'acme/api:2.0'],
    ['a block of values', SHAPES['a block of values']?.files ?? {}, 'acme/api:v2'],
    [
      'an image of kustomize',
      SHAPES['images of the Application over those of the kustomization']?.files ?? {},
      'acme/x:v3',
    ],
    ['an element of a list', SHAPES['a matrix of files and a list']?.files ?? {}, 'acme/api:v4'],
  ])('%s', async (_, files, image) => {
    const tree = memoryTree(files);
    const once = await fix(tree);
    expect([once.fixed, once.images]).toEqual([[image], [pin(image)]]);
    const twice = await fix(overlayTree(tree, once.edits));
    expect([twice.edits, twice.images]).toEqual([[], [pin(image)]]);
  });
});

describe('what means harm, or is not modelled, is named', () => {
  const CASES: Record<string, readonly [Record<string, TreeContent>, RegExp]> = {
    'a directory that is not there': [
      { 'apps.yaml': app('nowhere') },
      /"nowhere", which is no directory of the repository/,
    ],
    'a values file outside of the repository': [
      { 'apps.yaml': app('charts/demo', '    helm: {valueFiles: [../../../../etc/passwd]}\n'), ...demo() },
      /leads out of the repository/,
    ],
    'a values file by URL': [
      { 'apps.yaml': app('charts/demo', '    helm: {valueFiles: ["https://e.vil/v.yaml"]}\n'), ...demo() },
      /nothing is fetched while rendering/,
    ],
    'a values file of a source that is another repository': [
      { 'apps.yaml': app('charts/demo', '    helm: {valueFiles: ["$other/v.yaml"]}\n'), ...demo() },
      /\$other is not this repository/,
    ],
    'two parameters of one list': [
      {
        'apps.yaml': app(
          'charts/demo',
          '    helm: {parameters: [{name: "a[0]", value: x}, {name: "a[1]", value: "{y,z}"}]}\n',
        ),
        ...demo(),
      },
      /"a\[0\]" is set in a way that is not modelled/,
    ],
    'a text that is a list': [
      {
        'apps.yaml': app('charts/demo', '    helm: {parameters: [{name: a, value: "{x}", forceString: true}]}\n'),
        ...demo(),
      },
      /"a" is set in a way that is not modelled/,
    ],
    'a parameter that is a file, and is not there': [
      { 'apps.yaml': app('charts/demo', '    helm: {fileParameters: [{name: a, path: nowhere}]}\n'), ...demo() },
      /"a" is the file "charts\/demo\/nowhere", which is not there/,
    ],
    'a variable of the build environment in braces': [
      {
        'apps.yaml': app('charts/demo', `    helm: {parameters: [{name: a, value: "\${ARGOCD_APP_REVISION}"}]}\n`),
        ...demo(),
      },
      /build environment/,
    ],
    'a file that overrides the Application': [
      { 'apps.yaml': app('charts/demo'), ...demo(undefined, { 'charts/demo/.argocd-source-shop.yaml': 'helm: {}\n' }) },
      /argocd-source-shop.yaml changes what it says/,
    ],
    'a plugin': [
      { 'apps.yaml': app('apps', '    plugin: {name: x}\n'), 'apps/a.yaml': pod('a', 'acme/a:1') },
      /a plugin renders it/,
    ],
    'two ways at once': [
      { 'apps.yaml': app('charts/demo', '    helm: {releaseName: x}\n    kustomize: {namePrefix: y}\n'), ...demo() },
      /helm and kustomize at once/,
    ],
    Jsonnet: [{ 'argocd/apps.yaml': app('apps'), 'apps/a.jsonnet': '{}' }, /is Jsonnet/],
    'a generator that reads another repository': [
      {
        'sets/a.yaml': set(
          '    - git: {repoURL: https://e.vil/x, files: [{path: "conf/*.json"}]}\n',
          '        path: "{{dir}}"\n',
        ),
        'conf/a.json': '{"dir": "apps"}',
        'apps/a.yaml': pod('a', 'acme/a:1'),
      },
      /its git generator reads "" of "https:\/\/e.vil\/x"/,
    ],
    'a generator that reads another branch': [
      {
        'sets/a.yaml': set(
          `    - git: {repoURL: ${REPOSITORY}, revision: evil, directories: [{path: apps}]}\n`,
          '        path: "{{path}}"\n',
        ),
        'apps/a.yaml': pod('a', 'acme/a:1'),
      },
      /its git generator reads "evil" of/,
    ],
    'a file of a generator that cannot be read': [
      {
        'sets/a.yaml': set(
          `    - git: {repoURL: ${REPOSITORY}, files: [{path: "conf/*.json"}]}\n`,
          '        path: "{{dir}}"\n',
        ),
        'conf/a.json': '{"dir": "apps", "dir": "none"}',
        'apps/a.yaml': pod('a', 'acme/a:1'),
      },
      /conf\/a.json, which cannot be read in full/,
    ],
    'a matrix of too many': [
      {
        'sets/a.yaml': set(
          `    - matrix:\n        generators:\n          - list: {elements: [${Array.from({ length: 501 }, () => '{dir: apps}').join()}]}\n          - list: {elements: [{}]}\n`,
          '        path: "{{dir}}"\n',
        ),
        'apps/a.yaml': pod('a', 'acme/a:1'),
      },
      /more than 500 Applications/,
    ],
    'a merge that overrides by files in folders that an asterisk may or may not reach': [
      {
        'sets/a.yaml': set(
          '    - merge:\n        mergeKeys: [dir]\n        generators:\n          - list: {elements: [{dir: apps}]}\n          - git: {repoURL: https://github.com/acme/shop, files: [{path: "conf/*.json"}]}\n',
          '        path: "{{dir}}"\n',
        ),
        'conf/deep/a.json': '{"dir": "apps"}\n',
        'apps/a.yaml': pod('a', 'acme/a:1'),
      },
      /overrides by files that not every server would read/,
    ],
    'a template that trims what is around a value': [
      {
        'sets/a.yaml': set(
          '    - list: {elements: [{dir: apps}]}\n',
          '        path: "x/ {{- .dir }}"\n',
          '  goTemplate: true\n',
        ),
        'apps/a.yaml': pod('a', 'acme/a:1'),
      },
      /which is not modelled/,
    ],
    'a variable in a parameter': [
      { 'apps.yaml': app('charts/demo', '    helm: {parameters: [{name: image.tag, value: "v1$X"}]}\n'), ...demo() },
      /variables of Argo CD's build environment/,
    ],
    'a link among manifests': [
      {
        'argocd/apps.yaml': app('apps'),
        'apps/a.yaml': pod('a', 'acme/a:1'),
        'apps/b.yaml': { link: '../hidden/b.txt' },
        'hidden/b.txt': pod('b', 'acme/b:1'),
      },
      /apps\/b.yaml is a link/,
    ],
    'a patch that reads a file outside': [
      {
        'argocd/apps.yaml': app('apps', '    kustomize: {patches: [{path: ../../../etc/passwd}]}\n'),
        'apps/kustomization.yaml': 'resources: [a.yaml]\n',
        'apps/a.yaml': pod('a', 'acme/a:1'),
      },
      /etc\/passwd/,
    ],
  };
  test.each(Object.entries(CASES))('%s', async (_, [files, says]) => {
    const findings = await allFindings(memoryTree(files));
    expect(findings.map(({ result, message }) => `${result.outcome} ${message}`)).toContainEqual(
      expect.stringMatching(says),
    );
    expect(findings.every(({ enforcement }) => enforcement === 'block')).toBe(true);
  });

  test.each<[string, Record<string, TreeContent>, readonly string[]]>([
    [
      'elements of one name in two generators',
      {
        'sets/a.yaml': set(
          '    - list: {elements: [{dir: a}]}\n    - list: {elements: [{dir: b}]}\n',
          '        path: "{{dir}}"\n',
        ),
        'a/a.yaml': pod('a', 'acme/a:1'),
        'b/b.yaml': pod('b', 'acme/b:1'),
      },
      ['acme/a:1 argocd', 'acme/b:1 argocd'],
    ],
    [
      'a directory that an exclusion of Go does not reach',
      {
        'sets/a.yaml': set(
          `    - git: {repoURL: ${REPOSITORY}, directories: [{path: apps/x/*}, {path: "apps/**", exclude: true}]}\n`,
          '        path: "{{path}}"\n',
        ),
        'apps/x/y/a.yaml': pod('a', 'acme/a:1'),
      },
      ['acme/a:1 argocd'],
    ],
    [
      'a file that an asterisk of git ls-files takes',
      {
        'sets/a.yaml': set(
          `    - git: {repoURL: ${REPOSITORY}, files: [{path: "conf/*.json"}]}\n`,
          '        path: "{{dir}}"\n',
        ),
        'conf/deep/.a.json': '{"dir": "a"}',
        'a/a.yaml': pod('a', 'acme/a:1'),
      },
      ['acme/a:1 argocd'],
    ],
    [
      'a chart whose Application says a directory, and nothing of it',
      { 'apps.yaml': app('charts/demo', '    directory: {recurse: false}\n'), ...demo() },
      ['acme/api:1.0 argocd'],
    ],
    [
      'a patch that changes the kind',
      {
        'argocd/apps.yaml': app(
          'apps',
          `    kustomize:
      patches:
        - target: {kind: ConfigMap}
          options: {allowKindChange: true}
          patch: '{apiVersion: v1, kind: Pod, metadata: {name: a}}'
`,
        ),
        'apps/kustomization.yaml': 'resources: [a.yaml]\n',
        'apps/a.yaml': pod('a', 'acme/a:1').replace('kind: Pod', 'kind: ConfigMap'),
      },
      ['acme/a:1 argocd'],
    ],
  ])('deployed all the same: %s', async (_, files, expected) => {
    const { manifests } = await renderAll(memoryTree(files));
    const images = imagesOf(manifests).map(({ image, manifest }) => `${image} ${manifest.source.kind}`);
    expect(images.sort()).toEqual(expected);
  });

  test('Applications that deploy each other end', async () => {
    const { manifests } = await renderAll(
      memoryTree({ 'a/app.yaml': app('b', '', 'a'), 'b/app.yaml': app('a', '', 'b') }),
    );
    expect(manifests.map(({ ref }) => ref.name).sort()).toEqual(['a', 'b']);
  });
});

test.each([
  ['a directory of files', 'apps', { 'apps/a.yaml': pod('a', 'acme/a:1') }],
  [
    'a kustomization',
    'apps',
    { 'apps/kustomization.yaml': 'resources: [a.yaml]\n', 'apps/a.yaml': pod('a', 'acme/a:1') },
  ],
  ['a chart', 'charts/demo', demo()],
])('%s that somebody named is checked bare, too', async (_, path, files) => {
  const tree = memoryTree({ 'argocd/app.yaml': app(path), ...files });
  const counts = await Promise.all(
    [[], [path]].map(async (named) => imagesOf((await renderAll(tree, named)).manifests).length),
  );
  expect(counts).toEqual([1, 2]);
});
