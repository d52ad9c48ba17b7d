import fc from 'fast-check';
import { podWith } from './charts.ts';
import type { RandomTree } from './random-charts.ts';
import { kustomizeSource } from './rendering.ts';

/** Few, so that the same text stands at several places, of which one is right. */
const IMAGES = ['nginx:1.2', 'nginx', 'acme/api:1.2', "'nginx:1.3'", '"acme/api:v2" # keep'] as const;
const NAMES = ['nginx', 'acme/api'] as const;
const TAGS = ['"1.2"', "'1.3'", 'v2', '"7"'] as const;
const DIGEST = `sha256:${'b2'.repeat(32)}`;

/** What a kustomization says besides its resources: its own lines, by the field they belong to, and files beside it. */
interface Layer {
  readonly field: 'images' | 'patches' | 'replacements' | 'components';
  readonly lines: string;
  readonly resource?: string;
  readonly files?: Record<string, string>;
}

interface Drawn {
  readonly shape: string;
  readonly name: string;
  readonly tag: string;
  readonly image: string;
}

/** Each is given the folder of its kustomization, a number of its own, and what was drawn for it. */
const LAYERS: Record<string, (folder: string, number: number, drawn: Drawn) => Layer> = {
  newTag: (_folder, _number, { name, tag }) => ({
    field: 'images',
    lines: `- name: ${name}\n  newTag: ${tag} # next\n`,
  }),
  newName: (_folder, _number, { name }) => ({ field: 'images', lines: `- {name: ${name}, newName: acme/web}\n` }),
  nameAndTag: (_folder, _number, { name, tag }) => ({
    field: 'images',
    lines: `- {name: ${name}, newName: acme/web, newTag: ${tag}}\n`,
  }),
  digest: (_folder, _number, { name }) => ({ field: 'images', lines: `- name: ${name}\n  digest: ${DIGEST}\n` }),
  patchFile: (folder, number, { image }) => ({
    field: 'patches',
    lines: `- path: patch${number}.yaml\n`,
    files: { [`${folder}/patch${number}.yaml`]: podWith(image) },
  }),
  sidecar: (folder, number, { image }) => ({
    field: 'patches',
    lines: `- path: patch${number}.yaml\n`,
    files: { [`${folder}/patch${number}.yaml`]: podWith(image).replace('c0', `sidecar${number}`) },
  }),
  inlinePatch: (_folder, _number, { image }) => ({
    field: 'patches',
    lines: `- patch: |-\n${podWith(image).replace(/^(?=.)/gm, '    ')}`,
  }),
  jsonPatch: (_folder, _number, { image }) => ({
    field: 'patches',
    lines: `- target: {kind: Pod}\n  patch: |\n    - op: replace\n      path: /spec/containers/0/image\n      value: ${image}\n`,
  }),
  added: (_folder, number, { image }) => ({
    field: 'patches',
    lines: `- target: {kind: Pod}\n  patch: |\n    - op: add\n      path: /spec/containers/-\n      value: {name: added${number}, image: ${image.replace(/ #.*/, '')}}\n`,
  }),
  component: (folder, number, { name, tag }) => ({
    field: 'components',
    lines: `- ../${folder}-comp${number}\n`,
    files: {
      [`${folder}-comp${number}/kustomization.yaml`]: `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n- {name: ${name}, newTag: ${tag}}\n`,
    },
  }),
  replacedTag: (folder, number, { tag }) => ({
    field: 'replacements',
    lines: `- source: {kind: ConfigMap, name: cm${number}, fieldPath: data.tag}\n  targets:\n  - select: {kind: Pod}\n    fieldPaths: [spec.containers.0.image]\n    options: {delimiter: ":", index: 1}\n`,
    resource: `cm${number}.yaml`,
    files: {
      [`${folder}/cm${number}.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm${number}}\ndata: {tag: ${tag}}\n`,
    },
  }),
  replacement: (folder, number, { image }) => ({
    field: 'replacements',
    lines: `- source: {kind: ConfigMap, name: cm${number}, fieldPath: data.image}\n  targets:\n  - select: {kind: Pod}\n    fieldPaths: [spec.containers.0.image]\n`,
    resource: `cm${number}.yaml`,
    files: {
      [`${folder}/cm${number}.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm${number}}\ndata:\n  image: ${image}\n`,
    },
  }),
};

const drawnLayer: fc.Arbitrary<Drawn> = fc.record({
  shape: fc.constantFrom(...Object.keys(LAYERS)),
  name: fc.constantFrom(...NAMES),
  tag: fc.constantFrom(...TAGS),
  image: fc.constantFrom(...IMAGES),
});

const layers = (maxLength: number) => fc.array(drawnLayer, { maxLength });

/** `first` numbers the layers of this kustomization apart from those above and below it. */
function kustomization(
  folder: string,
  resources: readonly string[],
  drawn: readonly Drawn[],
  first: number,
): Record<string, string> {
  const made = drawn.map((one, index) => {
    const layer = LAYERS[one.shape]?.(folder, first + index, one);
    if (layer === undefined) throw new Error(`no layer ${one.shape}`);
    return layer;
  });
  const all = [...resources, ...made.flatMap(({ resource }) => resource ?? [])];
  const fields = (['images', 'patches', 'replacements', 'components'] as const).flatMap((field) => {
    const lines = made.filter((layer) => layer.field === field).map((layer) => layer.lines);
    return lines.length === 0 ? [] : [`${field}:\n${lines.join('')}`];
  });
  return Object.assign(
    { [`${folder}/kustomization.yaml`]: `resources: [${all.join(', ')}]\n${fields.join('')}` },
    ...made.map(({ files }) => files ?? {}),
  ) as Record<string, string>;
}

/** A chart that the base renders: two images of its values, of which the entry or a file beside it may set one again. */
const drawnChart = fc.record({
  image: fc.constantFrom(...IMAGES),
  name: fc.constantFrom(...NAMES),
  tag: fc.constantFrom(...TAGS),
  again: fc.constantFrom(...TAGS),
  set: fc.constantFrom('nowhere', 'inline', 'merged', 'file'),
});
type DrawnChart = typeof drawnChart extends fc.Arbitrary<infer T> ? T : never;

function chartIn(
  folder: string,
  { image, name, tag, again, set }: DrawnChart,
): { lines: string; files: Record<string, string> } {
  const inline = `  valuesInline:\n    tag: ${again} # again\n`;
  const more = {
    nowhere: '',
    inline,
    merged: `${inline}  valuesMerge: merge\n`,
    file: '  additionalValuesFiles: [more.yaml]\n',
  }[set];
  const chart = `${folder}/charts/demo`;
  return {
    lines: `helmCharts:\n- name: demo\n  releaseName: x\n${more}`,
    files: {
      [`${chart}/Chart.yaml`]: 'apiVersion: v2\nname: demo\nversion: 1.0.0\n',
      [`${chart}/values.yaml`]: `image: ${image}\nname: ${name}\ntag: ${tag}\n`,
      [`${chart}/templates/pod.yaml`]: podWith('{{ .Values.image }}', '"{{ .Values.name }}:{{ .Values.tag }}"').replace(
        'name: pod',
        'name: charted',
      ),
      ...(set === 'file' ? { [`${folder}/more.yaml`]: `tag: ${again}\n` } : {}),
    },
  };
}

/** A base, perhaps one between, and two overlays on them that are rendered together. */
export const randomOverlays: fc.Arbitrary<RandomTree> = fc
  .record({
    images: fc.array(fc.constantFrom(...IMAGES), { minLength: 1, maxLength: 2 }),
    aliased: fc.boolean(),
    base: layers(1),
    chart: fc.option(drawnChart),
    middle: fc.option(layers(1)),
    one: layers(2),
    two: layers(2),
  })
  .map(({ images, aliased, base, chart, middle, one, two }) => {
    const plain = images.filter((image) => !image.includes('#'));
    const containers = aliased && plain.length > 0 ? [`&web ${plain[0]}`, ...images.slice(1), '*web'] : images;
    const charted = chart === null ? { lines: '', files: {} } : chartIn('base', chart);
    const bottom = kustomization('base', ['pod.yaml'], base, 0);
    const below = middle === null ? '../base' : '../middle';
    return {
      files: {
        'base/pod.yaml': podWith(...containers),
        ...bottom,
        ...charted.files,
        'base/kustomization.yaml': `${bottom['base/kustomization.yaml']}${charted.lines}`,
        ...(middle === null ? {} : kustomization('middle', ['../base'], middle, 10)),
        ...kustomization('one', [below], one, 20),
        ...kustomization('two', [below], two, 30),
      },
      sources: [kustomizeSource('one'), kustomizeSource('two')],
    };
  });
