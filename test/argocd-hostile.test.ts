import { describe, expect, test } from 'vitest';
import { checkDeliveries } from '../src/check/deliveries/index.ts';
import type { Finding, Tree } from '../src/domain/index.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { app, demo, pod, REPOSITORY, set } from './support/argocd.ts';
import { REPOSITORY as OWN, renderFlux as renderAll } from './support/flux.ts';
import { imagesOf } from './support/rendering.ts';

/** Those about the objects themselves, too: what an ApplicationSet comes to. */
async function allFindings(tree: Tree): Promise<readonly Finding[]> {
  const { findings, manifests, sources, failed } = await renderAll(tree);
  const context = { policy: DEFAULT_POLICY, repository: OWN, tree, sources, failed };
  return [...findings, ...(await checkDeliveries(manifests, context))];
}

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
