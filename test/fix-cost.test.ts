import { expect, test } from 'vitest';
import type { Source } from '../src/domain/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { propose } from './support/fixing.ts';
import { helmSource, kustomizeSource, renders, renderWith } from './support/rendering.ts';

const eleven = Array.from({ length: 11 }, (_, index) => `"acme/s${index}:{{ .Values.tag }}"`);
const offered = `${podWith('"acme/a:{{ .Values.tag }}"')}      securityContext:\n        {{- toYaml .Values.securityContext | nindent 8 }}\n`;
const labelled = podWith('"acme/a:{{ .Values.tag }}"', 'b:1').replace(
  '  name: pod',
  '  name: pod\n  labels: {v: "{{ .Values.tag }}"}',
);
const random = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {p: "{{ randAlphaNum 12 }}"}\n';
const base = { 'base/kustomization.yaml': 'resources: [pod.yaml]\n', 'base/pod.yaml': podWith('a:1', 'b:1') };

/** From what is settled by the first guess to what takes the most guesses. */
const SHAPES: Record<string, { readonly files: Record<string, TreeContent>; readonly source: Source }> = {
  'a chart of literals': {
    files: chart('{}\n', { 'pod.yaml': podWith('a:1', 'b:1') }),
    source: helmSource('charts/demo'),
  },
  'values that are offered': {
    files: chart('tag: "1"\nsecurityContext: {}\n', { 'pod.yaml': offered }),
    source: helmSource('charts/demo'),
  },
  'values that another pod does not take': {
    files: chart('tag: "1"\npodSecurityContext: {}\nsecurityContext: {}\n', {
      'pod.yaml': offered,
      'test.yaml': podWith('t:1').replace('name: pod', 'name: test'),
    }),
    source: helmSource('charts/demo'),
  },
  'a tag that eleven images share': {
    files: chart('tag: "1"\n', { 'pod.yaml': podWith(...eleven) }),
    source: helmSource('charts/demo'),
  },
  'a tag that is a label too, beside a random value': {
    files: chart('tag: "1"\n', { 'pod.yaml': labelled, 'secret.yaml': random }),
    source: helmSource('charts/demo'),
  },
  'an overlay': {
    files: { ...base, 'over/kustomization.yaml': 'resources: [../base]\n' },
    source: kustomizeSource('over'),
  },
  'an overlay with entries': {
    files: { ...base, 'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: a, newTag: "2"}]\n' },
    source: kustomizeSource('over'),
  },
};

async function counted(run: () => Promise<unknown>): Promise<number> {
  renders.count = 0;
  await run();
  return renders.count;
}

test('origins, pins and hardening repairs add five renders a source at the median, sixteen at worst', async () => {
  const added: (readonly [string, number])[] = [];
  for (const [name, { files, source }] of Object.entries(SHAPES)) {
    const tree = memoryTree(files);
    const plain = await counted(() => renderWith(tree, [source], { origins: false }));
    const all = await counted(() => propose(tree, [source], () => true, renderWith, true));
    added.push([name, all - plain]);
  }
  const counts = added.map(([, count]) => count).sort((a, b) => a - b);
  expect(counts[Math.floor(counts.length / 2)], JSON.stringify(added)).toBeLessThanOrEqual(5);
  expect(counts.at(-1), JSON.stringify(added)).toBeLessThanOrEqual(16);
});

test('a proof of many sources renders each as often as a proof of one', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [
      [`s${index}/kustomization.yaml`, 'resources: [pod.yaml]\n'],
      [`s${index}/pod.yaml`, podWith(`a:${index}`, `b:${index}`)],
    ]).flat(),
  );
  const tree = memoryTree(files);
  const sources = Array.from({ length: 10 }, (_, index) => kustomizeSource(`s${index}`));
  const one = await counted(() => propose(tree, sources.slice(0, 1), () => true, renderWith, true));
  const all = await counted(() => propose(tree, sources, () => true, renderWith, true));
  expect(all).toBe(one * 10);
});
