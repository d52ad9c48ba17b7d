import { describe, expect, test } from 'vitest';
import { memoryTree, overlayTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { digestOf } from './support/fixing.ts';
import { fixFlux, GIT, helmRelease, kustomization } from './support/flux.ts';

/** Pins go where the reference is written: into the object of Flux, where that is the place. Twice changes nothing. */

const cluster = (...documents: string[]) => ({ 'clusters/prod/apps.yaml': [GIT, ...documents].join('---\n') });
const demo = chart('image:\n  repository: acme/api\n  tag: "1.0"\n', {
  'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"'),
});

interface Case {
  readonly files: Record<string, TreeContent>;
  readonly image: string;
  readonly changes: readonly string[];
  readonly fixed: string;
}

const pin = (image: string) => digestOf(image);

const CASES: Record<string, Case> = {
  'a value of a release': {
    files: { ...cluster(helmRelease('  values:\n    image:\n      tag: "2.0" # keep\n')), ...demo },
    image: 'acme/api:2.0',
    changes: ['-      tag: "2.0" # keep', `+      tag: "2.0@${pin('acme/api:2.0')}" # keep`],
    fixed: `acme/api:2.0@${pin('acme/api:2.0')}`,
  },
  'a value of a ConfigMap': {
    files: {
      ...cluster(
        helmRelease('  valuesFrom: [{kind: ConfigMap, name: v}]\n'),
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: v, namespace: flux-system}\ndata:\n  values.yaml: |\n    image:\n      tag: v3\n',
      ),
      ...demo,
    },
    image: 'acme/api:v3',
    changes: ['-      tag: v3', `+      tag: v3@${pin('acme/api:v3')}`],
    fixed: `acme/api:v3@${pin('acme/api:v3')}`,
  },
  'a variable': {
    files: {
      ...cluster(kustomization('./apps', '  postBuild:\n    substitute:\n      tag: v4\n')),
      'apps/a.yaml': podWith('acme/a:${tag}'),
    },
    image: 'acme/a:v4',
    changes: ['-      tag: v4', `+      tag: v4@${pin('acme/a:v4')}`],
    fixed: `acme/a:v4@${pin('acme/a:v4')}`,
  },
  'an entry of images': {
    files: {
      ...cluster(kustomization('./apps', '  images:\n    - name: acme/a\n      newTag: v5\n')),
      'apps/a.yaml': podWith('acme/a:v1'),
    },
    image: 'acme/a:v5',
    changes: [`+      digest: ${pin('acme/a:v5')}`],
    fixed: `acme/a:v5@${pin('acme/a:v5')}`,
  },
  'an entry of a post-renderer': {
    files: {
      ...cluster(
        helmRelease(
          '  postRenderers:\n    - kustomize:\n        images:\n          - name: acme/api\n            newTag: v6\n',
        ),
      ),
      ...demo,
    },
    image: 'acme/api:v6',
    changes: [`+            digest: ${pin('acme/api:v6')}`],
    fixed: `acme/api:v6@${pin('acme/api:v6')}`,
  },
  'a patch': {
    files: {
      ...cluster(
        kustomization(
          './apps',
          '  patches:\n    - target: {kind: Pod}\n      patch: |\n        - op: replace\n          path: /spec/containers/0/image\n          value: acme/a:v7\n',
        ),
      ),
      'apps/a.yaml': podWith('acme/a:v1'),
    },
    image: 'acme/a:v7',
    changes: ['-          value: acme/a:v7', `+          value: acme/a:v7@${pin('acme/a:v7')}`],
    fixed: `acme/a:v7@${pin('acme/a:v7')}`,
  },
};

describe('pins', () => {
  test.each(Object.entries(CASES))('%s', async (_, { files, image, changes, fixed }) => {
    const tree = memoryTree(files);
    const once = await fixFlux(tree);
    expect([once.fixed, once.changes, once.images]).toEqual([[image], changes, [fixed]]);
    const twice = await fixFlux(overlayTree(tree, once.edits));
    expect([twice.edits, twice.images]).toEqual([[], [fixed]]);
  });

  test('one variable of two images is no place for two digests, and says so', async () => {
    const files = {
      ...cluster(kustomization('./apps', '  postBuild:\n    substitute:\n      tag: v4\n')),
      'apps/a.yaml': podWith('acme/a:${tag}', 'acme/b:${tag}'),
    };
    const { edits, reasons } = await fixFlux(memoryTree(files));
    expect(edits).toEqual([]);
    expect([...reasons.values()][0]).toMatch(/clusters\/prod\/apps.yaml:18 \(v4\), which feeds acme\/b:v4 too/);
    // kustomize finds no name in front of a variable.
    expect([...reasons.values()][0]).toMatch(/An entry of images: with its digest was tried too/);
  });
});
