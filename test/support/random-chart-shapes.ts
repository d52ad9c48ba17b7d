/** How one image comes to be: lines of the chart's values, its containers in the template, and values over them. */
export interface Piece {
  readonly values: string;
  readonly containers: string;
  readonly override: string;
  /** The mapping that the values and those over them are in, if not that of the chart. */
  readonly below?: readonly string[];
}

/** Names and tags are few, so that the same text stands at several places, of which one is right. */
export const REPOSITORIES = ['acme/api', 'acme/web', 'nginx'] as const;
export const TAGS = ['"1.2"', "'1.2'", 'v1.2', '7', '1.5', '"9.8.7"'] as const;
const DIGEST = `sha256:${'a1'.repeat(32)}`;

function bare(scalar: string): string {
  return scalar.replace(/["']/g, '');
}

function container(key: string, image: string): string {
  return `    - name: ${key}\n      image: ${image}\n`;
}

/** Each is given a key of its own, a repository, a tag as YAML, and the tag that an override sets. */
export const SHAPES: Record<string, (key: string, repository: string, tag: string, other: string) => Piece> = {
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
  coalesce: (key, repository, tag, other) => ({
    values: `${key}: {repository: ${repository}, tag: ""}\n${key}Tag: ${tag}\n`,
    containers: container(key, `{{ .Values.${key}.repository }}:{{ coalesce .Values.${key}.tag .Values.${key}Tag }}`),
    override: `${key}: {tag: ${other}}\n`,
  }),
  trimmed: (key, repository, tag, other) => ({
    values: `${key}: ${tag}\n`,
    containers: container(key, `"${repository}:{{ .Values.${key} | toString | trimPrefix "v" }}"`),
    override: `${key}: ${other}\n`,
  }),
  merged: (key, repository, tag, other) => ({
    values: `${key}Base: {repository: ${repository}, tag: ${other}}\n${key}: {tag: ${tag}}\n`,
    containers: container(key, `{{ include "image" (merge (deepCopy .Values.${key}) .Values.${key}Base) }}`),
    override: `${key}Base: {tag: ${tag}}\n`,
  }),
  indexed: (key, repository, tag, other) => ({
    values: `${key}: [${other}, ${tag}]\n`,
    containers: container(key, `"${repository}:{{ index .Values.${key} 1 }}"`),
    override: `${key}: [${tag}, ${other}]\n`,
  }),
  split: (key, repository, tag, other) => ({
    values: `${key}: ${repository}:${bare(tag)}\n`,
    containers: container(key, `{{ $parts := splitList ":" .Values.${key} }}{{ first $parts }}:{{ last $parts }}`),
    override: `${key}: acme/x:${bare(other)}\n`,
  }),
  ternary: (key, repository, tag, other) => ({
    values: `${key}: {hardened: true, plain: ${tag}, other: ${other}}\n`,
    containers: container(
      key,
      `"${repository}:{{ ternary .Values.${key}.other .Values.${key}.plain .Values.${key}.hardened }}"`,
    ),
    override: `${key}: {hardened: false}\n`,
  }),
  ownGlobal: (key, repository, tag, other) => ({
    values: `${key}: ${tag}\n`,
    containers: container(key, `"${repository}:{{ .Values.global.${key} }}"`),
    override: `${key}: ${other}\n`,
    below: ['global'],
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
