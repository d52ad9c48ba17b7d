import type { TreeContent } from '../../src/tree/index.ts';
import { chart, podWith } from './charts.ts';

/** A kustomization at `k` that renders the vendored chart `charts/demo` below it. */
export interface ChartShape {
  readonly files: Record<string, TreeContent>;
  /** The place of each image, in order of the output. */
  readonly places: readonly string[];
}

const VALUES = 'image:\n  repository: acme/api\n  tag: "1.2" # next\n';
const IMAGE = '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"';
const TEMPLATES = { 'pod.yaml': podWith(IMAGE) };
const ENTRY = 'helmCharts:\n- name: demo\n  releaseName: shop\n';

/** A chart as `chart` makes it, below `k`; what else there is, as it is. */
export function overlayWith(
  kustomization: string,
  values = VALUES,
  templates: Readonly<Record<string, string>> = TEMPLATES,
  more: Readonly<Record<string, TreeContent>> = {},
): Record<string, TreeContent> {
  const below = Object.entries(chart(values, templates)).map(([path, text]) => [`k/${path}`, text] as const);
  return { 'k/kustomization.yaml': kustomization, ...Object.fromEntries(below), ...more };
}

const named = (kind: string, name: string, more = ''): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;
const SUBCHART = {
  'k/charts/demo/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
  'k/charts/demo/charts/cache/values.yaml': 'image: redis\ntag: "7"\n',
  'k/charts/demo/charts/cache/templates/pod.yaml': podWith('{{ .Values.image }}:{{ .Values.tag }}').replace(
    'name: pod',
    'name: cache',
  ),
};

