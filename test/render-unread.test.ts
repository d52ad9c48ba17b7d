import { describe, expect, test } from 'vitest';
import { discover } from '../src/discover/index.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { renderWith } from './support/rendering.ts';

const POD = podWith('a:1');
const CM = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\n';

async function findings(files: Record<string, TreeContent>): Promise<string[]> {
  const tree = memoryTree(files);
  const { sources } = await discover(tree, { policy: DEFAULT_POLICY, paths: [] });
  const rendered = await renderWith(tree, sources);
  return rendered.findings.map(({ rule, enforcement, location }) => `${rule} ${enforcement} ${location.file}`);
}

const kustomization = (text: string) => ({ 'k/kustomization.yaml': text, 'k/cm.yaml': CM });

describe('a manifest that no source reads is not passed over', () => {
  test.each<[string, Record<string, TreeContent>, string[]]>([
    [
      'beside the templates of a chart',
      chart('{}\n', { 'a.yaml': CM }, { 'charts/demo/x/pod.yaml': POD }),
      ['manifest/unread warn charts/demo/x/pod.yaml'],
    ],
    [
      'as JSON',
      chart('{}\n', { 'a.yaml': CM }, { 'charts/demo/p.json': '{"apiVersion":"v1","kind":"Pod"}' }),
      ['manifest/unread warn charts/demo/p.json'],
    ],
    [
      'that a template asks for by name',
      chart(
        '{}\n',
        { 'a.yaml': `${CM}data: {a: {{ .Files.Get "x/pod.yaml" | quote }}}\n` },
        { 'charts/demo/x/pod.yaml': POD },
      ),
      [],
    ],
    ['that is no manifest', chart('{}\n', { 'a.yaml': CM }, { 'charts/demo/ci/values.yaml': 'a: 1\n' }), []],
    [
      'beside a kustomization',
      { ...kustomization('resources: [cm.yaml]\n'), 'k/pod.yaml': POD },
      ['manifest/unread warn k/pod.yaml'],
    ],
    [
      'with others of its directory: one finding for each directory',
      {
        ...kustomization('resources: [cm.yaml]\n'),
        ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`k/a/p${n}.yaml`, POD])),
        'k/b/cm.yaml': CM,
      },
      ['manifest/unread warn k/a/p1.yaml', 'manifest/unread warn k/b/cm.yaml'],
    ],
    [
      'that an overlay further down reads',
      {
        ...kustomization('resources: [cm.yaml]\n'),
        'k/o/kustomization.yaml': 'resources: [pod.yaml]\n',
        'k/o/pod.yaml': POD,
      },
      [],
    ],
    [
      'that a patch is',
      { ...kustomization('resources: [cm.yaml]\npatches: [{path: p.yaml}]\n'), 'k/p.yaml': `${CM}data: {a: b}\n` },
      [],
    ],
    [
      'of a kustomization that does not build',
      { ...kustomization('resources: [no.yaml]\n'), 'k/pod.yaml': POD },
      ['render/failed block k/kustomization.yaml'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await findings(files)).toEqual(expected);
  });
});

test('a finding counts the files of its directory, names three and points at all', async () => {
  const files = Object.fromEntries([1, 2, 3, 4].map((n) => [`k/a/p${n}.yaml`, n === 4 ? CM : POD]));
  const tree = memoryTree({ ...kustomization('resources: [cm.yaml]\n'), ...files });
  const { sources } = await discover(tree, { policy: DEFAULT_POLICY, paths: [] });
  const [found, ...others] = (await renderWith(tree, sources)).findings;
  expect(others).toEqual([]);
  expect(found?.message).toContain(
    '4 files (k/a/p1.yaml, k/a/p2.yaml, k/a/p3.yaml and 1 more) hold a "Pod", a "ConfigMap", and the kustomization k',
  );
  expect(found?.related.map(({ file }) => file)).toEqual(['k/a/p2.yaml', 'k/a/p3.yaml', 'k/a/p4.yaml']);
});

test('of very many directories the last finding holds the rest', async () => {
  const numbers = Array.from({ length: 25 }, (_, index) => String(index).padStart(2, '0'));
  const tree = memoryTree({
    ...kustomization('resources: [cm.yaml]\n'),
    ...Object.fromEntries(numbers.map((number) => [`k/${number}/p.yaml`, POD])),
  });
  const { sources } = await discover(tree, { policy: DEFAULT_POLICY, paths: [] });
  const found = (await renderWith(tree, sources)).findings;
  expect(found).toHaveLength(21);
  expect(found.at(-1)?.related).toHaveLength(4);
});
