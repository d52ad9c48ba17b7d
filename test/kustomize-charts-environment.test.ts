import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { podWith } from './support/charts.ts';
import { overlayWith } from './support/kustomize-charts.ts';
import { entry, outcome } from './support/kustomize-outcome.ts';
import { kustomizeSource, renderWith } from './support/rendering.ts';

/** What a chart of a kustomization comes to depends on nothing but the repository, or says so. */

describe('nothing is fetched', () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end('entries: {}\n');
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each(['a chart that is there', 'a chart that is not'])('%s', async (name) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const vendored = name === 'a chart that is there';
    const files = overlayWith(entry(`releaseName: x\nrepo: ${url}\n${vendored ? '' : 'version: 1.0.0\n'}`));
    const { manifests } = await outcome(files);
    expect([manifests, requests]).toEqual([vendored ? 1 : 0, 0]);
  });
});

describe('what differs from cluster to cluster', () => {
  const dependent = async (files: Record<string, TreeContent>) => {
    const { manifests, findings } = await renderWith(memoryTree(files), [kustomizeSource('k')]);
    expect(findings.map(({ rule }) => rule)).toEqual(findings.map(() => 'render/environment-dependent'));
    const shown = manifests.map(({ ref, face }) => `${ref.name}${face === undefined ? '' : ` ${face}`}`);
    return { shown, said: findings.map(({ message }) => message) };
  };
  const pods = (condition: string) => ({
    'pod.yaml': podWith('acme/api:1'),
    'more.yaml': `{{ if ${condition} }}\n${podWith('acme/more:1').replace('name: pod', 'name: more')}{{ end }}\n`,
  });

  test('a release without a name', async () => {
    const files = overlayWith(entry(''), 'image: acme/api:1\n', {
      'pod.yaml': podWith('{{ .Values.image }}').replace('name: pod', 'name: {{ .Release.Name }}'),
    });
    const { shown, said } = await dependent(files);
    expect(shown).toEqual(['release-name']);
    expect(said).toEqual([expect.stringMatching(/calls it after the clock.*Set releaseName/)]);
  });

  test('a release that is named by a template', async () => {
    const files = overlayWith(entry(`nameTemplate: '{{ "a" | upper | lower }}b'\n`), 'image: acme/api:1\n', {
      'pod.yaml': podWith('{{ .Values.image }}').replace('name: pod', 'name: {{ .Release.Name }}'),
    });
    const { shown, said } = await dependent(files);
    expect(shown).toEqual(['ab']);
    expect(said).toEqual([expect.stringMatching(/named by a template.*Set releaseName/)]);
  });

  test('an API that the cluster has', async () => {
    const condition = '.Capabilities.APIVersions.Has "monitoring.coreos.com/v1"';
    const { shown } = await dependent(overlayWith(entry('releaseName: x\n'), '{}\n', pods(condition)));
    expect(shown).toEqual(['pod', 'more where the cluster has "monitoring.coreos.com/v1"']);
    const settled = overlayWith(
      entry('releaseName: x\napiVersions: [monitoring.coreos.com/v1]\n'),
      '{}\n',
      pods(condition),
    );
    expect(await dependent(settled)).toEqual({ shown: ['more', 'pod'], said: [] });
  });

  test('a version of Kubernetes', async () => {
    const condition = 'semverCompare ">=1.90.0" .Capabilities.KubeVersion.Version';
    const { shown, said } = await dependent(overlayWith(entry('releaseName: x\n'), '{}\n', pods(condition)));
    expect(shown).toEqual(['pod', 'more on Kubernetes 1.99.0']);
    expect(said).toEqual([expect.stringContaining('Set kubeVersion of the chart in helmCharts')]);
  });

  test('an upgrade is none: whoever deploys a kustomization runs helm template', async () => {
    const files = overlayWith(entry('releaseName: x\n'), '{}\n', pods('.Release.IsUpgrade'));
    expect(await dependent(files)).toEqual({ shown: ['pod'], said: [] });
  });

  test('chance', async () => {
    const files = overlayWith(entry('releaseName: x\n'), '{}\n', {
      'pod.yaml': podWith('acme/api:1').replace('name: pod', 'name: pod\n  labels: {a: "{{ randAlpha 8 }}"}'),
    });
    const { shown, said } = await dependent(files);
    expect(shown).toEqual(['pod']);
    expect(said).toEqual([expect.stringContaining('random values')]);
  });
});
