import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { digestOf, type RegistryServer, reply, startRegistry } from '../src/demo/registry/index.ts';
import { type LoopbackServer, type ServedResponse, serveLoopback } from '../src/io/http-server.ts';
import { podWith } from './support/charts.ts';
import { digestOf as digestOfName } from './support/fixing.ts';
import { ChartYard, notingHttp, openSurvey, type PackedChart, surveyOf, WEB_CHART } from './support/remote-charts.ts';

/** Charts of other repositories, packed and pushed by the real helm, that objects of Argo CD and Flux deploy. */

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

let yard: ChartYard;
let registry: RegistryServer;
let web: LoopbackServer;
let packed: PackedChart;
let digest: string;
let http: ReturnType<typeof notingHttp>;
/** What the repository of charts answers, by path. */
const pages = new Map<string, Uint8Array | number | { readonly location: string }>();

beforeAll(async () => {
  yard = await ChartYard.open();
  registry = await startRegistry();
  web = await serveLoopback(async ({ path }) => {
    const page = pages.get(path) ?? 404;
    if (typeof page === 'object' && 'location' in page) return reply(302, { location: page.location });
    return typeof page === 'number' ? reply(page, { 'retry-after': '90' }) : reply(200, {}, page);
  });
  packed = await yard.pack('web', WEB_CHART);
  digest = await yard.push(packed, `oci://${registry.host}/charts`);
});
afterAll(async () => {
  await yard.close();
  await registry.close();
  await web.close();
});
beforeEach(() => {
  http = notingHttp();
  pages.clear();
  pages.set('/index.yaml', Buffer.from(indexOf('web-1.2.3.tgz')));
  pages.set('/web-1.2.3.tgz', packed.bytes);
});
afterEach(() => http.close());

const indexOf = (url: string) =>
  `apiVersion: v1\nentries:\n  other:\n  - version: 1.2.3\n    urls: [other.tgz]\n  web:\n  - version: 1.2.3\n    name: web\n    digest: 0000\n    urls:\n    - ${url}\n`;

const allowing = (...allow: readonly string[]) =>
  `version: 1\nrepositories:\n  allow: [${allow.map((one) => JSON.stringify(one)).join(', ')}]\n`;
const pinning = (repository: string, sha256 = packed.sha256) =>
  `  charts:\n    - {repository: "${repository}", name: web, version: 1.2.3, sha256: ${sha256}}\n`;

