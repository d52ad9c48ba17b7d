import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFiles } from '../src/io/files.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { at, helmSource, imagesOf, kustomizeSource, renders, renderWith } from './support/rendering.ts';
import { requireTool } from './support/tools.ts';

const demo = helmSource('charts/demo');

/** The image texts of one source, or what is wrong with it. */
async function images(files: Record<string, TreeContent>, source = demo): Promise<string[]> {
  const rendered = await renderWith(memoryTree(files), [source], { origins: false });
  const { manifests } = rendered;
  const findings = rendered.findings.filter(({ rule }) => rule !== 'render/environment-dependent');
  return findings.length > 0 ? findings.map(({ message }) => message) : imagesOf(manifests).map(({ image }) => image);
}

const pod = podWith('"acme/api:{{ .Values.tag }}"');

describe('a chart renders as helm template does by default', () => {
  test('release name, namespace, hooks and tests; no CRDs', async () => {
    const files = chart(
      '{}\n',
      {
        'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}-{{ .Release.Namespace }}"}\n',
        'hook.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: hook, annotations: {helm.sh/hook: pre-install}}\n',
        'tests/t.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: t, annotations: {helm.sh/hook: test}}\n',
        'NOTES.txt': 'not a manifest',
      },
      { 'charts/demo/crds/crd.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n' },
    );
    const { manifests, findings } = await renderWith(memoryTree(files), [demo]);
    expect(findings).toEqual([]);
    expect(manifests.map(({ ref }) => [ref.kind, ref.name, ref.file])).toEqual([
      ['ConfigMap', 'release-name-default', 'charts/demo/templates/a.yaml'],
      ['Pod', 'hook', 'charts/demo/templates/hook.yaml'],
      ['Pod', 't', 'charts/demo/templates/tests/t.yaml'],
    ]);
    expect(manifests.map(({ namespace }) => namespace)).toEqual(['default', 'default', 'default']);
  });

  test.each([
    ['a plain value', { tag: '2' }, 'acme/api:2'],
    ['a value with a comma is one value', { tag: 'a,b=c' }, 'acme/api:a,b=c'],
    ['a comma that is escaped already', { tag: 'a\\,b' }, 'acme/api:a,b'],
    ["helm's own list", { tag: '{a,b}' }, 'acme/api:[a b]'],
    ['a value that looks like a flag', { tag: '--post-renderer=x' }, 'acme/api:--post-renderer=x'],
  ])('--set with %s', async (_, set, image) => {
    expect(await images(chart('tag: "1"\n', { 'pod.yaml': pod }), helmSource('charts/demo', { set }))).toEqual([image]);
  });

  test('values files win in their order; a comma in a name is no separator', async () => {
    const files = chart('tag: "1"\n', { 'pod.yaml': pod }, { 'v/a,b.yaml': 'tag: "2"\n', 'v/c.yaml': 'x: 1\n' });
    expect(await images(files, helmSource('charts/demo', { valuesFiles: ['v/a,b.yaml', 'v/c.yaml'] }))).toEqual([
      'acme/api:2',
    ]);
  });

  test('Kubernetes version and API versions are the ones asked for', async () => {
    const template = podWith(
      '"{{ .Capabilities.KubeVersion.Version }}/{{ .Capabilities.APIVersions.Has "acme.io/v1" }}"',
    );
    const source = helmSource('charts/demo', { kubeVersion: '1.30', apiVersions: ['acme.io/v1'] });
    expect(await images(chart('{}\n', { 'pod.yaml': template }), source)).toEqual(['v1.30/true']);
  });

  test('documents are numbered as the template has them, though helm prints them by kind', async () => {
    const two = `${podWith('a:1')}---\n# only a comment\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\n`;
    const { manifests } = await renderWith(memoryTree(chart('{}\n', { 'two.yaml': two })), [demo]);
    expect(manifests.map(({ ref }) => [ref.kind, ref.document])).toEqual([
      ['ConfigMap', 1],
      ['Pod', 0],
    ]);
  });

  test('a library chart deploys nothing', async () => {
    const files = { 'lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n' };
    expect(await images(files, helmSource('lib'))).toEqual([]);
  });

  test('a chart at the root of the repository', async () => {
    const files = {
      'Chart.yaml': 'apiVersion: v2\nname: top\nversion: 1.0.0\n',
      'values.yaml': 'tag: "1"\n',
      'templates/p.yaml': pod,
    };
    const { manifests } = await renderWith(memoryTree(files), [helmSource('')]);
    expect(
      manifests.map(({ ref, place }) => [ref.file, at(place(['spec', 'containers', 0, 'image']).location)]),
    ).toEqual([['templates/p.yaml', 'values.yaml:1:6-9']]);
  });
});

