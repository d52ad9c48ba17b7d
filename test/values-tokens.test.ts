import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { checkCredentials, checkHardening } from '../src/check/hardening/index.ts';
import { compareLocations, type Source } from '../src/domain/index.ts';
import { completePolicy } from '../src/policy/schema.ts';
import type { RenderResult } from '../src/render/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { GIT, helmRelease, renderFlux } from './support/flux.ts';
import { createPorts } from './support/ports.ts';
import { at, helmSource, kustomizeSource, renderWith } from './support/rendering.ts';

/** Credentials in the values of charts, rendered by the real helm or by no template at all. */

// Put together here, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const AWS = `AKIA${'ABCD'.repeat(4)}`;

const CHART = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const CONFIG = (value: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\ndata:\n  a: ${value}\n`;
const EMPTY = CONFIG('plain');

async function tokensIn(contents: Record<string, TreeContent>, sources: readonly Source[] | 'flux', level = 'error') {
  const tree = memoryTree(contents);
  const rendering: RenderResult = sources === 'flux' ? await renderFlux(tree) : await renderWith(tree, sources);
  const policy = completePolicy({ version: 1, hardening: { rules: { '*': 'off', 'secrets/known-token': level } } });
  const { findings: rendered } = checkHardening(rendering.manifests, { policy });
  const { files, manifests } = rendering;
  const { findings, tools } = await checkCredentials({
    files,
    tree,
    policy,
    manifests,
    rendered,
    ports: createPorts({}),
    findGitleaks: async () => null,
    gitleaks: new Map(),
  });
  expect(tools).toEqual({});
  expect(JSON.stringify(findings)).not.toContain(GITHUB);
  expect(JSON.stringify(findings)).not.toContain(AWS);
  expect(findings.filter(({ rule }) => rule !== 'secrets/known-token')).toEqual([]);
  return findings
    .toSorted((a, b) => compareLocations(a.location, b.location))
    .map((finding) => `${at(finding.location)} ${finding.message.split('. ')[0]}`);
}

const shop = (values: string, template = EMPTY, others: Record<string, string> = {}) => ({
  'shop/Chart.yaml': CHART,
  'shop/values.yaml': values,
  'shop/templates/a.yaml': template,
  ...others,
});

const CASES: [what: string, files: Record<string, string>, valuesFiles: string[], found: string[]][] = [
  [
    'in a value that nothing renders',
    shop(`db:\n  tokens:\n    - ${GITHUB}\n`),
    [],
    ['shop/values.yaml:3:7-47 Helm values shop/values.yaml: db.tokens[0] holds a credential (GitHub token)'],
  ],
  [
    'in a value that is rendered: once, on its line',
    shop(`token: ${GITHUB}\n`, CONFIG('{{ .Values.token }}')),
    [],
    ['shop/values.yaml:1:8-48 ConfigMap shop: data.a holds a credential (GitHub token)'],
  ],
  [
    'in a value that is a part of what is rendered: once, on its line',
    shop(`token: ${GITHUB}\n`, CONFIG('"key={{ .Values.token }} "')),
    [],
    ['shop/values.yaml:1:8-48 ConfigMap shop: data.a holds a credential (GitHub token)'],
  ],
  [
    'in the template and, another one, in a value',
    shop(`token: ${GITHUB}\n`, CONFIG(AWS)),
    [],
    [
      'shop/templates/a.yaml:5:6-26 ConfigMap shop: data.a holds a credential (AWS access key)',
      'shop/values.yaml:1:8-48 Helm values shop/values.yaml: token holds a credential (GitHub token)',
    ],
  ],
  [
    'in a values file elsewhere, in one beside, and in a dependency',
    shop('a: b\n', EMPTY, {
      'env/prod.yaml': `key: "${AWS}"\n`,
      'shop/values-test.yaml': `key: ${AWS}\n`,
      'shop/charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
      'shop/charts/db/values.yaml': `key: ${AWS}\n`,
    }),
    ['env/prod.yaml'],
    ['env/prod.yaml:1:6-28', 'shop/charts/db/values.yaml:1:6-26', 'shop/values-test.yaml:1:6-26'].map(
      (place) => `${place} Helm values ${place.split(':')[0]}: key holds a credential (AWS access key)`,
    ),
  ],
  [
    'in a file that cannot be read as YAML',
    shop('a: b\n', EMPTY, { 'shop/values-test.yaml': `a: [\nkey: ${AWS}\n` }),
    [],
    ['shop/values-test.yaml:2:1-26 Helm values shop/values-test.yaml: line 2 holds a credential (AWS access key)'],
  ],
  ['a reference, and what SOPS encrypted', shop('token: $(TOKEN)\na: ENC[AES256_GCM,data:abc,type:str]\n'), [], []],
];

test.each(CASES)('%s', async (_, files, valuesFiles, found) =>
  expect(await tokensIn(files, [helmSource('shop', { valuesFiles })])).toEqual(found));

test('the values of a HelmRelease, its chart and its values files', async () => {
  const files = {
    'clusters/shop.yaml': [GIT, helmRelease(`  values: { inline: ${GITHUB} }\n`)].join('---\n'),
    'charts/demo/Chart.yaml': CHART,
    'charts/demo/values.yaml': `key: ${AWS}\n`,
    'charts/demo/templates/a.yaml': EMPTY,
  };
  const found = await tokensIn(files, 'flux');
  expect(found.filter((one) => one.startsWith('clusters/'))).toHaveLength(1);
  expect(found.filter((one) => one.startsWith('charts/demo/values.yaml:1:6-26'))).toHaveLength(1);
  expect(found).toHaveLength(2);
});

test('the values that a kustomization gives to a chart, in itself and in files', async () => {
  const files = {
    'k/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
helmCharts:
- name: shop
  releaseName: x
  valuesInline: {token: ${GITHUB}}
  additionalValuesFiles: [more.yaml]
`,
    'k/more.yaml': `key: ${AWS}\n`,
    'k/charts/shop/Chart.yaml': CHART,
    'k/charts/shop/values.yaml': '{}\n',
    'k/charts/shop/templates/a.yaml': EMPTY,
  };
  expect(await tokensIn(files, [kustomizeSource('k')])).toEqual([
    'k/kustomization.yaml:6:25-65 Helm values k/kustomization.yaml: helmCharts[0].valuesInline.token holds a credential (GitHub token)',
    'k/more.yaml:1:6-26 Helm values k/more.yaml: key holds a credential (AWS access key)',
  ]);
});

