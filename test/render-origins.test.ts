import { describe, expect, test } from 'vitest';
import type { Path, Source } from '../src/domain/index.ts';
import { get } from '../src/domain/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { changeEachScalar } from './support/changed-scalars.ts';
import { chart, podWith } from './support/charts.ts';
import { at, helmSource, imagesOf, kustomizeSource, renderWith } from './support/rendering.ts';

/**
 * Every shape is checked by its location (last column) and by the real tool: the scalar at each exact location is
 * changed, the source is rendered again, and the images that name that location, and no others, must change.
 */
interface Shape {
  readonly files: Record<string, TreeContent>;
  readonly source: Source;
  /** One an image, in order of the output. */
  readonly places: readonly string[];
}

const demo = helmSource('charts/demo');

const HELM: Record<string, Shape> = {
  'repository and tag': {
    files: chart('image:\n  repository: ghcr.io/acme/api\n  tag: "1.2.3" # keep\n', {
      'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:3:8-15'],
  },
  'one value holds the whole reference': {
    files: chart('image: ghcr.io/acme/api:1.2.3\n', { 'pod.yaml': podWith('{{ .Values.image }}') }),
    source: demo,
    places: ['charts/demo/values.yaml:1:8-30'],
  },
  'an empty tag, with appVersion as its default': {
    files: chart('image:\n  repository: acme/api\n  tag: ""\n', {
      'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:3:8-10'],
  },
  'appVersion alone': {
    files: chart('image: acme/api\n', { 'pod.yaml': podWith('"{{ .Values.image }}:{{ .Chart.AppVersion }}"') }),
    source: demo,
    places: ['charts/demo/Chart.yaml:4:13-20'],
  },
  'a literal of the template': {
    files: chart('{}\n', { 'pod.yaml': podWith('busybox:1.36') }),
    source: demo,
    places: ['charts/demo/templates/pod.yaml:8:14-26'],
  },
  'a literal in a helper': {
    files: chart('{}\n', {
      '_helpers.tpl': '{{- define "c" }}\n- name: c0\n  image: "busybox:1.36"\n{{- end }}\n',
      'pod.yaml': `${podWith()}    {{- include "c" . | nindent 4 }}\n`,
    }),
    source: demo,
    places: ['charts/demo/templates/_helpers.tpl:3:10-24'],
  },
  'the last values file wins': {
    files: chart(
      'tag: "1"\n',
      { 'pod.yaml': podWith('"acme/api:{{ .Values.tag }}"') },
      { 'deploy/a.yaml': 'tag: "2"\n', 'deploy/b.yaml': 'other: x\ntag: "3"\n' },
    ),
    source: helmSource('charts/demo', { valuesFiles: ['deploy/a.yaml', 'deploy/b.yaml'] }),
    places: ['deploy/b.yaml:2:6-9'],
  },
  'a key that only the first values file sets': {
    files: chart(
      'tag: "1"\n',
      { 'pod.yaml': podWith('"acme/api:{{ .Values.tag }}"') },
      { 'deploy/a.yaml': 'tag: "2"\n', 'deploy/b.yaml': 'other: x\n' },
    ),
    source: helmSource('charts/demo', { valuesFiles: ['deploy/a.yaml', 'deploy/b.yaml'] }),
    places: ['deploy/a.yaml:1:6-9'],
  },
  'an anchor is the scalar, its alias is not': {
    files: chart('base: &tag "1.2.3"\nimage: {tag: *tag}\n', {
      'pod.yaml': podWith('"acme/api:{{ .Values.image.tag }}"'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:1:12-19'],
  },
  'tpl of a value that names another': {
    files: chart('tag: 1.2.3\nimage: "acme/api:{{ .Values.tag }}"\n', {
      'pod.yaml': podWith('{{ tpl .Values.image . }}'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:1:6-11'],
  },
  'a range over services': {
    files: chart('services:\n  - {name: a, tag: "1"}\n  - {name: b, tag: "2"}\n', {
      'pod.yaml': `${podWith()}{{- range .Values.services }}\n    - name: {{ .name }}\n      image: "acme/{{ .name }}:{{ .tag }}"\n{{- end }}\n`,
    }),
    source: demo,
    places: ['charts/demo/values.yaml:2:20-23', 'charts/demo/values.yaml:3:20-23'],
  },
  'a tag that several images share': {
    files: chart('tag: "1.2"\n', { 'pod.yaml': podWith('"acme/a:{{ .Values.tag }}"', '"acme/b:{{ .Values.tag }}"') }),
    source: demo,
    places: ['charts/demo/values.yaml:1:6-11', 'charts/demo/values.yaml:1:6-11'],
  },
  'a subchart with values of its own': {
    files: chart(
      '{}\n',
      {},
      {
        'charts/demo/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
        'charts/demo/charts/cache/values.yaml': 'image: redis:7.2\n',
        'charts/demo/charts/cache/templates/pod.yaml': podWith('{{ .Values.image }}'),
      },
    ),
    source: demo,
    places: ['charts/demo/charts/cache/values.yaml:1:8-17'],
  },
  'a subchart whose value the parent sets': {
    files: chart(
      'cache:\n  image: redis:7.4\n',
      {},
      {
        'charts/demo/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
        'charts/demo/charts/cache/values.yaml': 'image: redis:7.2\n',
        'charts/demo/charts/cache/templates/pod.yaml': podWith('{{ .Values.image }}'),
      },
    ),
    source: demo,
    places: ['charts/demo/values.yaml:2:10-19'],
  },
  'a global registry': {
    files: chart(
      'global: {registry: ghcr.io/acme}\n',
      {},
      {
        'charts/demo/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
        'charts/demo/charts/cache/values.yaml': 'tag: "7.2"\n',
        'charts/demo/charts/cache/templates/pod.yaml': podWith(
          '"{{ .Values.global.registry }}/redis:{{ .Values.tag }}"',
        ),
      },
    ),
    source: demo,
    places: ['charts/demo/charts/cache/values.yaml:1:6-11'],
  },
  'values that a schema restricts': {
    files: chart(
      'image: {repository: acme/api, tag: v1.2.3}\n',
      {
        'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"'),
      },
      {
        'charts/demo/values.schema.json':
          '{"properties": {"image": {"properties": {"repository": {"enum": ["acme/api"]}, "tag": {"type": "string"}}}}}',
      },
    ),
    source: demo,
    places: ['charts/demo/values.yaml:1:36-42'],
  },
  'a registry of its own field': {
    files: chart('image:\n  registry: ghcr.io\n  repository: acme/api\n  tag: "1.2.3"\n', {
      'pod.yaml': podWith('"{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:4:8-15'],
  },
  'a helper that puts the image together': {
    files: chart('image: {repository: acme/api, tag: "1.2"}\n', {
      '_helpers.tpl': '{{- define "image" }}{{ printf "%s:%s" .repository .tag }}{{ end }}\n',
      'pod.yaml': podWith('{{ include "image" .Values.image }}'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:1:36-41'],
  },
  'single quotes': {
    files: chart("tag: 'v1.2.3'\n", { 'pod.yaml': podWith('"acme/api:{{ .Values.tag }}"') }),
    source: demo,
    places: ['charts/demo/values.yaml:1:6-14'],
  },
  'a default in the template for a key that no values have': {
    files: chart('{}\n', { 'pod.yaml': podWith('"acme/api:{{ .Values.tag | default "3.4.5" }}"') }),
    source: demo,
    places: ['charts/demo/templates/pod.yaml:8:7-60~'],
  },
  'a range over a mapping': {
    files: chart('services:\n  a: {image: "acme/a:1"}\n  b: {image: "acme/b:2"}\n', {
      'pod.yaml': `${podWith()}{{- range $name, $one := .Values.services }}\n    - name: {{ $name }}\n      image: {{ $one.image }}\n{{- end }}\n`,
    }),
    source: demo,
    places: ['charts/demo/values.yaml:2:14-24', 'charts/demo/values.yaml:3:14-24'],
  },
  'toYaml of the containers, whole': {
    files: chart('containers:\n- name: a\n  image: acme/a:1.2\n', {
      'pod.yaml': `${podWith()}    {{- toYaml .Values.containers | nindent 4 }}\n`,
    }),
    source: demo,
    places: ['charts/demo/values.yaml:3:10-20'],
  },
  'a subchart of a subchart': {
    files: chart(
      '{}\n',
      {},
      {
        'charts/demo/charts/mid/Chart.yaml': 'apiVersion: v2\nname: mid\nversion: 1.0.0\n',
        'charts/demo/charts/mid/values.yaml': 'leaf:\n  tag: "2"\n',
        'charts/demo/charts/mid/charts/leaf/Chart.yaml': 'apiVersion: v2\nname: leaf\nversion: 1.0.0\n',
        'charts/demo/charts/mid/charts/leaf/values.yaml': 'tag: "1"\n',
        'charts/demo/charts/mid/charts/leaf/templates/pod.yaml': podWith('"acme/leaf:{{ .Values.tag }}"'),
      },
    ),
    source: demo,
    places: ['charts/demo/charts/mid/values.yaml:2:8-11'],
  },
  'the first of two values files through a subchart': {
    files: chart(
      '{}\n',
      {},
      {
        'charts/demo/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
        'charts/demo/charts/cache/values.yaml': 'tag: "1"\n',
        'charts/demo/charts/cache/templates/pod.yaml': podWith('"redis:{{ .Values.tag }}"'),
        'deploy/a.yaml': 'cache: {tag: "7.4"}\n',
      },
    ),
    source: helmSource('charts/demo', { valuesFiles: ['deploy/a.yaml'] }),
    places: ['deploy/a.yaml:1:14-19'],
  },
  'a merge of values': {
    files: chart('defaults: &d {repository: acme/api, tag: "1"}\nimage:\n  <<: *d\n', {
      'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:1:42-45'],
  },
  'a tag that is part of a ternary': {
    files: chart('fips: true\nplain: "1.0"\nhardened: "1.0-fips"\n', {
      'pod.yaml': podWith('"acme/api:{{ ternary .Values.hardened .Values.plain .Values.fips }}"'),
    }),
    source: demo,
    places: ['charts/demo/values.yaml:3:11-21'],
  },
  'an init container': {
    files: chart('wait: busybox:1.36\nimage: acme/api:1\n', {
      'pod.yaml': `${podWith('{{ .Values.image }}')}  initContainers:\n    - name: wait\n      image: {{ .Values.wait }}\n`,
    }),
    source: demo,
    places: ['charts/demo/values.yaml:1:7-19', 'charts/demo/values.yaml:2:8-18'],
  },
  'a tag that the template spells in an action': {
    files: chart('name: acme/api\n', { 'pod.yaml': podWith('{{ printf "%s:%s" .Values.name "1.2.3" }}') }),
    source: demo,
    places: ['charts/demo/templates/pod.yaml:8:46-51'],
  },
  'a tag that the template spells beside an action': {
    files: chart('name: acme/api\n', { 'pod.yaml': podWith('"{{ .Values.name }}:1.2.3"') }),
    source: demo,
    places: ['charts/demo/templates/pod.yaml:8:34-39'],
  },
  'a value that --set replaces is not the place': {
    files: chart('tag: "1"\n', { 'pod.yaml': podWith('"acme/api:{{ .Values.tag }}"') }),
    source: helmSource('charts/demo', { set: { tag: 'from-set' } }),
    places: ['charts/demo/templates/pod.yaml:8:7-42~'],
  },
  'a value that is changed on its way is approximate': {
    files: chart('image: ACME/API:1.2.3\n', { 'pod.yaml': podWith('{{ .Values.image | lower | trunc 10 }}') }),
    source: demo,
    places: ['charts/demo/templates/pod.yaml:8:7-52~'],
  },
};

const base = (image: string) => ({
  'base/kustomization.yaml': 'resources: [pod.yaml]\n',
  'base/pod.yaml': podWith(image),
});

const KUSTOMIZE: Record<string, Shape> = {
  'a base manifest': {
    files: { ...base('nginx:1.2'), 'over/kustomization.yaml': 'resources: [../base]\n' },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-23'],
  },
  'images: newTag': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources:\n- ../base\nimages:\n- name: nginx\n  newTag: "1.3"\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:5:11-16'],
  },
  'images: newTag for a base without a tag': {
    files: {
      ...base('nginx'),
      'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newTag: "1.3"}]\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:2:32-37'],
  },
  'images: newName keeps the tag of the base': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newName: acme/web}]\n',
    },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-23'],
  },
  'images: of an overlay over one of the base': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: nginx, newTag: "1"}]\n',
      'base/pod.yaml': podWith('nginx'),
      'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newTag: "2"}]\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:2:32-35'],
  },
  'a strategic merge patch in a file': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': podWith('nginx:1.4'),
    },
    source: kustomizeSource('over'),
    places: ['over/patch.yaml:8:14-23'],
  },
  'a patch that says the same as the base': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': podWith('nginx:1.2'),
    },
    source: kustomizeSource('over'),
    places: ['over/patch.yaml:8:14-23'],
  },
  'an inline patch': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': `resources: [../base]\npatches:\n- patch: |-\n${podWith('nginx:1.5').replace(/^/gm, '    ')}\n`,
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:11:18-27'],
  },
  'a JSON 6902 patch': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml':
        'resources: [../base]\npatches:\n- target: {kind: Pod}\n  patch: |\n    - op: replace\n      path: /spec/containers/0/image\n      value: nginx:1.6\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:7:14-23'],
  },
  'a base of a base': {
    files: {
      ...base('nginx:1.2'),
      'mid/kustomization.yaml': 'resources: [../base]\nnamePrefix: a-\n',
      'over/kustomization.yaml': 'resources: [../mid]\nnameSuffix: -b\n',
    },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-23'],
  },
  'a quoted scalar of a base': {
    files: { ...base("'nginx:1.2' # web"), 'over/kustomization.yaml': 'resources: [../base]\n' },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-25'],
  },
  'a container that a patch adds': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': podWith('envoy:1.30').replace('c0', 'proxy'),
    },
    source: kustomizeSource('over'),
    places: ['over/patch.yaml:8:14-24', 'base/pod.yaml:8:14-23'],
  },
  'images: newName and newTag': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\nimages:\n- name: nginx\n  newName: acme/web\n  newTag: v2\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:5:11-13'],
  },
  'a component': {
    files: {
      ...base('nginx:1.2'),
      'comp/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n- {name: nginx, newTag: "1.7"}\n',
      'over/kustomization.yaml': 'resources: [../base]\ncomponents: [../comp]\n',
    },
    source: kustomizeSource('over'),
    places: ['comp/kustomization.yaml:4:25-30'],
  },
  'a replacement': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml':
        'resources: [../base, cm.yaml]\nreplacements:\n- source: {kind: ConfigMap, name: cm, fieldPath: data.image}\n  targets:\n  - select: {kind: Pod}\n    fieldPaths: [spec.containers.0.image]\n',
      'over/cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\ndata:\n  image: nginx:1.8\n',
    },
    source: kustomizeSource('over'),
    places: ['over/cm.yaml:5:10-19'],
  },
  'two documents and a List': {
    files: {
      'base/kustomization.yaml': 'resources: [all.yaml]\n',
      'base/all.yaml': `${podWith('nginx:1.2').replace('name: pod', 'name: a')}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n  spec: {containers: [{name: c, image: "nginx:1.9"}]}\n`,
    },
    source: kustomizeSource('base'),
    places: ['base/all.yaml:8:14-23', 'base/all.yaml:16:40-51'],
  },
};

