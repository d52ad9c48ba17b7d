import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Toolbox, Tree } from '../../src/domain/index.ts';
import { workingTree } from '../../src/io/working-tree.ts';
import type { RenderResult } from '../../src/render/index.ts';
import { memoryTree } from '../../src/tree/index.ts';
import { chart, podWith } from '../support/charts.ts';
import { at, helmSource, imagesOf, renderWith } from '../support/rendering.ts';
import type { RealTool } from '../support/tool-definitions.ts';
import { requireTool } from '../support/tools.ts';

/** Helm 3 and Helm 4 through the gate: the same objects, the same places, the same findings. */

const ROOT = join(import.meta.dirname, '..', '..');
const WITH_SUBCHART = {
  'charts/demo/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
  'charts/demo/charts/cache/values.yaml': 'image: redis\ntag: "7"\n',
  'charts/demo/charts/cache/templates/pod.yaml': podWith('{{ .Values.image }}:{{ .Values.tag }}'),
};

let created: string;

beforeAll(async () => {
  created = await mkdtemp(join(tmpdir(), 'helm4-'));
  await promisify(execFile)(await requireTool('helm'), ['create', 'shop'], { cwd: created });
});

afterAll(() => rm(created, { recursive: true, force: true }));

function withHelm(tool: RealTool): Toolbox {
  return {
    locate: async (name) => ({
      name,
      path: await requireTool(name === 'helm' ? tool : name),
      version: '0.0.0',
      sha256: '',
    }),
  };
}

const summary = ({ manifests, findings }: RenderResult) => ({
  objects: manifests.map(({ ref, object }) => ({ ref, object })),
  images: imagesOf(manifests).map(({ manifest, path, image }) => [image, at(manifest.place(path).location)]),
  findings: findings.map(({ rule, result, location }) => [rule, result, at(location)]),
});

async function both(tree: Tree, root: string) {
  const [three, four] = await Promise.all(
    (['helm', 'helm4'] as const).map((tool) => renderWith(tree, [helmSource(root)], { toolbox: withHelm(tool) })),
  );
  if (three === undefined || four === undefined) throw new Error('nothing was rendered');
  return { three: summary(three), four: summary(four) };
}

describe('charts that render', () => {
  test('the chart of helm create', async () => {
    const { three, four } = await both(workingTree(created), 'shop');
    expect(three.images.length).toBeGreaterThan(0);
    expect(four).toEqual(three);
  });

  test.each(['fixtures/demo/shop/charts/shop', 'fixtures/demo/shop-repaired/charts/shop'])('%s', async (root) => {
    const { three, four } = await both(workingTree(ROOT), root);
    expect(three.objects.length).toBeGreaterThan(0);
    expect(four).toEqual(three);
  });

  test.each([
    ['values', chart('image: nginx\ntag: "1"\n', { 'pod.yaml': podWith('{{ .Values.image }}:{{ .Values.tag }}') })],
    ['appVersion', chart('{}\n', { 'pod.yaml': podWith('nginx:{{ .Chart.AppVersion }}') })],
    ['a subchart', chart('cache: { tag: "8" }\n', { 'pod.yaml': podWith('nginx:1') }, WITH_SUBCHART)],
    ['a number as tag', chart('tag: 1.10\n', { 'pod.yaml': podWith('nginx:{{ .Values.tag }}') })],
    ['tpl', chart('t: "1"\nimage: "nginx:{{ .Values.t }}"\n', { 'pod.yaml': podWith('{{ tpl .Values.image . }}') })],
    [
      'a test and a hook',
      chart('{}\n', {
        'tests/t.yaml': podWith('busybox:1').replace('name: pod', 'name: t\n  annotations: { helm.sh/hook: test }'),
        'hook.yaml': podWith('busybox:2').replace('name: pod', 'name: h\n  annotations: { helm.sh/hook: pre-install }'),
      }),
    ],
    [
      'a schema',
      chart(
        'tag: "1"\n',
        { 'pod.yaml': podWith('nginx:{{ .Values.tag }}') },
        {
          'charts/demo/values.schema.json': '{"properties":{"tag":{"type":"string","pattern":"^[0-9]+$"}}}',
        },
      ),
    ],
  ])('%s', async (_, files) => {
    const { three, four } = await both(memoryTree(files), 'charts/demo');
    expect(three.images.length).toBeGreaterThan(0);
    expect(four).toEqual(three);
  });
});

describe('charts that do not', () => {
  test.each([
    ['a nil pointer', chart('{}\n', { 'pod.yaml': podWith('{{ .Values.a.b }}') })],
    ['an unknown function', chart('{}\n', { 'pod.yaml': podWith('{{ foo }}') })],
    ['a required value', chart('{}\n', { 'pod.yaml': podWith('{{ required "set image" .Values.image }}') })],
    ['values that are not YAML', chart('a: [\n', { 'pod.yaml': podWith('nginx') })],
    [
      'a value that the schema refuses',
      chart(
        'tag: 1\n',
        { 'pod.yaml': podWith('nginx:{{ .Values.tag }}') },
        {
          'charts/demo/values.schema.json': '{"properties":{"tag":{"type":"string"}}}',
        },
      ),
    ],
    [
      'a dependency that is missing',
      chart(
        '{}\n',
        { 'pod.yaml': podWith('nginx') },
        {
          'charts/demo/Chart.yaml':
            'apiVersion: v2\nname: demo\nversion: 0.1.0\ndependencies:\n  - { name: cache, version: 1.0.0, repository: "https://charts.example" }\n',
        },
      ),
    ],
  ])('%s', async (_, files) => {
    const { three, four } = await both(memoryTree(files), 'charts/demo');
    expect(three.findings.length).toBeGreaterThan(0);
    expect(four).toEqual(three);
  });
});
