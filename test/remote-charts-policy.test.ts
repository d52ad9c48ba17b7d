import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import { type LoopbackServer, serveLoopback } from '../src/io/http-server.ts';
import { ChartYard, notingHttp, surveyOf, WEB_CHART } from './support/remote-charts.ts';

/** What the policy says of a chart of another repository is one decision, whatever has it deployed. */

type Files = Readonly<Record<string, string>>;

/** What names the chart `web` of a repository in some version. */
const KINDS: Readonly<Record<string, (url: string, version: string) => Files>> = {
  'an Application': (url, version) => ({
    'a.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  destination: {namespace: shop}
  source:
    repoURL: ${url}
    chart: web
    targetRevision: ${version}
`,
  }),
  'a HelmRelease': (url, version) => ({
    'a.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: shop}
spec:
  url: ${url}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: shop}
spec:
  chart:
    spec:
      chart: web
      version: ${version}
      sourceRef: {kind: HelmRepository, name: charts}
`,
  }),
  helmCharts: (url, version) => ({
    'k/kustomization.yaml': `helmCharts:
- name: web
  version: ${version}
  releaseName: shop
  repo: ${url}
`,
  }),
  helmChartInflationGenerator: (url, version) => ({
    'k/kustomization.yaml': `helmChartInflationGenerator:
- chartName: web
  chartVersion: ${version}
  releaseName: shop
  chartRepoUrl: ${url}
`,
  }),
  'a generator': (url, version) => ({
    'k/kustomization.yaml': 'generators: [web.yaml]\n',
    'k/web.yaml': `apiVersion: builtin
kind: HelmChartInflationGenerator
metadata: {name: web}
name: web
version: ${version}
releaseName: shop
repo: ${url}
`,
  }),
  'a dependency': (url, version) => ({
    'shop/Chart.yaml': `apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: web
    version: ${version}
    repository: ${url}
`,
  }),
};

/** Of a chart that is not fetched: the rule and the line of each finding. What is not rendered is never all that is said. */
const REFUSED: Readonly<Record<string, Readonly<Record<'denied' | 'range' | 'open', readonly string[]>>>> = {
  'an Application': {
    denied: ['source/denied-repository fail a.yaml:7'],
    range: ['source/unpinned fail a.yaml:7', 'source/unrendered unknown a.yaml:7'],
    open: ['source/unrendered unknown a.yaml:7'],
  },
  'a HelmRelease': {
    denied: ['source/denied-repository fail a.yaml:5'],
    range: ['source/unpinned fail a.yaml:15', 'source/unrendered unknown a.yaml:15'],
    open: ['source/unrendered unknown a.yaml:15'],
  },
  helmCharts: {
    denied: ['source/denied-repository fail k/kustomization.yaml:5', 'render/failed unknown k/kustomization.yaml:2'],
    range: ['source/unpinned fail k/kustomization.yaml:5', 'render/failed unknown k/kustomization.yaml:2'],
    open: ['render/failed unknown k/kustomization.yaml:2'],
  },
  helmChartInflationGenerator: {
    denied: ['source/denied-repository fail k/kustomization.yaml:5', 'render/failed unknown k/kustomization.yaml:2'],
    range: ['source/unpinned fail k/kustomization.yaml:5', 'render/failed unknown k/kustomization.yaml:2'],
    open: ['render/failed unknown k/kustomization.yaml:2'],
  },
  'a generator': {
    denied: ['source/denied-repository fail k/web.yaml:7', 'render/failed unknown k/web.yaml:4'],
    range: ['source/unpinned fail k/web.yaml:7', 'render/failed unknown k/web.yaml:4'],
    open: ['render/failed unknown k/web.yaml:4'],
  },
  // helm refuses a chart without its dependencies, and nothing would fetch them.
  'a dependency': {
    denied: ['render/failed fail shop/Chart.yaml:5'],
    range: ['render/failed fail shop/Chart.yaml:5'],
    open: ['render/failed fail shop/Chart.yaml:5'],
  },
};

const SHA256 = '0'.repeat(64);
const policyOf = (allow: string, repository: string, sha256 = SHA256, version = '1.2.3') => `version: 1
repositories:
  allow: ["${allow}"]
  charts:
    - {repository: "${repository}", name: web, version: "${version}", sha256: ${sha256}}
`;
const URL = 'https://charts.example/stable';
const CASES = {
  denied: { version: '1.2.3', policy: policyOf('charts.example/other', URL) },
  range: { version: '1.x', policy: policyOf('charts.example/stable', URL, SHA256, '1.x') },
  open: { version: '1.2.3', policy: policyOf('charts.example/stable', 'https://charts.example/other') },
} as const;

describe.each(Object.keys(KINDS))('%s', (kind) => {
  const files = KINDS[kind] ?? (() => ({}));

  test.each(['denied', 'range', 'open'] as const)('%s: nobody is asked', async (name) => {
    const http = notingHttp();
    const { version, policy } = CASES[name];
    const { findings, images } = await surveyOf(files(URL, version), policy, http);
    expect(findings.map((one) => one.replace(/ content /, ' ').split(': ', 1)[0])).toEqual(REFUSED[kind]?.[name]);
    expect([images, http.asked]).toEqual([[], []]);
    await http.close();
  });

  test('a pin counts in any spelling of the repository', async () => {
    const http = notingHttp();
    const policy = policyOf(web.host, web.host, sha256);
    const { findings, images } = await surveyOf(files(web.url, '1.2.3'), policy, http);
    expect([findings, images.length]).toEqual([[], 2]);
    await http.close();
  });
});

test('both rules are said in the words that objects of Argo CD are told', async () => {
  const http = notingHttp();
  const said = async (kind: string, name: 'denied' | 'range') => {
    const { version, policy } = CASES[name];
    const { findings } = await surveyOf(KINDS[kind]?.(URL, version) ?? {}, policy, http);
    return findings[0]?.slice(findings[0].indexOf(': it deploys'));
  };
  for (const name of ['denied', 'range'] as const) {
    const words = await said('an Application', name);
    expect(words).toMatch(name === 'denied' ? /not allowed by the policy/ : /can change after the review/);
    expect(await said('helmCharts', name)).toBe(words);
  }
  await http.close();
});

let yard: ChartYard;
let web: LoopbackServer;
let sha256: string;

beforeAll(async () => {
  yard = await ChartYard.open();
  const packed = await yard.pack('web', WEB_CHART);
  sha256 = packed.sha256;
  const index = 'apiVersion: v1\nentries:\n  web:\n  - version: 1.2.3\n    name: web\n    urls: [web-1.2.3.tgz]\n';
  const pages = new Map([
    ['/index.yaml', Buffer.from(index)],
    ['/web-1.2.3.tgz', packed.bytes],
  ]);
  web = await serveLoopback(async ({ path }) => {
    const page = pages.get(path);
    return page === undefined ? reply(404) : reply(200, {}, page);
  });
});
afterAll(async () => {
  await yard.close();
  await web.close();
});
