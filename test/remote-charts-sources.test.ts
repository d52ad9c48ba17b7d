import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../src/demo/registry/index.ts';
import { podWith } from './support/charts.ts';
import { surveyOf } from './support/remote-charts.ts';
import { allowing, application, flux, indexOf, ociRepository, pinning, servedCharts } from './support/served-charts.ts';

/** What objects of Argo CD and Flux fetch besides one chart, and how: sets, artifacts, redirects, what is kept. */

const charts = servedCharts();

describe('beside charts', () => {
  test('an ApplicationSet of charts, each with what its element says', async () => {
    const files = {
      'apps/set.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: shops, namespace: argocd}
spec:
  generators:
    - list:
        elements:
          - name: one
            version: 1.2.3
            tag: "5.1"
          - name: two
            version: 1.2.4
            tag: "5.2"
  template:
    metadata: {name: "{{name}}"}
    spec:
      destination: {namespace: shop}
      source:
        repoURL: ${charts.web.url}
        chart: web
        targetRevision: "{{version}}"
        helm:
          valuesObject:
            image: {tag: "{{tag}}"}
`,
    };
    const { findings, images } = await surveyOf(
      files,
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      charts.http,
    );
    expect(images).toEqual(['docker.io/acme/web:5.1 apps/set.yaml:10', 'docker.io/acme/sidecar:2.0 apps/set.yaml:23~']);
    // The other version is not pinned.
    expect(findings).toEqual([expect.stringMatching(/^source\/unrendered unknown content .* "web" at "1\.2\.4" from/)]);
  });

  test('a Kustomization of Flux takes manifests from a registry', async () => {
    const archive = gzipSync(
      await packTar([
        entry('apps/kustomization.yaml', 'resources: [pod.yaml]\nimages: [{name: acme/a, newTag: "2"}]\n'),
        entry('apps/pod.yaml', podWith('acme/a:1')),
        entry('other.yaml', podWith('acme/never:1')),
      ]),
    );
    const manifest = pushArtifact('apps', archive, 'application/vnd.cncf.flux.content.v1.tar+gzip');
    const files = flux(
      ociRepository(`oci://${charts.registry.host}/apps`, `{tag: v1, digest: "${manifest}"}`),
      `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: shop}
spec:
  path: ./apps
  sourceRef: {kind: OCIRepository, name: charts}
  images:
    - name: acme/a
      newTag: "3"
`,
    );
    expect(await surveyOf(files, allowing(`${charts.registry.host}/apps`), charts.http)).toEqual({
      findings: [],
      images: ['acme/a:3 clusters/web.yaml:16'],
    });
  });

  test('an Application takes manifests from a registry', async () => {
    const archive = gzipSync(await packTar([entry('apps/pod.yaml', podWith('acme/b:1'))]));
    const manifest = pushArtifact('plain', archive, 'application/vnd.oci.image.layer.v1.tar+gzip');
    const files = application(
      `    repoURL: oci://${charts.registry.host}/plain\n    path: apps\n    targetRevision: ${manifest}\n`,
    );
    expect(await surveyOf(files, allowing(`${charts.registry.host}/plain`), charts.http)).toEqual({
      findings: [],
      images: ['acme/b:1 apps/web.yaml:7~'],
    });
  });

  test('values files of this repository are values of a chart that is fetched, and lead nowhere else', async () => {
    const source = (file: string) => ({
      'apps/web.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  sources:
    - repoURL: ${charts.web.url}
      chart: web
      targetRevision: 1.2.3
      helm: {valueFiles: ["${file}"]}
    - repoURL: https://github.com/acme/shop
      ref: values
`,
      'env/prod.yaml': 'sidecar: docker.io/acme/sidecar:9\n',
    });
    const policy = allowing(charts.web.host) + pinning(charts.web.url, charts.packed);
    expect(await surveyOf(source('$values/env/prod.yaml'), policy, charts.http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 apps/web.yaml:9~', 'docker.io/acme/sidecar:9 env/prod.yaml:1'],
    });
    const { findings } = await surveyOf(source('../../../env/prod.yaml'), policy, charts.http);
    expect(findings).toEqual([expect.stringMatching(/^render\/failed fail .*leads out of the chart/)]);
  });

  test('an archive that is kept is read without a network, and is checked again', async () => {
    const files = application(`    repoURL: ${charts.web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
    const policy = allowing(charts.web.host) + pinning(charts.web.url, charts.packed);
    const cache = await mkdtemp(join(tmpdir(), 'scg-kept-'));
    try {
      const first = await surveyOf(files, policy, charts.http, { registryCache: cache });
      expect(first.findings).toEqual([]);
      const asked = charts.http.asked.length;
      expect(await surveyOf(files, policy, charts.http, { registryCache: cache, offline: true })).toEqual(first);
      expect(charts.http.asked).toHaveLength(asked);
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  });

  test('what fails once is asked again', async () => {
    const files = application(`    repoURL: ${charts.web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
    const index = charts.pages.get('/index.yaml') ?? 404;
    charts.pages.set('/index.yaml', 503);
    const healing = {
      ...charts.http,
      send: async (request: Parameters<typeof charts.http.send>[0]) => {
        const response = await charts.http.send(request);
        charts.pages.set('/index.yaml', index);
        return response;
      },
    };
    const { findings } = await surveyOf(
      files,
      allowing(charts.web.host) + pinning(charts.web.url, charts.packed),
      healing,
    );
    expect(findings).toEqual([]);
    expect(charts.http.asked.filter((one) => one.endsWith('/index.yaml'))).toHaveLength(2);
  });

  test('redirects lead to what is allowed, and no further', async () => {
    const files = application(`    repoURL: ${charts.web.url}/stable\n    chart: web\n    targetRevision: 1.2.3\n`);
    const policy = (...more: string[]) =>
      allowing(`${charts.web.host}/stable`, ...more) + pinning(`${charts.web.url}/stable`, charts.packed);
    charts.pages.set('/stable/index.yaml', Buffer.from(indexOf('web.tgz')));
    charts.pages.set('/stable/web.tgz', { location: '/blobs/1' });
    charts.pages.set('/blobs/1', charts.packed.bytes);
    const { findings } = await surveyOf(files, policy(), charts.http);
    expect(findings).toEqual([expect.stringMatching(/leads to "http:.*\/blobs\/1", which the policy does not allow/)]);
    expect(charts.http.asked).not.toContain(`${charts.web.host}/blobs/1`);
    expect((await surveyOf(files, policy(`${charts.web.host}/blobs`), charts.http)).findings).toEqual([]);
    charts.pages.set('/stable/web.tgz', { location: '/stable/web.tgz' });
    expect((await surveyOf(files, policy(), charts.http)).findings).toEqual([
      expect.stringMatching(/content .* redirects more than 5 times/),
    ]);
  });

  test('a pull request reaches private addresses only where the policy names them', async () => {
    const files = application(`    repoURL: ${charts.web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
    const named = allowing(charts.web.host) + pinning(charts.web.url, charts.packed);
    expect((await surveyOf(files, named, charts.http, { pullRequest: true })).findings).toEqual([]);
    const { findings } = await surveyOf(files, allowing('*') + pinning(charts.web.url, charts.packed), charts.http, {
      pullRequest: true,
    });
    expect(findings).toEqual([expect.stringMatching(/^render\/failed unknown content .*loopback address/)]);
  });

  function entry(name: string, body: string) {
    return { header: { name, size: Buffer.byteLength(body) }, body };
  }

  function pushArtifact(name: string, archive: Uint8Array, mediaType: string): string {
    const repository = charts.registry.store.repository(name);
    const put = (bytes: Uint8Array, type: string) => {
      repository.blobs.set(digestOf(bytes), bytes);
      return { mediaType: type, digest: digestOf(bytes), size: bytes.length };
    };
    const config = put(Buffer.from('{}'), 'application/vnd.cncf.flux.config.v1+json');
    const type = 'application/vnd.oci.image.manifest.v1+json';
    const layers = [put(archive, mediaType)];
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, config, layers }));
    repository.manifests.set(digestOf(bytes), { mediaType: type, bytes });
    return digestOf(bytes);
  }
});