const application = (source: string) => ({
  'apps/web.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  destination: {namespace: shop}
  source:
${source}`,
});
const flux = (...documents: readonly string[]) => ({ 'clusters/web.yaml': documents.join('---\n') });
const helmRepository = (url: string, more = '') => `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: shop}
spec: {url: "${url}"${more}}
`;
const release = (spec = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: shop}
spec:
  chart:
    spec: {chart: web, version: 1.2.3, sourceRef: {kind: HelmRepository, name: charts}}
${spec}`;
const ociRepository = (url: string, ref: string, more = '') => `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: charts, namespace: shop}
spec:
  url: ${url}
  ref: ${ref}
${more}`;
const referring = (spec = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: shop}
spec:
  chartRef: {kind: OCIRepository, name: charts}
${spec}`;

describe('what is allowed and pinned is rendered', () => {
  test('an Application of a chart in a registry, by the policy', async () => {
    const files = application(
      `    repoURL: ${registry.host}/charts\n    chart: web\n    targetRevision: 1.2.3\n    helm:\n      valuesObject:\n        image:\n          tag: "7.0"\n`,
    );
    const policy = allowing(`${registry.host}/charts`) + pinning(`${registry.host}/charts`);
    expect(await surveyOf(files, policy, http)).toEqual({
      findings: [],
      // The tag is written in the Application; the other image is a default of the chart: there its value would be set.
      images: ['docker.io/acme/sidecar:2.0 apps/web.yaml:11~', 'docker.io/acme/web:7.0 apps/web.yaml:13'],
    });
  });

  test('an Application of an artifact, by its digest', async () => {
    const files = application(
      `    repoURL: oci://${registry.host}/charts/web\n    path: .\n    targetRevision: 1.2.3@${digest}\n    helm:\n      parameters:\n        - name: sidecar\n          value: docker.io/acme/sidecar:3.0\n`,
    );
    expect(await surveyOf(files, allowing(`${registry.host}/charts/*`), http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 apps/web.yaml:10~', 'docker.io/acme/sidecar:3.0 apps/web.yaml:13'],
    });
  });

  test('an Application of a repository of charts over http', async () => {
    const files = application(
      `    repoURL: ${web.url}\n    chart: web\n    targetRevision: 1.2.3\n    helm:\n      values: |\n        sidecar: docker.io/acme/sidecar:4.0\n`,
    );
    const policy = allowing(web.host) + pinning(web.url);
    expect(await surveyOf(files, policy, http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 apps/web.yaml:11~', 'docker.io/acme/sidecar:4.0 apps/web.yaml:12'],
    });
    expect(http.asked).toEqual([`${web.host}/index.yaml`, `${web.host}/web-1.2.3.tgz`]);
  });

  test('a HelmRelease of an OCIRepository, by its digest', async () => {
    const files = flux(
      ociRepository(`oci://${registry.host}/charts/web`, `{digest: "${digest}"}`),
      referring('  values:\n    image:\n      repository: docker.io/acme/other\n'),
    );
    expect(await surveyOf(files, allowing(`${registry.host}/charts/web`), http)).toEqual({
      findings: [],
      images: ['docker.io/acme/other:1.0 clusters/web.yaml:13~', 'docker.io/acme/sidecar:2.0 clusters/web.yaml:13~'],
    });
  });

  test('a HelmRelease of a HelmRepository of a registry, by the policy', async () => {
    const url = `oci://${registry.host}/charts`;
    const files = flux(
      helmRepository(url, ', type: oci'),
      release('  values: {sidecar: "docker.io/acme/sidecar:5"}\n'),
    );
    expect(await surveyOf(files, allowing(`${registry.host}/charts`) + pinning(url), http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 clusters/web.yaml:12~', 'docker.io/acme/sidecar:5 clusters/web.yaml:12'],
    });
  });

  test('a HelmRelease of a HelmRepository over http', async () => {
    const files = flux(helmRepository(web.url), release());
    expect(await surveyOf(files, allowing(web.host) + pinning(web.url), http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 clusters/web.yaml:10~', 'docker.io/acme/sidecar:2.0 clusters/web.yaml:10~'],
    });
  });
});

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
    const { said, pins } = await openSurvey(shop(web.url), allowing(web.host) + pinning(web.url), http);
    expect(said).toEqual({ findings: [], images });
    const image = 'docker.io/acme/sidecar:8';
    expect(await pins()).toEqual([`-  sidecar: ${image}`, `+  sidecar: ${image}@${digestOfName(image)}`]);
  });

  test('are fetched from a registry', async () => {
    const url = `oci://${registry.host}/charts`;
    const policy = allowing(`${registry.host}/charts`) + pinning(url);
    expect(await surveyOf(shop(url), policy, http)).toEqual({ findings: [], images });
  });

  test('are rendered whatever the .helmignore of the chart says', async () => {
    const files = shop(web.url, { 'shop/.helmignore': 'charts/web/templates/\npod.yaml\n' });
    expect(await surveyOf(files, allowing(web.host) + pinning(web.url), http)).toEqual({ findings: [], images });
  });

  test('that are not pinned, or not allowed, are missing, and nobody is asked', async () => {
    for (const policy of [allowing(web.host), `${allowing('charts.example')}${pinning(web.url)}`]) {
      const { findings } = await surveyOf(shop(web.url), policy, http);
      expect(findings).toEqual([expect.stringMatching(/^render\/failed fail shop\/Chart.yaml:5: .*missing in charts/)]);
    }
    expect(http.asked).toEqual([]);
  });

  test('that cannot be had are unknown', async () => {
    pages.set('/web-1.2.3.tgz', 500);
    const { findings } = await surveyOf(shop(web.url), allowing(web.host) + pinning(web.url), http);
    expect(findings).toEqual([
      expect.stringMatching(
        /^render\/failed unknown infrastructure shop\/Chart.yaml:5: .*its dependency, the chart "web" "1\.2\.3" of .* answered 500/,
      ),
    ]);
  });

  test('that are vendored are not fetched', async () => {
    const vendored = Object.entries(WEB_CHART).map(([path, text]) => [`shop/charts/web/${path}`, text] as const);
    const files = shop(web.url, Object.fromEntries(vendored));
    const { findings } = await surveyOf(files, allowing(web.host) + pinning(web.url), http);
    expect([findings, http.asked]).toEqual([[], []]);
  });
});

