import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, overlay, podWith } from './support/charts.ts';
import { at, helmSource, kustomizeSource, renderWith } from './support/rendering.ts';

const demo = helmSource('charts/demo');

interface Failure {
  readonly files: Record<string, TreeContent>;
  readonly source?: ReturnType<typeof helmSource>;
  readonly at: string;
  readonly says: RegExp;
  readonly outcome?: 'fail' | 'unknown';
}

const over = kustomizeSource('over');

const FAILURES: Record<string, Failure> = {
  'a template that asks for what is not there': {
    files: chart('{}\n', { 'pod.yaml': podWith('{{ .Values.a.b }}') }),
    at: 'charts/demo/templates/pod.yaml:8:7-31~',
    says: /Helm chart charts\/demo does not render: .*nil pointer/,
  },
  'a template that does not parse': {
    files: chart('{}\n', { 'pod.yaml': podWith('{{ foo }}') }),
    at: 'charts/demo/templates/pod.yaml:8:7-23~',
    says: /function "foo" not defined/,
  },
  'an error that a helper raises: helm names the template that asked': {
    files: chart('{}\n', {
      '_h.tpl': '{{- define "x" }}\n{{ fail "no tag" }}\n{{- end }}\n',
      'pod.yaml': podWith('{{ include "x" . }}'),
    }),
    at: 'charts/demo/templates/pod.yaml:8:7-33~',
    says: /no tag/,
  },
  'a required value': {
    files: chart('{}\n', { 'pod.yaml': podWith('{{ required "set image" .Values.image }}') }),
    at: 'charts/demo/templates/pod.yaml:8:7-54~',
    says: /set image/,
  },
  'output that is no YAML': {
    files: chart('{}\n', { 'pod.yaml': 'kind: [\n' }),
    at: 'charts/demo/templates/pod.yaml:1:1-1~',
    says: /does not give valid YAML/,
  },
  'a values file that does not exist': {
    files: chart('{}\n', {}),
    source: helmSource('charts/demo', { valuesFiles: ['deploy/prod.yaml'] }),
    at: 'charts/demo/Chart.yaml:1:1-1~',
    says: /values file deploy\/prod\.yaml does not exist/,
  },
  'a values file that is no YAML': {
    files: chart('{}\n', {}, { 'deploy/prod.yaml': 'a: 1\n b: [\n' }),
    source: helmSource('charts/demo', { valuesFiles: ['deploy/prod.yaml'] }),
    at: 'deploy/prod.yaml:2:2-6~',
    says: /deploy\/prod\.yaml cannot be read/,
  },
  'values that the schema refuses': {
    files: chart(
      'replicas: many\n',
      {},
      { 'charts/demo/values.schema.json': '{"properties": {"replicas": {"type": "integer"}}}' },
    ),
    at: 'charts/demo/values.yaml:1:11-15~',
    says: /do not fit values\.schema\.json: replicas: got string, want integer/,
  },
  'a chart without a Chart.yaml that parses': {
    files: { 'charts/demo/Chart.yaml': 'just text\n' },
    at: 'charts/demo/Chart.yaml:1:1-1~',
    says: /Chart\.yaml cannot be read/,
  },
  'a symbolic link out of the repository': {
    files: chart('{}\n', {}, { 'charts/demo/files/secret': { link: '/etc/passwd' } }),
    at: 'charts/demo/files/secret:1:1-1~',
    says: /symbolic link charts\/demo\/files\/secret leads out of the repository/,
  },
  'a symbolic link out of the repository by ..': {
    files: chart('{}\n', {}, { 'charts/demo/files/secret': { link: '../../../../x' } }),
    at: 'charts/demo/files/secret:1:1-1~',
    says: /leads out of the repository/,
  },
  'a Git LFS pointer': {
    files: chart(
      '{}\n',
      {},
      { 'charts/demo/big.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n' },
    ),
    at: 'charts/demo/big.bin:1:1-1~',
    says: /Git LFS pointer/,
    outcome: 'unknown',
  },
  'a git submodule': {
    files: chart('{}\n', {}, { 'charts/demo/charts/sub': { submodule: true } }),
    at: 'charts/demo/charts/sub:1:1-1~',
    says: /git submodule/,
    outcome: 'unknown',
  },
  'a chart that prints without end': {
    files: chart('{}\n', {
      'big.yaml': '{{ range until 100000000 }}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{{ end }}',
    }),
    at: 'charts/demo/Chart.yaml:1:1-1~',
    says: /could not be rendered: helm/,
    outcome: 'unknown',
  },
  'a base that is missing': {
    files: overlay('resources:\n- ../nope\n'),
    source: over,
    at: 'over/kustomization.yaml:2:3-10',
    says: /kustomization over does not render: \.\.\/nope does not exist/,
  },
  'a base without a kustomization': {
    files: overlay('resources: [../dir]\n', { 'dir/pod.yaml': podWith('x') }),
    source: over,
    at: 'over/kustomization.yaml:1:13-19',
    says: /dir has no kustomization\.yaml/,
  },
  'an unknown field': {
    files: overlay('resuorces: [../base]\n'),
    source: over,
    at: 'over/kustomization.yaml:1:1-21~',
    says: /unknown field "resuorces"/,
  },
  'a kustomization that is no YAML': {
    files: overlay('resources: [../base\n'),
    source: over,
    at: 'over/kustomization.yaml:1:1-20~',
    says: /invalid Kustomization/,
  },
  'a resource that is no YAML': {
    files: overlay('resources: [../base, bad.yaml]\n', { 'over/bad.yaml': 'a: 1\nb: [\n' }),
    source: over,
    at: 'over/bad.yaml:2:1-5~',
    says: /MalformedYAMLError/,
  },
  'a patch without a target': {
    files: overlay('resources: [../base]\npatches:\n- path: p.yaml\n', {
      'over/p.yaml': podWith('x').replace('name: pod', 'name: other'),
    }),
    source: over,
    at: 'over/kustomization.yaml:3:9-15~',
    says: /no matches for Id/,
  },
  'a patch file that is missing': {
    files: overlay('resources: [../base]\npatches:\n- path: p.yaml\n'),
    source: over,
    at: 'over/kustomization.yaml:3:9-15',
    says: /p\.yaml does not exist/,
  },
  'an absolute path': {
    files: overlay('resources: [/etc/passwd]\n'),
    source: over,
    at: 'over/kustomization.yaml:1:13-24',
    says: /\/etc\/passwd leads out of the repository/,
  },
  'a path out of the repository': {
    files: overlay('resources: [../base]\nconfigMapGenerator: [{name: c, files: [x=../../../etc/passwd]}]\n'),
    source: over,
    at: 'over/kustomization.yaml:2:40-61',
    says: /leads out of the repository/,
  },
  "a file outside of the kustomization's directory": {
    files: overlay('resources: [../base/pod.yaml]\n'),
    source: over,
    at: 'over/kustomization.yaml:1:13-29',
    says: /may load files from its own directory only/,
  },
  'a link to a file outside of the kustomization': {
    files: overlay('resources: [pod.yaml]\n', { 'over/pod.yaml': { link: '../base/pod.yaml' } }),
    source: over,
    at: 'over/kustomization.yaml:1:13-21',
    says: /may load files from its own directory only/,
  },
  'a remote base': {
    files: overlay('resources:\n- https://github.com/acme/base//deploy?ref=v1\n'),
    source: over,
    at: 'over/kustomization.yaml:2:3-46',
    says: /nothing is fetched while rendering/,
    outcome: 'unknown',
  },
  'a remote base without a scheme': {
    files: overlay('components: [github.com/acme/base/deploy]\n'),
    source: over,
    at: 'over/kustomization.yaml:1:14-41',
    says: /nothing is fetched while rendering/,
    outcome: 'unknown',
  },
  'a chart inside of kustomize': {
    files: overlay('helmCharts:\n- name: redis\n  repo: https://charts.example.com\n'),
    source: over,
    at: 'over/kustomization.yaml:2:9-14',
    says: /Helm chart .*redis.* is not in the repository/,
    outcome: 'unknown',
  },
  'an exec plugin': {
    files: overlay('resources: [../base]\ntransformers: [t.yaml]\n', {
      'over/t.yaml':
        'apiVersion: v1\nkind: Evil\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: ./run.sh}\n',
      'over/run.sh': '#!/bin/sh\ntouch /tmp/owned\n',
    }),
    source: over,
    at: 'over/kustomization.yaml:1:1-1~',
    says: /plugins disabled/,
  },
  'kustomizations that need each other': {
    files: overlay('resources: [../base]\n', { 'base/kustomization.yaml': 'resources: [../over]\n' }),
    source: over,
    at: 'over/kustomization.yaml:1:13-20~',
    says: /cycle detected/,
  },
};

