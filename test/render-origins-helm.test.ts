import { chart, podWith } from './support/charts.ts';
import { type PlaceShape, testPlaces } from './support/place-shapes.ts';
import { helmSource } from './support/rendering.ts';

/** Where the images of a chart are written. */

const demo = helmSource('charts/demo');

const HELM: Record<string, PlaceShape> = {
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

testPlaces(HELM);