test('says nothing where the rule is off', async () =>
  expect(await tokensIn(shop(`token: ${GITHUB}\n`), [helmSource('shop')], 'off')).toEqual([]));

const packed = async (files: Readonly<Record<string, string | Uint8Array>>, link?: string): Promise<Uint8Array> =>
  gzipSync(
    await packTar([
      ...Object.entries(files).map(([name, body]) => ({ header: { name, size: Buffer.byteLength(body) }, body })),
      ...(link === undefined ? [] : [{ header: { name: link, size: 0, type: 'symlink' as const, linkname: 'a' } }]),
    ]),
  );
const DEPENDENT = `${CHART}dependencies: [{ name: db, version: 1.0.0 }]\n`;
const DB = { 'db/Chart.yaml': CHART.replace('shop', 'db'), 'db/templates/a.yaml': EMPTY };

test('the values of a packed chart, and of one that is packed in it', async () => {
  const inner = await packed({ 'c/Chart.yaml': CHART.replace('shop', 'c'), 'c/values.yaml': `key: ${GITHUB}\n` });
  const archive = await packed({
    ...DB,
    'db/values.yaml': `auth: { token: ${AWS} }\n`,
    'db/ci/values.yaml': `token: ${AWS}\n`,
    'db/charts/c-1.0.0.tgz': inner,
  });
  const files = { ...shop('a: b\n'), 'shop/Chart.yaml': DEPENDENT, 'shop/charts/db-1.0.0.tgz': archive };
  expect(await tokensIn(files, [helmSource('shop')])).toEqual([
    'shop/charts/db-1.0.0.tgz:1:1-1~ Helm values shop/charts/db-1.0.0.tgz: auth.token of values.yaml holds a credential (AWS access key)',
    'shop/charts/db-1.0.0.tgz:1:1-1~ Helm values shop/charts/db-1.0.0.tgz: key of charts/c-1.0.0.tgz/values.yaml holds a credential (GitHub token)',
  ]);
});

test('a packed chart that cannot be read is unknown', async () => {
  const archive = await packed({ ...DB, 'db/values.yaml': `token: ${AWS}\n` }, 'db/README.md');
  const files = { ...shop('a: b\n'), 'shop/Chart.yaml': DEPENDENT, 'shop/charts/db-1.0.0.tgz': archive };
  const [first] = await tokensIn(files, [helmSource('shop')]);
  expect(first).toContain(
    'Helm values shop/charts/db-1.0.0.tgz: not searched for credentials, since its archive holds "db/README.md", which is no file but a symlink',
  );
});