describe('findings and fixes are in the object', () => {
  test('a HelmRelease pins the defaults of a chart that is fetched by a post-renderer', async () => {
    const files = flux(helmRepository(web.url), release());
    const { pins, found } = await openSurvey(files, allowing(web.host) + pinning(web.url), http);
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
      `    repoURL: ${web.url}\n    chart: web\n    targetRevision: 1.2.3\n    helm:\n      parameters:\n        - name: sidecar\n          value: docker.io/acme/sidecar:3.0\n`,
    );
    const { pins, reasons } = await openSurvey(files, allowing(web.host) + pinning(web.url), http);
    const image = 'docker.io/acme/sidecar:3.0';
    expect(await pins()).toEqual([`-          value: ${image}`, `+          value: ${image}@${digestOfName(image)}`]);
    expect(await reasons()).toEqual([
      'No scalar was proved to give it: what apps/web.yaml:10 renders is put together or changed on its way. A tag or digest of its own in the values that Application shop sets would pin it.',
    ]);
  });
});

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
        repoURL: ${web.url}
        chart: web
        targetRevision: "{{version}}"
        helm:
          valuesObject:
            image: {tag: "{{tag}}"}
`,
    };
    const { findings, images } = await surveyOf(files, allowing(web.host) + pinning(web.url), http);
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
      ociRepository(`oci://${registry.host}/apps`, `{tag: v1, digest: "${manifest}"}`),
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
    expect(await surveyOf(files, allowing(`${registry.host}/apps`), http)).toEqual({
      findings: [],
      images: ['acme/a:3 clusters/web.yaml:16'],
    });
  });

  test('an Application takes manifests from a registry', async () => {
    const archive = gzipSync(await packTar([entry('apps/pod.yaml', podWith('acme/b:1'))]));
    const manifest = pushArtifact('plain', archive, 'application/vnd.oci.image.layer.v1.tar+gzip');
    const files = application(
      `    repoURL: oci://${registry.host}/plain\n    path: apps\n    targetRevision: ${manifest}\n`,
    );
    expect(await surveyOf(files, allowing(`${registry.host}/plain`), http)).toEqual({
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
    - repoURL: ${web.url}
      chart: web
      targetRevision: 1.2.3
      helm: {valueFiles: ["${file}"]}
    - repoURL: https://github.com/acme/shop
      ref: values
`,
      'env/prod.yaml': 'sidecar: docker.io/acme/sidecar:9\n',
    });
    const policy = allowing(web.host) + pinning(web.url);
    expect(await surveyOf(source('$values/env/prod.yaml'), policy, http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 apps/web.yaml:9~', 'docker.io/acme/sidecar:9 env/prod.yaml:1'],
    });
    const { findings } = await surveyOf(source('../../../env/prod.yaml'), policy, http);
    expect(findings).toEqual([expect.stringMatching(/^render\/failed fail .*leads out of the chart/)]);
  });

  test('an archive that is kept is read without a network, and is checked again', async () => {
    const files = application(`    repoURL: ${web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
    const policy = allowing(web.host) + pinning(web.url);
    const cache = await mkdtemp(join(tmpdir(), 'scg-kept-'));
    try {
      const first = await surveyOf(files, policy, http, { registryCache: cache });
      expect(first.findings).toEqual([]);
      const asked = http.asked.length;
      expect(await surveyOf(files, policy, http, { registryCache: cache, offline: true })).toEqual(first);
      expect(http.asked).toHaveLength(asked);
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  });

  test('what fails once is asked again', async () => {
    const files = application(`    repoURL: ${web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
    const index = pages.get('/index.yaml') ?? 404;
    pages.set('/index.yaml', 503);
    const healing = {
      ...http,
      send: async (request: Parameters<typeof http.send>[0]) => {
        const response = await http.send(request);
        pages.set('/index.yaml', index);
        return response;
      },
    };
    const { findings } = await surveyOf(files, allowing(web.host) + pinning(web.url), healing);
    expect(findings).toEqual([]);
    expect(http.asked.filter((one) => one.endsWith('/index.yaml'))).toHaveLength(2);
  });

  test('redirects lead to what is allowed, and no further', async () => {
    const files = application(`    repoURL: ${web.url}/stable\n    chart: web\n    targetRevision: 1.2.3\n`);
    const policy = (...more: string[]) => allowing(`${web.host}/stable`, ...more) + pinning(`${web.url}/stable`);
    pages.set('/stable/index.yaml', Buffer.from(indexOf('web.tgz')));
    pages.set('/stable/web.tgz', { location: '/blobs/1' });
    pages.set('/blobs/1', packed.bytes);
    const { findings } = await surveyOf(files, policy(), http);
    expect(findings).toEqual([expect.stringMatching(/leads to "http:.*\/blobs\/1", which the policy does not allow/)]);
    expect(http.asked).not.toContain(`${web.host}/blobs/1`);
    expect((await surveyOf(files, policy(`${web.host}/blobs`), http)).findings).toEqual([]);
    pages.set('/stable/web.tgz', { location: '/stable/web.tgz' });
    expect((await surveyOf(files, policy(), http)).findings).toEqual([
      expect.stringMatching(/content .* redirects more than 5 times/),
    ]);
  });

  test('a pull request reaches private addresses only where the policy names them', async () => {
    const files = application(`    repoURL: ${web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
    const named = allowing(web.host) + pinning(web.url);
    expect((await surveyOf(files, named, http, { pullRequest: true })).findings).toEqual([]);
    const { findings } = await surveyOf(files, allowing('*') + pinning(web.url), http, { pullRequest: true });
    expect(findings).toEqual([expect.stringMatching(/^render\/failed unknown content .*loopback address/)]);
  });

  function entry(name: string, body: string) {
    return { header: { name, size: Buffer.byteLength(body) }, body };
  }

  function pushArtifact(name: string, archive: Uint8Array, mediaType: string): string {
    const repository = registry.store.repository(name);
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

describe('what cannot be had is one plain unknown that names it', () => {
  const files = () => application(`    repoURL: ${web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
  const inRegistry = (revision: string) =>
    application(`    repoURL: oci://${registry.host}/charts/web\n    path: .\n    targetRevision: ${revision}\n`);
  const only = async (found: Promise<{ readonly findings: readonly string[]; readonly images: readonly string[] }>) => {
    const { findings, images } = await found;
    expect(images).toEqual([]);
    return findings;
  };

  test('not allowed: nobody is asked', async () => {
    const findings = await only(surveyOf(files(), allowing('charts.example') + pinning(web.url), http));
    expect(findings).toEqual([expect.stringMatching(/^source\/denied-repository fail apps\/web.yaml:7: /)]);
    expect(http.asked).toEqual([]);
  });

  test('allowed and not pinned: nobody is asked', async () => {
    const findings = await only(surveyOf(files(), allowing(web.host), http));
    expect(findings).toEqual([
      expect.stringMatching(
        /^source\/unrendered unknown content apps\/web.yaml:7: .* "web" at "1.2.3" from "http:.*repositories\.charts/,
      ),
    ]);
    const range = application(`    repoURL: ${web.url}\n    chart: web\n    targetRevision: 1.x\n`);
    const open = await only(surveyOf(range, allowing(web.host) + pinning(web.url), http));
    expect(open.map((one) => one.split(' ', 2).join(' '))).toEqual([
      'source/unpinned fail',
      'source/unrendered unknown',
    ]);
    expect(http.asked).toEqual([]);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'another archive',
      () => pages.set('/web-1.2.3.tgz', Buffer.from('x')),
      /content .* its archive is sha256:.*, and the policy pins/,
    ],
    [
      'a truncated one',
      () => pages.set('/web-1.2.3.tgz', packed.bytes.subarray(0, 100)),
      /content .*and the policy pins/,
    ],
    ['no archive', () => pages.set('/web-1.2.3.tgz', 404), /content .*web-1\.2\.3\.tgz" answered 404/],
    ['no index', () => pages.set('/index.yaml', 404), /content .*index\.yaml" answered 404/],
    ['a login', () => pages.set('/index.yaml', 401), /infrastructure .*answered 401.*vendor the chart/],
    ['throttling', () => pages.set('/index.yaml', 429), /infrastructure .*answered 429; it asks to wait 90 s/],
    ['an index without it', () => pages.set('/index.yaml', Buffer.from('entries: {}\n')), /content .*does not name it/],
    ['an index that is none', () => pages.set('/index.yaml', Buffer.from('\0\xff{')), /content .*does not name it/],
    [
      'an archive elsewhere',
      () => pages.set('/index.yaml', Buffer.from(indexOf('http://127.0.0.2:9/web.tgz'))),
      /content .*leads to "http:\/\/127\.0\.0\.2:9\/web\.tgz", which the policy does not allow/,
    ],
    [
      'an archive without TLS',
      () => pages.set('/index.yaml', Buffer.from(indexOf('http://charts.example/a'))),
      /is not https/,
    ],
    [
      'an archive as a file',
      () => pages.set('/index.yaml', Buffer.from(indexOf('file:///etc/passwd'))),
      /is not https/,
    ],
  ])('%s', async (_, arrange, says) => {
    arrange();
    const findings = await only(surveyOf(files(), allowing(web.host) + pinning(web.url), http));
    expect(findings).toEqual([expect.stringMatching(says)]);
    expect(findings[0]).toMatch(/^render\/failed unknown .* apps\/web.yaml:7: .*the chart "web" "1\.2\.3" of "http:/);
    expect(http.asked.every((one) => one.startsWith(web.host))).toBe(true);
  });

  test('offline, unless an earlier run has kept it', async () => {
    const policy = allowing(web.host) + pinning(web.url);
    expect(await only(surveyOf(files(), policy, http, { offline: true }))).toEqual([
      expect.stringMatching(/^render\/failed unknown infrastructure .*the run is offline/),
    ]);
    expect(http.asked).toEqual([]);
  });

  test('a digest that the registry does not have', async () => {
    const findings = await only(
      surveyOf(inRegistry(`sha256:${'0'.repeat(64)}`), allowing(`${registry.host}/**`), http),
    );
    expect(findings).toEqual([
      expect.stringMatching(/^render\/failed unknown content .*answered 404.*Correct the repository/),
    ]);
  });

  test('a tag that has moved', async () => {
    const chart = application(`    repoURL: ${registry.host}/charts\n    chart: web\n    targetRevision: 1.2.3\n`);
    const policy = allowing(`${registry.host}/**`) + pinning(`${registry.host}/charts`, 'f'.repeat(64));
    expect(await only(surveyOf(chart, policy, http))).toEqual([
      expect.stringMatching(/^render\/failed unknown content .*and the policy pins sha256:fff/),
    ]);
  });

  test.each<[string, () => ServedResponse | 'drop', RegExp]>([
    ['a login', () => reply(401, { 'www-authenticate': 'Basic realm="x"' }), /infrastructure .*docker login/],
    ['a refusal', () => reply(403), /infrastructure .*answered 403.*the right to pull it/],
    ['throttling', () => reply(429, { 'retry-after': '90' }), /infrastructure .*answered 429; it asks to wait 90 s/],
    [
      'another manifest',
      () => reply(200, { 'content-type': MANIFEST }, Buffer.from('{}')),
      /content .*Do not deploy it/,
    ],
    ['a page', () => reply(200, { 'content-type': 'text/html' }, Buffer.from('<html>')), /content .*Do not deploy it/],
  ])('%s in the place of what a digest names', async (_, answer, says) => {
    const odd = await serveLoopback(async () => answer());
    try {
      const files = application(
        `    repoURL: oci://${odd.host}/charts/web\n    path: .\n    targetRevision: ${digest}\n`,
      );
      const findings = await only(surveyOf(files, allowing(`${odd.host}/**`), http));
      expect(findings).toEqual([expect.stringMatching(says)]);
      expect(findings[0]).toMatch(
        /^render\/failed unknown .* apps\/web.yaml:7: .*the artifact "web" "sha256:.*" of "oci:.*\/charts\/web" could not be fetched/,
      );
    } finally {
      await odd.close();
    }
  });

  test('a layer that is not what its manifest says', async () => {
    const store = registry.store.repository('charts/web');
    const blob = store.blobs.get(`sha256:${packed.sha256}`);
    if (blob === undefined) throw new Error('the chart was not pushed');
    store.blobs.set(`sha256:${packed.sha256}`, Buffer.from(blob).fill(0, 50, 60));
    try {
      expect(await only(surveyOf(inRegistry(digest), allowing(`${registry.host}/**`), http))).toEqual([
        expect.stringMatching(/^render\/failed unknown content .*Do not deploy it/),
      ]);
    } finally {
      store.blobs.set(`sha256:${packed.sha256}`, blob);
    }
  });

  test('a registry offline, unless an earlier run has kept its answers', async () => {
    const policy = allowing(`${registry.host}/**`);
    const cache = await mkdtemp(join(tmpdir(), 'scg-kept-'));
    try {
      const offline = { registryCache: cache, offline: true };
      expect(await only(surveyOf(inRegistry(digest), policy, http, offline))).toEqual([
        expect.stringMatching(/^render\/failed unknown infrastructure .*offline/),
      ]);
      const first = await surveyOf(inRegistry(digest), policy, http, { registryCache: cache });
      expect(first.images).toHaveLength(2);
      const asked = http.asked.length;
      expect(await surveyOf(inRegistry(digest), policy, http, offline)).toEqual(first);
      expect(http.asked).toHaveLength(asked);
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  });

  test('a registry whose images are denied', async () => {
    const policy = `${allowing(`${registry.host}/**`)}images: {deny: ["${registry.host}/**"]}\n`;
    expect(await only(surveyOf(inRegistry(digest), policy, http))).toEqual([
      expect.stringMatching(/^render\/failed unknown content .*not allowed by the policy.*images\.deny/),
    ]);
    expect(http.asked).toEqual([]);
  });
});

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
    const policy = allowing(web.host) + pinning(web.url);
    const images = 'images:\n- name: docker.io/acme/web\n  newTag: "9"\n';
    expect(await surveyOf(overlay(web.url, values), policy, http)).toEqual({
      findings: [],
      images: ['docker.io/acme/web:1.0 k/kustomization.yaml:2~', 'docker.io/acme/sidecar:4.0 k/kustomization.yaml:7'],
    });
    expect(http.asked).toEqual([`${web.host}/index.yaml`, `${web.host}/web-1.2.3.tgz`]);
    expect((await surveyOf(overlay(web.url, images), policy, http)).images).toEqual([
      'docker.io/acme/sidecar:2.0 k/kustomization.yaml:2~',
      'docker.io/acme/web:9 k/kustomization.yaml:8',
    ]);
  });

  test('of a registry, where the policy pins it', async () => {
    const url = `oci://${registry.host}/charts`;
    const policy = allowing(`${registry.host}/charts`) + pinning(url);
    expect((await surveyOf(overlay(url, values), policy, http)).images).toEqual([
      'docker.io/acme/web:1.0 k/kustomization.yaml:2~',
      'docker.io/acme/sidecar:4.0 k/kustomization.yaml:7',
    ]);
  });

  test.each<[string, () => string, RegExp, number]>([
    ['not pinned', () => allowing(web.host), /not pinned by the policy.*repositories\.charts/, 0],
    [
      'something else',
      () => allowing(web.host) + pinning(web.url, 'f'.repeat(64)),
      /could not be fetched: .*and the policy pins sha256:fff/,
      2,
    ],
  ])('%s: one unknown that names it', async (_, policy, says, asked) => {
    const { findings, images } = await surveyOf(overlay(web.url), policy(), http);
    expect(images).toEqual([]);
    expect(findings).toEqual([
      expect.stringMatching(/^render\/failed unknown content k\/kustomization\.yaml:2: .*chart "web"/),
    ]);
    expect(findings[0]).toMatch(says);
    expect(http.asked).toHaveLength(asked);
  });

  test('a template of it that fails is told at the entry', async () => {
    const broken = overlay(web.url, '  valuesInline: {image: none}\n  valuesMerge: replace\n');
    const { findings } = await surveyOf(broken, allowing(web.host) + pinning(web.url), http);
    expect(findings).toEqual([expect.stringMatching(/^render\/failed fail k\/kustomization\.yaml:2: .*pod\.yaml/)]);
  });
});
