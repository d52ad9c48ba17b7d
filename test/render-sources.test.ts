import { describe, expect, test } from 'vitest';
import { memoryTree } from '../src/tree/index.ts';
import { chart, overlay } from './support/charts.ts';
import { at, helmSource, kustomizeSource, renders, renderWith } from './support/rendering.ts';

const demo = helmSource('charts/demo');

const over = kustomizeSource('over');

describe('several sources', () => {
  test('two overlays of one base, and the cost of origins', async () => {
    const files = {
      ...overlay('namespace: a\nresources: [../base]\n'),
      'prod/kustomization.yaml': 'namePrefix: prod-\nresources: [../base]\nimages: [{name: nginx, newTag: "2"}]\n',
    };
    renders.count = 0;
    const { manifests } = await renderWith(memoryTree(files), [over, kustomizeSource('prod')]);
    expect(renders.count).toBeLessThanOrEqual(2 * 6);
    expect(
      manifests.map(({ ref, namespace, place }) => [
        ref.name,
        ref.file,
        namespace,
        at(place(['spec', 'containers', 0, 'image']).location),
      ]),
    ).toEqual([
      ['pod', 'base/pod.yaml', 'a', 'base/pod.yaml:8:14-21'],
      ['prod-pod', 'base/pod.yaml', 'default', 'prod/kustomization.yaml:3:32-35'],
    ]);
  });

  test('a broken source does not take the others with it', async () => {
    const files = { ...overlay('resources: [../base]\n'), ...chart('{}\n', { 'x.yaml': '{{ fail "x" }}' }) };
    const { manifests, findings, failed } = await renderWith(memoryTree(files), [demo, over]);
    expect([manifests.length, findings.length, failed]).toEqual([1, 1, [demo]]);
  });
});
