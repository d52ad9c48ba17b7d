import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import { type ServedResponse, serveLoopback } from '../src/io/http-server.ts';
import { surveyOf } from './support/remote-charts.ts';
import { allowing, application, indexOf, pinning, servedCharts } from './support/served-charts.ts';

const charts = servedCharts();
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

describe('what cannot be had is one plain unknown that names it', () => {
  const files = () => application(`    repoURL: ${charts.web.url}\n    chart: web\n    targetRevision: 1.2.3\n`);
  const inRegistry = (revision: string) =>
    application(
      `    repoURL: oci://${charts.registry.host}/charts/web\n    path: .\n    targetRevision: ${revision}\n`,
    );
  const only = async (found: Promise<{ readonly findings: readonly string[]; readonly images: readonly string[] }>) => {
    const { findings, images } = await found;
    expect(images).toEqual([]);
    return findings;
  };

  test('not allowed: nobody is asked', async () => {
    const findings = await only(
      surveyOf(files(), allowing('charts.example') + pinning(charts.web.url, charts.packed), charts.http),
    );
    expect(findings).toEqual([expect.stringMatching(/^source\/denied-repository fail apps\/web.yaml:7: /)]);
    expect(charts.http.asked).toEqual([]);
  });

  test('allowed and not pinned: nobody is asked', async () => {
    const findings = await only(surveyOf(files(), allowing(charts.web.host), charts.http));
    expect(findings).toEqual([
      expect.stringMatching(
        /^source\/unrendered unknown content apps\/web.yaml:7: .* "web" at "1.2.3" from "http:.*repositories\.charts/,
      ),
    ]);
    const range = application(`    repoURL: ${charts.web.url}\n    chart: web\n    targetRevision: 1.x\n`);
    const open = await only(
      surveyOf(range, allowing(charts.web.host) + pinning(charts.web.url, charts.packed), charts.http),
    );
    expect(open.map((one) => one.split(' ', 2).join(' '))).toEqual([
      'source/unpinned fail',
      'source/unrendered unknown',
    ]);
    expect(charts.http.asked).toEqual([]);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'another archive',
      () => charts.pages.set('/web-1.2.3.tgz', Buffer.from('x')),
      /content .* its archive is sha256:.*, and the policy pins/,
    ],
    [
      'a truncated one',
      () => charts.pages.set('/web-1.2.3.tgz', charts.packed.bytes.subarray(0, 100)),
      /content .*and the policy pins/,
    ],
    ['no archive', () => charts.pages.set('/web-1.2.3.tgz', 404), /content .*web-1\.2\.3\.tgz" answered 404/],
    ['no index', () => charts.pages.set('/index.yaml', 404), /content .*index\.yaml" answered 404/],
    ['a login', () => charts.pages.set('/index.yaml', 401), /infrastructure .*answered 401.*vendor the chart/],
    ['throttling', () => charts.pages.set('/index.yaml', 429), /infrastructure .*answered 429; it asks to wait 90 s/],
    [
      'an index without it',
      () => charts.pages.set('/index.yaml', Buffer.from('entries: {}\n')),
      /content .*does not name it/,
    ],
    [
      'an index that is none',
      () => charts.pages.set('/index.yaml', Buffer.from('\0\xff{')),
      /content .*does not name it/,
    ],
    [
      'an archive elsewhere',
      () => charts.pages.set('/index.yaml', Buffer.from(indexOf('http://127.0.0.2:9/web.tgz'))),
      /content .*leads to "http:\/\/127\.0\.0\.2:9\/web\.tgz", which the policy does not allow/,
    ],
    [
      'an archive without TLS',
      () => charts.pages.set('/index.yaml', Buffer.from(indexOf('http://charts.example/a'))),
      /is not https/,
    ],
    [
      'an archive as a file',
      () => charts.pages.set('/index.yaml', Buffer.from(indexOf('file:///etc/passwd'))),
      /is not https/,
    ],
  ])('%s', async (_, arrange, says) => {
    arrange();
    const findings = await only(
      surveyOf(files(), allowing(charts.web.host) + pinning(charts.web.url, charts.packed), charts.http),
    );
    expect(findings).toEqual([expect.stringMatching(says)]);
    expect(findings[0]).toMatch(/^render\/failed unknown .* apps\/web.yaml:7: .*the chart "web" "1\.2\.3" of "http:/);
    expect(charts.http.asked.every((one) => one.startsWith(charts.web.host))).toBe(true);
  });

  test('offline, unless an earlier run has kept it', async () => {
    const policy = allowing(charts.web.host) + pinning(charts.web.url, charts.packed);
    expect(await only(surveyOf(files(), policy, charts.http, { offline: true }))).toEqual([
      expect.stringMatching(/^render\/failed unknown infrastructure .*the run is offline/),
    ]);
    expect(charts.http.asked).toEqual([]);
  });

  test('a digest that the registry does not have', async () => {
    const findings = await only(
      surveyOf(inRegistry(`sha256:${'0'.repeat(64)}`), allowing(`${charts.registry.host}/**`), charts.http),
    );
    expect(findings).toEqual([
      expect.stringMatching(/^render\/failed unknown content .*answered 404.*Correct the repository/),
    ]);
  });

  test('a tag that has moved', async () => {
    const chart = application(
      `    repoURL: ${charts.registry.host}/charts\n    chart: web\n    targetRevision: 1.2.3\n`,
    );
    const policy =
      allowing(`${charts.registry.host}/**`) + pinning(`${charts.registry.host}/charts`, { sha256: 'f'.repeat(64) });
    expect(await only(surveyOf(chart, policy, charts.http))).toEqual([
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
        `    repoURL: oci://${odd.host}/charts/web\n    path: .\n    targetRevision: ${charts.digest}\n`,
      );
      const findings = await only(surveyOf(files, allowing(`${odd.host}/**`), charts.http));
      expect(findings).toEqual([expect.stringMatching(says)]);
      expect(findings[0]).toMatch(
        /^render\/failed unknown .* apps\/web.yaml:7: .*the artifact "web" "sha256:.*" of "oci:.*\/charts\/web" could not be fetched/,
      );
    } finally {
      await odd.close();
    }
  });

  test('a layer that is not what its manifest says', async () => {
    const store = charts.registry.store.repository('charts/web');
    const blob = store.blobs.get(`sha256:${charts.packed.sha256}`);
    if (blob === undefined) throw new Error('the chart was not pushed');
    store.blobs.set(`sha256:${charts.packed.sha256}`, Buffer.from(blob).fill(0, 50, 60));
    try {
      expect(
        await only(surveyOf(inRegistry(charts.digest), allowing(`${charts.registry.host}/**`), charts.http)),
      ).toEqual([expect.stringMatching(/^render\/failed unknown content .*Do not deploy it/)]);
    } finally {
      store.blobs.set(`sha256:${charts.packed.sha256}`, blob);
    }
  });

  test('a registry offline, unless an earlier run has kept its answers', async () => {
    const policy = allowing(`${charts.registry.host}/**`);
    const cache = await mkdtemp(join(tmpdir(), 'scg-kept-'));
    try {
      const offline = { registryCache: cache, offline: true };
      expect(await only(surveyOf(inRegistry(charts.digest), policy, charts.http, offline))).toEqual([
        expect.stringMatching(/^render\/failed unknown infrastructure .*offline/),
      ]);
      const first = await surveyOf(inRegistry(charts.digest), policy, charts.http, { registryCache: cache });
      expect(first.images).toHaveLength(2);
      const asked = charts.http.asked.length;
      expect(await surveyOf(inRegistry(charts.digest), policy, charts.http, offline)).toEqual(first);
      expect(charts.http.asked).toHaveLength(asked);
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  });

  test('a registry whose images are denied', async () => {
    const policy = `${allowing(`${charts.registry.host}/**`)}images: {deny: ["${charts.registry.host}/**"]}\n`;
    expect(await only(surveyOf(inRegistry(charts.digest), policy, charts.http))).toEqual([
      expect.stringMatching(/^render\/failed unknown content .*not allowed by the policy.*images\.deny/),
    ]);
    expect(charts.http.asked).toEqual([]);
  });
});
