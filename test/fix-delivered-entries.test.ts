import { describe, expect, test } from 'vitest';
import { memoryTree, overlayTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { digestOf } from './support/fixing.ts';
import { fixFlux, GIT, helmRelease, kustomization } from './support/flux.ts';
import { sharedTag } from './support/shared-tag.ts';

/** Where no scalar can hold a digest, the object of Argo CD or Flux that deploys the image gets an entry for it. */

const cluster = (...documents: string[]) => ({ 'clusters/prod/apps.yaml': [GIT, ...documents].join('---\n') });
/** One value feeds two images. */
const SHARED = chart('tag: v4\n', { 'pod.yaml': podWith('"acme/a:{{ .Values.tag }}"', '"acme/b:{{ .Values.tag }}"') });
const [a, b] = ['acme/a:v4', 'acme/b:v4'];

/** As the diff's lines are read: those that start with a dash behind the plus are left out. */
const entries = (indent: string, ...images: readonly string[]) =>
  images.flatMap((image) => [
    `+${indent}- name: ${image.split(':')[0]}`,
    `+${indent}  newTag: "v4"`,
    `+${indent}  digest: ${digestOf(image)}`,
  ]);

/** Where the list is new. */
const made = (indent: string, ...images: readonly string[]) =>
  images.flatMap((image) => [
    `+${indent}- name: ${image.split(':')[0]}`,
    `+${indent}  newTag: v4`,
    `+${indent}  digest: "${digestOf(image)}"`,
  ]);

const application = (source: string) => ({
  'apps/shop.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  source:
    repoURL: https://github.com/acme/shop
    path: over
${source}`,
});
const OVER = { 'over/kustomization.yaml': 'resources: [../base]\n', ...sharedTag('v4') };

const CASES: Record<string, { readonly files: Record<string, TreeContent>; readonly changes: readonly string[] }> = {
  'a Kustomization without images': {
    files: { ...cluster(kustomization('./over')), ...OVER },
    changes: ['+  images:', ...made('    ', a, b)],
  },
  'a Kustomization with images': {
    files: {
      ...cluster(kustomization('./over', `  images:\n    - name: acme/z # kept\n      newTag: v1\n`)),
      ...OVER,
    },
    changes: entries('    ', a, b),
  },
  'a Kustomization with images at the column of their key': {
    files: { ...cluster(kustomization('./over', `  images:\n  - name: acme/z\n    newTag: v1\n`)), ...OVER },
    changes: entries('  ', a, b),
  },
  'a Kustomization with images in flow style': {
    files: { ...cluster(kustomization('./over', `  images: [] # none\n`)), ...OVER },
    changes: [
      '-  images: [] # none',
      `+  images: [${[a, b].map((image) => `{name: "${image.slice(0, 6)}", newTag: "v4", digest: ${digestOf(image)}}`).join(', ')}] # none`,
    ],
  },
  'a HelmRelease without post-renderers': {
    files: { ...cluster(helmRelease('  interval: 5m\n')), ...SHARED },
    changes: ['+  postRenderers:', '+    - kustomize:', '+        images:', ...made('          ', a, b)],
  },
  'a HelmRelease with a post-renderer of patches': {
    files: {
      ...cluster(helmRelease('  postRenderers:\n    - kustomize:\n        patches: []\n  interval: 5m\n')),
      ...SHARED,
    },
    changes: ['+    - kustomize:', '+        images:', ...entries('          ', a, b)],
  },
  'a HelmRelease with a post-renderer of images': {
    files: {
      ...cluster(
        helmRelease(
          '  postRenderers:\n    - kustomize:\n        images:\n          - name: acme/z\n            newTag: v1\n',
        ),
      ),
      ...SHARED,
    },
    changes: entries('          ', a, b),
  },
  'an Application without kustomize': {
    files: { ...application('    targetRevision: main\n'), ...OVER },
    changes: ['+    kustomize:', `+      images: ["${a}@${digestOf(a)}", "${b}@${digestOf(b)}"]`],
  },
  'an Application with images': {
    files: { ...application('    kustomize:\n      images:\n      - acme/z:v1\n'), ...OVER },
    changes: [`+      - ${a}@${digestOf(a)}`, `+      - ${b}@${digestOf(b)}`],
  },
};

describe('an entry is added to the object that deploys', () => {
  test.each(Object.entries(CASES))('%s', async (_, { files, changes }) => {
    const tree = memoryTree(files);
    const once = await fixFlux(tree);
    expect(once.changes).toEqual(changes.filter((line) => !/^\+-/.test(line)));
    expect(once.images).toEqual([`${a}@${digestOf(a)}`, `${b}@${digestOf(b)}`]);
    const twice = await fixFlux(overlayTree(tree, once.edits));
    expect([twice.edits, twice.images]).toEqual([[], once.images]);
  });

  test('not where the object is written by a template, and not to a chart of Argo CD', async () => {
    const text = application('')['apps/shop.yaml'];
    const argo = { ...SHARED, 'apps/shop.yaml': text.replace('path: over', 'path: charts/demo') };
    expect((await fixFlux(memoryTree(argo))).edits).toEqual([]);
    const templated = {
      ...OVER,
      'charts/apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
      'charts/apps/templates/apps.yaml': `{{- if true }}\n${kustomization('./over')}{{- end }}\n---\n${GIT}`,
    };
    expect((await fixFlux(memoryTree(templated))).edits).toEqual([]);
  });
});
