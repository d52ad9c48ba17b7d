import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFiles } from '../src/io/files.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { at, helmSource, imagesOf, renderWith } from './support/rendering.ts';
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
