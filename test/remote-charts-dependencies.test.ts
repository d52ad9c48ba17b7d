import { describe, expect, test } from 'vitest';
import { digestOf as digestOfName } from './support/fixing.ts';
import { openSurvey, surveyOf, WEB_CHART } from './support/remote-charts.ts';
import { allowing, pinning, servedCharts } from './support/served-charts.ts';

const charts = servedCharts();

describe('dependencies of a chart of this repository', () => {
  const shop = (repository: string, more: Readonly<Record<string, string>> = {}) => ({
    'shop/Chart.yaml': `apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: web
    version: ~1.2.0
    repository: ${repository}
`,
    'shop/Chart.lock': `dependencies:
- name: web
  repository: ${repository}
  version: 1.2.3
digest: sha256:0
generated: "2026-01-01T00:00:00Z"
`,
    'shop/values.yaml': 'web:\n  sidecar: docker.io/acme/sidecar:8\n',
    ...more,
  });
  const images = ['docker.io/acme/web:1.0 shop/Chart.yaml:5~', 'docker.io/acme/sidecar:8 shop/values.yaml:2'];

  test('are fetched from a web repository, at the version of Chart.lock', async () => {
    const { said, pins } = await openSurvey(
      shop(charts.web.url),
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      charts.http,
    );
    expect(said).toEqual({ findings: [], images });
    const image = 'docker.io/acme/sidecar:8';
    expect(await pins()).toEqual([`-  sidecar: ${image}`, `+  sidecar: ${image}@${digestOfName(image)}`]);
  });

  test('are fetched from a registry', async () => {
    const url = `oci://${charts.registry.host}/charts`;
    const policy = allowing(`${charts.registry.host}/charts`) + pinning(url, charts.packed);
    expect(await surveyOf(shop(url), policy, charts.http)).toEqual({ findings: [], images });
  });

  test('are rendered whatever the .helmignore of the chart says', async () => {
    const files = shop(charts.web.url, { 'shop/.helmignore': 'charts/web/templates/\npod.yaml\n' });
    expect(
      await surveyOf(files, allowing(charts.web.host) + pinning(charts.web.url, charts.packed), charts.http),
    ).toEqual({ findings: [], images });
  });

  test('that are not pinned, or not allowed, are missing, and nobody is asked', async () => {
    for (const policy of [
      allowing(charts.web.host),
      `${allowing('charts.example')}${pinning(charts.web.url, charts.packed)}`,
    ]) {
      const { findings } = await surveyOf(shop(charts.web.url), policy, charts.http);
      expect(findings).toEqual([expect.stringMatching(/^render\/failed fail shop\/Chart.yaml:5: .*missing in charts/)]);
    }
    expect(charts.http.asked).toEqual([]);
  });

  test('that cannot be had are unknown', async () => {
    charts.pages.set('/web-1.2.3.tgz', 500);
    const { findings } = await surveyOf(
      shop(charts.web.url),
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      charts.http,
    );
    expect(findings).toEqual([
      expect.stringMatching(
        /^render\/failed unknown infrastructure shop\/Chart.yaml:5: .*its dependency, the chart "web" "1\.2\.3" of .* answered 500/,
      ),
    ]);
  });

  test('that are vendored are not fetched', async () => {
    const vendored = Object.entries(WEB_CHART).map(([path, text]) => [`shop/charts/web/${path}`, text] as const);
    const files = shop(charts.web.url, Object.fromEntries(vendored));
    const { findings } = await surveyOf(
      files,
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      charts.http,
    );
    expect([findings, charts.http.asked]).toEqual([[], []]);
  });
});