describe('dependencies are the ones in charts/', () => {
  const dependency = 'dependencies:\n- name: cache\n  version: 1.0.0\n  repository: https://charts.example.com\n';
  const withDependency = (more: Record<string, TreeContent>): Record<string, TreeContent> => ({
    ...chart('{}\n', {}),
    'charts/demo/Chart.yaml': `apiVersion: v2\nname: demo\nversion: 0.1.0\n${dependency}`,
    ...more,
  });

  test('a packed one names its archive', async () => {
    const archive = await packed({
      'Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
      'templates/p.yaml': podWith('redis:7'),
    });
    const files = withDependency({ 'charts/demo/charts/cache-1.0.0.tgz': archive });
    const { manifests, findings } = await renderWith(memoryTree(files), [demo]);
    expect(findings).toEqual([]);
    expect(
      manifests.map(({ ref, place }) => [ref.file, at(place(['spec', 'containers', 0, 'image']).location)]),
    ).toEqual([['charts/demo/charts/cache-1.0.0.tgz', 'charts/demo/charts/cache-1.0.0.tgz:1:1-1~']]);
  });

  test('a missing one is named, with what to do', async () => {
    const { findings, failed } = await renderWith(memoryTree(withDependency({})), [demo]);
    expect(failed).toEqual([demo]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: 'render/failed', result: { outcome: 'fail' }, enforcement: 'block' });
    expect(findings[0]?.message).toMatch(/dependencies cache .*missing in charts\/.*helm dependency build/);
    expect(findings.map(({ location }) => at(location))).toEqual(['charts/demo/Chart.yaml:5:9-14']);
  });

  async function packed(files: Record<string, string>): Promise<Uint8Array> {
    const helm = await requireTool('helm');
    return createFiles().withTemporaryDirectory('packed-chart', async (directory) => {
      for (const [path, text] of Object.entries(files)) await createFiles().write(join(directory, 'c', path), text);
      execFileSync(helm, ['package', join(directory, 'c'), '-d', directory]);
      return readFileSync(join(directory, 'cache-1.0.0.tgz'));
    });
  }
});

interface Failure {
  readonly files: Record<string, TreeContent>;
  readonly source?: ReturnType<typeof helmSource>;
  readonly at: string;
  readonly says: RegExp;
  readonly outcome?: 'fail' | 'unknown';
}

const overlay = (text: string, more: Record<string, TreeContent> = {}): Record<string, TreeContent> => ({
  'base/kustomization.yaml': 'resources: [pod.yaml]\n',
  'base/pod.yaml': podWith('nginx:1'),
  'over/kustomization.yaml': text,
  ...more,
});
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

describe('hostile charts see nothing but themselves', () => {
  test.each([
    ['a path outside', '{{ .Files.Get "../../secret.txt" }}'],
    ['the git configuration', '{{ .Files.Get ".git/config" }}{{ .Files.Get "../../.git/config" }}'],
    ['an absolute path', '{{ .Files.Get "/etc/passwd" }}'],
    [
      'every file there is',
      '{{ range $p, $_ := .Files.Glob "**" }}{{ if contains "secret" $p }}{{ $p }}{{ end }}{{ end }}',
    ],
    ['a name look-up', '{{ getHostByName "localhost" }}'],
    ['the cluster', '{{ lookup "v1" "Secret" "" "" }}'],
    ['the environment', '{{ tpl "{{ env \\"HOME\\" }}" . }}'],
  ])('%s', async (_, action) => {
    const files = {
      ...chart('{}\n', { 'p.yaml': podWith(`'[${action}]'`) }),
      'charts/demo/.git/config': 'url = https://token@example.com',
      '.git/config': 'url = https://token@example.com',
      'secret.txt': 'secret',
    };
    const [image] = await images(files);
    expect(image).toMatch(/^\[(map\[\])?\]$|function "env" not defined/);
  });

  test('a link inside the repository is followed', async () => {
    const files = chart(
      '{}\n',
      {},
      { 'charts/demo/templates/p.yaml': { link: '../../../shared/p.yaml' }, 'shared/p.yaml': podWith('a:1') },
    );
    expect(await images(files)).toEqual(['a:1']);
  });
});

describe('several sources', () => {
  test('two overlays of one base, and the cost of origins', async () => {
    const files = {
      ...overlay('namespace: a\nresources: [../base]\n'),
      'prod/kustomization.yaml': 'namePrefix: prod-\nresources: [../base]\nimages: [{name: nginx, newTag: "2"}]\n',
    };
    renders.count = 0;
    const { manifests } = await renderWith(memoryTree(files), [over, kustomizeSource('prod')]);
    expect(renders.count).toBeLessThanOrEqual(2 * 6);
    expect(
      manifests.map(({ ref, namespace, place }) => [
        ref.name,
        ref.file,
        namespace,
        at(place(['spec', 'containers', 0, 'image']).location),
      ]),
    ).toEqual([
      ['pod', 'base/pod.yaml', 'a', 'base/pod.yaml:8:14-21'],
      ['prod-pod', 'base/pod.yaml', 'default', 'prod/kustomization.yaml:3:32-35'],
    ]);
  });

  test('a broken source does not take the others with it', async () => {
    const files = { ...overlay('resources: [../base]\n'), ...chart('{}\n', { 'x.yaml': '{{ fail "x" }}' }) };
    const { manifests, findings, failed } = await renderWith(memoryTree(files), [demo, over]);
    expect([manifests.length, findings.length, failed]).toEqual([1, 1, [demo]]);
  });
});
