import { describe, expect, test } from 'vitest';
import type { Digest, Source } from '../src/domain/index.ts';
import { memoryTree, overlayTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { digestOf, fix } from './support/fixing.ts';
import { helmSource, kustomizeSource } from './support/rendering.ts';

const demo = helmSource('charts/demo');
const over = kustomizeSource('over');

const base = (image: string): Record<string, TreeContent> => ({
  'base/kustomization.yaml': 'resources: [pod.yaml]\n',
  'base/pod.yaml': podWith(image),
});

interface Row {
  readonly files: Record<string, TreeContent>;
  readonly source: Source;
  readonly image: string;
  readonly changes: (digest: Digest) => readonly string[];
  readonly after?: (digest: Digest) => string;
}

const PINS: Record<string, Row> = {
  'a plain scalar with a comment': {
    files: { ...base('nginx:1.2 # the web server'), 'over/kustomization.yaml': 'resources: [../base]\n' },
    source: over,
    image: 'nginx:1.2',
    changes: (digest) => [
      '-      image: nginx:1.2 # the web server',
      `+      image: nginx:1.2@${digest} # the web server`,
    ],
  },
  'quotes stay': {
    files: { ...base("'nginx:1.2'"), 'over/kustomization.yaml': 'resources: [../base]\n' },
    source: over,
    image: 'nginx:1.2',
    changes: (digest) => ["-      image: 'nginx:1.2'", `+      image: 'nginx:1.2@${digest}'`],
  },
  'an anchor stays, and pins its alias too': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': podWith('&web nginx:1.2', '*web'),
    },
    source: kustomizeSource('base'),
    image: 'nginx:1.2',
    changes: (digest) => ['-      image: &web nginx:1.2', `+      image: &web nginx:1.2@${digest}`],
  },
  'an images: entry gets a digest': {
    files: {
      ...base('nginx'),
      'over/kustomization.yaml': 'resources:\n- ../base\nimages:\n- name: nginx\n  newTag: "1.3" # next\n',
    },
    source: over,
    image: 'nginx:1.3',
    changes: (digest) => [`+  digest: ${digest}`],
  },
  'an images: entry in flow style': {
    files: {
      ...base('nginx'),
      'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newTag: "1.3"}]\n',
    },
    source: over,
    image: 'nginx:1.3',
    changes: (digest) => [
      '-images: [{name: nginx, newTag: "1.3"}]',
      `+images: [{name: nginx, newTag: "1.3", digest: ${digest}}]`,
    ],
  },
  'an images: entry that only renames': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\nimages:\n- name: nginx\n  newName: acme/web\n',
    },
    source: over,
    image: 'acme/web:1.2',
    changes: (digest) => [`+  digest: ${digest}`],
    after: (digest) => `acme/web@${digest}`,
  },
  'the tag of a chart': {
    files: chart('image: {repository: acme/api, tag: 1.2.3}\n', {
      'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"'),
    }),
    source: demo,
    image: 'acme/api:1.2.3',
    changes: (digest) => [
      '-image: {repository: acme/api, tag: 1.2.3}',
      `+image: {repository: acme/api, tag: 1.2.3@${digest}}`,
    ],
  },
  'an empty tag': {
    files: chart('image: acme/api\ntag: ""\n', {
      'pod.yaml': podWith('"{{ .Values.image }}:{{ .Values.tag | default .Chart.AppVersion }}"'),
    }),
    source: demo,
    image: 'acme/api:9.8.7',
    changes: (digest) => ['-tag: ""', `+tag: "9.8.7@${digest}"`],
  },
  'an empty digest': {
    files: chart('image: {name: acme/api, tag: "1.2", digest: ""}\n', {
      'pod.yaml': podWith(
        '"{{ .Values.image.name }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag }}{{ end }}"',
      ),
    }),
    source: demo,
    image: 'acme/api:1.2',
    changes: (digest) => [
      '-image: {name: acme/api, tag: "1.2", digest: ""}',
      `+image: {name: acme/api, tag: "1.2@${digest}", digest: ""}`,
    ],
  },
  'a plain manifest in a List': {
    files: {
      'k8s/all.yaml': `# first\n---\napiVersion: v1\nkind: List\nitems:\n- ${podWith("'nginx:1.2' # web").trim().replaceAll('\n', '\n  ')}\n`,
    },
    source: { kind: 'plain', root: 'k8s', files: ['k8s/all.yaml'] },
    image: 'nginx:1.2',
    changes: (digest) => [`-        image: 'nginx:1.2' # web`, `+        image: 'nginx:1.2@${digest}' # web`],
  },
  'plain JSON': {
    files: {
      'k8s/pod.json':
        '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},\n "spec": {"containers": [{"image": "nginx:1.2"}]}}\n',
    },
    source: { kind: 'plain', root: 'k8s', files: ['k8s/pod.json'] },
    image: 'nginx:1.2',
    changes: (digest) => [
      '- "spec": {"containers": [{"image": "nginx:1.2"}]}}',
      `+ "spec": {"containers": [{"image": "nginx:1.2@${digest}"}]}}`,
    ],
  },
  'a template literal': {
    files: chart('{}\n', { 'pod.yaml': podWith('busybox') }),
    source: demo,
    image: 'busybox',
    changes: (digest) => ['-      image: busybox', `+      image: busybox@${digest}`],
  },
};