describe('what does not render says so at its line', () => {
  test.each(Object.entries(FAILURES))('%s', async (_, { files, source = demo, at: where, says, outcome = 'fail' }) => {
    const { manifests, findings, failed } = await renderWith(memoryTree(files), [source]);
    expect(manifests).toEqual([]);
    expect(failed).toEqual([source]);
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding?.message).toMatch(says);
    expect(finding?.result.outcome).toBe(outcome);
    expect(finding === undefined ? '' : at(finding.location)).toBe(where);
    // Nothing of the machine it ran on, and nothing of the inside of a program.
    expect(finding?.message).not.toContain(tmpdir());
    expect(finding?.message).not.toMatch(/supply-chain-gate-render|goroutine|\bat .*\.ts:\d+/);
  });

  test('a document that is no object is invalid, and the rest is still rendered', async () => {
    const files = chart('{}\n', { 'a.yaml': 'apiVersion: v1\nmetadata: {name: x}\n', 'pod.yaml': podWith('a:1') });
    const { manifests, findings } = await renderWith(memoryTree(files), [demo]);
    expect(manifests.map(({ ref }) => ref.kind)).toEqual(['Pod']);
    expect(findings.map(({ rule, location }) => [rule, location.file])).toEqual([
      ['manifest/invalid', 'charts/demo/templates/a.yaml'],
    ]);
  });

  test('a tool that cannot be had is an unknown of the infrastructure', async () => {
    const toolbox = {
      locate: async () => ({ name: 'helm' as const, path: '/no/such/helm', version: '0', sha256: '' }),
    };
    const { findings } = await renderWith(memoryTree(chart('{}\n', {})), [demo], { toolbox });
    expect(findings.map(({ rule, result }) => [rule, result])).toEqual([
      ['render/failed', { outcome: 'unknown', cause: 'infrastructure' }],
    ]);
  });
});
