import { describe, expect, test } from 'vitest';
import type { Path } from '../src/domain/index.ts';
import { memoryTree, overlayTree, type TreeContent } from '../src/tree/index.ts';
import { changeEachScalar } from './support/changed-scalars.ts';
import { podWith } from './support/charts.ts';
import { digestOf, fix } from './support/fixing.ts';
import { CHART_SHAPES, overlayWith } from './support/kustomize-charts.ts';
import { at, imagesOf, kustomizeSource, renders, renderWith } from './support/rendering.ts';

/** Every shape is checked by its locations and by the real tools, as in render-origins-*.test.ts. */
describe('images of charts that a kustomization renders', () => {
  test.each(Object.entries(CHART_SHAPES))('%s', async (_, { files, places }) => {
    const tree = memoryTree(files);
    const source = kustomizeSource('over/kustomization.yaml' in files ? 'over' : 'k');
    renders.count = 0;
    const { manifests, findings } = await renderWith(tree, [source]);
    expect(findings).toEqual([]);
    // The plain one, what charts are given, each chart, the objects' origins, and the marks.
    expect(renders.count).toBeLessThanOrEqual(8);
    const found = imagesOf(manifests);
    expect(found.map(({ manifest, path }) => at(manifest.place(path).location))).toEqual(places);
    for (const { changed, named } of await changeEachScalar(tree, [source], found)) expect(changed).toEqual(named);
  });
});

const PRIVILEGED: Path = ['spec', 'containers', 0, 'securityContext', 'privileged'];
const ENTRY = 'helmCharts:\n- name: demo\n  releaseName: x\n';
const context = (text: string) => ({ 'pod.yaml': `${podWith('a:1')}      securityContext:${text}\n` });
const patch = (text: string) => ({ 'k/patch.yaml': `${podWith('a:1')}      securityContext:${text}\n` });

describe('hardening fields of charts that a kustomization renders', () => {
  test.each<[string, Record<string, TreeContent>, string]>([
    [
      'a text of the template',
      overlayWith(ENTRY, '{}\n', context('\n        privileged: true # why')),
      'k/charts/demo/templates/pod.yaml:10:21-25',
    ],
    [
      'a value of the chart',
      overlayWith(ENTRY, 'privileged: true\n', context(' {privileged: {{ .Values.privileged }}}')),
      'k/charts/demo/values.yaml:1:13-17',
    ],
    [
      'a value of the entry, in a mapping that the template prints whole',
      overlayWith(
        `${ENTRY}  valuesInline:\n    context: {privileged: true}\n`,
        'context: {}\n',
        context('\n        {{- toYaml .Values.context | nindent 8 }}'),
      ),
      'k/kustomization.yaml:5:27-31',
    ],
    [
      'a patch that says the same as the template does',
      overlayWith(
        `${ENTRY}patches: [{path: patch.yaml}]\n`,
        '{}\n',
        context(' {privileged: true}'),
        patch('\n        privileged: true'),
      ),
      'k/patch.yaml:10:21-25',
    ],
    [
      'missing in a mapping of the template',
      overlayWith(ENTRY, '{}\n', context('\n        runAsNonRoot: true')),
      'k/charts/demo/templates/pod.yaml:9:7-22',
    ],
    [
      'missing beside a value: the value’s neighbours are not the template’s',
      overlayWith(ENTRY, 'securityContext: {runAsNonRoot: true}\n', {
        'pod.yaml': `${podWith('a:1')}      securityContext:\n        runAsNonRoot: {{ .Values.securityContext.runAsNonRoot }}\n`,
      }),
      'k/charts/demo/templates/pod.yaml:9:7-22',
    ],
    [
      'missing in a container that a patch pushed back',
      overlayWith(
        `${ENTRY}patches: [{path: patch.yaml}]\n`,
        '{}\n',
        { 'pod.yaml': podWith('a:1') },
        { 'k/patch.yaml': podWith('b:1').replace('name: c0', 'name: sidecar') },
      ),
      'k/patch.yaml:7:7-11',
    ],
  ])('%s', async (_, files, place) => {
    const { manifests, findings } = await renderWith(memoryTree(files), [kustomizeSource('k')]);
    expect(findings).toEqual([]);
    expect(manifests.map((manifest) => at(manifest.place(PRIVILEGED).location))).toEqual([place]);
  });

  test('an object is a document of its template', async () => {
    const two = `${podWith('a:1')}---\n${podWith('b:1').replace('name: pod', 'name: second')}`;
    const { manifests } = await renderWith(memoryTree(overlayWith(ENTRY, '{}\n', { 'pods.yaml': two })), [
      kustomizeSource('k'),
    ]);
    expect(manifests.map(({ ref }) => [ref.name, ref.file, ref.document])).toEqual([
      ['pod', 'k/charts/demo/templates/pods.yaml', 0],
      ['second', 'k/charts/demo/templates/pods.yaml', 1],
    ]);
  });
});

describe('fixes', () => {
  const pinned = (image: string) => `${image}@${digestOf(image)}`;

  test.each(Object.entries(CHART_SHAPES))('%s: pinned, and once', async (_, { files }) => {
    const tree = memoryTree(files);
    const source = kustomizeSource('over/kustomization.yaml' in files ? 'over' : 'k');
    const first = await fix(tree, [source]);
    expect(first.images.length).toBeGreaterThan(0);
    expect(first.images.every((image) => image.includes('@'))).toBe(true);
    expect((await fix(overlayTree(tree, first.edits), [source])).edits).toEqual([]);
  });

  test('a tag that two images share gets an images: entry for each', async () => {
    const files = overlayWith(ENTRY, 'tag: "1"\n', {
      'pod.yaml': podWith('acme/a:{{ .Values.tag }}', 'acme/b:{{ .Values.tag }}'),
    });
    const { changes, images } = await fix(memoryTree(files), [kustomizeSource('k')]);
    expect(images).toEqual([pinned('acme/a:1'), pinned('acme/b:1')]);
    // As the diff's lines are read: those that start with a dash are left out.
    expect(changes).toEqual([
      '+images:',
      '+  newTag: "1"',
      `+  digest: ${digestOf('acme/a:1')}`,
      '+  newTag: "1"',
      `+  digest: ${digestOf('acme/b:1')}`,
    ]);
  });
});