export const CHART_SHAPES: Record<string, ChartShape> = {
  'the defaults of the chart': { files: overlayWith(ENTRY), places: ['k/charts/demo/values.yaml:3:8-13'] },
  'values in the entry': {
    files: overlayWith(`${ENTRY}  valuesInline:\n    image:\n      tag: "1.3"\n`),
    places: ['k/kustomization.yaml:6:12-17'],
  },
  'values in the entry, which lose where they are merged': {
    files: overlayWith(`${ENTRY}  valuesInline: {image: {tag: "1.3"}}\n  valuesMerge: merge\n`),
    places: ['k/charts/demo/values.yaml:3:8-13'],
  },
  'values in the entry, which stand in the place of a file': {
    files: overlayWith(
      `${ENTRY}  valuesFile: v.yaml\n  valuesInline: {image: {tag: "1.3"}}\n  valuesMerge: replace\n`,
      VALUES,
      TEMPLATES,
      { 'k/v.yaml': 'image: {repository: acme/other}\n' },
    ),
    places: ['k/kustomization.yaml:5:31-36'],
  },
  'a file of values': {
    files: overlayWith(`${ENTRY}  valuesFile: v.yaml\n`, VALUES, TEMPLATES, { 'k/v.yaml': 'image: {tag: "2.0"}\n' }),
    places: ['k/v.yaml:1:14-19'],
  },
  'further files of values, of which the last wins': {
    files: overlayWith(
      `${ENTRY}  valuesInline: {image: {tag: "1.3"}}\n  additionalValuesFiles: [a.yaml, b.yaml]\n`,
      VALUES,
      TEMPLATES,
      { 'k/a.yaml': 'image: {tag: "2.0"}\n', 'k/b.yaml': 'image:\n  tag: "2.1"\n' },
    ),
    places: ['k/b.yaml:2:8-13'],
  },
  'a value that was empty': {
    files: overlayWith(ENTRY, 'image: acme/api\ntag: ""\n', {
      'pod.yaml': podWith('"{{ .Values.image }}:{{ .Values.tag | default .Chart.AppVersion }}"'),
    }),
    places: ['k/charts/demo/values.yaml:2:6-8'],
  },
  'the version of the chart': {
    files: overlayWith(ENTRY, 'image: acme/api\n', {
      'pod.yaml': podWith('"{{ .Values.image }}:{{ .Chart.AppVersion }}"'),
    }),
    places: ['k/charts/demo/Chart.yaml:4:13-20'],
  },
  'the text of a template': {
    files: overlayWith(ENTRY, '{}\n', { 'pod.yaml': podWith('busybox:1.36') }),
    places: ['k/charts/demo/templates/pod.yaml:8:14-26'],
  },
  'a chart inside of the chart': {
    files: overlayWith(ENTRY, VALUES, TEMPLATES, SUBCHART),
    places: ['k/charts/demo/charts/cache/values.yaml:2:6-9', 'k/charts/demo/values.yaml:3:8-13'],
  },
  'an images: entry over the tag of the chart': {
    files: overlayWith(`${ENTRY}images:\n- name: acme/api\n  newTag: "9.0"\n`),
    places: ['k/kustomization.yaml:6:11-16'],
  },
  'an images: entry for the name alone': {
    files: overlayWith(`${ENTRY}images:\n- {name: acme/api, newName: mirror/api}\n`),
    places: ['k/charts/demo/values.yaml:3:8-13'],
  },
  'an images: entry with a digest': {
    files: overlayWith(`${ENTRY}images:\n- name: acme/api\n  digest: sha256:${'a1'.repeat(32)}\n`),
    places: ['k/kustomization.yaml:6:11-82'],
  },
  'a patch of what the chart renders': {
    files: overlayWith(
      `${ENTRY}patches:\n- target: {kind: Pod}\n  patch: |\n    - op: replace\n      path: /spec/containers/0/image\n      value: acme/web:3\n`,
    ),
    places: ['k/kustomization.yaml:9:14-24'],
  },
  'names and namespaces around it': {
    files: overlayWith(`namespace: prod\nnamePrefix: a-\nnameSuffix: -z\ncommonLabels: {team: x}\n${ENTRY}`),
    places: ['k/charts/demo/values.yaml:3:8-13'],
  },
  'resources and generators beside it': {
    files: overlayWith(
      `resources: [own.yaml]\nconfigMapGenerator: [{name: cm, literals: [a=b]}]\n${ENTRY}`,
      VALUES,
      TEMPLATES,
      {
        'k/own.yaml': podWith('acme/own:1').replace('name: pod', 'name: own'),
      },
    ),
    places: ['k/own.yaml:8:14-24', 'k/charts/demo/values.yaml:3:8-13'],
  },
  'a base with the chart, below an overlay with a namespace': {
    files: {
      ...overlayWith(ENTRY, VALUES, {
        'pod.yaml': podWith(IMAGE).replace('name: pod', 'name: {{ .Release.Namespace }}'),
      }),
      'over/kustomization.yaml': 'namespace: prod\nresources: [../k]\nimages: [{name: acme/api, newTag: "5"}]\n',
    },
    places: ['over/kustomization.yaml:3:35-38'],
  },
  'two releases of one chart': {
    files: overlayWith(
      `${ENTRY}  valuesInline: {name: a, image: {tag: "1.3"}}\n- name: demo\n  releaseName: b\n  valuesInline: {name: b}\n`,
      `name: x\n${VALUES}`,
      { 'pod.yaml': podWith(IMAGE).replace('name: pod', 'name: {{ .Values.name }}') },
    ),
    places: ['k/kustomization.yaml:4:40-45', 'k/charts/demo/values.yaml:4:8-13'],
  },
  'another home of charts, and a version that is pulled into its own directory': {
    files: {
      'k/kustomization.yaml':
        'helmGlobals: {chartHome: vendor}\nhelmCharts:\n- {name: demo, releaseName: x, repo: "https://charts.example.com", version: 1.0.0}\n',
      'k/vendor/demo-1.0.0/demo/Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n',
      'k/vendor/demo-1.0.0/demo/values.yaml': VALUES,
      'k/vendor/demo-1.0.0/demo/templates/pod.yaml': podWith(IMAGE),
    },
    places: ['k/vendor/demo-1.0.0/demo/values.yaml:3:8-13'],
  },
  'the old field': {
    files: overlayWith(
      'helmChartInflationGenerator:\n- chartName: demo\n  releaseName: x\n  valuesLocal: {image: {tag: "7"}}\n',
    ),
    places: ['k/kustomization.yaml:4:30-33'],
  },
  'the configuration of a generator': {
    files: overlayWith('generators: [g.yaml]\n', VALUES, TEMPLATES, {
      'k/g.yaml':
        'apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: g}\nname: demo\nreleaseName: x\nvaluesInline: {image: {tag: "8"}}\n',
    }),
    places: ['k/g.yaml:6:29-32'],
  },
  'hooks, tests and custom resources, as the entry says': {
    files: overlayWith(
      `${ENTRY}  includeCRDs: true\n  skipTests: true\n`,
      VALUES,
      {
        ...TEMPLATES,
        'hook.yaml': podWith('acme/hook:1').replace(
          'name: pod',
          'name: hook\n  annotations: {helm.sh/hook: pre-install}',
        ),
        'test.yaml': podWith('acme/test:1').replace('name: pod', 'name: test\n  annotations: {helm.sh/hook: test}'),
      },
      { 'k/charts/demo/crds/crd.yaml': named('Namespace', 'from-crds') },
    ),
    places: ['k/charts/demo/templates/hook.yaml:9:14-25', 'k/charts/demo/values.yaml:3:8-13'],
  },
  'no hooks': {
    files: overlayWith(
      `${ENTRY}  skipHooks: true\n  namespace: shop\n  kubeVersion: "1.30"\n  apiVersions: [a/v1]\n`,
      VALUES,
      {
        'pod.yaml': `${podWith(IMAGE)}`.replace(
          'name: pod',
          'name: pod\n  namespace: {{ .Release.Namespace }}\n  labels: {v: "{{ .Capabilities.KubeVersion.Minor }}"}',
        ),
        'hook.yaml': podWith('acme/hook:1').replace(
          'name: pod',
          'name: hook\n  annotations: {helm.sh/hook: pre-install}',
        ),
      },
    ),
    places: ['k/charts/demo/values.yaml:3:8-13'],
  },
  'a component with the chart': {
    files: {
      ...overlayWith(`apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${ENTRY}`),
      'over/kustomization.yaml': 'components: [../k]\nnamespace: prod\n',
    },
    places: ['k/charts/demo/values.yaml:3:8-13'],
  },
  'texts of YAML that are written in other ways': {
    files: overlayWith(
      `"helmCharts":\n  - name: 'demo'\n    releaseName: &name "shop"\n    namespace: *name\n    valuesInline: {image: {tag: "\\u0031.3"}, note: "a\\u2028b: c"}\n`,
    ),
    places: ['k/kustomization.yaml:5:33-43'],
  },
};
