import { describe, expect, test } from 'vitest';
import { digestOf as digestOfName } from './support/fixing.ts';
import { openSurvey, surveyOf } from './support/remote-charts.ts';
import {
  allowing,
  application,
  flux,
  helmRepository,
  ociRepository,
  pinning,
  referring,
  release,
  servedCharts,
} from './support/served-charts.ts';

/** Charts of other repositories, packed and pushed by the real helm, that objects of Argo CD and Flux deploy. */

const charts = servedCharts();

describe('what is allowed and pinned is rendered', () => {
  test('an Application of a chart in a registry, by the policy', async () => {
    const files = application(
      `    repoURL: ${charts.registry.host}/charts\n    chart: web\n    targetRevision: 1.2.3\n    helm:\n      valuesObject:\n        image:\n          tag: "7.0"\n`,
    );
    const policy =
      allowing(`${charts.registry.host}/charts`) + pinning(`${charts.registry.host}/charts`, charts.packed);
    expect(await surveyOf(files, policy, charts.http)).toEqual({
      findings: [],
      // The tag is written in the Application; the other image is a default of the chart: there its value would be set.
      images: ['docker.io/acme/sidecar:2.0 apps/web.yaml:11~', 'docker.io/acme/web:7.0 apps/web.yaml:13'],
    });
  });

  test('an Application of an artifact, by its digest', async () => {
    const files = application(
      `    repoURL: oci://${charts.registry.host}/charts/web\n    path: .\n    targetRevision: 1.2.3@${charts.digest}\n    helm:\n      parameters:\n        - name: sidecar\n          value: docker.io/acme/sidecar:3.0\n`,
    );
    expect(await surveyOf(files, allowing(`${charts.registry.host}/charts/*`), charts.http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 apps/web.yaml:10~', 'docker.io/acme/sidecar:3.0 apps/web.yaml:13'],
    });
  });

  test('an Application of a repository of charts over http', async () => {
    const files = application(
      `    repoURL: ${charts.web.url}\n    chart: web\n    targetRevision: 1.2.3\n    helm:\n      values: |\n        sidecar: docker.io/acme/sidecar:4.0\n`,
    );
    const policy = allowing(charts.web.host) + pinning(charts.web.url, charts.packed);
    expect(await surveyOf(files, policy, charts.http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 apps/web.yaml:11~', 'docker.io/acme/sidecar:4.0 apps/web.yaml:12'],
    });
    expect(charts.http.asked).toEqual([`${charts.web.host}/index.yaml`, `${charts.web.host}/web-1.2.3.tgz`]);
  });

  test('a HelmRelease of an OCIRepository, by its digest', async () => {
    const files = flux(
      ociRepository(`oci://${charts.registry.host}/charts/web`, `{digest: "${charts.digest}"}`),
      referring('  values:\n    image:\n      repository: docker.io/acme/other\n'),
    );
    expect(await surveyOf(files, allowing(`${charts.registry.host}/charts/web`), charts.http)).toEqual({
      findings: [],
      images: ['docker.io/acme/other:1.0 clusters/web.yaml:13~', 'docker.io/acme/sidecar:2.0 clusters/web.yaml:13~'],
    });
  });

  test('a HelmRelease of a HelmRepository of a registry, by the policy', async () => {
    const url = `oci://${charts.registry.host}/charts`;
    const files = flux(
      helmRepository(url, ', type: oci'),
      release('  values: {sidecar: "docker.io/acme/sidecar:5"}\n'),
    );
    expect(
      await surveyOf(files, allowing(`${charts.registry.host}/charts`) + pinning(url, charts.packed), charts.http),
    ).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 clusters/web.yaml:12~', 'docker.io/acme/sidecar:5 clusters/web.yaml:12'],
    });
  });

  test('a HelmRelease of a HelmRepository over http', async () => {
    const files = flux(helmRepository(charts.web.url), release());
    expect(
      await surveyOf(files, allowing(charts.web.host) + pinning(charts.web.url, charts.packed), charts.http),
    ).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 clusters/web.yaml:10~', 'docker.io/acme/sidecar:2.0 clusters/web.yaml:10~'],
    });
  });
});

describe('findings and fixes are in the object', () => {
  test('a HelmRelease pins the defaults of a chart that is fetched by a post-renderer', async () => {
    const files = flux(helmRepository(charts.web.url), release());
    const { pins, found } = await openSurvey(
      files,
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      charts.http,
    );
    const [web1, sidecar] = ['docker.io/acme/web:1.0', 'docker.io/acme/sidecar:2.0'];
    expect(await pins()).toEqual([
      '+  postRenderers:',
      '+    - kustomize:',
      '+        images:',
      ...[web1, sidecar].flatMap((image) => [
        `+          - name: "${image.split(':')[0]}"`,
        `+            newTag: "${image.split(':')[1]}"`,
        `+            digest: "${digestOfName(image)}"`,
      ]),
    ]);
    // A hardening finding stands in the object too, as near as can be told.
    const places = found.findings
      .filter(({ rule }) => rule.startsWith('pss/'))
      .map(({ location, manifest }) => [location.file, location.startLine, location.exact, manifest?.file]);
    expect(places.length).toBeGreaterThan(3);
    expect(new Set(places.map((place) => JSON.stringify(place)))).toEqual(
      new Set([JSON.stringify(['clusters/web.yaml', 10, false, 'clusters/web.yaml'])]),
    );
  });

  test('an Application pins what it sets itself, and no default of the chart', async () => {
    const files = application(
      `    repoURL: ${charts.web.url}\n    chart: web\n    targetRevision: 1.2.3\n    helm:\n      parameters:\n        - name: sidecar\n          value: docker.io/acme/sidecar:3.0\n`,
    );
    const { pins, reasons } = await openSurvey(
      files,
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      charts.http,
    );
    const image = 'docker.io/acme/sidecar:3.0';
    expect(await pins()).toEqual([`-          value: ${image}`, `+          value: ${image}@${digestOfName(image)}`]);
    expect(await reasons()).toEqual([
      'No scalar was proved to give it: what apps/web.yaml:10 renders is put together or changed on its way. A tag or digest of its own in the values that Application shop sets would pin it.',
    ]);
  });
});
