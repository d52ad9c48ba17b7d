import fc from 'fast-check';
import type { Source } from '../../src/domain/index.ts';
import { helmSource } from './rendering.ts';

/** A tree of files, and what is rendered of it. */
export interface RandomTree {
  readonly files: Record<string, string>;
  readonly sources: readonly Source[];
}

/** How one image comes to be: lines of the chart's values, its containers in the template, and values over them. */
interface Piece {
  readonly values: string;
  readonly containers: string;
  readonly override: string;
}

/** Names and tags are few, so that the same text stands at several places, of which one is right. */
const REPOSITORIES = ['acme/api', 'acme/web', 'nginx'] as const;
const TAGS = ['"1.2"', "'1.2'", 'v1.2', '7', '1.5', '"9.8.7"'] as const;
const DIGEST = `sha256:${'a1'.repeat(32)}`;

function bare(scalar: string): string {
  return scalar.replace(/["']/g, '');
}

function container(key: string, image: string): string {
  return `    - name: ${key}\n      image: ${image}\n`;
}

/** Each is given a key of its own, a repository, a tag as YAML, and the tag that an override sets. */
const SHAPES: Record<string, (key: string, repository: string, tag: string, other: string) => Piece> = {
  whole: (key, repository, tag, other) => ({
    values: `${key}: ${repository}:${bare(tag)}\n`,
    containers: container(key, `{{ .Values.${key} }}`),
    override: `${key}: ${repository}:${bare(other)}\n`,
  }),
  parts: (key, repository, tag, other) => ({
    values: `${key}:\n  repository: ${repository}\n  tag: ${tag} # keep\n`,
    containers: container(key, `"{{ .Values.${key}.repository }}:{{ .Values.${key}.tag }}"`),
    override: `${key}: {tag: ${other}}\n`,
  }),
  appVersion: (key, repository, _tag, other) => ({
    values: `${key}: {repository: ${repository}, tag: ""}\n`,
    containers: container(
      key,
      `"{{ .Values.${key}.repository }}:{{ .Values.${key}.tag | default .Chart.AppVersion }}"`,
    ),
    override: `${key}:\n  tag: ${other}\n`,
  }),
  emptyDigest: (key, repository, tag, other) => ({
    values: `${key}:\n  repository: ${repository}\n  tag: ${tag}\n  digest: ""\n`,
    containers: container(
      key,
      `{{ with .Values.${key} }}{{ .repository }}:{{ .tag }}{{ if .digest }}@{{ .digest }}{{ end }}{{ end }}`,
    ),
    override: `${key}: {tag: ${other}}\n`,
  }),
  setDigest: (key, repository, tag, other) => ({
    values: `${key}: {repository: ${repository}, tag: ${tag}, digest: "${DIGEST}"}\n`,
    containers: container(
      key,
      `{{ with .Values.${key} }}{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag }}{{ end }}{{ end }}`,
    ),
    override: `${key}: {tag: ${other}}\n`,
  }),
  printf: (key, repository, tag, other) => ({
    values: `${key}: {repository: ${repository}, tag: ${tag}}\n`,
    containers: container(key, `{{ printf "%s:%v" .Values.${key}.repository .Values.${key}.tag | quote }}`),
    override: `${key}: {tag: ${other}}\n`,
  }),
  helper: (key, repository, tag, other) => ({
    values: `${key}: {repository: ${repository}, tag: ${tag}}\n`,
    containers: container(key, `{{ include "image" .Values.${key} }}`),
    override: `${key}: {tag: ${other}}\n`,
  }),
  tpl: (key, repository, tag, other) => ({
    values: `${key}Tag: ${tag}\n${key}: "${repository}:{{ .Values.${key}Tag }}"\n`,
    containers: container(key, `{{ tpl .Values.${key} . }}`),
    override: `${key}Tag: ${other}\n`,
  }),
  alias: (key, repository, tag, other) => ({
    values: `${key}Base: &${key} ${tag}\n${key}: {repository: ${repository}, tag: *${key}}\n`,
    containers:
      container(key, `"{{ .Values.${key}.repository }}:{{ .Values.${key}.tag }}"`) +
      container(`${key}-base`, `"${repository}:{{ .Values.${key}Base }}"`),
    override: `${key}: {tag: ${other}}\n`,
  }),
  merge: (key, repository, tag, other) => ({
    values: `${key}Base: &${key}\n  repository: ${repository}\n  tag: ${tag}\n${key}:\n  <<: *${key}\n`,
    containers: container(key, `"{{ .Values.${key}.repository }}:{{ .Values.${key}.tag }}"`),
    override: `${key}: {tag: ${other}}\n`,
  }),
  rangeList: (key, repository, tag, other) => ({
    values: `${key}:\n  - {name: ${key}a, tag: ${tag}}\n  - {name: ${key}b, tag: ${other}}\n`,
    containers: `{{- range .Values.${key} }}\n${container('{{ .name }}', `"${repository}:{{ .tag }}"`)}{{- end }}\n`,
    override: `${key}: [{name: ${key}c, tag: ${other}}]\n`,
  }),
  rangeMap: (key, repository, tag, other) => ({
    values: `${key}:\n  ${key}a: {image: "${repository}:${bare(tag)}"}\n  ${key}b: {image: "acme/b:${bare(other)}"}\n`,
    containers: `{{- range $name, $one := .Values.${key} }}\n${container('{{ $name }}', '{{ $one.image }}')}{{- end }}\n`,
    override: `${key}: {${key}b: {image: "${repository}:${bare(other)}"}}\n`,
  }),
  toYaml: (key, repository, tag, other) => ({
    values: `${key}:\n- name: ${key}\n  image: ${repository}:${bare(tag)}\n`,
    containers: `{{- toYaml .Values.${key} | nindent 4 }}\n`,
    override: `${key}: [{name: ${key}, image: '${repository}:${bare(other)}'}]\n`,
  }),
  literal: (key, repository, tag) => ({
    values: '',
    containers: container(key, `${repository}:${bare(tag)}`),
    override: '',
  }),
  literalTag: (key, repository, tag, other) => ({
    values: `${key}: ${repository}\n`,
    containers: container(key, `"{{ .Values.${key} }}:${bare(tag)}"`),
    override: `${key}: acme/${bare(other)}\n`,
  }),
  default: (key, repository, tag, other) => ({
    values: '',
    containers: container(key, `"${repository}:{{ .Values.${key} | default "${bare(tag)}" }}"`),
    override: `${key}: ${other}\n`,
  }),
  globalTag: (key, repository) => ({
    values: '',
    containers: container(key, `"${repository}:{{ .Values.global.tag }}"`),
    override: '',
  }),
  globalRegistry: (key, repository, tag, other) => ({
    values: `${key}: {repository: ${repository}, tag: ${tag}}\n`,
    containers: container(
      key,
      `"{{ .Values.global.registry }}/{{ .Values.${key}.repository }}:{{ .Values.${key}.tag }}"`,
    ),
    override: `${key}: {tag: ${other}}\n`,
  }),
};

const LEVELS = ['demo', 'mid', 'leaf'] as const;
const HELPER = '{{- define "image" }}{{ .repository }}:{{ .tag }}{{ end }}\n';

const image = fc.record({
  shape: fc.constantFrom(...Object.keys(SHAPES)),
  repository: fc.constantFrom(...REPOSITORIES),
  tag: fc.constantFrom(...TAGS),
  other: fc.constantFrom(...TAGS),
  over: fc.constantFrom('nothing', 'parent', 'file'),
});

const level = fc.record({ images: fc.array(image, { minLength: 1, maxLength: 2 }), twice: fc.boolean() });

/** A chart, its subchart and the subchart of that one, each perhaps used under two aliases. */
const levels = fc.array(level, { minLength: 1, maxLength: LEVELS.length });

function nested(names: readonly string[], text: string): string {
  return names.reduceRight((inner, name) => `${name}:\n${inner.replace(/^(?=.)/gm, '  ')}`, text);
}

/** Values of the same keys are one mapping, as one file must have them. */
class ValuesFile {
  readonly #own: string[] = [];
  readonly #below = new Map<string, ValuesFile>();

  add(names: readonly string[], text: string): void {
    const [first, ...rest] = names;
    if (first === undefined) this.#own.push(text);
    else {
      const below = this.#below.get(first) ?? new ValuesFile();
      this.#below.set(first, below);
      below.add(rest, text);
    }
  }

  text(): string {
    return this.#own.join('') + [...this.#below].map(([name, file]) => nested([name], file.text())).join('');
  }
}

function chartFile(name: string, below: readonly string[], child: string | undefined): string {
  const head = `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: "9.8.7"\n`;
  if (below.length < 2) return head;
  return `${head}dependencies:\n${below.map((alias) => `- {name: ${child}, version: 1.0.0, alias: ${alias}}\n`).join('')}`;
}

/** Charts with subcharts of subcharts, aliases, globals and values files, alone or as two releases. */
export const randomCharts: fc.Arbitrary<RandomTree> = fc
  .record({ levels, two: fc.boolean(), globalTag: fc.constantFrom(...TAGS) })
  .map((drawn) => {
    const files: Record<string, string> = { 'deploy/a.yaml': '' };
    const deploy = new ValuesFile();
    const own = drawn.levels.map(() => new ValuesFile());
    own[0]?.add([], `global: {registry: ghcr.io/acme, tag: ${drawn.globalTag}}\n`);
    const used = drawn.levels.map(({ twice }, depth) => {
      const name = LEVELS[depth] ?? '';
      return twice && depth > 0 ? [`${name}-one`, `${name}-two`] : [name];
    });
    const path = used.map(([alias]) => alias ?? '');
    let root = 'charts';
    drawn.levels.forEach(({ images }, depth) => {
      const name = LEVELS[depth] ?? '';
      root = `${root}/${name}`;
      const pieces = images.map((one, index) => {
        const piece = SHAPES[one.shape]?.(`i${depth}${index}`, one.repository, one.tag, one.other);
        if (piece === undefined) throw new Error(`no shape ${one.shape}`);
        own[depth]?.add([], piece.values);
        if (one.over === 'file') deploy.add(path.slice(1, depth + 1), piece.override);
        if (one.over === 'parent') own[depth - 1]?.add([path[depth] ?? ''], piece.override);
        return piece;
      });
      const body = pieces.map(({ containers }) => containers).join('');
      files[`${root}/Chart.yaml`] = chartFile(name, used[depth + 1] ?? [], LEVELS[depth + 1]);
      files[`${root}/templates/_helpers.tpl`] = HELPER;
      files[`${root}/templates/pod.yaml`] =
        `apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Chart.Name }}\nspec:\n  containers:\n${body}`;
      root = `${root}/charts`;
    });
    root = 'charts';
    own.forEach((values, depth) => {
      root = `${root}/${LEVELS[depth] ?? ''}`;
      files[`${root}/values.yaml`] = values.text();
      root = `${root}/charts`;
    });
    files['deploy/a.yaml'] = deploy.text();
    const first = helmSource('charts/demo', { valuesFiles: ['deploy/a.yaml'] });
    return { files, sources: drawn.two ? [first, helmSource('charts/demo')] : [first] };
  });