describe.each(Object.entries({ ...HELM, ...KUSTOMIZE }))('%s', (_, { files, source, places }) => {
  test('has its place, and a change there changes the images that name it and no others', async () => {
    const tree = memoryTree(files);
    const { manifests, findings } = await renderWith(tree, [source]);
    expect(findings).toEqual([]);
    const found = imagesOf(manifests).map((one) => ({ ...one, place: one.manifest.place(one.path) }));
    expect(found.map(({ place }) => at(place.location))).toEqual(places);
    for (const { manifest, path, image } of found) expect(get(manifest.object, ...path)).toBe(image);

    for (const { changed, named } of await changeEachScalar(tree, [source], found)) expect(changed).toEqual(named);
  });
});

/** Hardening fields: `containers[0].securityContext.privileged` unless another path is named. */
interface Field {
  readonly files: Record<string, TreeContent>;
  readonly source: Source;
  readonly path?: Path;
  readonly place: string;
}

const PRIVILEGED: Path = ['spec', 'containers', 0, 'securityContext', 'privileged'];

function podContext(context: string): string {
  return `${podWith('a:1')}      securityContext:${context}`;
}

const FIELDS: Record<string, Field> = {
  'a template spells it': {
    files: chart('{}\n', { 'pod.yaml': podContext('\n        privileged: true # why\n') }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:10:21-25',
  },
  'a value that a template names': {
    files: chart('privileged: true\n', { 'pod.yaml': podContext('\n        privileged: {{ .Values.privileged }}\n') }),
    source: demo,
    place: 'charts/demo/values.yaml:1:13-17',
  },
  'a mapping of the values, whole': {
    files: chart('securityContext:\n  privileged: true\n', {
      'pod.yaml': podContext('\n        {{- toYaml .Values.securityContext | nindent 8 }}\n'),
    }),
    source: demo,
    place: 'charts/demo/values.yaml:2:15-19',
  },
  'a value that decides by a condition is approximate': {
    files: chart('debug: true\n', {
      'pod.yaml': podContext('\n        privileged: {{ ternary true false .Values.debug }}\n'),
    }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:10:9-59~',
  },
  'a missing field belongs in its mapping': {
    files: chart('{}\n', { 'pod.yaml': podContext('\n        runAsNonRoot: true\n') }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:9:7-22',
  },
  'a missing mapping belongs in its container': {
    files: chart('{}\n', { 'pod.yaml': podWith('a:1') }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:7:7-11',
  },
  'a base manifest': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': podContext(' {privileged: true}\n'),
    },
    source: kustomizeSource('base'),
    place: 'base/pod.yaml:9:37-41',
  },
  'a patch that says the same as the base does': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n',
      'base/pod.yaml': podContext(' {privileged: true}\n'),
      'base/patch.yaml': podContext('\n        privileged: true\n'),
    },
    source: kustomizeSource('base'),
    place: 'base/patch.yaml:10:21-25',
  },
  'missing in the container that a patch pushed back': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n',
      'base/pod.yaml': podWith('a:1'),
      'base/patch.yaml': podWith('b:1').replace('name: c0', 'name: sidecar'),
    },
    source: kustomizeSource('base'),
    path: ['spec', 'containers', 1, 'securityContext', 'privileged'],
    place: 'base/pod.yaml:7:7-11',
  },
};

describe('hardening fields', () => {
  test.each(Object.entries(FIELDS))('%s', async (_, { files, source, path = PRIVILEGED, place }) => {
    const { manifests, findings } = await renderWith(memoryTree(files), [source]);
    expect(findings).toEqual([]);
    expect(manifests.map((manifest) => at(manifest.place(path).location))).toEqual([place]);
  });
});
