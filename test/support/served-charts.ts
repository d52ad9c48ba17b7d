import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type RegistryServer, reply, startRegistry } from '../../src/demo/registry/index.ts';
import { type LoopbackServer, serveLoopback } from '../../src/io/http-server.ts';
import { ChartYard, notingHttp, type PackedChart, WEB_CHART } from './remote-charts.ts';

/** The chart `web`, packed and pushed by the real helm, where objects of Argo CD and Flux may deploy it from. */

export interface ServedCharts {
  readonly registry: RegistryServer;
  /** A repository of charts over http. */
  readonly web: LoopbackServer;
  readonly packed: PackedChart;
  /** Of the chart in the registry. */
  readonly digest: string;
  /** A client that notes whom it asks, of each test its own. */
  readonly http: ReturnType<typeof notingHttp>;
  /** What the repository over http answers, by path. */
  readonly pages: Map<string, Uint8Array | number | { readonly location: string }>;
}

/** For the tests of a file; each of them finds the repository over http as it was. */
export function servedCharts(): ServedCharts {
  let yard: ChartYard;
  let registry: RegistryServer;
  let web: LoopbackServer;
  let packed: PackedChart;
  let digest: string;
  let http: ReturnType<typeof notingHttp>;
  const pages: ServedCharts['pages'] = new Map();

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

  return {
    pages,
    get registry() {
      return registry;
    },
    get web() {
      return web;
    },
    get packed() {
      return packed;
    },
    get digest() {
      return digest;
    },
    get http() {
      return http;
    },
  };
}

export const pinning = (repository: string, { sha256 }: Pick<PackedChart, 'sha256'>) =>
  `  charts:\n    - {repository: "${repository}", name: web, version: 1.2.3, sha256: ${sha256}}\n`;

export const indexOf = (url: string) =>
  `apiVersion: v1\nentries:\n  other:\n  - version: 1.2.3\n    urls: [other.tgz]\n  web:\n  - version: 1.2.3\n    name: web\n    digest: 0000\n    urls:\n    - ${url}\n`;

export const allowing = (...allow: readonly string[]) =>
  `version: 1\nrepositories:\n  allow: [${allow.map((one) => JSON.stringify(one)).join(', ')}]\n`;
export const application = (source: string) => ({
  'apps/web.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  destination: {namespace: shop}
  source:
${source}`,
});
export const flux = (...documents: readonly string[]) => ({ 'clusters/web.yaml': documents.join('---\n') });
export const helmRepository = (url: string, more = '') => `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: shop}
spec: {url: "${url}"${more}}
`;
export const release = (spec = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: shop}
spec:
  chart:
    spec: {chart: web, version: 1.2.3, sourceRef: {kind: HelmRepository, name: charts}}
${spec}`;
export const ociRepository = (url: string, ref: string, more = '') => `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: charts, namespace: shop}
spec:
  url: ${url}
  ref: ${ref}
${more}`;
export const referring = (spec = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: shop}
spec:
  chartRef: {kind: OCIRepository, name: charts}
${spec}`;
