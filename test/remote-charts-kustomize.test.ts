import { describe, expect, test } from 'vitest';
import { surveyOf } from './support/remote-charts.ts';
import { allowing, pinning, servedCharts } from './support/served-charts.ts';

const charts = servedCharts();

describe('a chart that a kustomization has pulled', () => {
  const overlay = (repository: string, more = '') => ({
    'k/kustomization.yaml': `helmCharts:
- name: web
  version: 1.2.3
  repo: ${repository}
  releaseName: shop
${more}`,
  });
  const values = '  valuesInline:\n    sidecar: docker.io/acme/sidecar:4.0\n';

  test('over http, where the policy pins it', async () => {
    const policy = allowing(charts.web.host) + pinning(charts.web.url, charts.packed);
    const images = 'images:\n- name: docker.io/acme/web\n  newTag: "9"\n';
    expect(await surveyOf(overlay(charts.web.url, values), policy, charts.http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 k/kustomization.yaml:2~', 'docker.io/acme/sidecar:4.0 k/kustomization.yaml:7'],
    });
    expect(charts.http.asked).toEqual([`${charts.web.host}/index.yaml`, `${charts.web.host}/web-1.2.3.tgz`]);
    expect((await surveyOf(overlay(charts.web.url, images), policy, charts.http)).images).toEqual([
      'docker.io/acme/sidecar:2.0 k/kustomization.yaml:2~',
      'docker.io/acme/web:9 k/kustomization.yaml:8',
    ]);
  });

  test('of a registry, where the policy pins it', async () => {
    const url = `oci://${charts.registry.host}/charts`;
    const policy = allowing(`${charts.registry.host}/charts`) + pinning(url, charts.packed);
    expect((await surveyOf(overlay(url, values), policy, charts.http)).images).toEqual([
      'docker.io/acme/web:1.0 k/kustomization.yaml:2~',
      'docker.io/acme/sidecar:4.0 k/kustomization.yaml:7',
    ]);
  });

  test.each<[string, () => string, RegExp, number]>([
    ['not pinned', () => allowing(charts.web.host), /not pinned by the policy.*repositories\.charts/, 0],
    [
      'something else',
      () => allowing(charts.web.host) + pinning(charts.web.url, { sha256: 'f'.repeat(64) }),
      /could not be fetched: .*and the policy pins sha256:fff/,
      2,
    ],
  ])('%s: one unknown that names it', async (_, policy, says, asked) => {
    const { findings, images } = await surveyOf(overlay(charts.web.url), policy(), charts.http);
    expect(images).toEqual([]);
    expect(findings).toEqual([
      expect.stringMatching(/^render\/failed unknown content k\/kustomization\.yaml:2: .*chart "web"/),
    ]);
    expect(findings[0]).toMatch(says);
    expect(charts.http.asked).toHaveLength(asked);
  });

  test('a template of it that fails is told at the entry', async () => {
    const broken = overlay(charts.web.url, '  valuesInline: {image: none}\n  valuesMerge: replace\n');
    const { findings } = await surveyOf(
      broken,
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      charts.http,
    );
    expect(findings).toEqual([expect.stringMatching(/^render\/failed fail k\/kustomization\.yaml:2: .*pod\.yaml/)]);
  });
});