describe('a pin that was proved', () => {
  test.each(Object.entries(PINS))('%s', async (_, { files, source, image, changes, after }) => {
    const tree = memoryTree(files);
    const result = await fix(tree, [source]);
    expect(result.fixed).toEqual([image]);
    expect(result.changes).toEqual(changes(digestOf(image)));
    expect(new Set(result.images)).toEqual(new Set([after?.(digestOf(image)) ?? `${image}@${digestOf(image)}`]));
    expect((await fix(overlayTree(tree, result.edits), [source])).edits).toEqual([]);
  });
});

describe('what is not offered', () => {
  test('a tag that two images with different digests share', async () => {
    const files = chart('tag: "1.2"\n', {
      'pod.yaml': podWith('"acme/a:{{ .Values.tag }}"', '"acme/b:{{ .Values.tag }}"'),
    });
    expect((await fix(memoryTree(files), [demo])).fixed).toEqual([]);
  });

  test('a tag that another image has, which may not be pinned', async () => {
    const files = chart('tag: "1.2"\n', {
      'pod.yaml': podWith('"acme/a:{{ .Values.tag }}"', '"acme/b:{{ .Values.tag }}"'),
    });
    expect((await fix(memoryTree(files), [demo], (image) => image.includes('/a:'))).fixed).toEqual([]);
  });

  test('a tag that is a label too', async () => {
    const pod = podWith('"acme/a:{{ .Values.tag }}"').replace(
      '  name: pod',
      '  name: pod\n  labels: {v: "{{ .Values.tag }}"}',
    );
    expect((await fix(memoryTree(chart('tag: "1.2"\n', { 'pod.yaml': pod })), [demo])).fixed).toEqual([]);
  });

  test('an image whose digest is not known', async () => {
    const files = chart('{}\n', { 'pod.yaml': podWith('a:1', 'b:1') });
    expect((await fix(memoryTree(files), [demo], (image) => image === 'a:1')).fixed).toEqual(['a:1']);
  });

  test('a place that is approximate', async () => {
    const files = chart('image: ACME/API:1\n', { 'pod.yaml': podWith('{{ lower .Values.image }}') });
    expect((await fix(memoryTree(files), [demo])).fixed).toEqual([]);
  });
});

test('values that change from render to render do not stand in the way', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {p: "{{ randAlphaNum 12 }}"}\n';
  const files = chart('{}\n', { 'pod.yaml': podWith('a:1'), 'secret.yaml': secret });
  expect((await fix(memoryTree(files), [demo])).fixed).toEqual(['a:1']);
});

test('one broken proof does not take the others with it, and one base of two overlays is edited once', async () => {
  const files = {
    ...base('nginx:1.2'),
    'over/kustomization.yaml': 'resources: [../base]\nnamespace: a\n',
    'prod/kustomization.yaml': 'resources: [../base]\nnamespace: b\n',
    ...chart('tag: "1"\n', { 'pod.yaml': podWith('"acme/a:{{ .Values.tag }}"', '"acme/b:{{ .Values.tag }}"', 'c:1') }),
  };
  const result = await fix(memoryTree(files), [over, kustomizeSource('prod'), demo]);
  expect(result.fixed.sort()).toEqual(['c:1', 'nginx:1.2']);
  expect(result.edits).toHaveLength(2);
});

test('two fixes on one line are both made', async () => {
  const line = 'spec: {containers: [{name: a, image: a:1}, {name: b, image: "b:1"}]}';
  const files = {
    'base/kustomization.yaml': 'resources: [pod.yaml]\n',
    'base/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n${line}\n`,
  };
  const result = await fix(memoryTree(files), [kustomizeSource('base')]);
  expect(result.changes).toEqual([
    `-${line}`,
    `+spec: {containers: [{name: a, image: a:1@${digestOf('a:1')}}, {name: b, image: "b:1@${digestOf('b:1')}"}]}`,
  ]);
});
