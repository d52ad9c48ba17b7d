import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type RegistryServer, startRegistry } from '../src/demo/registry/index.ts';
import { createFiles } from '../src/io/files.ts';
import { ChartYard, notingHttp, openSurvey, type PackedChart, WEB_CHART } from './support/remote-charts.ts';
import { type Cli, openCli } from './support/run-cli.ts';
import { requireTool } from './support/tools.ts';

/** Charts of other repositories against the real helm, and through the command line. */

const run = promisify(execFile);

/** Several documents of one template, a document that is a file of the chart, and a version that no tag can spell. */
const SHOP_CHART: Readonly<Record<string, string>> = {
  ...WEB_CHART,
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 2.0.0+build.7\n',
  'templates/config.yaml': `{{- range $name, $text := .Values.config }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: "{{ $.Release.Name }}-{{ $name }}", namespace: {{ $.Release.Namespace }}}
data: {text: {{ $text | quote }}}
{{- end }}
`,
  'templates/crd-free.yaml': '{{ .Files.Get "motd.txt" | fromYaml | toYaml }}\n',
  'templates/version.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: version}\ndata: {is: {{ .Chart.Version }}}\n',
  'motd.txt': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: motd}\n',
};

let yard: ChartYard;
let registry: RegistryServer;
let cli: Cli;
let shop: PackedChart;
let digest: string;

beforeAll(async () => {
  [yard, registry, cli] = await Promise.all([ChartYard.open(), startRegistry(), openCli()]);
  shop = await yard.pack('shop', SHOP_CHART);
  digest = await yard.push(shop, `oci://${registry.host}/charts`);
});
afterAll(() => Promise.all([yard.close(), registry.close(), cli.close()]));

const VALUES = 'config: {a: one, b: two}\nimage: {tag: "9"}\n';
const release = (ref: string) => ({
  'clusters/shop.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: shop, namespace: shop}
spec: {url: "oci://${registry.host}/charts/shop", ref: ${ref}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: shop}
spec:
  chartRef: {kind: OCIRepository, name: shop}
  values:
${VALUES.replace(/^(?=.)/gm, '    ')}`,
});
const policy = (allow: string, ...more: readonly string[]) =>
  [
    'version: 1',
    `repositories: {allow: ["${allow}"]}`,
    'vulnerabilities: {severity: off}',
    'hardening: {podSecurity: {level: privileged}, rules: {"*": off}}',
    ...more,
    '',
  ].join('\n');

describe('a chart of a registry', () => {
  test('renders to what helm makes of its archive', async () => {
    const http = notingHttp();
    try {
      const { found, said } = await openSurvey(release(`{digest: "${digest}"}`), policy(`${registry.host}/**`), http);
      expect(said.findings).toEqual([]);
      const objects = found.manifests.filter(({ source }) => source.kind === 'flux').map(({ object }) => object);
      expect(objects).toHaveLength(5);
      await createFiles().withTemporaryDirectory('scg-values', async (directory) => {
        const values = join(directory, 'values.yaml');
        await writeFile(values, VALUES);
        const args = ['template', 'web', shop.file, '--namespace=shop', `--values=${values}`];
        const { stdout } = await run(await requireTool('helm'), args, { env: { HOME: directory, PATH: '' } });
        const expected = parseAllDocuments(stdout).map((document): unknown => document.toJS());
        // The helm-controller puts the digest behind the version; helm alone knows of none.
        const marked = JSON.stringify(objects).replace(`2.0.0+${digest.slice(7, 19)}`, '2.0.0+build.7');
        expect(marked).not.toBe(JSON.stringify(objects));
        expect(JSON.parse(marked)).toEqual(expected.filter((one) => one !== null));
      });
    } finally {
      await http.close();
    }
  });

  test.each<[string, () => string, () => string, number, RegExp]>([
    [
      'pinned and allowed',
      () => `{digest: "${digest}"}`,
      () => policy(`${registry.host}/**`, 'images: {digest: off}'),
      0,
      /^$/,
    ],
    [
      'pinned and allowed, with images that are not pinned',
      () => `{digest: "${digest}"}`,
      () => policy(`${registry.host}/charts/shop`),
      1,
      /^image\/unpinned clusters\/shop.yaml \d+ fail(?:,image\/unpinned clusters\/shop.yaml \d+ fail)$/,
    ],
    [
      'not allowed',
      () => `{digest: "${digest}"}`,
      () => policy('ghcr.io/**'),
      1,
      /^source\/denied-repository .* fail$/,
    ],
    [
      'by a tag',
      () => '{tag: 2.0.0_build.7}',
      () => policy(`${registry.host}/**`),
      1,
      /source\/unpinned .* fail.*source\/unrendered .* unknown/,
    ],
    [
      'by a digest that is not there',
      () => `{digest: "sha256:${'1'.repeat(64)}"}`,
      () => policy(`${registry.host}/**`),
      3,
      /^render\/failed clusters\/shop.yaml 10 unknown$/,
    ],
  ])('%s', async (_, ref, written, code, says) => {
    await createFiles().withTemporaryDirectory('scg-remote', async (root) => {
      const files = { ...release(ref()), '.github/supply-chain-gate.yaml': written() };
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), text);
      }
      const result = await cli.run(root, ['check', '--format', 'json']);
      const report = JSON.parse(result.stdout) as { readonly findings: readonly ReportFinding[] };
      const said = report.findings
        .filter(({ effect }) => effect === 'block')
        .map(({ rule, location, outcome }) => `${rule} ${location.file} ${location.startLine} ${outcome}`);
      expect([result.code, said.join(',')]).toEqual([code, expect.stringMatching(says)]);
    });
  });
});

interface ReportFinding {
  readonly rule: string;
  readonly effect: string;
  readonly outcome: string;
  readonly location: { readonly file: string; readonly startLine: number };
}
