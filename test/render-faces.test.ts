import { describe, expect, test } from 'vitest';
import type { HelmOptions } from '../src/domain/index.ts';
import { memoryTree } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { at, helmSource, renderWith } from './support/rendering.ts';

const PLAIN = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\n';

async function faces(templates: Record<string, string>, helm: Partial<HelmOptions> = {}) {
  const tree = memoryTree(chart('{}\n', { 'cm.yaml': PLAIN, ...templates }));
  const { manifests, findings } = await renderWith(tree, [helmSource('charts/demo', helm)]);
  return {
    objects: manifests.map(({ ref, face }) => `${ref.kind} ${ref.name}${face === undefined ? '' : ` ${face}`}`),
    findings: findings.map(({ rule, location, enforcement }) => `${rule} ${enforcement} ${at(location)}`),
    messages: findings.map(({ message }) => message),
  };
}

const when = (condition: string, image = 'a:1') => `{{- if ${condition} }}\n${podWith(image)}{{- end }}\n`;
const WARNING = 'render/environment-dependent warn charts/demo/templates/a.yaml';

describe('what a chart renders under other conditions is rendered, each object once', () => {
  test.each<[string, string, readonly string[], readonly string[], Partial<HelmOptions>?]>([
    ['nothing is asked', podWith('a:1'), ['ConfigMap cm', 'Pod pod'], []],
    ['an upgrade', when('.Release.IsUpgrade'), ['ConfigMap cm', 'Pod pod on an upgrade'], []],
    ['an install', when('.Release.IsInstall'), ['ConfigMap cm', 'Pod pod'], []],
    ['an upgrade by index', when('index .Release "IsUpgrade"'), ['ConfigMap cm', 'Pod pod on an upgrade'], []],
    [
      'an upgrade by names that are computed',
      when('index (index . (printf "Rel%s" "ease")) (printf "Is%s" "Upgrade")'),
      ['ConfigMap cm', 'Pod pod on an upgrade'],
      [],
    ],
    [
      'another image on an upgrade',
      podWith('"a:{{ if .Release.IsUpgrade }}2{{ else }}1{{ end }}"'),
      ['ConfigMap cm', 'Pod pod', 'Pod pod on an upgrade'],
      [],
    ],
    [
      'an API version of the cluster',
      when('.Capabilities.APIVersions.Has "acme.io/v1"'),
      ['ConfigMap cm', 'Pod pod where the cluster has "acme.io/v1"'],
      [],
    ],
    [
      'an API version that the policy lists',
      when('.Capabilities.APIVersions.Has "acme.io/v1"'),
      ['ConfigMap cm', 'Pod pod'],
      [],
      { apiVersions: ['acme.io/v1'] },
    ],
    [
      'an API version that every cluster has',
      when('not (.Capabilities.APIVersions.Has "apps/v1")'),
      ['ConfigMap cm'],
      [],
    ],
    [
      'an API version that is computed',
      when('.Capabilities.APIVersions.Has (printf "acme.io/%s" "v1")'),
      ['ConfigMap cm'],
      [`${WARNING}:1:1-67`],
    ],
    [
      'a new version of Kubernetes',
      when('semverCompare ">=1.50-0" .Capabilities.KubeVersion.Version'),
      ['ConfigMap cm', 'Pod pod on Kubernetes 1.99.0'],
      [`${WARNING}:1:1-69`],
    ],
    [
      'the version of Kubernetes that the policy sets',
      when('semverCompare "<1.30-0" .Capabilities.KubeVersion.Version'),
      ['ConfigMap cm', 'Pod pod'],
      [],
      { kubeVersion: '1.29.0' },
    ],
    [
      'one version of Kubernetes in between',
      when('eq .Capabilities.KubeVersion.Minor "33"'),
      ['ConfigMap cm'],
      [`${WARNING}:1:1-50`],
    ],
    ['the number of the release', when('gt .Release.Revision 1'), ['ConfigMap cm'], [`${WARNING}:1:1-33`]],
    ['chance', when('eq (randNumeric 9) "123456789"'), ['ConfigMap cm'], [`${WARNING}:1:1-41`]],
    [
      'an old API version that helm takes for present',
      when('not (.Capabilities.APIVersions.Has "policy/v1beta1")'),
      ['ConfigMap cm'],
      [`${WARNING}:1:1-63`],
    ],
    ['the cluster itself', when('lookup "v1" "Secret" "default" "a"'), ['ConfigMap cm'], [`${WARNING}:1:1-45`]],
    ['a name server', when('getHostByName "example.com"'), ['ConfigMap cm'], [`${WARNING}:1:1-38`]],
    ['words in a comment', `{{/* lookup .Release.IsUpgrade */}}\n${podWith('a:1')}`, ['ConfigMap cm', 'Pod pod'], []],
    ['a value of that name', when('.Values.lookup'), ['ConfigMap cm'], []],
  ])('%s', async (_, template, objects, findings, helm) => {
    const found = await faces({ 'a.yaml': template }, helm);
    expect({ objects: found.objects, findings: found.findings }).toEqual({ objects, findings });
  });

  test('random values are told, and make no second object of it', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {p: {{ randAlphaNum 9 | quote }}}\n';
    const upgrade = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: u}\ndata: {u: "{{ .Release.IsUpgrade }}"}\n';
    const { objects, findings } = await faces({ 'a.yaml': secret, 'u.yaml': upgrade });
    expect(objects).toEqual(['Secret s', 'ConfigMap cm', 'ConfigMap u', 'ConfigMap u on an upgrade']);
    expect(findings).toEqual([`${WARNING}:4:17-45`]);
  });

  test('a file that a template executes is searched too', async () => {
    const tree = memoryTree(
      chart(
        '{}\n',
        { 'a.yaml': '{{ tpl (.Files.Get "pod.txt") . }}' },
        { 'charts/demo/pod.txt': when('.Release.IsUpgrade') },
      ),
    );
    const { manifests } = await renderWith(tree, [helmSource('charts/demo')]);
    expect(manifests.map(({ ref, face }) => [ref.kind, face])).toEqual([['Pod', 'on an upgrade']]);
  });

  test('a text full of openings is read in one pass', async () => {
    const tree = memoryTree(chart(`a: "${'{{'.repeat(500_000)}"\n`, { 'cm.yaml': PLAIN }));
    const { findings } = await renderWith(tree, [helmSource('charts/demo')], { origins: false });
    expect(findings).toEqual([]);
  });

  test('four faces at most, and the others are named', async () => {
    const all = [1, 2, 3, 4].map((n) => `{{- if .Capabilities.APIVersions.Has "acme.io/v${n}" }}x{{ end }}`);
    const { messages } = await faces({ 'a.yaml': `# ${all.join('')}\n` });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('it was not rendered where the cluster has "acme.io/v4"');
  });

  test('a face that does not render is told', async () => {
    const { objects, messages } = await faces({ 'a.yaml': '{{ if .Release.IsUpgrade }}{{ fail "no way" }}{{ end }}' });
    expect(objects).toEqual(['ConfigMap cm']);
    expect(messages[0]).toMatch(/on an upgrade it does not render \(.*no way/);
  });

  test('a packed dependency is searched too', async () => {
    // Made of what is no chart: it cannot be searched, and helm refuses it.
    const tree = memoryTree(chart('{}\n', { 'cm.yaml': PLAIN }, { 'charts/demo/charts/x-1.0.0.tgz': 'no gzip' }));
    const { findings } = await renderWith(tree, [helmSource('charts/demo')]);
    expect(findings.map(({ rule }) => rule)).toEqual(['render/failed']);
  });
});
